import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { gapOf, offerOf } from './ask-group.ts'
import { endEntry, openEntry } from './change-entry.ts'
import { takeTime } from './claim.ts'
import type { Gap } from './free-starts.ts'
import { findMatches } from './match.ts'
import type { Match } from './match.ts'
import { endOffers, makeOffer } from './offers.ts'
import { findSettings } from './settings.ts'
import { closeSlot, fillSlot, lockSlot, noteSlot } from './slot.ts'
import type { SlotRow } from './slot.ts'

const MINUTE = 60_000

export interface GapWish {
  practitionerId: string
  locationId: string
  startsAt: Date
  endsAt: Date
}

/** The gap with its zone; 422 for what is no time ahead, 404 for places and people that are not there. */
export async function findGap(ctx: Context, wish: GapWish): Promise<Gap> {
  if (wish.endsAt <= wish.startsAt) throw invalid('endsAt', 'The end must come after the beginning.')
  if (wish.endsAt.getTime() - wish.startsAt.getTime() > 24 * 60 * MINUTE)
    throw invalid('endsAt', 'Give at most a day at once.')
  if (wish.endsAt <= ctx.now) throw invalid('endsAt', 'This time has passed. Choose one ahead.')
  const { rows } = await sql<{ zone: string | null; known: boolean }>`select
    (select zone from location where practice_id = ${ctx.practiceId} and id = ${wish.locationId}) as zone,
    exists (select from staff where practice_id = ${ctx.practiceId} and id = ${wish.practitionerId} and is_practitioner) as known`.execute(
    ctx.db,
  )
  const { zone, known } = rows[0]!
  if (!zone) throw notFound('This location')
  if (!known) throw notFound('This practitioner')
  const slot = await findSlotIfAny(ctx, wish)
  return { ...wish, zone, holdId: slot?.hold_id ?? null }
}

/** Who fits a gap, the best first, and who was asked about it already. */
export async function matchesOf(
  ctx: Context,
  wish: GapWish,
): Promise<{ match: Match; asked: string | null }[]> {
  const gap = await findGap(ctx, wish)
  const slot = await findSlotIfAny(ctx, wish)
  const asked = new Map<string, string>()
  if (slot) {
    const { rows } = await sql<{ entry_id: string; state: string }>`select entry_id, state from waitlist_offer
      where practice_id = ${ctx.practiceId} and slot_id = ${slot.id}`.execute(ctx.db)
    for (const each of rows) asked.set(each.entry_id, each.state)
  }
  const matches = await findMatches(ctx, gap, await findSettings(ctx))
  return matches.map((match) => ({ match, asked: asked.get(match.person.id) ?? null }))
}

export interface HandedOut {
  slotId: string
  offered: { entryId: string; offerId: string }[]
  skipped: { entryId: string; because: 'asked_before' | 'no_fit' | 'not_reachable' }[]
}

/** Offers a gap to the people somebody chose, at once; quiet hours and the limit for a day are theirs to judge. */
export async function offerByHand(
  ctx: Context,
  wish: GapWish & { entryIds: readonly string[] },
): Promise<HandedOut> {
  const slot = await slotFor(ctx, wish)
  const settings = await findSettings(ctx)
  const matches = await findMatches(ctx, gapOf(slot), settings)
  const done: HandedOut = { slotId: slot.id, offered: [], skipped: [] }
  for (const entryId of new Set(wish.entryIds)) {
    const match = matches.find((each) => each.person.id === entryId)
    if (!match || match.person.reachable_by === 'nothing') {
      done.skipped.push({ entryId, because: match ? 'not_reachable' : 'no_fit' })
      continue
    }
    const startsAt = match.starts[0]!
    const expiresAt = new Date(
      Math.min(ctx.now.getTime() + settings.validMinutes * MINUTE, startsAt.getTime()),
    )
    const offerId = await makeOffer(ctx, offerOf(slot, { match, startsAt, round: 0, expiresAt }))
    if (offerId) done.offered.push({ entryId, offerId })
    else done.skipped.push({ entryId, because: 'asked_before' })
  }
  return done
}

