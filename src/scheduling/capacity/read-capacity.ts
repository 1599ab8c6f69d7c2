import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, startOfLocalDay, weekdayOf } from '../../platform/time/index.ts'
import { minutesOf } from '../availability/hours.ts'
import { clip, subtract, totalMinutes, union } from '../availability/intervals.ts'
import type { Interval } from '../availability/intervals.ts'
import { readBackground } from '../calendar/background.ts'

/** Minutes of one practitioner in one week at one location. */
export interface OfferedCell {
  practitionerId: string
  locationId: string
  week: string
  minutes: number
}

/** Booked minutes by everything people ask for. */
export interface BookedCell extends OfferedCell {
  serviceId: string
  /** Of visits whose client came. */
  attended: number
  visits: number
}

export interface Capacity {
  /** Mondays, 'YYYY-MM-DD', in the practice's zone. */
  weeks: string[]
  thisWeek: string
  practitioners: { id: string; name: string; color: string | null }[]
  locations: { id: string; name: string }[]
  offered: OfferedCell[]
  booked: BookedCell[]
}

export interface CapacityAsk {
  weeksBehind: number
  weeksAhead: number
}

/**
 * Booked and offered time by practitioner, location, service and week. Offered: working hours inside opening hours, less
 * closures, holidays and time off. Booked: visits that are booked, came or did not come, with the time kept free after
 * them (the usual definition of utilization); of those that came alone beside it.
 */
export async function readCapacity(ctx: Context, ask: CapacityAsk): Promise<Capacity> {
  const { zone } = await ctx.practice()
  const today = localDay(ctx.now, zone)
  const thisWeek = addLocalDays(today, 1 - weekdayOf(today))
  const first = addLocalDays(thisWeek, -7 * ask.weeksBehind)
  const weeks = Array.from({ length: ask.weeksBehind + ask.weeksAhead + 1 }, (_, nth) =>
    addLocalDays(first, nth * 7),
  )
  const span = {
    from: startOfLocalDay(first, zone),
    to: startOfLocalDay(addLocalDays(weeks.at(-1)!, 7), zone),
  }
  const background = await readBackground(ctx, span)
  return {
    weeks,
    thisWeek,
    practitioners: background.practitioners.map(({ id, name, color }) => ({ id, name, color })),
    locations: background.locations.map(({ id, name }) => ({ id, name })),
    offered: offeredIn(background, weeks, zone),
    booked: (await bookedQuery(ctx, span).execute(ctx.db)).rows,
  }
}

type Background = Awaited<ReturnType<typeof readBackground>>

function offeredIn({ open, timeOff }: Background, weeks: readonly string[], zone: string): OfferedCell[] {
  const spans = weeks.map((week): Interval & { week: string } => ({
    week,
    ...minutesOf({
      startsAt: startOfLocalDay(week, zone),
      endsAt: startOfLocalDay(addLocalDays(week, 7), zone),
    }),
  }))
  const offOf = new Map<string, Interval[]>()
  for (const { practitionerId, startsAt, endsAt, state } of timeOff) {
    // Leave that is only asked for is still offered.
    if (state === 'requested') continue
    const off = offOf.get(practitionerId) ?? []
    off.push(minutesOf({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }))
    offOf.set(practitionerId, off)
  }
  const places = new Map<string, Interval[]>()
  for (const each of open) {
    const key = `${each.practitionerId} ${each.locationId}`
    const known = places.get(key) ?? []
    known.push(minutesOf(each))
    places.set(key, known)
  }
  return [...places].flatMap(([key, times]) => {
    const [practitionerId, locationId] = key.split(' ') as [string, string]
    const works = subtract(union(times), union(offOf.get(practitionerId) ?? []))
    return spans
      .map((span) => ({
        practitionerId,
        locationId,
        week: span.week,
        minutes: totalMinutes(clip(works, span)),
      }))
      .filter(({ minutes }) => minutes > 0)
  })
}

/** The one statement of what is booked; the benchmark runs it bare. */
export function bookedQuery(ctx: Context, { from, to }: { from: Date; to: Date }) {
  return sql<BookedCell>`select practitioner_id as "practitionerId", location_id as "locationId", service_id as "serviceId",
      to_char(date_trunc('week', starts_at at time zone zone), 'YYYY-MM-DD') as week,
      sum(extract(epoch from ends_at - starts_at) / 60 + buffer_after_minutes)::int as minutes,
      coalesce(sum(extract(epoch from ends_at - starts_at) / 60 + buffer_after_minutes) filter (where state in ('arrived', 'in_room', 'done')), 0)::int as attended,
      count(*)::int as visits
    from appointment where practice_id = ${ctx.practiceId} and starts_at >= ${from} and starts_at < ${to}
      and state in ('requested', 'booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show') and practitioner_id is not null and hour_known
    group by 1, 2, 3, 4`
}

/** Answers the share of a practitioner's offered time in a week that is booked; null when nothing is offered. */
export function loadsOf({
  offered,
  booked,
}: Capacity): (practitionerId: string, week: string) => number | null {
  const sum = (cells: readonly OfferedCell[]) => cells.reduce((total, each) => total + each.minutes, 0)
  const [offeredBy, bookedBy] = [byPersonAndWeek(offered), byPersonAndWeek(booked)]
  return (practitionerId, week) => {
    const whole = sum(offeredBy(practitionerId, week))
    return whole === 0 ? null : sum(bookedBy(practitionerId, week)) / whole
  }
}

/** A year of a practice has thousands of cells: put in order once, not gone through for each person and week. */
export function byPersonAndWeek<T extends OfferedCell>(
  cells: readonly T[],
): (practitionerId: string, week: string) => readonly T[] {
  const found = new Map<string, T[]>()
  for (const each of cells) {
    const key = `${each.practitionerId} ${each.week}`
    const there = found.get(key)
    if (there) there.push(each)
    else found.set(key, [each])
  }
  return (practitionerId, week) => found.get(`${practitionerId} ${week}`) ?? []
}
