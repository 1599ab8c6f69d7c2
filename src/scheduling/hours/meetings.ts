import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import {
  addLocalDays,
  daysBetween,
  startOfLocalDay,
  wallToInstant,
  weekdayOf,
} from '../../platform/time/index.ts'
import { visitsInTimeOff } from './affected.ts'
import { requireHoursRight, requirePractitioner } from './hours.ts'
import { readPlaces, requirePlace } from './places.ts'
import { daysFrom } from './wall-days.ts'
import { mondayOf } from '../times/hours-rows.ts'

export interface MeetingWish {
  practitionerIds: readonly string[]
  kind: 'meeting' | 'blocked'
  /** Whose clock it is; left out: the practice's. */
  locationId?: string | null | undefined
  weekdays: readonly number[]
  /** Every week, every second week ... from the first day's week on. */
  everyWeeks: number
  starts: string
  ends: string
  from: string
  to: string
  note: string | null
}

const MOST_DAYS = 731
const MOST_TIMES = 5000

/**
 * Blocks the same hours of several practitioners week after week, by the wall clock: a meeting at nine stays at nine.
 * Answers the visits that lie in it; they stay.
 */
export async function addMeetings(ctx: Context, wish: MeetingWish) {
  const practitionerIds = [...new Set(wish.practitionerIds)].sort()
  for (const id of practitionerIds) {
    requireHoursRight(ctx, id)
    await requirePractitioner(ctx, id)
  }
  const zone = wish.locationId
    ? requirePlace(await readPlaces(ctx), wish.locationId, 'locationId').zone
    : (await ctx.practice()).zone
  const times = timesOf(wish, zone)
  if (times.length * practitionerIds.length > MOST_TIMES)
    throw invalid(
      'to',
      `These are more than ${MOST_TIMES} entries. Choose an earlier last day, or fewer people.`,
    )
  const id = ctx.newId()
  const rows = practitionerIds.flatMap((practitionerId) =>
    times.map((time) => ({ id: ctx.newId(), practitionerId, ...time })),
  )
  await sql`insert into time_off (practice_id, id, practitioner_id, starts_at, ends_at, kind, note, meeting_id)
    select ${ctx.practiceId}::uuid, x.id, x."practitionerId", x."startsAt", x."endsAt", ${wish.kind}, ${wish.note}, ${id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "practitionerId" uuid, "startsAt" timestamptz, "endsAt" timestamptz)`.execute(
    ctx.db,
  )
  const { kind, from, to } = wish
  ctx.record('time_off.meeting_added', {
    subject: ['time_off', id],
    data: { practitionerIds, kind, from, to, times: times.length },
  })
  return {
    id,
    times,
    affected: await visitsInTimeOff(
      ctx,
      rows.map((row) => row.id),
    ),
  }
}

/** When it takes place. An hour that the clock skips begins when the clock has gone on, one that comes twice the first time. */
function timesOf({ weekdays, everyWeeks, starts, ends, from, to }: MeetingWish, zone: string) {
  if (to < from) throw invalid('to', 'The last day must not come before the first.')
  if (daysBetween(from, to) > MOST_DAYS) throw invalid('to', 'Plan at most two years ahead.')
  if (ends <= starts) throw invalid('ends', `The end (${ends}) must come after the start (${starts}).`)
  const first = mondayOf(from)
  const days = daysFrom(from, to).filter(
    (day) => weekdays.includes(weekdayOf(day)) && (daysBetween(first, mondayOf(day)) / 7) % everyWeeks === 0,
  )
  if (days.length === 0)
    throw invalid('weekdays', 'None of these weekdays lies between the two days. Choose other days.')
  return days
    .map((day) => ({ day, startsAt: instantOf(day, starts, zone), endsAt: endOf(day, ends, zone) }))
    .filter(({ startsAt, endsAt }) => endsAt > startsAt)
}

const instantOf = (day: string, time: string, zone: string) =>
  wallToInstant(`${day}T${time}`, zone, { disambiguation: 'compatible' })

function endOf(day: string, ends: string, zone: string) {
  return ends === '24:00' ? startOfLocalDay(addLocalDays(day, 1), zone) : instantOf(day, ends, zone)
}

/** Takes a meeting back from a day on (all of it without one). Answers how many times are free again. */
export async function cancelMeetings(ctx: Context, id: string, from: string | null) {
  const { rows } = await sql<{
    practitionerId: string
  }>`select distinct practitioner_id as "practitionerId" from time_off
    where practice_id = ${ctx.practiceId} and meeting_id = ${id}`.execute(ctx.db)
  if (rows.length === 0) throw notFound('This meeting')
  for (const row of rows) requireHoursRight(ctx, row.practitionerId)
  const since = from ? startOfLocalDay(from, (await ctx.practice()).zone) : null
  const { rows: gone } = await sql`update time_off set cancelled_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and meeting_id = ${id} and cancelled_at is null and (${since}::timestamptz is null or starts_at >= ${since})
    returning 1`.execute(ctx.db)
  if (gone.length > 0)
    ctx.record('time_off.meeting_cancelled', {
      subject: ['time_off', id],
      data: { from, times: gone.length },
    })
  return gone.length
}
