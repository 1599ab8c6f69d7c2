import { sql } from 'kysely'
import type { CsvRecord, Source } from '../../../platform/csv/csv.ts'
import { csvTable } from '../../../platform/csv/csv.ts'
import type { Actor } from '../../../platform/access/actor.ts'
import type { Context } from '../../../platform/operation/context.ts'
import type { House } from '../../../platform/operation/gate.ts'
import { inPractice } from '../../../platform/operation/gate.ts'
import { problem } from '../../../platform/problem.ts'
import { localDay } from '../../../platform/time/index.ts'
import { checkColumns } from '../map/columns.ts'
import type { ImportMap } from '../map/map.ts'
import { countAgain } from '../../../platform/database/statistics.ts'
import type { Directory } from './directory.ts'
import { readDirectory } from './directory.ts'
import type { Chunk, ImportProblem } from './read-chunk.ts'
import { readChunk } from './read-chunk.ts'
import { takeClients } from './take-clients.ts'
import { takeVisits } from './take-visits.ts'
import type { Counts } from './tally.ts'
import { noCounts, plus } from './tally.ts'

/** Rows a transaction: few enough that nobody waits for it, enough that each statement is worth its way. */
const ROWS_A_CHUNK = 400
const FILLED = ['client', 'contact_point', 'appointment', 'occupancy', 'import_item']

export interface Run {
  house: House
  practiceId: string
  actor: Actor
  map: ImportMap
  batchId: string
  source: Source
  /** Rows that an interrupted run has behind it. */
  skipRows?: number
  /** What it had counted. */
  counts?: Counts
  /** Inside the transaction of each chunk, so that what was counted is what was kept. */
  onChunk?(ctx: Context, done: { chunk: Chunk; counts: Counts }): Promise<void>
  /** After each chunk; in a dry run while its one transaction is open. */
  onProgress?(done: { counts: Counts; problems: readonly ImportProblem[] }): Promise<void> | void
}

/** Brings the file in, chunk by chunk, each in a transaction of its own; answers what became of the rows. */
export async function runImport(run: Run): Promise<Counts> {
  const { house, practiceId, actor } = run
  const progress: Progress = { counts: run.counts ?? noCounts(), directory: null }
  let recount = ROWS_A_CHUNK
  await eachChunk(run, async (records, blankLines) => {
    const { chunk, directory } = await inPractice(
      house,
      { practiceId, actor, name: 'import' },
      async (ctx) => {
        const taken = await takeChunk(ctx, run, { records, directory: progress.directory })
        await run.onChunk?.(ctx, {
          chunk: taken.chunk,
          counts: { ...plus(progress.counts, taken.chunk.counts), blankLines },
        })
        return taken
      },
    )
    await advance(run, progress, { chunk, directory, blankLines })
    if (progress.counts.added >= recount) {
      await countAgain(house.database, FILLED, progress.counts.added)
      recount = progress.counts.added * 4
    }
  })
  return progress.counts
}

/** The same work in one transaction that is rolled back: what would become of every row, exactly. */
export async function tryImport(run: Run, prepare: (ctx: Context) => Promise<void>): Promise<Counts> {
  const { house, practiceId, actor } = run
  const progress: Progress = { counts: noCounts(), directory: null }
  const everything = async (ctx: Context) => {
    // Rows that are not committed are not counted by the planner: it plans anew each time instead.
    await sql`set local plan_cache_mode = force_custom_plan`.execute(ctx.db)
    await prepare(ctx)
    await eachChunk(run, async (records, blankLines) => {
      const { chunk, directory } = await takeChunk(ctx, run, { records, directory: progress.directory })
      await advance(run, progress, { chunk, directory, blankLines })
    })
    throw new NothingIsKept()
  }
  await inPractice(house, { practiceId, actor, name: 'import (dry run)' }, everything).catch(
    (error: unknown) => {
      if (!(error instanceof NothingIsKept)) throw error
    },
  )
  return progress.counts
}

class NothingIsKept extends Error {}

interface Progress {
  counts: Counts
  directory: Directory | null
}

async function advance(
  { onProgress }: Run,
  progress: Progress,
  { chunk, directory, blankLines }: { chunk: Chunk; directory: Directory; blankLines: number },
) {
  progress.counts = { ...plus(progress.counts, chunk.counts), blankLines }
  progress.directory = directory
  await onProgress?.({ counts: progress.counts, problems: chunk.problems })
}

async function takeChunk(
  ctx: Context,
  { map, batchId }: Run,
  { records, directory }: { records: readonly CsvRecord[]; directory: Directory | null },
): Promise<{ chunk: Chunk; directory: Directory }> {
  const { zone, currency } = await ctx.practice()
  const chunk = readChunk(records, map, { now: ctx.now, today: localDay(ctx.now, zone), zone, currency })
  const known = directory ?? (await readDirectory(ctx))
  if (map.kind === 'clients') {
    await takeClients(ctx, chunk, { batchId })
    return { chunk, directory: known }
  }
  return { chunk, directory: await takeVisits(ctx, chunk, { map, known, batchId }) }
}

async function eachChunk(
  { source, map, skipRows = 0 }: Run,
  take: (records: CsvRecord[], blankLines: number) => Promise<void>,
) {
  const table = await csvTable(source, map.file ?? {})
  if (table.warning?.code === 'empty') throw problem(422, 'empty_file', 'The file is empty.')
  // "Looks like data" is a guess: the mapping knows better whether these are its columns.
  checkHead(map, table)
  let records: CsvRecord[] = []
  let passed = 0
  for await (const record of table.rows) {
    passed += 1
    if (passed <= skipRows) continue
    records.push(record)
    if (records.length < ROWS_A_CHUNK) continue
    await take(records, table.blankLines)
    records = []
  }
  if (records.length > 0) await take(records, table.blankLines)
}

function checkHead(
  map: ImportMap,
  { columns, warning }: { columns: readonly string[]; warning: { code: string; message: string } | null },
) {
  try {
    checkColumns(map, columns)
  } catch (error) {
    if (warning?.code === 'no_header') throw problem(422, 'no_header', warning.message)
    throw error
  }
}
