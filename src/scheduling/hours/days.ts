import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, daysBetween, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { listClosures } from '../../practice/index.ts'
import { listExceptions } from './exceptions.ts'
import { listHours, requirePractitioner } from './hours.ts'
import { listTimeOff } from './time-off.ts'
import { daysFrom, hoursOfDay } from './wall-days.ts'
import type { DaySpan, Effect } from './wall-days.ts'

/** A day as it is: who works where, why it differs, and what lies over it. */
export interface DayOverview {
  day: string
  hours: DaySpan[]
  exception: { effect: Effect; hours: DaySpan[]; note: string | null } | null
  timeOff: { id: string; kind: string; state: string; note: string | null }[]
  closures: { name: string; locationId: string | null }[]
}

const MOST_DAYS = 62

/** The days [from, to] of a practitioner, for a month at a glance. */
export async function listDays(
  ctx: Context,
  practitionerId: string,
  { from, to }: { from: string; to: string },
): Promise<DayOverview[]> {
  await requirePractitioner(ctx, practitionerId)
  if (to < from) throw invalid('to', 'The last day must not come before the first.')
  if (daysBetween(from, to) >= MOST_DAYS) throw invalid('to', `Look at ${MOST_DAYS} days at most at once.`)
  const { zone } = await ctx.practice()
  const week = await listHours(ctx, practitionerId)
  const exceptions = await listExceptions(ctx, practitionerId, { from, to })
  const closures = await listClosures(ctx, from)
  const span = { from: startOfLocalDay(from, zone), to: startOfLocalDay(addLocalDays(to, 1), zone) }
  const off = (await listTimeOff(ctx, { ...span, practitionerId })).map((each) => ({
    ...each,
    first: localDay(each.startsAt, zone),
    last: localDay(new Date(each.endsAt.getTime() - 1), zone),
  }))
  return daysFrom(from, to).map((day) => {
    const differs = exceptions.find((each) => each.day === day)
    return {
      day,
      hours: hoursOfDay({ week, exceptions }, day).map(bare),
      exception: differs ? { effect: differs.effect, hours: differs.hours, note: differs.note } : null,
      timeOff: off
        .filter(({ first, last }) => first <= day && day <= last)
        .map(({ id, kind, state, note }) => ({ id, kind, state, note })),
      closures: closures
        .filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
        .map(({ name, locationId }) => ({ name, locationId })),
    }
  })
}

const bare = ({ locationId, starts, ends, nextDay }: DaySpan): DaySpan => ({
  locationId,
  starts,
  ends,
  nextDay,
})
