import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { BusyRow } from '../times/diary-rows.ts'
import type { Loss } from './affected-visits.ts'
import { visitsOf } from './affected-visits.ts'
import { proposalColumns, soonest } from './create-replanning.ts'
import { findOptions } from './find-options.ts'
import type { OptionSearch } from './find-options.ts'
import { propose, timeOf } from './propose.ts'
import type { ProposedTime } from './propose.ts'
import { readRows } from './replanning-row.ts'
import type { ReplanningRecord, ReplanningRow } from './replanning-row.ts'

/** What the replanning avoids: its own loss. A full week or a day with holes is nothing to stay away from. */
export function avoidOf(replanning: ReplanningRecord): Loss | null {
  if (replanning.kind !== 'lost') return null
  const { practitioner_id, room_id, location_id, unit_id, starts_at, ends_at } = replanning
  return {
    practitionerId: practitioner_id,
    roomId: room_id,
    locationId: location_id,
    unitId: unit_id,
    from: starts_at,
    to: ends_at,
  }
}

/** Where a replanning looks for times now, away from what it has promised to its other visits. */
export async function searchOf(
  ctx: Context,
  replanning: ReplanningRecord,
  except: readonly string[],
): Promise<OptionSearch> {
  const rows = await readRows(
    ctx,
    sql`r.replanning_id = ${replanning.id} and r.state in ('proposed', 'queued', 'offered') and r.new_starts_at is not null`,
  )
  return {
    from: soonest(ctx),
    to: replanning.search_until,
    avoid: avoidOf(replanning),
    promised: rows.filter((row) => !except.includes(row.id)).flatMap(promisedBy),
  }
}

function promisedBy(row: ReplanningRow): BusyRow[] {
  const [from, to] = [row.new_starts_at!.getTime(), row.new_ends_at!.getTime()]
  const taken = (id: string | null, before: number, after: number): BusyRow[] =>
    id
      ? [
          [
            id,
            from,
            to,
            before,
            after,
            row.appointment_id,
            false,
            id === row.new_practitioner_id ? row.new_location_id : null,
          ],
        ]
      : []
  const { buffer_before_minutes: before, buffer_after_minutes: after } = row
  return [
    ...taken(row.new_practitioner_id, before, after),
    ...taken(row.new_room_id, before, after),
    ...taken(row.new_assistant_id, before, after),
    ...row.new_unit_ids.flatMap((id) => taken(id, before, after)),
    ...taken(row.client_id, 0, 0),
  ]
}

/** New proposals for all rows of a draft that nobody pinned. */
export async function proposeAgain(ctx: Context, replanning: ReplanningRecord) {
  const open = await readRows(
    ctx,
    sql`r.replanning_id = ${replanning.id} and r.state in ('proposed', 'nothing_fits') and not r.pinned`,
  )
  const visits = await visitsOf(
    ctx,
    open.map((row) => row.appointment_id),
  )
  const search = await searchOf(
    ctx,
    replanning,
    open.map((row) => row.id),
  )
  const found = await propose(ctx, visits, search)
  for (const row of open) {
    const proposal = found.proposals.find((each) => each.visit.id === row.appointment_id)
    await setColumns(ctx, row, proposal ? proposalColumns(proposal) : { state: 'changed' })
  }
  await sql`update replanning set cost = ${found.cost}, bound = ${found.bound}
    where practice_id = ${ctx.practiceId} and id = ${replanning.id}`.execute(ctx.db)
  ctx.record('replanning.proposed', {
    subject: ['replanning', replanning.id],
    data: { kind: replanning.kind, visits: open.length, again: true },
  })
}

/** Another proposal for one visit whose time was taken; answers false when nothing fits any more. */
export async function proposeOther(
  ctx: Context,
  replanning: ReplanningRecord,
  row: ReplanningRow,
): Promise<boolean> {
  const [visit] = await visitsOf(ctx, [row.appointment_id])
  if (!visit) return false
  const search = await searchOf(ctx, replanning, [row.id])
  const { proposals } = await propose(ctx, [visit], search)
  const { state: _state, ...columns } = proposalColumns(proposals[0]!)
  if (!proposals[0]!.time) return false
  await setColumns(ctx, row, { ...columns, reproposed_at: ctx.now })
  return true
}

/** Every time that a row's visit could have, the earliest first; for the desk and for the client's own page. */
export async function otherTimes(ctx: Context, replanning: ReplanningRecord, row: ReplanningRow) {
  const [visit] = await visitsOf(ctx, [row.appointment_id])
  if (!visit) return []
  const [options] = await findOptions(ctx, [visit], await searchOf(ctx, replanning, [row.id]))
  return options!
    .map((option) => ({
      ...timeOf(option, option.ways[0]!),
      cost: option.cost,
      terms: option.terms,
    }))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

/** Gives a row the time somebody chose; 409 slot_taken when it is not free (any more). */
export async function chooseTime(
  ctx: Context,
  replanning: ReplanningRecord,
  { row, wish }: { row: ReplanningRow; wish: { startsAt: Date; practitionerId: string } },
): Promise<ProposedTime> {
  const times = await otherTimes(ctx, replanning, row)
  const found = times.find(
    (each) =>
      each.startsAt.getTime() === wish.startsAt.getTime() && each.practitionerId === wish.practitionerId,
  )
  if (!found)
    throw problem(409, 'slot_taken', 'This time is not free any more. Choose another one.', {
      alternatives: times.slice(0, 5),
    })
  const { cost, terms, ...time } = found
  const columns = proposalColumns({ time, cost, terms, whyNot: null })
  const { state: _state, ...proposal } = columns
  await setColumns(ctx, row, { ...proposal, pinned: true })
  return time
}

async function setColumns(ctx: Context, row: ReplanningRow, columns: Record<string, unknown>) {
  await ctx.db
    .updateTable('replanning_row')
    .set(columns)
    .where('practice_id', '=', ctx.practiceId)
    .where('id', '=', row.id)
    .execute()
}
