import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, startOfLocalDay, toOffsetIso } from '../../platform/time/index.ts'
import type { Reason } from '../availability/reasons.ts'
import { freeSlots } from '../availability/slots.ts'
import type { Candidate } from '../booking/plan-visit.ts'
import { planIn, whoCouldIn } from '../booking/plan-visit.ts'
import type { BookingWish } from '../booking/wish.ts'
import { searchesOf } from '../times/search.ts'
import type { DiaryRows } from '../times/diary-rows.ts'

/** A wish among others, looked at in the diary of its day. */
export interface Looked {
  wish: BookingWish
  diary: DiaryRows
  /** Ways in which it can come true, the best first; empty: none. */
  candidates: Candidate[]
  /** The rules against it, also when it is wished for knowingly. */
  reasons: Reason[]
}

/** A free time near one that cannot be had. */
export interface Alternative {
  startsAt: string
  endsAt: string
  practitionerId: string
  locationId: string
}

/** Asks all rules for one wish, in a diary that was read before; it may hold more people and places than are wished for. */
export function look(ctx: Context, read: DiaryRows, wish: BookingWish): Looked {
  const diary = onlyWished(read, wish)
  return { wish, diary, ...planIn(ctx, diary, wish) }
}

/** The candidates of such a look in no order, each by the practitioner. */
export function whoCould(ctx: Context, read: DiaryRows, wish: BookingWish): string[] {
  return whoCouldIn(ctx, onlyWished(read, wish), wish)
}

function onlyWished(read: DiaryRows, { practitionerId, locationId }: BookingWish): DiaryRows {
  return {
    ...read,
    practitioners: read.practitioners.filter(({ id }) => !practitionerId || id === practitionerId),
    locations: read.locations.filter(({ id }) => !locationId || id === locationId),
  }
}

/** The free times nearest to a wish on its day and the days beside it, in time's order; at most `most`. */
export function nearestFree(
  ctx: Context,
  { diary, wish }: Pick<Looked, 'diary' | 'wish'>,
  most = 3,
): Alternative[] {
  const at = wish.startsAt.getTime()
  // No further than the diary was read.
  const zone = diary.locations[0]?.zone ?? 'UTC'
  const day = localDay(wish.startsAt, zone)
  const searches = searchesOf(diary, {
    now: ctx.now,
    from: startOfLocalDay(addLocalDays(day, -1), zone),
    to: startOfLocalDay(addLocalDays(day, 2), zone),
    by: wish.by,
    duration: wish.durationMinutes ?? null,
    ...(wish.mode ? { mode: wish.mode } : {}),
    clientId: wish.clientId,
  })
  const slots = searches.flatMap((search) => freeSlots({ ...search, onePerStart: true }))
  const zones = new Map(diary.locations.map((each) => [each.id, each.zone]))
  const away = (startsAt: Date) => Math.abs(startsAt.getTime() - at)
  return slots
    .sort((a, b) => away(a.startsAt) - away(b.startsAt))
    .slice(0, most)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map(({ startsAt, endsAt, practitionerId, locationId }) => ({
      startsAt: toOffsetIso(startsAt, zones.get(locationId)!),
      endsAt: toOffsetIso(endsAt, zones.get(locationId)!),
      practitionerId,
      locationId,
    }))
}
