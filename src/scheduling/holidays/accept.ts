import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { addLocalDays, localDay } from '../../platform/time/index.ts'
import type { Closure } from '../../practice/index.ts'
import { addClosure, listClosures, listLocations } from '../../practice/index.ts'
import { holidaysOf } from './calendar.ts'
import type { Holiday, Region } from './calendar.ts'

/** How a holiday stands: closed; taken back by somebody; closed already for another reason; or open. */
export interface OfferedHoliday extends Holiday {
  state: 'new' | 'accepted' | 'removed' | 'closed_already'
}

const MONTHS_AHEAD = 24

/** The region whose holidays a location is offered; until somebody chose one, the practice's country. */
export async function findRegion(ctx: Context, locationId: string): Promise<Region & { chosen: boolean }> {
  await requireLocation(ctx, locationId)
  const { rows } = await sql<Region>`select country, state, region, languages from holiday_region
    where practice_id = ${ctx.practiceId} and location_id = ${locationId}`.execute(ctx.db)
  if (rows[0]) return { ...rows[0], chosen: true }
  const { country } = await ctx.practice()
  return { country, state: null, region: null, languages: [], chosen: false }
}

/** Keeps the region of a location. What was accepted before stays. 422 for one that has no data. */
export async function keepRegion(ctx: Context, locationId: string, region: Region): Promise<Region> {
  await requireLocation(ctx, locationId)
  await holidaysOf(region, [])
  await sql`insert into holiday_region (practice_id, location_id, country, state, region, languages)
    values (${ctx.practiceId}, ${locationId}, ${region.country}, ${region.state}, ${region.region}, ${[...region.languages]})
    on conflict (practice_id, location_id) do update set country = excluded.country, state = excluded.state, region = excluded.region,
      languages = excluded.languages`.execute(ctx.db)
  ctx.record('location.holidays_chosen', { subject: ['location', locationId], after: region })
  return region
}

/** The holidays of a location in the coming 24 months, and how each stands. */
export async function listHolidays(ctx: Context, locationId: string): Promise<OfferedHoliday[]> {
  const region = await findRegion(ctx, locationId)
  const { zone } = await requireLocation(ctx, locationId)
  const today = localDay(ctx.now, zone)
  const last = addLocalDays(
    `${Number(today.slice(0, 4)) + MONTHS_AHEAD / 12}${today.slice(4, 8)}01`,
    Number(today.slice(8)) - 1,
  )
  const years = Array.from(
    { length: Number(last.slice(0, 4)) - Number(today.slice(0, 4)) + 1 },
    (_, index) => Number(today.slice(0, 4)) + index,
  )
  const closures = await listClosures(ctx, today)
  const accepted = await listAccepted(ctx, locationId)
  return (await holidaysOf(region, years))
    .filter(({ day, lastDay }) => lastDay >= today && day <= last)
    .map((holiday) => ({ ...holiday, state: stateOf(holiday, { closures, locationId, accepted }) }))
}

async function listAccepted(ctx: Context, locationId: string) {
  const { rows } = await sql<{ day: string; closure: string }>`select day, closure from accepted_holiday
    where practice_id = ${ctx.practiceId} and location_id = ${locationId}`.execute(ctx.db)
  return new Map(rows.map(({ day, closure }) => [day, closure]))
}

function stateOf(
  holiday: Holiday,
  {
    closures,
    locationId,
    accepted,
  }: { closures: readonly Closure[]; locationId: string; accepted: ReadonlyMap<string, string> },
): OfferedHoliday['state'] {
  const closure = accepted.get(holiday.day)
  if (closure) return closures.some(({ id }) => id === closure) ? 'accepted' : 'removed'
  return closures.some((each) => covers(each, holiday, locationId)) ? 'closed_already' : 'new'
}

const covers = (closure: Closure, { day, lastDay }: Holiday, locationId: string) =>
  (closure.locationId === null || closure.locationId === locationId) &&
  closure.startsOn <= day &&
  closure.endsOn >= lastDay

/**
 * Closes a location on holidays: those named by their day, or all public ones of whole days. One that is closed already
 * is not closed twice; one that somebody took back stays open, unless it is named and brought back on purpose.
 */
export async function acceptHolidays(
  ctx: Context,
  locationId: string,
  { days, again }: { days: readonly string[] | null; again: boolean },
): Promise<Holiday[]> {
  const offered = await listHolidays(ctx, locationId)
  const unknown = days?.find((day) => !offered.some((each) => each.day === day))
  if (unknown)
    throw invalid('days', `${unknown} is none of the holidays that are offered. Load the list again.`)
  const wanted = offered.filter((each) =>
    days ? days.includes(each.day) : each.kind === 'public' && !each.partOfDay,
  )
  const closed: Holiday[] = []
  for (const { state, ...holiday } of wanted) {
    if (state !== 'new' && !(state === 'removed' && again && days)) continue
    if (await keepAccepted(ctx, locationId, { holiday, again: state === 'removed' })) closed.push(holiday)
  }
  return closed
}

/** The row decides between two who accept at once: only one of them closes the location. */
async function keepAccepted(
  ctx: Context,
  locationId: string,
  { holiday, again }: { holiday: Holiday; again: boolean },
): Promise<boolean> {
  const { day, lastDay, name } = holiday
  const closure = ctx.newId()
  const { rows } =
    await sql`insert into accepted_holiday (practice_id, location_id, day, name, closure, accepted_at)
    values (${ctx.practiceId}, ${locationId}, ${day}, ${name}, ${closure}, ${ctx.now})
    on conflict (practice_id, location_id, day) do update set closure = excluded.closure, accepted_at = excluded.accepted_at where ${again}
    returning 1`.execute(ctx.db)
  if (rows.length === 0) return false
  const id = await addClosure(ctx, { locationId, startsOn: day, endsOn: lastDay, name: name.slice(0, 120) })
  await sql`update accepted_holiday set closure = ${id} where practice_id = ${ctx.practiceId} and location_id = ${locationId} and day = ${day}`.execute(
    ctx.db,
  )
  return true
}

async function requireLocation(ctx: Context, id: string) {
  const location = (await listLocations(ctx)).find((each) => each.id === id)
  if (!location) throw notFound('This location')
  return location
}
