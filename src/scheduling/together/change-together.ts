import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { keepTheWay } from '../booking/keep-the-way.ts'
import { preferring } from '../booking/next-choice.ts'
import { lockResources } from '../booking/occupancy.ts'
import { visitOf } from '../booking/visit-of.ts'
import { beforeOf } from './changes.ts'
import type { ChangedVisit } from './changes.ts'
import { refuseRows } from './refuse-rows.ts'
import type { Asked, Planned } from './take-together.ts'
import { cannotBe, refuseLost, refuseOverlaps, takeAll } from './take-together.ts'

/** A visit that gets another time, person, place or service together with others. */
export interface AskedChange extends Asked {
  visit: Visit
  /** Columns that change besides, such as the state of a visit that comes back. */
  fields?: Partial<Visit>
}

/**
 * Gives all visits what they are asked to have, or none: what they have is given up, then one sorted insert takes the
 * new time. 409 `rows_taken` names the visits that cannot. Answers what was changed, with how it was before.
 */
export async function changeTogether(
  ctx: Context,
  rows: readonly AskedChange[],
  event: 'appointment.moved' | 'appointment.restored' = 'appointment.moved',
): Promise<{ visits: Visit[]; changed: ChangedVisit[] }> {
  refuseRows(ctx, rows.filter(cannotBe))
  const planned = rows.map((row) => planOf(ctx, row))
  refuseOverlaps(planned)
  await lockResources(ctx, rows.flatMap(resourcesOf))
  await clearHoldsIn(ctx, { ...rows[0]!.looked.diary, busy: rows.flatMap(({ looked }) => looked.diary.busy) })
  const ids = rows.map(({ visit }) => visit.id)
  await refuseUnreachable(ctx, rows, new Set(ids))
  await sql`savepoint together`.execute(ctx.db)
  await sql`delete from occupancy where practice_id = ${ctx.practiceId} and appointment_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  const lost = await takeAll(ctx, planned)
  const refused = lost.filter(({ asked }) => !asked.force).map(({ asked }) => asked)
  await refuseLost(ctx, refused, new Set(ids))
  for (const { visit, asked } of planned)
    visit.overlap_reason = lost.some((one) => one.visit === visit) ? asked.force : null
  await writeAll(
    ctx,
    planned.map(({ visit }) => visit),
  )
  planned.forEach(({ visit }, index) =>
    recordOne(ctx, event, {
      visit,
      was: rows[index]!.visit,
      by: rows[index]!.looked.wish.by,
      nth: index + 1,
      of: rows.length,
    }),
  )
  return {
    visits: planned.map(({ visit }) => visit),
    changed: rows.map(({ visit }) => ({
      id: visit.id,
      from: visit.row_version,
      rowVersion: visit.row_version + 1,
      before: beforeOf(visit),
    })),
  }
}

/** Where ways between places count, what others booked meanwhile is looked at once more. */
async function refuseUnreachable(ctx: Context, rows: readonly AskedChange[], except: ReadonlySet<string>) {
  const lost: AskedChange[] = []
  for (const row of rows) {
    const first = row.looked.candidates.slice(0, 1)
    if (!row.force && (await keepTheWay(ctx, { ...row.looked, except }, first)).length === 0) lost.push(row)
  }
  refuseRows(ctx, lost, 'taken')
}

function planOf(ctx: Context, row: AskedChange): Planned {
  const { visit, looked, fields } = row
  // The room, the helper and the units it has are kept where they are free.
  const had = {
    roomId: visit.room_id,
    assistantId: visit.assistant_id,
    unitIds: visit.units.map(({ id }) => id),
  }
  const candidate = preferring(looked.candidates[0]!, had)
  const planned = visitOf(ctx, looked, { candidate, id: visit.id, fields: {} })
  const changed: Visit = {
    ...visit,
    service_id: planned.service_id,
    service_name: planned.service_name,
    service_color: planned.service_color,
    practitioner_id: planned.practitioner_id,
    practitioner_name: planned.practitioner_name,
    practitioner_color: planned.practitioner_color,
    location_id: planned.location_id,
    location_name: planned.location_name,
    room_id: planned.room_id,
    room_name: planned.room_name,
    assistant_id: planned.assistant_id,
    assistant_name: planned.assistant_name,
    units: planned.units,
    starts_at: planned.starts_at,
    ends_at: planned.ends_at,
    zone: planned.zone,
    price_minor:
      looked.wish.priceMinor ??
      (planned.service_id === visit.service_id ? visit.price_minor : planned.price_minor),
    buffer_before_minutes: planned.buffer_before_minutes,
    buffer_after_minutes: planned.buffer_after_minutes,
    sequence: visit.sequence + 1,
    row_version: visit.row_version + 1,
    ...fields,
  }
  return { asked: row, visit: changed, candidate }
}

function resourcesOf({ visit, looked }: AskedChange) {
  const next = looked.candidates[0]
  return [
    visit.practitioner_id,
    visit.room_id,
    visit.client_id,
    visit.assistant_id,
    ...(next ? [next.practitionerId, ...next.roomIds, ...next.freeUnits.flat(), ...next.assistantIds] : []),
  ]
}

async function writeAll(ctx: Context, visits: readonly Visit[]) {
  await sql`update appointment a set service_id = x.service_id, practitioner_id = x.practitioner_id, location_id = x.location_id, room_id = x.room_id, assistant_id = x.assistant_id,
      starts_at = x.starts_at, ends_at = x.ends_at, zone = x.zone, price_minor = x.price_minor, buffer_before_minutes = x.buffer_before_minutes,
      buffer_after_minutes = x.buffer_after_minutes, sequence = x.sequence, row_version = x.row_version, overlap_reason = x.overlap_reason, state = x.state,
      cancelled_at = x.cancelled_at, cancelled_by = x.cancelled_by, cancel_reason = x.cancel_reason, cancelled_late = x.cancelled_late
    from jsonb_populate_recordset(null::appointment, ${JSON.stringify(visits)}::jsonb) x
    where a.practice_id = ${ctx.practiceId} and a.id = x.id`.execute(ctx.db)
}

function recordOne(
  ctx: Context,
  event: string,
  { visit, was, by, nth, of }: { visit: Visit; was: Visit; by: 'client' | 'staff'; nth: number; of: number },
) {
  const before = { ...beforeOf(was) }
  const { startsAt, endsAt, practitionerId, locationId } = before
  recordVisit(ctx, event, visit, {
    data: {
      by: by === 'client' ? 'client' : 'practice',
      before: { startsAt, endsAt, practitionerId, locationId },
      together: { nth, of },
    },
    before,
    after: { ...beforeOf(visit) },
  })
}
