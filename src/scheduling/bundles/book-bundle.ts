import type { Context } from '../../platform/operation/context.ts'
import { Problem, invalid, problem } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { refuseByService } from '../booking/refusals.ts'
import type { BookingWish } from '../booking/wish.ts'
import { zoneOf } from '../series/look-at-series.ts'
import type { BookedAs } from '../together/book-together.ts'
import { bookTogether } from '../together/book-together.ts'
import { keepBooked } from '../together/changes.ts'
import { readDiaryAt } from '../together/diary-at.ts'
import { look } from '../together/look.ts'
import { recordTogether } from '../together/record-together.ts'
import type { Asked } from '../together/take-together.ts'
import { presentBundleTimes } from './bundle.ts'
import type { BundleAsk, BundlePart } from './find-bundle-times.ts'
import { findBundleTimes, inGroups } from './find-bundle-times.ts'
import { lookInARow } from './look-in-a-row.ts'

export interface BundleBooking {
  /** null for a hold. */
  clientId: string | null
  locationId?: string | null | undefined
  parts: readonly (BundlePart & { startsAt: Date })[]
  source: 'staff' | 'phone' | 'online'
  /** Whose terms hold; left out: the desk's. */
  by?: BookingWish['by']
  mode?: BookingWish['mode']
  notes?: string | null | undefined
  episodeId?: string | null | undefined
}

/** Minutes between two parts, at the most: beyond that it is no longer one coming. */
export const MOST_GAP = 120

/**
 * Books services in a row, all or none, and answers the id that holds them together. 409 `rows_taken` names the parts
 * that cannot be had, and in `times` the next times at which all of them can.
 */
export async function bookBundle(ctx: Context, booking: BundleBooking): Promise<string> {
  const { id, visits } = await takeBundle(ctx, booking)
  await keepBooked(ctx, id, visits)
  recordTogether(ctx, 'bundle.booked', { subject: ['bundle', id], visits })
  return id
}

/** The same as a hold or a booking; who tells of the whole is the caller's. */
export async function takeBundle(
  ctx: Context,
  booking: BundleBooking,
  as?: BookedAs,
): Promise<{ id: string; visits: Visit[] }> {
  refuseOrder(booking.parts)
  const id = ctx.newId()
  const by = booking.by ?? 'staff'
  const zone = await zoneOf(ctx, booking.locationId ?? null)
  const wishes = booking.parts.map((part): BookingWish => ({
    ...part,
    clientId: booking.clientId,
    locationId: booking.locationId ?? null,
    notes: booking.notes,
    episodeId: booking.episodeId,
    bundleId: id,
    source: booking.source,
    ...(booking.mode ? { mode: booking.mode } : {}),
    by,
  }))
  const next = { ...booking, from: booking.parts[0]!.startsAt, days: 14, by }
  return orNextTimes(ctx, next, async () => {
    const rows = await lookInARow(ctx, () => lookAtAll(ctx, wishes, zone), { maxGap: MOST_GAP })
    return { id, visits: await bookTogether(ctx, rows, as) }
  })
}

function refuseOrder(parts: BundleBooking['parts']) {
  parts.forEach(({ startsAt }, nth) => {
    const before = parts[nth - 1]
    if (!before) return
    if (startsAt <= before.startsAt)
      throw invalid(`parts.${nth}.startsAt`, 'Name the services in the order in which they are given.')
  })
}

async function lookAtAll(ctx: Context, wishes: readonly BookingWish[], zone: string): Promise<Asked[]> {
  const rows: Asked[] = []
  for (const [nth, wish] of wishes.entries()) {
    const diary = await readDiaryAt(ctx, {
      serviceId: wish.serviceId,
      practitionerId: wish.practitionerId ?? null,
      locationId: wish.locationId ?? null,
      clientId: wish.clientId,
      duration: wish.durationMinutes ?? null,
      zone,
      times: [wish.startsAt],
      // Whoever has no wish is given the one with the smallest share of booked time that week.
      reach: wish.practitionerId ? 1 : 6,
    })
    refuseByService(diary.rules, wish)
    if (diary.rules.service.capacity > 1) throw inGroups(nth)
    const looked = look(ctx, diary.around(wish.startsAt), wish)
    rows.push({ key: String(nth), looked, force: null })
  }
  return rows
}

/** A refusal also tells the next times at which all parts can be had. */
export async function orNextTimes<Done>(
  ctx: Context,
  ask: BundleAsk,
  run: () => Promise<Done>,
): Promise<Done> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'rows_taken') throw error
    const { from, days, parts, locationId, clientId, mode, by, except } = ask
    const wish = { from, days, parts, locationId, clientId, mode, by, except, limit: 3 }
    const { items } = presentBundleTimes(await findBundleTimes(ctx, wish))
    throw problem(
      409,
      'rows_taken',
      'These services cannot be had in a row at this time, so nothing was changed. Choose another time.',
      { ...error.details, times: items },
    )
  }
}
