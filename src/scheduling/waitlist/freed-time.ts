import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { minutesOf } from '../availability/hours.ts'
import { subtract } from '../availability/intervals.ts'
import { endEntry } from './change-entry.ts'
import { endOffers } from './offers.ts'
import { findSettings } from './settings.ts'
import { closeSlot, lockSlot, noteSlot } from './slot.ts'
import type { NewSlot, SlotRow } from './slot.ts'

const MINUTE = 60_000
/** Less is no use to anybody. */
const LEAST_MINUTES = 10
/** Each step of a cascade ends somebody's wait, so it ends by itself; this only stops what nobody thought of. */
const MOST_STEPS = 50

/** Time that a cancellation or a move gives back is noted, and offered after a moment in which it may be taken back. */
export const noteFreedTime = subscriber({
  name: 'waitlist.noteFreedTime',
  on: ['appointment.cancelled', 'appointment.moved', 'appointment.restored'],
  run: async (ctx, event) => {
    const visit = await findVisit(ctx, event.subjectId)
    if (!visit) return
    if (event.name === 'appointment.restored') return takeBack(ctx, visit.id)
    if (event.name === 'appointment.cancelled') {
      if (visit.state !== 'cancelled') return
      await endWishesFor(ctx, visit.id)
      await noteParts(ctx, visit, { event, cause: 'cancelled', parts: [spanOf(event.data)] })
    } else await noteMove(ctx, visit, event)
  },
})

interface FreedVisit {
  id: string
  state: string
  zone: string
  service_id: string
  price_minor: number
  hour_known: boolean
  session_id: string | null
}

interface Span {
  startsAt: Date
  endsAt: Date
  practitionerId: string | null
  locationId: string
}

async function findVisit(ctx: Context, id: string): Promise<FreedVisit | undefined> {
  const { rows } =
    await sql<FreedVisit>`select id, state, zone, service_id, price_minor, hour_known, session_id from appointment
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  return rows[0]
}

function spanOf(data: Record<string, unknown>): Span {
  return {
    startsAt: new Date(String(data.startsAt)),
    endsAt: new Date(String(data.endsAt)),
    practitionerId: (data.practitionerId as string | null) ?? null,
    locationId: String(data.locationId),
  }
}

async function noteMove(ctx: Context, visit: FreedVisit, event: HappenedEvent) {
  const before = spanOf(event.data.before as Record<string, unknown>)
  const after = spanOf(event.data)
  const stays = before.practitionerId === after.practitionerId ? [minutesOf(after)] : []
  const left = subtract([minutesOf(before)], stays)
  const parts = left.map(({ from, to }) => ({
    ...before,
    startsAt: new Date(from * MINUTE),
    endsAt: new Date(to * MINUTE),
  }))
  const parent = await findParentIfAny(ctx, visit.id, after.startsAt)
  await noteParts(ctx, visit, { event, cause: 'moved', parts, parent })
}

/** The freed time that this visit was moved up to, when an offer did it. */
async function findParentIfAny(ctx: Context, visitId: string, startsAt: Date): Promise<SlotRow | undefined> {
  const { rows } =
    await sql<SlotRow>`select s.* from waitlist_offer o join waitlist_slot s on s.practice_id = o.practice_id and s.id = o.slot_id
    where o.practice_id = ${ctx.practiceId} and o.appointment_id = ${visitId} and o.starts_at = ${startsAt} and o.state = 'claimed'
    order by o.answered_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

interface Freed {
  event: HappenedEvent
  cause: 'cancelled' | 'moved'
  parts: Span[]
  parent?: SlotRow | undefined
}

async function noteParts(ctx: Context, visit: FreedVisit, { event, cause, parts, parent }: Freed) {
  // A seat in a group is no time of its own.
  if (!visit.hour_known || visit.session_id) return
  const { automatic, waitMinutes } = await findSettings(ctx)
  const depth = parent ? parent.depth + 1 : 0
  const closed = !automatic ? 'not_automatic' : depth > MOST_STEPS ? 'stopped' : null
  for (const [index, part] of parts.entries()) {
    const minutes = (part.endsAt.getTime() - part.startsAt.getTime()) / MINUTE
    if (!part.practitionerId || part.startsAt <= ctx.now || minutes < LEAST_MINUTES) continue
    if (await isAway(ctx, part.practitionerId, part)) continue
    const slot: NewSlot = {
      practitioner_id: part.practitionerId,
      location_id: part.locationId,
      starts_at: part.startsAt,
      ends_at: part.endsAt,
      zone: visit.zone,
      cause,
      key: `${event.id} ${index}`,
      appointment_id: visit.id,
      service_id: visit.service_id,
      price_minor: visit.price_minor,
      parent_id: parent?.id ?? null,
      depth,
      next_at: new Date(ctx.now.getTime() + waitMinutes * MINUTE),
      closed_because: closed,
    }
    await noteSlot(ctx, slot)
  }
}

/** Visits that were moved or cancelled because their practitioner is away free no time. */
async function isAway(ctx: Context, practitionerId: string, { startsAt, endsAt }: Span): Promise<boolean> {
  const { rows } =
    await sql`select 1 from time_off where practice_id = ${ctx.practiceId} and practitioner_id = ${practitionerId}
    and cancelled_at is null and blocks <> 'nobody' and starts_at < ${endsAt} and ends_at > ${startsAt} limit 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

/** Somebody who waited for an earlier time of a visit that is cancelled waits no more. */
async function endWishesFor(ctx: Context, visitId: string) {
  const { rows } = await sql<{ id: string }>`select id from waitlist_entry
    where practice_id = ${ctx.practiceId} and replaces_id = ${visitId} and state = 'waiting'`.execute(ctx.db)
  for (const { id } of rows) await endEntry(ctx, id, { state: 'withdrawn', because: 'visit_cancelled' })
}

/** The visit has its time back: nothing was freed. */
async function takeBack(ctx: Context, visitId: string) {
  const { rows } = await sql<{ id: string }>`select id from waitlist_slot
    where practice_id = ${ctx.practiceId} and appointment_id = ${visitId} and cause = 'cancelled' and filled_at is null order by id`.execute(
    ctx.db,
  )
  for (const { id } of rows) {
    const slot = await lockSlot(ctx, id)
    if (!slot) continue
    if (slot.closed_at) await renameClosed(ctx, slot)
    else await closeSlot(ctx, slot, 'restored')
    await endOffers(ctx, { which: sql<boolean>`o.slot_id = ${id}`, state: 'withdrawn' })
  }
}

async function renameClosed(ctx: Context, slot: SlotRow) {
  await sql`update waitlist_slot set closed_because = 'restored' where practice_id = ${ctx.practiceId} and id = ${slot.id}`.execute(
    ctx.db,
  )
}