/** Books somebody who waits into a time, without an offer: they are on the phone. */
export async function bookFromList(
  ctx: Context,
  entryId: string,
  time: {
    startsAt: Date
    practitionerId: string
    locationId: string
    knowingly?: { reason: string } | undefined
  },
) {
  // The freed time is locked before the wish, as in every claim.
  const slotId = await slotAround(ctx, time)
  const slot = slotId ? await lockSlot(ctx, slotId) : undefined
  const entry = await openEntry(ctx, entryId)
  const visit = await takeTime(ctx, entry, {
    practitioner_id: time.practitionerId,
    location_id: time.locationId,
    starts_at: time.startsAt,
    knowingly: time.knowingly,
  })
  await endEntry(ctx, entryId, { state: 'booked', because: 'booked_by_phone', appointmentId: visit.id })
  if (slot) {
    await fillSlot(ctx, slot, {
      appointmentId: visit.id,
      how: entry.replaces_id ? 'moved_up' : 'waitlist',
    })
    await endOffers(ctx, {
      which: sql<boolean>`o.slot_id = ${slot.id} and o.starts_at < ${visit.ends_at} and o.ends_at > ${visit.starts_at}`,
      state: 'lost',
    })
  }
  return visit
}

/** Takes an offer back that nobody has answered. 409 when somebody has. */
export async function withdrawOffer(ctx: Context, offerId: string): Promise<void> {
  const ended = await endOffers(ctx, { which: sql<boolean>`o.id = ${offerId}`, state: 'withdrawn' })
  if (ended === 0)
    throw problem(409, 'offer_answered', 'This offer is not open any more. Reload to see how it stands now.')
}

/** Asks nobody else about a freed time, and takes back what is out. */
export async function stopOffering(ctx: Context, slotId: string): Promise<void> {
  const slot = await lockSlot(ctx, slotId)
  if (!slot) throw notFound('This freed time')
  await endOffers(ctx, { which: sql<boolean>`o.slot_id = ${slotId}`, state: 'withdrawn' })
  await closeSlot(ctx, slot, 'stopped')
}

async function findSlotIfAny(ctx: Context, wish: GapWish): Promise<SlotRow | undefined> {
  const { rows } =
    await sql<SlotRow>`select * from waitlist_slot where practice_id = ${ctx.practiceId} and practitioner_id = ${wish.practitionerId}
    and location_id = ${wish.locationId} and starts_at = ${wish.startsAt} and ends_at = ${wish.endsAt} and filled_at is null
    and closed_because is distinct from 'restored' order by freed_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** The freed time that was noted, or the gap noted now: only by hand then. */
async function slotFor(ctx: Context, wish: GapWish): Promise<SlotRow> {
  const gap = await findGap(ctx, wish)
  const known = await findSlotIfAny(ctx, wish)
  if (known) return (await lockSlot(ctx, known.id))!
  const key = `by_hand ${gap.practitionerId} ${gap.startsAt.toISOString()} ${gap.endsAt.toISOString()} ${ctx.now.toISOString()}`
  const made = await noteSlot(ctx, {
    practitioner_id: gap.practitionerId,
    location_id: gap.locationId,
    starts_at: gap.startsAt,
    ends_at: gap.endsAt,
    zone: gap.zone,
    cause: 'by_hand',
    key,
    closed_because: 'not_automatic',
  })
  return made ?? (await findSlotIfAny(ctx, wish))!
}

async function slotAround(
  ctx: Context,
  { practitionerId, startsAt }: { practitionerId: string; startsAt: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select id from waitlist_slot where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}
    and starts_at <= ${startsAt} and ends_at > ${startsAt} and filled_at is null and closed_because is distinct from 'restored'
    order by freed_at desc limit 1`.execute(ctx.db)
  return rows[0]?.id
}
