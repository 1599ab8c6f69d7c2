import { sql } from 'kysely'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { problem } from '../../platform/problem.ts'
import { findAppointment, recordVisit } from '../appointment/appointment.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { comingOf } from '../bundles/coming.ts'
import { insertPlanned } from '../booking/book-appointment.ts'
import { settleSeats } from '../sessions/seats.ts'
import { planVisit } from '../booking/plan-visit.ts'
import type { BookingWish } from '../booking/wish.ts'
import { heldByOf, refuseHoarding } from './held-by.ts'
import type { PuzzleAnswer } from './puzzle.ts'
import { requirePuzzle } from './puzzle.ts'
import { furtherHolds } from './repeats.ts'
import { onlineRules } from './rules.ts'
import type { OnlinePart } from './several.ts'
import { holdSeveral, refuseOtherLengths } from './several.ts'

const MINUTE = 60_000
const HOLD_MINUTES = 10

/** A time for a service, or for several in a row. */
export interface HoldWish extends Omit<BookingWish, 'clientId' | 'by' | 'source'> {
  also: readonly OnlinePart[]
}

/** Keeps a time for ten minutes while a client gives their details; the token is the only way to it. */
export async function holdTime(ctx: Context, wish: HoldWish, puzzle?: PuzzleAnswer | null) {
  const heldBy = heldByOf(ctx)
  if (heldBy) await refuseHoarding(ctx, heldBy)
  await requirePuzzle(ctx, await onlineRules(ctx), { heldBy, given: puzzle })
  await refuseOtherLengths(ctx, [wish, ...wish.also])
  const heldUntil = new Date(ctx.now.getTime() + HOLD_MINUTES * MINUTE)
  const visit = await keepFor(ctx, wish, { state: 'held', held_until: heldUntil, held_by: heldBy })
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

/** Takes the time; of several services answers the first. */
async function keepFor(
  ctx: Context,
  { also, ...wish }: HoldWish,
  fields: Pick<Visit, 'state' | 'held_until' | 'held_by'>,
): Promise<Visit> {
  if (also.length > 0) {
    const { startsAt, practitionerId, locationId, mode } = wish
    const parts = [wish, ...also].map(({ serviceId, durationMinutes }) => ({ serviceId, durationMinutes }))
    const several = { startsAt, practitionerId, locationId, mode, parts }
    return (await holdSeveral(ctx, several, { event: 'appointment.held', fields }))[0]!
  }
  const plan = await planVisit(ctx, { ...wish, clientId: null, by: 'client', source: 'online' })
  const visit = await insertPlanned(ctx, plan, fields)
  recordVisit(ctx, 'appointment.held', visit)
  return visit
}

/** What a hold's link keeps, locked: one visit, or several services in a row; 409 hold_expired when its time is over. */
export async function findHolds(ctx: Context, id: string): Promise<[Visit, ...Visit[]]> {
  const visit = await findAppointment(ctx, id, { lock: true })
  const holds: [Visit, ...Visit[]] = visit.series_id
    ? [visit, ...(await furtherHolds(ctx, visit))]
    : await comingOf(ctx, visit, { lock: true })
  for (const hold of holds) refuseOver(ctx, hold)
  return holds
}

function refuseOver(ctx: Context, visit: Visit) {
  const isOver = visit.state === 'expired' || (visit.held_until !== null && visit.held_until <= ctx.now)
  if (visit.state === 'held' && !isOver) return
  if (visit.state === 'held' || visit.state === 'expired') {
    throw problem(
      409,
      'hold_expired',
      'The time was kept for a while and is free again. Please choose a time once more.',
    )
  }
  throw problem(409, 'wrong_state', 'This booking is complete already.', { state: visit.state })
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
      const { rows } = await sql<{ id: string; session_id: string | null }>`with gone as (
          update appointment set state = 'expired', row_version = row_version + 1 where practice_id = ${practiceId} and id in (
            select id from appointment where practice_id = ${practiceId} and state = 'held' and held_until <= ${ctx.now} limit 500 for update skip locked)
          returning id, session_id),
        seats as (update session s set taken = taken - g.seats from (select session_id, count(*)::int as seats from gone where session_id is not null group by 1) g
          where s.practice_id = ${practiceId} and s.id = g.session_id),
        freed as (delete from occupancy where practice_id = ${practiceId} and appointment_id in (select id from gone)),
        unanswered as (delete from booking_to_confirm where practice_id = ${practiceId} and appointment_id in (select id from gone))
        select id, session_id from gone`.execute(ctx.db)
      for (const { id } of rows) ctx.record('appointment.expired', { subject: ['appointment', id] })
      await settleSeats(
        ctx,
        rows.map((row) => row.session_id),
      )
      await sql`update appointment set held_by = null
        where practice_id = ${practiceId} and held_by is not null and created_at < ${new Date(ctx.now.getTime() - 24 * 60 * MINUTE)}`.execute(
        ctx.db,
      )
    })
  },
})
