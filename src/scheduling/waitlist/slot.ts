import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { releaseHold } from '../appointment/cancel-appointment.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import { insertPlanned } from '../booking/book-appointment.ts'
import { planVisit } from '../booking/plan-visit.ts'
import { Problem } from '../../platform/problem.ts'

export type Cause = 'cancelled' | 'moved' | 'hours' | 'by_hand'
export type ClosedBecause =
  | 'filled' | 'taken' | 'nobody' | 'too_late' | 'restored' | 'stopped' | 'not_automatic' // prettier-ignore

/** A practitioner's time that came free. */
export interface SlotRow {
  id: string
  practitioner_id: string
  location_id: string
  starts_at: Date
  ends_at: Date
  zone: string
  cause: Cause
  key: string
  appointment_id: string | null
  service_id: string | null
  price_minor: number | null
  parent_id: string | null
  depth: number
  freed_at: Date
  rounds: number
  next_at: Date | null
  closed_at: Date | null
  closed_because: ClosedBecause | null
  filled_at: Date | null
  filled_by: string | null
  filled_how: 'waitlist' | 'moved_up' | 'other' | null
  hold_id: string | null
}

export type NewSlot = Pick<
  SlotRow,
  'practitioner_id' | 'location_id' | 'starts_at' | 'ends_at' | 'zone' | 'cause' | 'key'
> &
  Partial<
    Pick<
      SlotRow,
      'appointment_id' | 'service_id' | 'price_minor' | 'parent_id' | 'depth' | 'next_at' | 'closed_because'
    >
  >

/** The job that asks the next group; payload {slotId, round}. */
export const ROUND_JOB = 'waitlist.offer'

/** Notes that time is free; null when the same was noted before. With `next_at` the first group is asked then. */
export async function noteSlot(ctx: Context, slot: NewSlot): Promise<SlotRow | null> {
  const id = ctx.newId()
  const closed = slot.closed_because ?? null
  const { rows } =
    await sql<SlotRow>`insert into waitlist_slot (practice_id, id, practitioner_id, location_id, starts_at, ends_at, zone, cause, key,
      appointment_id, service_id, price_minor, parent_id, depth, freed_at, next_at, closed_at, closed_because)
    values (${ctx.practiceId}, ${id}, ${slot.practitioner_id}, ${slot.location_id}, ${slot.starts_at}, ${slot.ends_at}, ${slot.zone}, ${slot.cause},
      ${slot.key}, ${slot.appointment_id ?? null}, ${slot.service_id ?? null}, ${slot.price_minor ?? null}, ${slot.parent_id ?? null},
      ${slot.depth ?? 0}, ${ctx.now}, ${closed ? null : (slot.next_at ?? null)}, ${closed ? ctx.now : null}, ${closed})
    on conflict (practice_id, key) do nothing returning *`.execute(ctx.db)
  const made = rows[0]
  if (!made) return null
  ctx.record('waitlist.time_freed', {
    subject: ['waitlist_slot', id],
    data: {
      cause: made.cause,
      practitionerId: made.practitioner_id,
      locationId: made.location_id,
      startsAt: made.starts_at.toISOString(),
      endsAt: made.ends_at.toISOString(),
      depth: made.depth,
    },
  })
  if (made.next_at) queueRound(ctx, made, made.next_at)
  return made
}

/** Queues the next group; the same group is queued once for each time it is wanted. */
export function queueRound(ctx: Context, slot: Pick<SlotRow, 'id' | 'rounds'>, at: Date) {
  const round = slot.rounds + 1
  ctx.later(
    ROUND_JOB,
    { slotId: slot.id, round },
    { runAt: at, key: `${ROUND_JOB} ${slot.id} ${round} ${at.toISOString()}` },
  )
}

/** The freed time, locked: groups and claims of one time come one after the other. Always locked before its offers. */
export async function lockSlot(ctx: Context, id: string): Promise<SlotRow | undefined> {
  const { rows } =
    await sql<SlotRow>`select * from waitlist_slot where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  return rows[0]
}

/** When the next group is asked. */
export async function waitUntil(ctx: Context, slot: SlotRow, at: Date): Promise<void> {
  await sql`update waitlist_slot set next_at = ${at} where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(
    ctx.db,
  )
  queueRound(ctx, slot, at)
}

/** Nobody else is asked; what the practice kept for it is free again. Offers that are out still count. */
export async function closeSlot(ctx: Context, slot: SlotRow, because: ClosedBecause): Promise<void> {
  if (slot.closed_at) return
  await sql`update waitlist_slot set closed_at = ${ctx.now}, closed_because = ${because}, next_at = null
    where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(ctx.db)
  if (because !== 'nobody') await giveUpHold(ctx, slot)
  ctx.record('waitlist.time_closed', {
    subject: ['waitlist_slot', slot.id],
    data: { because, rounds: slot.rounds },
  })
}

/** Somebody uses the time now. Only the first visit in it counts. */
export async function fillSlot(
  ctx: Context,
  slot: SlotRow,
  by: { appointmentId: string; how: NonNullable<SlotRow['filled_how']> },
): Promise<void> {
  await sql`update waitlist_slot set filled_at = ${ctx.now}, filled_by = ${by.appointmentId}, filled_how = ${by.how}
    where practice_id = ${ctx.practiceId} and id = ${slot.id} and filled_at is null`.execute(ctx.db)
}

/**
 * Keeps the freed time from all other bookings until then, where the practice wants that: a hold like any other. False:
 * somebody has it already.
 */
export async function keepForOffers(ctx: Context, slot: SlotRow, until: Date): Promise<boolean> {
  if (!slot.service_id || slot.hold_id) return true
  const wish = {
    serviceId: slot.service_id,
    practitionerId: slot.practitioner_id,
    locationId: slot.location_id,
    startsAt: slot.starts_at,
    durationMinutes: (slot.ends_at.getTime() - slot.starts_at.getTime()) / 60_000,
    clientId: null,
    source: 'waitlist' as const,
    by: 'staff' as const,
  }
  try {
    const plan = await planVisit(ctx, wish)
    const hold = await insertPlanned(ctx, plan, { state: 'held', held_until: until })
    recordVisit(ctx, 'appointment.held', hold)
    await sql`update waitlist_slot set hold_id = ${hold.id} where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(
      ctx.db,
    )
    slot.hold_id = hold.id
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** What was kept for the offers is free again (in this transaction only until somebody claims it). */
export async function giveUpHold(ctx: Context, slot: SlotRow): Promise<void> {
  if (!slot.hold_id) return
  const { rows } = await sql<{ id: string }>`select id from appointment
    where practice_id = ${ctx.practiceId} and id = ${slot.hold_id} and state = 'held' for update`.execute(
    ctx.db,
  )
  if (!rows[0]) return
  // Whoever claims by link sees their own visits only; the hold belongs to the practice.
  const house = { ...ctx, actor: { kind: 'system', name: 'Waitlist' } as const }
  await releaseHold(ctx, await findAppointment(house, rows[0].id))
}
