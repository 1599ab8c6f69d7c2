import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { notFound, problem } from '../../../platform/problem.ts'
import { toPage, valuesOfCursor } from '../../../platform/operation/shapes.ts'
import type { ImportProblem } from '../engine/read-chunk.ts'
import type { Counts } from '../engine/tally.ts'
import { noCounts } from '../engine/tally.ts'
import type { ImportMap, Kind } from '../map/map.ts'

export const BATCH_STATES = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'finished',
  'failed',
  'undoing',
  'undone',
] as const
export type BatchState = (typeof BATCH_STATES)[number]

/** A file that was brought, and what became of it. */
export interface Batch {
  id: string
  kind: Kind
  state: BatchState
  fileName: string
  fileSha256: string
  fileSize: number
  map: ImportMap | null
  rowsRead: number
  counts: Counts
  failure: string | null
  createdAt: Date
  createdBy: string
  startedAt: Date | null
  finishedAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
}

const COLUMNS =
  sql.raw(`id, kind, state, file_name as "fileName", file_sha256 as "fileSha256", file_size as "fileSize", map, rows_read as "rowsRead",
  counts, failure, created_at as "createdAt", created_by as "createdBy", started_at as "startedAt", finished_at as "finishedAt",
  undone_at as "undoneAt", undone_by as "undoneBy"`)

export interface BatchWish {
  id?: string
  kind: Kind
  fileName: string
  fileSha256: string
  fileSize: number
  map: ImportMap | null
}

export async function createBatch(ctx: Context, wish: BatchWish): Promise<Batch> {
  const id = wish.id ?? ctx.newId()
  await sql`insert into import_batch (practice_id, id, kind, state, file_name, file_sha256, file_size, map, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.kind}, 'uploaded', ${wish.fileName}, ${wish.fileSha256}, ${wish.fileSize},
      ${wish.map ? JSON.stringify(wish.map) : null}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(ctx.db)
  return findBatch(ctx, id)
}

export async function findBatch(ctx: Context, id: string, { lock = false } = {}): Promise<Batch> {
  const { rows } = await sql<Batch>`select ${COLUMNS} from import_batch
    where practice_id = ${ctx.practiceId} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This import')
  return { ...rows[0], counts: { ...noCounts(), ...rows[0].counts } }
}

/** Imports of the practice, the latest first. */
export async function listBatches(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<Batch>`select ${COLUMNS} from import_batch where practice_id = ${ctx.practiceId}
      ${after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by created_at desc, id desc limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id])
  return {
    items: page.items.map((row) => ({ ...row, counts: { ...noCounts(), ...row.counts } })),
    next: page.next,
  }
}

/** How the file is to be read; what an earlier try found with another mapping is forgotten. */
export async function keepMap(ctx: Context, id: string, map: ImportMap) {
  await forgetProblems(ctx, id)
  await sql`update import_batch set map = ${JSON.stringify(map)}::jsonb, state = 'uploaded', counts = '{}', rows_read = 0, failure = null,
      row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}

/** The other imports of the very same file that still stand. */
export async function sameFile(
  ctx: Context,
  { id, fileSha256 }: Pick<Batch, 'id' | 'fileSha256'>,
): Promise<{ id: string; finishedAt: Date }[]> {
  const { rows } = await sql<{
    id: string
    finishedAt: Date
  }>`select id, finished_at as "finishedAt" from import_batch
    where practice_id = ${ctx.practiceId} and file_sha256 = ${fileSha256} and id <> ${id} and state = 'finished' order by finished_at desc limit 5`.execute(
    ctx.db,
  )
  return rows
}

const FROM: Record<'checking' | 'running' | 'undoing', readonly BatchState[]> = {
  checking: ['uploaded', 'checked', 'failed'],
  running: ['uploaded', 'checked'],
  undoing: ['finished', 'failed'],
}

/** Takes the batch to the next step; 409 wrong_state when it is not there. What an earlier try left is forgotten. */
export async function beginStep(ctx: Context, id: string, step: keyof typeof FROM): Promise<Batch> {
  const batch = await findBatch(ctx, id, { lock: true })
  if (!FROM[step].includes(batch.state))
    throw problem(
      409,
      'wrong_state',
      `This import is ${batch.state} and can't be ${step === 'undoing' ? 'undone' : step === 'running' ? 'run' : 'checked'} now.`,
      { state: batch.state },
    )
  if (step !== 'undoing' && batch.map === null)
    throw problem(422, 'no_map', 'Say first how the file is to be read: it has no mapping yet.')
  if (step !== 'undoing') await forgetProblems(ctx, id)
  const fresh = step === 'undoing' ? sql`` : sql`, rows_read = 0, counts = '{}', started_at = ${ctx.now}`
  await sql`update import_batch set state = ${step}, failure = null, row_version = row_version + 1 ${fresh}
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  return findBatch(ctx, id)
}

/** A dry run begins from the first row each time. */
export async function startOver(ctx: Context, id: string) {
  await forgetProblems(ctx, id)
  await sql`update import_batch set rows_read = 0 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
}

/** Where the run is. Answers false when somebody else has gone on with it meanwhile. */
export async function noteProgress(
  ctx: Context,
  { id, from, counts }: { id: string; from: number; counts: Counts },
): Promise<boolean> {
  const { rows } =
    await sql`update import_batch set rows_read = ${counts.rows}, counts = ${JSON.stringify(counts)}::jsonb
    where practice_id = ${ctx.practiceId} and id = ${id} and state in ('checking', 'running') and rows_read = ${from} returning 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

export async function endStep(
  ctx: Context,
  id: string,
  end: { state: BatchState; failure?: string; counts?: Counts },
) {
  await sql`update import_batch set state = ${end.state}, failure = ${end.failure ?? null}, row_version = row_version + 1,
      counts = coalesce(${end.counts ? JSON.stringify(end.counts) : null}::jsonb, counts),
      finished_at = case when ${end.state} in ('finished', 'failed') then ${ctx.now}::timestamptz else finished_at end,
      undone_at = case when ${end.state} = 'undone' then ${ctx.now}::timestamptz else undone_at end,
      undone_by = case when ${end.state} = 'undone' then ${ctx.actor.name} else undone_by end
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}

export async function keepProblems(ctx: Context, batchId: string, problems: readonly ImportProblem[]) {
  if (problems.length === 0) return
  const rows = problems.map((each) => ({
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    batch_id: batchId,
    ...each,
  }))
  await sql`insert into import_problem select * from jsonb_populate_recordset(null::import_problem, ${JSON.stringify(rows).replaceAll('\\u0000', '')}::jsonb)`.execute(
    ctx.db,
  )
}

export async function forgetProblems(ctx: Context, batchId: string) {
  await sql`delete from import_problem where practice_id = ${ctx.practiceId} and batch_id = ${batchId}`.execute(
    ctx.db,
  )
}

export interface ProblemQuestion {
  batchId: string
  kind?: ImportProblem['kind'] | undefined
  limit: number
  cursor?: string | undefined
}

/** Rows that were not taken, or are odd, in the order of the file. */
export async function listProblems(ctx: Context, { batchId, kind, limit, cursor }: ProblemQuestion) {
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<
    ImportProblem & { id: string }
  >`select id, line, kind, code, message, cells from import_problem
    where practice_id = ${ctx.practiceId} and batch_id = ${batchId} ${kind ? sql`and kind = ${kind}` : sql``}
      ${after ? sql`and (line, id) > (${after[0]}::int, ${after[1]}::uuid)` : sql``}
    order by line, id limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.line, row.id])
}
