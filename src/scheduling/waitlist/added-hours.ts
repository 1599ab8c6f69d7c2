import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { minutesOf, openTimes, workingTimes } from '../availability/hours.ts'
import { intersect, subtract, union } from '../availability/intervals.ts'
import { readDiary } from '../times/diary.ts'
import { searchesOf } from '../times/search.ts'
import type { Gap } from './free-starts.ts'
import { findMatches } from './match.ts'
import { findSettings } from './settings.ts'
import { noteSlot } from './slot.ts'

const MINUTE = 60_000
/** How far ahead new hours are looked through for people who wait. */
const DAYS_AHEAD = 14
const LEAST_MINUTES = 10
const MOST_GAPS = 40

/** Added hours are offered to those who wait, where they fit somebody. */
export const noteAddedHours = subscriber({
  name: 'waitlist.noteAddedHours',
  on: ['hours.changed', 'time_off.cancelled', 'time_off.declined'],
  run: async (ctx, event) => {
    const settings = await findSettings(ctx)
    if (!settings.automatic) return
    const span = await spanOf(ctx, event)
    const serviceId = span && (await awaitedServiceOf(ctx, span.practitionerId))
    if (!span || !serviceId) return
    const gaps = await findGaps(ctx, { ...span, serviceId })
    let noted = 0
    for (const gap of gaps) {
      if (noted === MOST_GAPS) break
      if ((await findMatches(ctx, gap, settings)).length === 0) continue
      noted += 1
      await noteSlot(ctx, {
        practitioner_id: gap.practitionerId,
        location_id: gap.locationId,
        starts_at: gap.startsAt,
        ends_at: gap.endsAt,
        zone: gap.zone,
        cause: 'hours',
        key: `${event.id} ${gap.startsAt.toISOString()}`,
        next_at: new Date(ctx.now.getTime() + settings.waitMinutes * MINUTE),
      })
    }
  },
})

interface HoursSpan {
  practitionerId: string
  from: Date
  to: Date
}

/** Whose time, from when to when: the day that was changed, the leave that was taken back, else the next two weeks. */
async function spanOf(ctx: Context, event: HappenedEvent): Promise<HoursSpan | null> {
  const soon = new Date(ctx.now.getTime() + DAYS_AHEAD * 24 * 60 * MINUTE)
  const within = (practitionerId: string, from: Date, to: Date) => {
    const span = { practitionerId, from: from < ctx.now ? ctx.now : from, to: to > soon ? soon : to }
    return span.from < span.to ? span : null
  }
  if (event.subjectType === 'time_off') {
    const { rows } = await sql<{
      practitioner_id: string
      starts_at: Date
      ends_at: Date
    }>`select practitioner_id, starts_at, ends_at
      from time_off where practice_id = ${ctx.practiceId} and id = ${event.subjectId}`.execute(ctx.db)
    return rows[0] ? within(rows[0].practitioner_id, rows[0].starts_at, rows[0].ends_at) : null
  }
  const day = event.data.day
  if (typeof day !== 'string') return within(event.subjectId, ctx.now, soon)
  const { zone } = await ctx.practice()
  return within(event.subjectId, startOfLocalDay(day, zone), startOfLocalDay(addLocalDays(day, 1), zone))
}

/** Any service that somebody waits for and that this practitioner gives; null: nobody waits for them. */
async function awaitedServiceOf(ctx: Context, practitionerId: string): Promise<string | null> {
  const { rows } = await sql<{ service_id: string }>`select e.service_id from waitlist_entry e
    join service_practitioner sp on sp.practice_id = e.practice_id and sp.service_id = e.service_id and sp.practitioner_id = ${practitionerId}
    where e.practice_id = ${ctx.practiceId} and e.state = 'waiting' limit 1`.execute(ctx.db)
  return rows[0]?.service_id ?? null
}

/** The free stretches of the practitioner's working time, place by place. */
async function findGaps(
  ctx: Context,
  { practitionerId, serviceId, from, to }: HoursSpan & { serviceId: string },
): Promise<Gap[]> {
  const diary = await readDiary(ctx, { serviceId, practitionerId, from, to })
  const window = minutesOf({ startsAt: from, endsAt: to })
  return searchesOf(diary, { now: ctx.now, from, to, by: 'staff' }).flatMap((search) => {
    const [location, practitioner] = [search.locations[0]!, search.practitioners[0]]
    if (!practitioner) return []
    const working = intersect(openTimes(location, window), workingTimes(practitioner, location, window))
    const taken = union([...(practitioner.timeOff ?? []), ...practitioner.busy].map(minutesOf))
    return subtract(working, taken)
      .filter((free) => free.to - free.from >= LEAST_MINUTES)
      .map((free) => ({
        practitionerId,
        locationId: location.id,
        startsAt: new Date(free.from * MINUTE),
        endsAt: new Date(free.to * MINUTE),
        zone: location.zone,
      }))
  })
}
