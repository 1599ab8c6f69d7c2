import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import { updateVisit } from '../appointment/change.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { insertPlanned } from '../booking/book-appointment.ts'
import { clearHoldsIn } from '../booking/clear-holds.ts'
import { keepTime, takeTime, takingsOf } from '../booking/occupancy.ts'
import { planVisit } from '../booking/plan-visit.ts'
import { refuseAsTaken, refuseWrongClient } from '../booking/refusals.ts'
import type { BookingWish } from '../booking/wish.ts'
import { readDiary } from '../times/diary.ts'

const MINUTE = 60_000
const HOLD_MINUTES = 10
/** What one address may hold at once and within a day: a household fits, a program that hoards does not. */
const MOST_HOLDS_AT_ONCE = 3
const MOST_HOLDS_A_DAY = 20

/** Keeps a time for ten minutes while a client gives their details; the token is the only way to it. */
export async function holdTime(ctx: Context, wish: Omit<BookingWish, 'clientId' | 'by' | 'source'>) {
  const heldBy = heldByOf(ctx)
  if (heldBy) await refuseHoarding(ctx, heldBy)
  const plan = await planVisit(ctx, { ...wish, clientId: null, by: 'client', source: 'online' })
  const heldUntil = new Date(ctx.now.getTime() + HOLD_MINUTES * MINUTE)
  const visit = await insertPlanned(ctx, plan, { state: 'held', held_until: heldUntil, held_by: heldBy })
  recordVisit(ctx, 'appointment.held', visit)
  // The link outlives the hold a little, so that whoever is late is told so.
  const link = await createLink(ctx, {
    purpose: 'hold',
    subject: ['appointment', visit.id],
    clientId: null,
    validFor: 60 * MINUTE,
    page: '/book/hold',
  })
  return { visit, token: link.token }
}

/** The visit behind a hold's link, locked; 409 hold_expired when its time is over. */
export async function findHold(ctx: Context, id: string): Promise<Visit> {
  const visit = await findAppointment(ctx, id, { lock: true })
  const isOver = visit.state === 'expired' || (visit.held_until !== null && visit.held_until <= ctx.now)
  if (visit.state === 'held' && !isOver) return visit
  if (visit.state === 'held' || visit.state === 'expired') {
    throw problem(
      409,
      'hold_expired',
      'The time was kept for ten minutes and is free again. Please choose a time once more.',
    )
  }
  throw problem(409, 'wrong_state', 'This booking is complete already.', { state: visit.state })
}

/** Turns a hold into the client's visit. A client can't be in two places: their other visits are asked, too. */
export async function confirmHold(
  ctx: Context,
  hold: Visit,
  { clientId, notes, heardFrom }: { clientId: string; notes: string | null; heardFrom: string | null },
): Promise<Visit> {
  const diary = await readDiary(ctx, {
    serviceId: hold.service_id,
    practitionerId: hold.practitioner_id,
    clientId,
    from: hold.starts_at,
    to: hold.ends_at,
    except: hold.id,
  })
  refuseWrongClient(diary, true)
  const { client } = diary
  const isNewClient = !client?.last
  const booked: Visit = {
    ...hold,
    client_id: clientId,
    client_name: client?.name ?? null,
    client_number: client?.number ?? null,
    client_born_on: client?.born_on ?? null,
    state: 'booked',
  }
  const takings = takingsOf(booked, []).filter((each) => each.resource_kind === 'client')
  await clearHoldsIn(ctx, diary)
  const lost = await takeTime(ctx, takings)
  if (lost.length > 0) {
    const wish = {
      serviceId: hold.service_id,
      practitionerId: hold.practitioner_id,
      startsAt: hold.starts_at,
      clientId,
      source: 'online',
      by: 'client',
    } as const
    throw await refuseAsTaken(ctx, { diary, wish, lostKinds: ['client'] })
  }
  await keepTime(ctx, hold.id)
  const visit = {
    ...booked,
    ...(await updateVisit(ctx, booked, {
      state: 'booked',
      client_id: clientId,
      booked_at: ctx.now,
      held_until: null,
      notes,
      is_first: isNewClient,
    })),
  }
  recordVisit(ctx, 'appointment.booked', visit, {
    data: { isNewClient, ...(heardFrom ? { heardFrom } : {}) },
  })
  return visit
}

/** The link by which a client sees, moves and cancels a visit without signing in; valid until a month after it. */
export async function createVisitLink(ctx: Context, visit: Visit): Promise<{ token: string; url: string }> {
  const validFor = Math.max(visit.ends_at.getTime() - ctx.now.getTime(), 0) + 30 * 24 * 60 * MINUTE
  return createLink(ctx, {
    purpose: 'visit',
    subject: ['appointment', visit.id],
    clientId: visit.client_id,
    validFor,
    page: '/visit',
  })
}

/** Frees the holds nobody confirmed. They count as free anyway; this tells the screens. */
export const expireHolds = sweep({
  name: 'scheduling.expireHolds',
  everySeconds: 30,
  run: async (house, practiceId) => {
    const actor = { kind: 'system', name: 'Expired holds' } as const
    await inPractice(house, { practiceId, actor, name: 'scheduling.expireHolds' }, async (ctx) => {
      const { rows } = await sql<{ id: string }>`with gone as (
          update appointment set state = 'expired', row_version = row_version + 1 where practice_id = ${practiceId} and id in (
            select id from appointment where practice_id = ${practiceId} and state = 'held' and held_until <= ${ctx.now} limit 500 for update skip locked)
          returning id),
        freed as (delete from occupancy where practice_id = ${practiceId} and appointment_id in (select id from gone))
        select id from gone`.execute(ctx.db)
      for (const { id } of rows) ctx.record('appointment.expired', { subject: ['appointment', id] })
      await sql`update appointment set held_by = null
        where practice_id = ${practiceId} and held_by is not null and created_at < ${new Date(ctx.now.getTime() - 24 * 60 * MINUTE)}`.execute(
        ctx.db,
      )
    })
  },
})

/** A keyed hash: addresses are not kept, and can't be found out by trying them all. */
function heldByOf(ctx: Context): string | null {
  const { address, services } = ctx
  if (!address) return null
  return createHmac('sha256', services.settings.secret ?? '')
    .update(`hold ${ctx.practiceId} ${address}`)
    .digest('hex')
    .slice(0, 32)
}

async function refuseHoarding(ctx: Context, heldBy: string) {
  // Two holds of one address at once count one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${heldBy}, 0))`.execute(ctx.db)
  const { rows } = await sql<{
    live: number
    today: number
  }>`select count(*) filter (where state = 'held' and held_until > ${ctx.now})::int as live, count(*)::int as today
    from appointment where practice_id = ${ctx.practiceId} and held_by = ${heldBy} and created_at > ${new Date(ctx.now.getTime() - 24 * 60 * MINUTE)}`.execute(
    ctx.db,
  )
  const { live, today } = rows[0]!
  if (live >= MOST_HOLDS_AT_ONCE)
    throw problem(
      429,
      'too_many_holds',
      'You are already keeping three times. Finish one of these bookings first, or wait ten minutes.',
      { retryAfter: HOLD_MINUTES * 60 },
    )
  if (today >= MOST_HOLDS_A_DAY)
    throw problem(
      429,
      'too_many_holds',
      'Too many times were kept from here today. Please call the practice.',
      { retryAfter: 3600 },
    )
}
