import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { uuidv7 } from '../../platform/clock.ts'
import { beginStep, createBatch, readMap, runBatch, trialBatch, tryImport } from '../../exchange/index.ts'
import type { Counts, ImportMap, ImportProblem, Kind } from '../../exchange/index.ts'
import type { App } from '../../app.ts'
import type { Call } from '../command.ts'
import { UsageError } from '../command.ts'
import { OPERATOR } from '../practice-choice.ts'
import { chosenPractice } from './chosen-practice.ts'
import { problemFile } from './problem-file.ts'
import { report } from './report.ts'

interface Bringing {
  app: App
  call: Call
  practiceId: string
  map: ImportMap
  file: string
  facts: { kind: Kind; fileName: string; fileSha256: string; fileSize: number }
}

/** Brings a file in (or only tries to), with progress and a list of what was not taken. */
export async function bringFile(call: Call, { kind, file }: { kind: Kind; file: string }): Promise<0 | 1> {
  const map = readMapFile(call.options['map'], kind)
  const facts = { kind, fileName: basename(file), ...(await factsOf(file)) }
  const app = await call.openApp()
  const practice = await chosenPractice(call, app)
  const bringing = { app, call, practiceId: practice.id, map, file, facts }
  const errors = problemFile(call.options['errors'])
  const startedAt = performance.now()
  const progress = progressLines(startedAt)
  const onProgress = async (done: { counts: Counts; problems: readonly ImportProblem[] }) => {
    progress(done.counts)
    await errors.add(done.problems)
  }
  const isTrial = call.options['dry-run'] === true
  const { batch, counts } = await (isTrial ? tryIt(bringing, onProgress) : bringIt(bringing, onProgress))
  await errors.end()
  report(call, {
    batch,
    practice: practice.slug,
    dryRun: isTrial,
    counts,
    seconds: (performance.now() - startedAt) / 1000,
  })
  return counts.refused > 0 ? 1 : 0
}

type OnProgress = (done: { counts: Counts; problems: readonly ImportProblem[] }) => Promise<void>

async function bringIt({ app, practiceId, map, file, facts }: Bringing, onProgress: OnProgress) {
  const batch = await app.inPractice({ practiceId, actor: OPERATOR, name: 'import' }, async (ctx) => {
    const { id } = await createBatch(ctx, { ...facts, map })
    return beginStep(ctx, id, 'running')
  })
  const step = {
    house: app.house,
    practiceId,
    actor: OPERATOR,
    batchId: batch.id,
    source: createReadStream(file),
    onProgress,
  }
  return { batch: batch.id, counts: await runBatch(step) }
}

async function tryIt({ app, practiceId, map, file, facts }: Bringing, onProgress: OnProgress) {
  const id = uuidv7(app.house.services.clock.now(), app.house.services.random)
  const run = {
    house: app.house,
    practiceId,
    actor: OPERATOR,
    batchId: id,
    source: createReadStream(file),
    map,
    onProgress,
  }
  return { batch: null, counts: await tryImport(run, (ctx) => trialBatch(ctx, { id, ...facts, map })) }
}

function readMapFile(option: string | boolean | undefined, kind: Kind): ImportMap {
  if (typeof option !== 'string')
    throw new UsageError(
      'Say with --map how the file is to be read (docs/guide/import.md). `import map KIND FILE` prints one to begin with.',
    )
  let value: unknown
  try {
    value = JSON.parse(readFileSync(option, 'utf8'))
  } catch (error) {
    throw new UsageError(`The mapping ${option} can't be read: ${(error as Error).message}`)
  }
  return readMap(value, kind)
}

async function factsOf(file: string): Promise<{ fileSha256: string; fileSize: number }> {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(file)) hash.update(part as Buffer)
  } catch (error) {
    throw new UsageError(`The file ${file} can't be read: ${(error as Error).message}`)
  }
  return { fileSha256: hash.digest('hex'), fileSize: statSync(file).size }
}

/** A line every few seconds, to standard error: the answer on standard output stays clean. */
function progressLines(startedAt: number) {
  let saidAt = startedAt
  return (counts: Counts) => {
    const now = performance.now()
    if (now - saidAt < 2_000) return
    saidAt = now
    const memory = Math.round(process.memoryUsage.rss() / 1024 / 1024)
    process.stderr.write(
      `${counts.rows} rows (${Math.round((counts.rows / (now - startedAt)) * 1000)}/s): ${counts.added} added, ${counts.known} known, ${counts.refused} refused; ${memory} MB\n`,
    )
  }
}
