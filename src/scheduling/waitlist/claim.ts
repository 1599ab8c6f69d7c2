import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, Problem, problem } from '../../platform/problem.ts'
import { toOffsetIso } from '../../platform/time/index.ts'
import { moveAppointment } from '../appointment/move-appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { minutesOf } from '../availability/hours.ts'
import { subtract, totalMinutes } from '../availability/intervals.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { endEntry } from './change-entry.ts'
import type { Entry } from './entry.ts'
import { findEntry, wantedOf } from './entry.ts'
import { endOffers, lockOffer } from './offers.ts'
import type { OfferRow } from './offers.ts'
import { closeSlot, fillSlot, giveUpHold, lockSlot, queueRound } from './slot.ts'
import type { SlotRow } from './slot.ts'
import { fits } from './wish.ts'

/** What an answer to an offer can be refused with. */
export const CLAIM_FAILURES = ['offer_gone', 'offer_answered'] as const

/** What is left of a freed time and too short for anybody. */
const LEAST_MINUTES = 10

/**
 * Takes an offered time: the first has it. Claims of one freed time come one after the other (the row is locked), and
 * the gate decides against everybody else. Where the wish says so, the present visit is moved, so that its history and
 * its calendar entry stay, and what it leaves is offered on.
 */
export async function claimOffer(ctx: Context, offerId: string): Promise<Visit> {
  const { slot, offer, entry } = await openOffer(ctx, offerId)
  await giveUpHold(ctx, slot)
  const visit = await takeTime(ctx, entry, offer).catch(async (error: unknown) => {
    if (error instanceof Problem) throw await goneProblem(ctx, entry, 'taken')
    throw error
  })
  await sql`update waitlist_offer set state = 'claimed', answered_at = ${ctx.now}, appointment_id = ${visit.id}
    where practice_id = ${ctx.practiceId} and id = ${offer.id}`.execute(ctx.db)
  await endEntry(ctx, entry.id, { state: 'booked', because: 'claimed', appointmentId: visit.id })
  await endOffers(ctx, {
    which: sql<boolean>`o.slot_id = ${slot.id} and o.starts_at < ${offer.ends_at} and o.ends_at > ${offer.starts_at}`,
    state: 'lost',
  })
  await fillSlot(ctx, slot, { appointmentId: visit.id, how: entry.replaces_id ? 'moved_up' : 'waitlist' })
  const left = subtract(
    [minutesOf({ startsAt: slot.starts_at, endsAt: slot.ends_at })],
    [minutesOf({ startsAt: offer.starts_at, endsAt: offer.ends_at })],
  )
  if (totalMinutes(left) < LEAST_MINUTES) await closeSlot(ctx, slot, 'filled')
  ctx.record('waitlist.claimed', {
    subject: ['waitlist_offer', offer.id],
    clientId: offer.client_id,
    data: {
      slotId: slot.id,
      entryId: entry.id,
      appointmentId: visit.id,
      movedUp: entry.replaces_id !== null,
    },
  })
  return visit
}

/** Books for somebody who waits, or moves their visit up: by phone, or because they accepted. Through the one gate. */
export async function takeTime(
  ctx: Context,
  entry: Entry,
  time: {
    practitioner_id: string
    location_id: string
    starts_at: Date
    knowingly?: { reason: string } | undefined
  },
): Promise<Visit> {
  const where = {
    practitionerId: time.practitioner_id,
    locationId: time.location_id,
    startsAt: time.starts_at,
  }
  if (entry.replaces_id)
    return moveAppointment(ctx, entry.replaces_id, { ...where, by: 'staff', knowingly: time.knowingly })
  return bookAppointment(ctx, {
    ...where,
    serviceId: entry.service_id,
    clientId: entry.client_id,
    durationMinutes: entry.duration_minutes,
    mode: entry.mode,
    source: 'waitlist',
    by: 'staff',
    knowingly: time.knowingly,
  })
}

/** "No, thanks": they stay on the list. With `never`, this very time is not offered to them again. */
export async function declineOffer(
  ctx: Context,
  offerId: string,
  { never }: { never: boolean },
): Promise<void> {
  const { slot, offer } = await openOffer(ctx, offerId)
  await sql`update waitlist_offer set state = 'declined', answered_at = ${ctx.now}, never_again = ${never}
    where practice_id = ${ctx.practiceId} and id = ${offer.id}`.execute(ctx.db)
  ctx.record('waitlist.declined', {
    subject: ['waitlist_offer', offer.id],
    clientId: offer.client_id,
    data: { slotId: slot.id, entryId: offer.entry_id, never },
  })
  await askOnIfAllSaidNo(ctx, slot)
}

