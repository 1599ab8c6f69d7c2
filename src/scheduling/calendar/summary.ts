import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { localDay, startOfLocalDay, addLocalDays } from '../../platform/time/index.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import { minutesOf } from '../availability/hours.ts'
import { clip, subtract, totalMinutes, union } from '../availability/intervals.ts'
import type { Interval } from '../availability/intervals.ts'
import { readBackground } from './background.ts'
import type { CalendarAsk } from './calendar.ts'

/** One practitioner's day in figures; minutes are whole. */
export interface DayFigures {
  day: string
  practitionerId: string
  visits: number
  firstVisits: number
  /** Waiting for approval, counted in visits, too. */
  requested: number
  bookedMinutes: number
  /** Working hours inside opening hours, without time off. */
  openMinutes: number
}

/** How full the days are, for a month or a week of everybody: counted by the database, not by sending every visit. */
export async function summariseDays(ctx: Context, ask: CalendarAsk & { zone: string }) {
  const [background, booked] = [await readBackground(ctx, ask), await bookedDays(ctx, ask)]
  const figures = new Map<string, DayFigures>()
  const of = (day: string, practitionerId: string) => {
    const key = `${day} ${practitionerId}`
    const known = figures.get(key)
    if (known) return known
    const made = { day, practitionerId, visits: 0, firstVisits: 0, requested: 0, bookedMinutes: 0, openMinutes: 0 } // prettier-ignore
    figures.set(key, made)
    return made
  }
  for (const row of booked) Object.assign(of(row.day, row.practitionerId), row)
  for (const who of background.practitioners) {
    for (const [day, minutes] of openDays(who.id, background, ask.zone)) of(day, who.id).openMinutes = minutes
  }
  const days = [...figures.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const { practitioners, locations, closures } = background
  return { days, practitioners, locations, closures }
}

async function bookedDays(
  ctx: Context,
  { from, to, locationId, practitionerId, zone }: CalendarAsk & { zone: string },
) {
  const practitioner = practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``
  const location = locationId ? sql`and a.location_id = ${locationId}` : sql``
  const { rows } = await sql<Omit<DayFigures, 'openMinutes'>>`select
      to_char(a.starts_at at time zone ${zone}, 'YYYY-MM-DD') as day, a.practitioner_id as "practitionerId", count(*)::int as visits,
      (count(*) filter (where a.is_first))::int as "firstVisits", (count(*) filter (where a.state = 'requested'))::int as requested,
      (sum(extract(epoch from a.ends_at - a.starts_at)) / 60)::int as "bookedMinutes"
    from appointment a
    where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from} and a.starts_at < ${to} and a.practitioner_id is not null
      and a.state not in ('cancelled', 'expired') and (a.state <> 'held' or a.held_until > ${ctx.now})
      and ${seesAppointment(ctx)} ${practitioner} ${location}
    group by 1, 2`.execute(ctx.db)
  return rows
}

type Background = Awaited<ReturnType<typeof readBackground>>

/** The minutes that somebody can be booked on each local day. */
function openDays(practitionerId: string, { open, timeOff }: Background, zone: string): Map<string, number> {
  const away = union(
    timeOff
      .filter((one) => one.practitionerId === practitionerId)
      .map((one) => minutesOf({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) })),
  )
  const works = union(open.filter((one) => one.practitionerId === practitionerId).map(minutesOf))
  const minutes = new Map<string, number>()
  for (const span of subtract(works, away)) {
    for (const [day, count] of perDay(span, zone)) minutes.set(day, (minutes.get(day) ?? 0) + count)
  }
  return minutes
}

/** A span that crosses midnight belongs to two days. */
function perDay(span: Interval, zone: string): [string, number][] {
  const parts: [string, number][] = []
  for (let at = span.from; at < span.to;) {
    const day = localDay(new Date(at * 60_000), zone)
    const end = startOfLocalDay(addLocalDays(day, 1), zone).getTime() / 60_000
    parts.push([day, totalMinutes(clip([span], { from: at, to: end }))])
    at = end
  }
  return parts
}
