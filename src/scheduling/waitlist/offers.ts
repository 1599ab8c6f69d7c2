import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { Score } from './ranking.ts'

export const OFFER_STATES = ['open', 'claimed', 'declined', 'lost', 'expired', 'withdrawn'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export interface OfferRow {
  id: string
  slot_id: string
  entry_id: string
  client_id: string
  service_id: string
  practitioner_id: string
  location_id: string
  starts_at: Date
  ends_at: Date
  zone: string
  round: number
  score: Score
  state: OfferState
  never_again: boolean
  offered_at: Date
  offered_by: string
  expires_at: Date
  answered_at: Date | null
  appointment_id: string | null
}

export type NewOffer = Omit<
  OfferRow,
  'id' | 'state' | 'never_again' | 'offered_at' | 'offered_by' | 'answered_at' | 'appointment_id'
>

/** Offers a time to somebody; null when they were offered it before. The event is what the messages wait for. */
export async function makeOffer(ctx: Context, offer: NewOffer): Promise<string | null> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into waitlist_offer (practice_id, id, slot_id, entry_id, client_id, service_id, practitioner_id, location_id,
      starts_at, ends_at, zone, round, score, offered_at, offered_by, expires_at)
    values (${ctx.practiceId}, ${id}, ${offer.slot_id}, ${offer.entry_id}, ${offer.client_id}, ${offer.service_id}, ${offer.practitioner_id},
      ${offer.location_id}, ${offer.starts_at}, ${offer.ends_at}, ${offer.zone}, ${offer.round}, ${JSON.stringify(offer.score)}::jsonb,
      ${ctx.now}, ${ctx.actor.name}, ${offer.expires_at})
    on conflict on constraint waitlist_offer_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  ctx.record('waitlist.offered', {
    subject: ['waitlist_offer', id],
    clientId: offer.client_id,
    data: {
      slotId: offer.slot_id,
      entryId: offer.entry_id,
      serviceId: offer.service_id,
      practitionerId: offer.practitioner_id,
      locationId: offer.location_id,
      startsAt: offer.starts_at.toISOString(),
      endsAt: offer.ends_at.toISOString(),
      expiresAt: offer.expires_at.toISOString(),
    },
    after: { score: offer.score },
  })
  return id
}

/** Ends offers that are out, and says so of each: messages and lists of calls take theirs back. */
export async function endOffers(
  ctx: Context,
  { which, state }: { which: ReturnType<typeof sql<boolean>>; state: 'lost' | 'expired' | 'withdrawn' },
): Promise<number> {
  const { rows } = await sql<{ id: string; client_id: string; slot_id: string }>`update waitlist_offer o
    set state = ${state}, answered_at = ${ctx.now}
    where o.practice_id = ${ctx.practiceId} and o.state = 'open' and ${which} returning o.id, o.client_id, o.slot_id`.execute(
    ctx.db,
  )
  for (const { id, client_id, slot_id } of rows)
    ctx.record('waitlist.offer_ended', {
      subject: ['waitlist_offer', id],
      clientId: client_id,
      data: { state, slotId: slot_id },
    })
  return rows.length
}

/** Whoever waits no longer has no offers any more. */
export async function endOffersOf(ctx: Context, entryId: string): Promise<void> {
  await endOffers(ctx, { which: sql<boolean>`o.entry_id = ${entryId}`, state: 'withdrawn' })
}

/** The offer, locked, with nothing of what else is known about it. */
export async function lockOffer(ctx: Context, id: string): Promise<OfferRow | undefined> {
  const { rows } =
    await sql<OfferRow>`select * from waitlist_offer where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  return rows[0]
}
