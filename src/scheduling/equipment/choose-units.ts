import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import { updateVisit, wrongState } from '../appointment/change.ts'
import type { State } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsInTheWay } from '../booking/clear-holds.ts'
import { lockResources, takeTime, takingsOf } from '../booking/occupancy.ts'

/** A unit that the visit could use, of a kind that its service needs. */
export interface Unit {
  id: string
  name: string
  poolId: string
  poolName: string
  isOurs: boolean
  /** Another visit or session takes it, buffers included. */
  isTaken: boolean
}

/** Until it is over, a machine may break and another one be taken. */
const CHANGEABLE: readonly State[] = ['requested', 'booked', 'confirmed', 'arrived', 'in_room']

/** Whether the units of this visit can be changed: a seat in a group has none of its own. */
export function canChooseUnits({ state, session_id, hour_known }: Visit): boolean {
  return CHANGEABLE.includes(state) && session_id === null && hour_known
}

/** Every unit at the place of the kinds that the service needs, and who has it then. */
export async function unitsFor(ctx: Context, visit: Visit): Promise<Unit[]> {
  const { rows } =
    await sql<Unit>`select u.id, u.name, p.id as "poolId", p.name as "poolName", u.id = any(${visit.units.map(({ id }) => id)}::uuid[]) as "isOurs",
      exists (select from occupancy o where o.practice_id = u.practice_id and o.resource_id = u.id
        and o.starts_at > ${visit.starts_at}::timestamptz - interval '32 hours' and o.starts_at < ${visit.ends_at}::timestamptz + interval '8 hours'
        and coalesce(o.appointment_id, o.session_id) <> ${visit.id} and (o.held_until is null or o.held_until > ${ctx.now})
        and (o.lead && tstzrange(${visit.starts_at}::timestamptz - make_interval(mins => ${visit.buffer_before_minutes}), ${visit.ends_at})
          or o.tail && tstzrange(${visit.starts_at}, ${visit.ends_at}::timestamptz + make_interval(mins => ${visit.buffer_after_minutes})))) as "isTaken"
    from equipment_unit u join equipment_pool p on p.practice_id = u.practice_id and p.id = u.pool_id
    where u.practice_id = ${ctx.practiceId} and p.location_id = ${visit.location_id} and u.archived_at is null and p.archived_at is null
      and exists (select from service_equipment n where n.practice_id = p.practice_id and n.service_id = ${visit.service_id} and n.pool_id = p.id)
    order by p.name, p.id, u.name, u.id`.execute(ctx.db)
  return rows
}

/**
 * Gives a visit other units of the kinds its service needs, one of each kind. 409 no_equipment when somebody else has one;
 * then nothing changes.
 */
export async function chooseUnits(
  ctx: Context,
  id: string,
  { unitIds, rowVersion }: { unitIds: readonly string[]; rowVersion?: number | undefined },
): Promise<Visit> {
  const visit = await findAppointment(ctx, id, { lock: true })
  if (rowVersion !== undefined && rowVersion !== visit.row_version) throw changedMeanwhile(visit.row_version)
  if (visit.session_id)
    throw problem(409, 'wrong_state', 'This visit is a seat in a group: the session has the equipment.', {
      state: visit.state,
    })
  if (!canChooseUnits(visit)) throw wrongState(visit)
  const chosen = oneOfEach(await unitsFor(ctx, visit), unitIds)
  const had = visit.units.map((each) => each.id)
  if (had.length === chosen.length && chosen.every((each) => had.includes(each.id))) return visit
  await lockResources(ctx, [...had, ...chosen.map((each) => each.id)])
  await take(ctx, visit, chosen)
  const units = chosen.map(({ id: unitId, name }) => ({ id: unitId, name }))
  const changed = { ...(await updateVisit(ctx, visit, {})), units }
  recordVisit(ctx, 'appointment.edited', changed, {
    data: { fields: ['equipment'] },
    before: { equipment: visit.units.map((each) => each.name) },
    after: { equipment: units.map((each) => each.name) },
  })
  return changed
}

function oneOfEach(known: readonly Unit[], unitIds: readonly string[]): Unit[] {
  const chosen = known.filter((each) => unitIds.includes(each.id))
  const kinds = new Set(known.map((each) => each.poolId))
  const isOneOfEach =
    kinds.size === chosen.length && new Set(chosen.map((each) => each.poolId)).size === kinds.size
  if (chosen.length !== new Set(unitIds).size || !isOneOfEach)
    throw invalid(
      'unitIds',
      'Choose one unit of each kind that the service needs, at the place of the visit.',
    )
  return chosen
}

async function take(ctx: Context, visit: Visit, chosen: readonly Unit[]) {
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = ${visit.id} and resource_kind = 'equipment'`.execute(
    ctx.db,
  )
  const unitIds = chosen.map((each) => each.id)
  const takings = takingsOf(visit, unitIds).filter((each) => each.resource_kind === 'equipment')
  const lost = await takeTime(ctx, takings)
  const still = lost.length > 0 && (await clearHoldsInTheWay(ctx, lost)) ? await takeTime(ctx, lost) : lost
  if (still.length === 0) return
  const names = chosen
    .filter((each) => still.some((one) => one.resource_id === each.id))
    .map((each) => each.name)
  throw problem(409, 'no_equipment', `${names.join(', ')}: taken at this time. Choose another one.`, {
    unitIds: still.map((each) => each.resource_id),
  })
}
