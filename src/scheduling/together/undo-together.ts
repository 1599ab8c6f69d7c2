import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { instantToWall } from '../../platform/time/index.ts'
import { VISIT_COLUMNS, VISIT_JOINS, seesAppointment } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import type { BookingWish } from '../booking/wish.ts'
import { cancelTogether } from './cancel-together.ts'
import type { AskedChange } from './change-together.ts'
import { changeTogether } from './change-together.ts'
import { recordTogether } from './record-together.ts'
import type { Change, VisitBefore } from './changes.ts'
import { lastChangeIfAny, noteUndone } from './changes.ts'
import { lookAtWishes } from './look-at-changes.ts'

export const UNDO_FAILURES = [
  'nothing_to_undo',
  'changed_since',
  'rows_taken',
  'not_offered',
  'client_only',
  'wrong_state',
] as const

/**
 * Takes the last step back: booked visits are cancelled, changed ones get what they had, cancelled ones return. 409
 * `nothing_to_undo`; `changed_since` when somebody changed one of the visits after the step, or it has begun;
 * `rows_taken` when their former time is not free any more. Nothing is taken back by halves.
 */
export async function undoTogether(
  ctx: Context,
  subjectId: string,
): Promise<{ change: Change; visits: Visit[] }> {
  const change = await lastChangeIfAny(ctx, subjectId)
  if (!change) throw problem(409, 'nothing_to_undo', 'There is no step that could be taken back.')
  const visits = await lockVisits(ctx, change)
  refuseChanged(ctx, change, visits)
  const done =
    change.kind === 'booked'
      ? await cancelTogether(ctx, visits, TAKEN_BACK)
      : await bringBack(ctx, change, visits)
  await noteUndone(ctx, change, { subjectId, visits: done.visits })
  return { change, visits: done.visits }
}

/** The same, with the one event that tells the client of all of them. */
export async function undoLast(ctx: Context, [kind, id]: readonly ['series' | 'plan' | 'bundle', string]) {
  const { change, visits } = await undoTogether(ctx, id)
  const past = { booked: 'cancelled', changed: 'changed', cancelled: 'restored' } as const
  recordTogether(ctx, `${kind}.${past[change.kind]}`, { subject: [kind, id], visits })
}

const TAKEN_BACK = { by: 'practice', reason: 'The booking was taken back.' } as const

async function lockVisits(ctx: Context, { visits }: Change): Promise<Visit[]> {
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and a.id = any(${visits.map(({ id }) => id)}::uuid[]) and ${seesAppointment(ctx)}
    order by a.starts_at, a.id for update of a`.execute(ctx.db)
  return rows
}

function refuseChanged(ctx: Context, { visits: changed }: Change, visits: readonly Visit[]) {
  const versions = new Map(changed.map(({ id, rowVersion }) => [id, rowVersion]))
  const since = visits.filter(
    (visit) => visit.row_version !== versions.get(visit.id) || visit.starts_at <= ctx.now,
  )
  if (since.length === 0 && visits.length === changed.length) return
  const when = since
    .slice(0, 3)
    .map(({ starts_at, zone }) => instantToWall(starts_at, zone).replace('T', ' '))
  throw problem(
    409,
    'changed_since',
    since.length === 1
      ? `This step cannot be taken back: since then a visit was changed or has begun (${when[0]}). Change the visits one by one.`
      : `This step cannot be taken back: since then visits were changed or have begun (${when.join(', ')}${since.length > 3 ? ' …' : ''}). Change the visits one by one.`,
    { visits: since.map(({ id }) => id) },
  )
}

async function bringBack(ctx: Context, change: Change, visits: readonly Visit[]) {
  const befores = new Map(change.visits.map(({ id, before }) => [id, before!]))
  const rows = visits.map((visit) => ({
    visit,
    before: befores.get(visit.id)!,
    wish: wishBack(visit, befores.get(visit.id)!),
  }))
  const looks = await lookAtWishes(ctx, rows)
  const asked = rows.map(({ visit, before }): AskedChange => ({
    key: visit.id,
    visit,
    looked: looks.get(visit.id)!,
    force: before.overlapReason,
    ...(change.kind === 'cancelled' ? { fields: { ...ALIVE, state: before.state } } : {}),
  }))
  return changeTogether(
    ctx,
    asked,
    change.kind === 'cancelled' ? 'appointment.restored' : 'appointment.moved',
  )
}

const ALIVE = { cancelled_at: null, cancelled_by: null, cancel_reason: null, cancelled_late: null }

function wishBack(visit: Visit, before: VisitBefore): BookingWish {
  return {
    serviceId: before.serviceId,
    startsAt: new Date(before.startsAt),
    practitionerId: before.practitionerId,
    locationId: before.locationId,
    clientId: visit.client_id,
    durationMinutes: (Date.parse(before.endsAt) - Date.parse(before.startsAt)) / 60_000,
    priceMinor: before.priceMinor,
    mode: visit.mode,
    source: visit.source,
    by: 'staff',
    knowingly: before.overlapReason ? { reason: before.overlapReason } : null,
  }
}
