import { sql } from 'kysely'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { localDay } from '../../platform/time/index.ts'
import { endEntry } from './change-entry.ts'
import { hasVisitSince } from './match.ts'
import { endOffers } from './offers.ts'
import { closeSlot, fillSlot, giveUpHold, lockSlot, queueRound } from './slot.ts'
import type { SlotRow } from './slot.ts'

/**
 * Keeps the list true: wishes whose days are over or that came true in another way, offers that ran out or whose time
 * somebody else has, freed times that were used. Offers are checked again before they go out and when they are claimed,
 * so this only tells the screens and the report. Each step is its own transaction, so that it locks one kind of row only.
 */
export const keepUp = sweep({
  name: 'waitlist.keepUp',
  everySeconds: 30,
  run: async (house, practiceId) => {
    const who = { practiceId, actor: { kind: 'system', name: 'Waitlist' } as const, name: 'waitlist.keepUp' }
    const isBusy = await inPractice(house, who, hasAnything)
    if (!isBusy) return
    for (const step of [endWishes, endOpenOffers, noteUse, wakeUp, freeHolds])
      await inPractice(house, who, step)
  },
})

async function hasAnything(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{
    any: boolean
  }>`select exists (select from waitlist_entry where practice_id = ${ctx.practiceId} and state = 'waiting')
    or exists (select from waitlist_slot where practice_id = ${ctx.practiceId} and filled_at is null and ends_at > ${ctx.now}) as any`.execute(
    ctx.db,
  )
  return rows[0]!.any
}

async function endWishes(ctx: Context): Promise<void> {
  const today = localDay(ctx.now, (await ctx.practice()).zone)
  const { rows } = await sql<{ id: string; why: string; appointment_id: string | null }>`select e.id, case
      when ${hasVisitSince} then 'booked_otherwise'
      when r.state = 'cancelled' then 'visit_cancelled'
      when r.id is not null and (r.starts_at <= ${ctx.now} or r.state not in ('requested', 'booked', 'confirmed')) then 'visit_began'
      when e.expires_on < ${today}::date then 'expired' when e.to_day < ${today}::date then 'days_passed' end as why,
      (select a.id from appointment a where a.practice_id = e.practice_id and a.client_id = e.client_id and a.service_id = e.service_id
        and a.created_at > e.waiting_since and a.state not in ('cancelled', 'expired', 'held', 'no_show') order by a.created_at limit 1) as appointment_id
    from waitlist_entry e left join appointment r on r.practice_id = e.practice_id and r.id = e.replaces_id
    where e.practice_id = ${ctx.practiceId} and e.state = 'waiting' order by e.id`.execute(ctx.db)
  for (const { id, why, appointment_id } of rows) {
    if (why === 'booked_otherwise')
      await endEntry(ctx, id, { state: 'booked', because: why, appointmentId: appointment_id })
    else if (why)
      await endEntry(ctx, id, { state: why === 'visit_cancelled' ? 'withdrawn' : 'expired', because: why })
  }
}

/** The time of an open offer `o` is taken by somebody: neither by what the practice keeps, nor by the visit to be moved, nor for ten minutes only. */
const isGone = sql<boolean>`exists (select from occupancy x join waitlist_slot s on s.practice_id = o.practice_id and s.id = o.slot_id
    join waitlist_entry e on e.practice_id = o.practice_id and e.id = o.entry_id
  where x.practice_id = o.practice_id and x.resource_id = o.practitioner_id and x.held_until is null and x.appointment_id is distinct from s.hold_id
    and x.appointment_id is distinct from e.replaces_id and x.starts_at < o.ends_at and x.ends_at > o.starts_at
    and x.starts_at > o.starts_at - interval '32 hours')`

async function endOpenOffers(ctx: Context): Promise<void> {
  await endOffers(ctx, { which: sql<boolean>`o.expires_at <= ${ctx.now}`, state: 'expired' })
  await endOffers(ctx, { which: isGone, state: 'lost' })
}

/** Another visit uses at least half of a freed time, or the one that left it is back. */
async function noteUse(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    id: string
    by: string | null
    is_back: boolean
  }>`select s.id, u.appointment_id as by, coalesce(u.appointment_id = s.appointment_id, false) as is_back
    from waitlist_slot s cross join lateral (select x.appointment_id from occupancy x where x.practice_id = s.practice_id and x.resource_id = s.practitioner_id
        and x.held_until is null and x.starts_at < s.ends_at and x.ends_at > s.starts_at and x.starts_at > s.starts_at - interval '32 hours'
        and (least(x.ends_at, s.ends_at) - greatest(x.starts_at, s.starts_at)) * 2 >= s.ends_at - s.starts_at limit 1) u
    where s.practice_id = ${ctx.practiceId} and s.filled_at is null and s.closed_because is distinct from 'restored'
      and s.ends_at > ${ctx.now}::timestamptz - interval '1 hour' order by s.id`.execute(ctx.db)
  for (const { id, by, is_back } of rows) {
    const slot = await lockSlot(ctx, id)
    if (!slot || slot.filled_at) continue
    // A session of a group that was scheduled there is no visit: the time is taken, and nobody's wish came true by it.
    if (!is_back && by) await fillSlot(ctx, slot, { appointmentId: by, how: 'other' })
    await closeSlot(ctx, slot, is_back ? 'restored' : 'taken')
  }
}

/** A group whose job was lost (given up after errors) is asked all the same. */
async function wakeUp(ctx: Context): Promise<void> {
  const { rows } =
    await sql<SlotRow>`select * from waitlist_slot where practice_id = ${ctx.practiceId} and closed_at is null
    and next_at < ${ctx.now}::timestamptz - interval '5 minutes' order by id`.execute(ctx.db)
  for (const slot of rows) queueRound(ctx, slot, ctx.now)
}

/** What was kept for those who were asked is free again when nobody is asked and no answer is awaited any more. */
async function freeHolds(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select s.id from waitlist_slot s join appointment h on h.practice_id = s.practice_id and h.id = s.hold_id and h.state = 'held'
    where s.practice_id = ${ctx.practiceId} and s.closed_at is not null
      and not exists (select from waitlist_offer o where o.practice_id = s.practice_id and o.slot_id = s.id and o.state = 'open') order by s.id`.execute(
    ctx.db,
  )
  for (const { id } of rows) {
    const slot = await lockSlot(ctx, id)
    if (slot) await giveUpHold(ctx, slot)
  }
}
