import type { Context } from '../../../platform/operation/context.ts'
import { findImportedClients, insertImportedClients } from '../../../clients/index.ts'
import type { ClientRow } from '../rows/client-row.ts'
import { madeByBatch, noteItems } from './items.ts'
import { keepRows } from './keep-rows.ts'
import type { Chunk, Readable } from './read-chunk.ts'
import { refuseRow } from './read-chunk.ts'

/** Keeps the people of a chunk. */
export async function takeClients(ctx: Context, chunk: Chunk, { batchId }: { batchId: string }) {
  const fresh = await setAsideKnown(ctx, chunk, { rows: chunk.clients, batchId, find: findImportedClients })
  const fates = await keepRows(ctx, fresh, async (rows) => {
    const made = await insertImportedClients(
      ctx,
      rows.map(({ row }) => row),
    )
    return rows.map(({ row }) => ({ is: 'made' as const, id: made.get(row.importKey) }))
  })
  const items: { type: 'client'; id: string; line: number }[] = []
  for (const [index, each] of fresh.entries()) {
    const fate = fates[index]!
    if (fate.is === 'failed') refuseRow(chunk, each, { code: 'database_refused', message: fate.message })
    else if (fate.id === undefined) chunk.counts.known += 1
    else items.push({ type: 'client', id: fate.id, line: each.line })
  }
  chunk.counts.added += items.length
  chunk.counts.clients += items.length
  await noteItems(ctx, batchId, items)
}

export interface MadeClient {
  importKey: string
  id: string
  line: number
}

/** The clients of these rows, made where they are new: the first row of a person tells who they are. */
export async function ensureClients(
  ctx: Context,
  rows: readonly { line: number; row: ClientRow }[],
): Promise<{ ids: Map<string, string>; made: MadeClient[] }> {
  const first = new Map<string, { line: number; row: ClientRow }>()
  for (const each of rows) if (!first.has(each.row.importKey)) first.set(each.row.importKey, each)
  const ids = await findImportedClients(ctx, [...first.keys()])
  const missing = [...first.values()].filter(({ row }) => !ids.has(row.importKey))
  const inserted = await insertImportedClients(
    ctx,
    missing.map(({ row }) => row),
  )
  const made = missing.flatMap(({ line, row: { importKey } }) => {
    const id = inserted.get(importKey)
    return id ? [{ importKey, id, line }] : []
  })
  for (const { importKey, id } of made) ids.set(importKey, id)
  // Another import made them at this very moment.
  const late = missing.map(({ row }) => row.importKey).filter((key) => !ids.has(key))
  if (late.length > 0) for (const [key, id] of await findImportedClients(ctx, late)) ids.set(key, id)
  return { ids, made }
}

interface Sorting<Row extends { importKey: string }> {
  rows: readonly Readable<Row>[]
  batchId: string
  find(ctx: Context, keys: readonly string[]): Promise<Map<string, string>>
}

/** The rows that are new: those of an earlier run and those that stand in the file twice are counted and left out. */
export async function setAsideKnown<Row extends { importKey: string }>(
  ctx: Context,
  chunk: Chunk,
  { rows, batchId, find }: Sorting<Row>,
): Promise<Readable<Row>[]> {
  const known = await find(
    ctx,
    rows.map(({ row }) => row.importKey),
  )
  const ours = await madeByBatch(ctx, batchId, [...known.values()])
  const seen = new Set<string>()
  return rows.filter((each) => {
    const { importKey } = each.row
    const id = known.get(importKey)
    const isRepeated = seen.has(importKey) || (id !== undefined && ours.has(id))
    seen.add(importKey)
    if (isRepeated) repeatRow(chunk, each)
    else if (id !== undefined) chunk.counts.known += 1
    return !isRepeated && id === undefined
  })
}

function repeatRow(chunk: Chunk, { line, cells }: Readable<unknown>) {
  chunk.counts.repeated += 1
  chunk.problems.push({
    line,
    kind: 'repeated',
    cells,
    code: 'repeated',
    message: 'This row stands in the file more than once; the first one counts.',
  })
}
