import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'
import type { Visit } from '../appointment/visit-row.ts'
import type { BookingWish } from '../booking/wish.ts'
import { cancelTogether } from '../together/cancel-together.ts'
import { changeTogether } from '../together/change-together.ts'
import { keepChange } from '../together/changes.ts'
import { lookAtWishes } from '../together/look-at-changes.ts'
import { recordTogether } from '../together/record-together.ts'
import type { Asked } from '../together/take-together.ts'
import { MOST_GAP, orNextTimes } from './book-bundle.ts'
import { partsAhead } from './bundle.ts'
import { lookInARow } from './look-in-a-row.ts'

export interface BundleMove {
  id: string
  /** The first part that is still ahead begins then, and the others as much later as now. */
  startsAt?: Date | undefined
  /** Or each part at a time of its own, such as a free time of the whole chain. */
  parts?: { id: string; startsAt: Date; practitionerId?: string | null | undefined }[] | undefined
  locationId?: string | undefined
  /** Whose terms hold; left out: the desk's. */
  by?: BookingWish['by']
  /** Only these of the parts that are ahead; left out: all. */
  only?: readonly string[]
}

/** Moves all parts that are still ahead, or none: 409 `rows_taken`, with the next times for all of them in `times`. */
export async function moveBundle(ctx: Context, move: BundleMove) {
  const { visits, changed } = await takeOtherTime(ctx, move)
  await keepChange(ctx, { subjectId: move.id, kind: 'changed', visits: changed })
  recordTogether(ctx, 'bundle.changed', { subject: ['bundle', move.id], visits })
}

/** Moves all parts that are still ahead by so many milliseconds; who tells of the whole is the caller's. */
export async function shiftBundle(ctx: Context, { id, by }: { id: string; by: number }): Promise<Visit[]> {
  const [first] = await partsAhead(ctx, id)
  return (await takeOtherTime(ctx, { id, startsAt: new Date(first!.starts_at.getTime() + by) })).visits
}

async function takeOtherTime(ctx: Context, move: BundleMove) {
  const ahead = await partsAhead(ctx, move.id)
  const visits = ahead.filter(({ id }) => move.only?.includes(id) ?? true)
  const wishes = wishesOf(visits, move)
  const except = new Set(visits.map(({ id }) => id))
  const next = {
    parts: wishes.map(({ wish }) => wish),
    locationId: move.locationId ?? visits[0]!.location_id,
    clientId: visits[0]!.client_id,
    from: wishes[0]!.wish.startsAt,
    days: 14,
    mode: visits[0]!.mode,
    by: move.by ?? 'staff',
    except,
  }
  // Parts that were moved alone before keep their distance when all are shifted.
  const apart = move.startsAt ? { maxGap: Infinity, samePlace: false } : { maxGap: MOST_GAP }
  return orNextTimes(ctx, next, async () => {
    const rows = await lookInARow(ctx, () => lookAtAll(ctx, wishes), apart)
    const changes = rows.map((row) => ({ ...row, visit: visits.find(({ id }) => id === row.key)! }))
    return changeTogether(ctx, changes)
  })
}

/** Cancels all parts that are still ahead. */
export async function cancelBundle(
  ctx: Context,
  { id, by, reason }: { id: string; by: 'client' | 'practice'; reason: string | null },
) {
  const { visits, changed } = await cancelTogether(ctx, await partsAhead(ctx, id), { by, reason })
  await keepChange(ctx, { subjectId: id, kind: 'cancelled', visits: changed })
  recordTogether(ctx, 'bundle.cancelled', { subject: ['bundle', id], visits })
}

interface PartWish {
  visit: Visit
  wish: BookingWish
}

function wishesOf(visits: readonly Visit[], { startsAt, parts, locationId, by }: BundleMove): PartWish[] {
  if (!startsAt === !parts) throw invalid('startsAt', 'Say when it begins, or name a time for each part.')
  if (parts) refuseOthers(visits, parts)
  const shift = startsAt ? startsAt.getTime() - visits[0]!.starts_at.getTime() : 0
  const wishes = visits.map((visit) => {
    const part = parts?.find(({ id }) => id === visit.id)
    const at = part?.startsAt ?? new Date(visit.starts_at.getTime() + shift)
    return { visit, wish: wishAt(visit, at, { ...part, locationId, by }) }
  })
  return wishes.sort((a, b) => a.wish.startsAt.getTime() - b.wish.startsAt.getTime())
}

function refuseOthers(visits: readonly Visit[], parts: NonNullable<BundleMove['parts']>) {
  const missing = visits.some((visit) => !parts.some(({ id }) => id === visit.id))
  if (missing || parts.length !== visits.length)
    throw invalid('parts', 'Name each part that is still ahead, once.')
}

function wishAt(
  visit: Visit,
  startsAt: Date,
  more: {
    practitionerId?: string | null | undefined
    locationId: string | undefined
    by: BookingWish['by'] | undefined
  },
): BookingWish {
  return {
    serviceId: visit.service_id,
    startsAt,
    practitionerId: more.practitionerId ?? visit.practitioner_id,
    locationId: more.locationId ?? visit.location_id,
    clientId: visit.client_id,
    durationMinutes: (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000,
    mode: visit.mode,
    source: visit.source,
    by: more.by ?? 'staff',
  }
}

async function lookAtAll(ctx: Context, wishes: readonly PartWish[]): Promise<Asked[]> {
  const looks = await lookAtWishes(ctx, wishes)
  return wishes.map(({ visit }) => {
    const looked = looks.get(visit.id)!
    // The room it has is kept where it is free.
    const candidates = looked.candidates.map((candidate) => ({
      ...candidate,
      roomIds: [...candidate.roomIds].sort(
        (a, b) => Number(b === visit.room_id) - Number(a === visit.room_id),
      ),
    }))
    return { key: visit.id, looked: { ...looked, candidates }, force: null }
  })
}
