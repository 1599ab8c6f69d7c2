import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { daysBetween, instantToWall, localDay, toOffsetIso } from '../../platform/time/index.ts'
import { releaseHold } from '../appointment/cancel-appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { extendTime } from '../booking/occupancy.ts'
import type { LookedSeries, RowChoice, SeriesRow } from '../series/look-at-series.ts'
import { lookAtSeries } from '../series/look-at-series.ts'
import { bookTogether } from '../together/book-together.ts'
import { keepBooked } from '../together/changes.ts'
import { nearestFree } from '../together/look.ts'
import { recordTogether } from '../together/record-together.ts'
import { visitsOf } from '../together/visits-of.ts'

const HOLD_MINUTES = 10

/** The held visit again and again, on its weekday and at its time. */
export interface RepeatWish {
  everyWeeks: number
  /** With the one that is held. */
  visits: number
  /** What becomes of single dates; others are kept as they come. */
  rows: RowChoice[]
}

/** Each further date, looked at by the terms for clients. 422 no_series where the service is booked one visit at a time. */
export async function lookAtRepeats(ctx: Context, hold: Visit, wish: RepeatWish): Promise<LookedSeries> {
  const most = await mostVisits(ctx, hold.service_id)
  if (wish.visits > most) throw invalid('visits', `At most ${most} visits can be booked at once.`)
  const start = instantToWall(hold.starts_at, hold.zone)
  const looked = await lookAtSeries(ctx, {
    clientId: null,
    serviceId: hold.service_id,
    practitionerId: hold.practitioner_id,
    locationId: hold.location_id,
    durationMinutes: (hold.ends_at.getTime() - hold.starts_at.getTime()) / 60_000,
    priceMinor: hold.price_minor,
    mode: hold.mode,
    rule: `FREQ=WEEKLY;INTERVAL=${wish.everyWeeks};COUNT=${wish.visits}`,
    start,
    // The first is held already.
    rows: [{ wall: start, choice: 'skip' }, ...wish.rows.filter(({ wall }) => wall !== start)],
    by: 'client',
    source: 'online',
    except: new Set((await furtherHolds(ctx, hold)).map(({ id }) => id)),
  })
  return { ...looked, rows: looked.rows.slice(1) }
}

/** A further date as its client sees it: nobody is told about other people's visits. */
export function presentRepeat(ctx: Context, { occurrence, choice, looked }: SeriesRow, zone: string) {
  const isFree = looked !== null && looked.reasons.length === 0 && looked.candidates.length > 0
  const empty = choice?.choice === 'skip' ? 'left_out' : 'no_such_time'
  return {
    wall: occurrence.wall,
    startsAt: looked && toOffsetIso(looked.wish.startsAt, zone),
    state: looked
      ? ((isFree ? 'free' : 'conflict') as 'free' | 'conflict')
      : (empty as 'left_out' | 'no_such_time'),
    alternatives:
      !looked || isFree ? [] : nearestFree(ctx, looked).map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
  }
}

/**
 * Keeps all further dates together with the one that is held, or none of them (409 rows_taken); what was kept of an
 * earlier choice is given up. One visit: only the first is kept.
 */
export async function holdRepeats(ctx: Context, hold: Visit, wish: RepeatWish): Promise<Visit> {
  for (const one of await furtherHolds(ctx, hold)) await releaseHold(ctx, one)
  if (wish.visits < 2) return updateVisit(ctx, hold, { series_id: null })
  const looked = await lookAtRepeats(ctx, hold, wish)
  const id = hold.series_id ?? ctx.newId()
  const heldUntil = new Date(ctx.now.getTime() + HOLD_MINUTES * 60_000)
  const asked = looked.rows.flatMap(({ occurrence, looked: one }) =>
    one
      ? [{ key: occurrence.wall, looked: { ...one, wish: { ...one.wish, seriesId: id } }, force: null }]
      : [],
  )
  if (asked.length === 0) return updateVisit(ctx, hold, { series_id: null })
  await bookTogether(ctx, asked, {
    event: 'appointment.held',
    fields: { state: 'held', held_until: heldUntil, held_by: hold.held_by },
  })
  await extendTime(ctx, hold.id, heldUntil)
  return updateVisit(ctx, hold, { series_id: id, held_until: heldUntil })
}

/** The further visits that are held with this one, the earliest first. */
export async function furtherHolds(ctx: Context, { id, series_id }: Visit): Promise<Visit[]> {
  if (!series_id) return []
  const visits = await visitsOf(ctx, ['series_id', series_id], { lock: true })
  return visits.filter((visit) => visit.id !== id && visit.state === 'held')
}

/** Makes booked visits one series: staff change and cancel it as one, and the client gets one mail. */
export async function keepSeries(ctx: Context, visits: readonly [Visit, ...Visit[]]): Promise<void> {
  const sorted = visits.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
  const first = sorted[0]!
  const start = instantToWall(first.starts_at, first.zone)
  const rule = `FREQ=WEEKLY;INTERVAL=${weeksBetween(sorted)};COUNT=${visits.length}`
  await sql`insert into series (practice_id, id, client_id, rule, starts_on, starts_time, zone, created_at, created_by)
    values (${ctx.practiceId}, ${first.series_id}, ${first.client_id}, ${rule}, ${start.slice(0, 10)}, ${start.slice(11)}, ${first.zone}, ${ctx.now},
      ${ctx.actor.name})`.execute(ctx.db)
  await keepBooked(ctx, first.series_id!, sorted)
  recordTogether(ctx, 'series.booked', { subject: ['series', first.series_id!], visits: sorted })
}

/** Dates may have been moved or left out: the shortest way from one to the next is the rule. */
function weeksBetween(sorted: readonly Visit[]): number {
  const days = sorted.map(({ starts_at, zone }) => localDay(starts_at, zone))
  const gaps = days.slice(1).map((day, nth) => daysBetween(days[nth]!, day))
  return Math.max(1, Math.round(Math.min(...gaps) / 7))
}

/** Where a service wants an approval, or has seats, each visit is asked for by itself. */
async function mostVisits(ctx: Context, serviceId: string): Promise<number> {
  const { rows } = await sql<{ most: number | null }>`select series_online_max as most from service
    where practice_id = ${ctx.practiceId} and id = ${serviceId} and not requires_approval and capacity = 1`.execute(
    ctx.db,
  )
  const most = rows[0]?.most
  if (!most) throw problem(422, 'no_series', 'This service is booked one visit at a time.')
  return most
}