/** The freed time, the wish and the offer, locked in this order everywhere. */
export async function lockWhole(ctx: Context, offerId: string) {
  const known = await findOffer(ctx, offerId)
  const slot = (await lockSlot(ctx, known.slot_id))!
  const entry = await findEntry(ctx, known.entry_id, { lock: true })
  const offer = (await lockOffer(ctx, offerId))!
  return { slot, entry, offer }
}

/** The same, refusing kindly what is over. */
export async function openOffer(ctx: Context, offerId: string) {
  const { slot, entry, offer } = await lockWhole(ctx, offerId)
  if (offer.state === 'claimed' || offer.state === 'declined')
    throw problem(
      409,
      'offer_answered',
      offer.state === 'claimed'
        ? 'You have accepted this time already.'
        : 'You have declined this time already.',
      { state: offer.state },
    )
  if (offer.state === 'lost') throw await goneProblem(ctx, entry, 'taken')
  await refuseEnded(ctx, { entry, offer })
  if (offer.state === 'withdrawn') throw await goneProblem(ctx, entry, 'ended')
  if (offer.state === 'expired' || offer.expires_at <= ctx.now) throw await goneProblem(ctx, entry, 'expired')
  return { slot, entry, offer }
}

/** Whoever has a visit, or left the list, waits for nothing any more. */
export async function refuseEnded(ctx: Context, { entry, offer }: { entry: Entry; offer: OfferRow }) {
  if (offer.state === 'claimed')
    throw problem(409, 'offer_answered', 'You have accepted this time already.', { state: offer.state })
  if (entry.state !== 'waiting') throw await goneProblem(ctx, entry, 'ended')
}

/** The offer, if this actor may see its client; a link sees the one it was made for. Else 404. */
export async function findOffer(ctx: Context, id: string): Promise<OfferRow> {
  const { rows } = await sql<OfferRow>`select * from waitlist_offer o
    where o.practice_id = ${ctx.practiceId} and o.id = ${id} and ${seesClient(ctx, sql.ref('o.client_id'))}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This offer')
  return rows[0]
}

const GONE = {
  taken: 'Somebody else was faster. You stay on the waitlist.',
  expired: 'This offer has expired. You stay on the waitlist.',
  ended: 'This offer is no longer open.',
} as const

async function goneProblem(ctx: Context, entry: Entry, why: keyof typeof GONE): Promise<Problem> {
  return problem(409, 'offer_gone', GONE[why], { why, alternatives: await nextTimesFor(ctx, entry) })
}

/** The next three free times that the client may book online and that fit the wish, or that there are at all. */
export async function nextTimesFor(ctx: Context, entry: Entry) {
  const { slots, diary } = await findFreeTimes(ctx, {
    serviceId: entry.service_id,
    clientId: entry.client_id,
    from: ctx.now,
    days: 21,
    limit: 400,
    by: 'client',
    mode: entry.mode,
    duration: entry.duration_minutes,
    except: entry.replaces_id,
    onePerStart: true,
  })
  const zoneOf = (id: string) => diary.locations.find((each) => each.id === id)!.zone
  const times = slots.map((slot) => ({ ...slot, zone: zoneOf(slot.locationId) }))
  const wanted = wantedOf(entry)
  const fitting = times.filter((time) => fits(wanted, time, ctx.now))
  return eachStartOnce(fitting.length > 0 ? fitting : times)
    .slice(0, 3)
    .map((time) => ({
      startsAt: toOffsetIso(time.startsAt, time.zone),
      endsAt: toOffsetIso(time.endsAt, time.zone),
      practitionerId: time.practitionerId,
      locationId: time.locationId,
      practitionerName: diary.practitioners.find((each) => each.id === time.practitionerId)!.name,
      locationName: diary.locations.find((each) => each.id === time.locationId)!.name,
    }))
}

function eachStartOnce<T extends { startsAt: Date }>(times: readonly T[]): T[] {
  const isFirst = (time: T, index: number) => time.startsAt.getTime() !== times[index - 1]?.startsAt.getTime()
  return times.filter(isFirst)
}

/** When everybody who was asked has said no, the next group need not wait. */
async function askOnIfAllSaidNo(ctx: Context, slot: SlotRow): Promise<void> {
  if (slot.closed_at || !slot.next_at) return
  const { rows } = await sql`select 1 from waitlist_offer
    where practice_id = ${ctx.practiceId} and slot_id = ${slot.id} and state = 'open' limit 1`.execute(ctx.db)
  if (rows.length > 0) return
  await sql`update waitlist_slot set next_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(
    ctx.db,
  )
  queueRound(ctx, slot, ctx.now)
}
