import type { Counts } from '../../exchange/index.ts'
import type { Call } from '../command.ts'

interface Outcome {
  batch: string | null
  practice: string
  dryRun: boolean
  counts: Counts
  seconds: number
}

/** What became of the rows, for people and for programs. */
export function report(call: Call, { batch, practice, dryRun, counts, seconds }: Outcome) {
  const { rows, added, known, repeated, refused, skipped, odd } = counts
  call.print(
    `${dryRun ? 'Dry run, nothing was kept. ' : ''}${rows} rows: ${added} ${dryRun ? 'would be added' : 'added'}, ${known} known from before, ${repeated} repeated, ${skipped} left out, ${refused} refused.`,
  )
  call.print(
    `${counts.clients} clients, ${counts.services} services, ${counts.practitioners} practitioners and ${counts.locations} locations are new. ${counts.blankLines} blank lines.`,
  )
  for (const [code, count] of Object.entries(counts.refusedBy))
    call.print(`  refused  ${code.replaceAll('_', ' ')}: ${count}`)
  for (const [because, count] of Object.entries(counts.skippedBy))
    call.print(`  left out  ${because}: ${count}`)
  if (odd > 0) call.print(`${odd} rows hold something that cannot be, and were kept as they are:`)
  for (const [name, count] of Object.entries(counts.oddBy))
    call.print(`  odd  ${name.replaceAll('_', ' ')}: ${count}`)
  if (batch && added > 0)
    call.print(`To take it back: npm run -s atrium -- import undo ${batch} --practice ${practice}`)
  const memory = Math.round((process.resourceUsage().maxRSS / 1024) * 10) / 10
  call.answer({
    batch,
    practice,
    dryRun,
    ...counts,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round(rows / seconds),
    peakMemoryMb: memory,
  })
}
