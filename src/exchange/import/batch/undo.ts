import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { problem } from '../../../platform/problem.ts'
import { removeImportedClients } from '../../../clients/index.ts'
import { forgetUnsent } from '../../../messages/index.ts'
import { removeUnusedLocations, removeUnusedStaff } from '../../../practice/index.ts'
import { removeImportedAppointments, removeImportedServices } from '../../../scheduling/index.ts'
import type { ItemType } from '../engine/items.ts'
import { endStep, findBatch, forgetProblems } from './batch.ts'
import { findUses } from './uses.ts'
import type { Use } from './uses.ts'

export interface Undone {
  removed: Record<ItemType, number>
  /** Stays because something was built on it. */
  kept: Record<ItemType, number>
}

const AT_ONCE = 2_000

/** 409 import_in_use when clients or visits of the batch carry something that was made since. */
export async function refuseIfUsed(ctx: Context, batchId: string) {
  const uses = [...(await findUses(ctx, batchId, 'appointment')), ...(await findUses(ctx, batchId, 'client'))]
  if (uses.length === 0) return
  const by = countBy(uses)
  const words = Object.entries(by).map(([name, count]) =>
    name === 'changed' ? `${count} changed by hand` : `${count} with ${name.replaceAll('_', ' ')}`,
  )
  throw problem(
    409,
    'import_in_use',
    `Something was built on this import since: ${words.join(', ')}. Take that back first, or undo all but these.`,
    { uses: by, first: uses.slice(0, 20) },
  )
}

/**
 * Takes back exactly what the batch made: visits, clients, then the services, people and locations that nobody uses.
 * What something was built on stays, when the caller asked for that (`refuseIfUsed` is asked before otherwise).
 */
export async function undoBatch(ctx: Context, batchId: string): Promise<Undone> {
  const batch = await findBatch(ctx, batchId, { lock: true })
  const undone: Undone = { removed: zeros(), kept: zeros() }
  const steps: [ItemType, (ids: string[]) => Promise<unknown>][] = [
    ['appointment', (ids) => removeVisits(ctx, ids)],
    ['client', (ids) => removeImportedClients(ctx, ids)],
    ['service', (ids) => removeImportedServices(ctx, ids)],
    ['staff', (ids) => removeUnusedStaff(ctx, ids)],
    ['location', (ids) => removeUnusedLocations(ctx, ids)],
  ]
  for (const [type, remove] of steps) {
    const used = new Set((await findUses(ctx, batchId, type)).map(({ id }) => id))
    const ids = await itemsOf(ctx, batchId, type)
    const idle = ids.filter((id) => !used.has(id))
    for (let at = 0; at < idle.length; at += AT_ONCE)
      await removeSome(ctx, { batchId, type, ids: idle.slice(at, at + AT_ONCE), remove })
    undone.removed[type] = idle.length
    undone.kept[type] = ids.length - idle.length
  }
  await forgetProblems(ctx, batchId)
  await endStep(ctx, batchId, { state: 'undone' })
  ctx.record('import.undone', {
    subject: ['import', batchId],
    data: { kind: batch.kind, fileName: batch.fileName, ...undone },
  })
  return undone
}

interface Removal {
  batchId: string
  type: ItemType
  ids: string[]
  remove(ids: string[]): Promise<unknown>
}

async function removeSome(ctx: Context, { batchId, type, ids, remove }: Removal) {
  await remove(ids)
  await sql`delete from import_item where practice_id = ${ctx.practiceId} and batch_id = ${batchId}
    and subject_type = ${type} and subject_id = any(${ids}::uuid[])`.execute(ctx.db)
}

/** Nobody is reminded of a visit that is gone. */
async function removeVisits(ctx: Context, ids: string[]) {
  await forgetUnsent(ctx, ids)
  await removeImportedAppointments(ctx, ids)
}

async function itemsOf(ctx: Context, batchId: string, type: ItemType): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select subject_id as id from import_item
    where practice_id = ${ctx.practiceId} and batch_id = ${batchId} and subject_type = ${type} order by subject_id`.execute(
    ctx.db,
  )
  return rows.map((row) => row.id)
}

function zeros(): Record<ItemType, number> {
  return { appointment: 0, client: 0, service: 0, staff: 0, location: 0 }
}

function countBy(uses: readonly Use[]): Record<string, number> {
  const by: Record<string, number> = {}
  for (const { by: name } of uses) by[name] = (by[name] ?? 0) + 1
  return by
}
