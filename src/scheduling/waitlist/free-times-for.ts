import { seesClient } from '../../clients/index.ts'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { localDay, toOffsetIso } from '../../platform/time/index.ts'
import { findFreeTimes } from '../times/free-times.ts'
import type { Entry } from './entry.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, wantedOf } from './entry.ts'
import { fits } from './wish.ts'

const DAYS = 14
const MOST_ENTRIES = 500

/** Free times that fit the wishes of those who wait, in the next two weeks; their own visits elsewhere are left to the booking. */
export async function countFreeTimes(
  ctx: Context,
  {
    entryId,
    clientId,
    first,
  }: { entryId?: string | undefined; clientId?: string | undefined; first: number },
) {
  const { rows } = await sql<Entry>`select ${ENTRY_COLUMNS} from waitlist_entry e ${ENTRY_JOINS}
    where e.practice_id = ${ctx.practiceId} and e.state = 'waiting' and ${seesClient(ctx, sql.ref('e.client_id'))}
      ${entryId ? sql`and e.id = ${entryId}` : sql``} ${clientId ? sql`and e.client_id = ${clientId}` : sql``}
    order by e.waiting_since limit ${MOST_ENTRIES}`.execute(ctx.db)
  const timesFor = new Map<string, Awaited<ReturnType<typeof freeTimesFor>>>()
  const found = []
  for (const entry of rows) {
    const key = `${entry.service_id} ${entry.duration_minutes ?? ''} ${entry.mode}`
    if (!timesFor.has(key)) timesFor.set(key, await freeTimesFor(ctx, entry))
    const wanted = wantedOf(entry)
    const fitting = timesFor.get(key)!.filter((time) => fits(wanted, time, ctx.now))
    const days = firstOfDays(fitting)
    found.push({
      entryId: entry.id,
      count: fitting.length,
      days: days.length,
      first: days.slice(0, first).map(told),
    })
  }
  return found
}

async function freeTimesFor(ctx: Context, entry: Entry) {
  const { slots, diary } = await findFreeTimes(ctx, {
    serviceId: entry.service_id,
    from: ctx.now,
    days: DAYS,
    by: 'staff',
    mode: entry.mode,
    duration: entry.duration_minutes,
  })
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  const names = new Map(diary.practitioners.map((each) => [each.id, each.name]))
  return slots.map((slot) => ({
    ...slot,
    zone: zones.get(slot.locationId)!,
    practitionerName: names.get(slot.practitionerId)!,
  }))
}

/** The first time of each day. */
function firstOfDays<T extends { startsAt: Date; zone: string }>(times: readonly T[]): T[] {
  const seen = new Set<string>()
  return times.filter(({ startsAt, zone }) => {
    const day = localDay(startsAt, zone)
    const isFirst = !seen.has(day)
    seen.add(day)
    return isFirst
  })
}

function told(time: Awaited<ReturnType<typeof freeTimesFor>>[number]) {
  return {
    startsAt: toOffsetIso(time.startsAt, time.zone),
    endsAt: toOffsetIso(time.endsAt, time.zone),
    zone: time.zone,
    practitionerId: time.practitionerId,
    practitionerName: time.practitionerName,
    locationId: time.locationId,
  }
}
