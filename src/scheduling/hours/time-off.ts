import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import { requireHoursRight, requirePractitioner } from './hours.ts'

export const TIME_OFF_KINDS = ['leave', 'sick', 'meeting', 'blocked'] as const

export interface TimeOff {
  id: string
  practitionerId: string
  startsAt: Date
  endsAt: Date
  kind: (typeof TIME_OFF_KINDS)[number]
  note: string | null
}

const MOST_DAYS = 400

/** Time off that touches [from, to), of one practitioner or everybody. */
export async function listTimeOff(
  ctx: Context,
  { from, to, practitionerId }: { from: Date; to: Date; practitionerId?: string | undefined },
): Promise<TimeOff[]> {
  const { rows } =
    await sql<TimeOff>`select id, practitioner_id as "practitionerId", starts_at as "startsAt", ends_at as "endsAt", kind, note
    from time_off where practice_id = ${ctx.practiceId} and cancelled_at is null and ends_at > ${from} and starts_at < ${to}
      and (${practitionerId ?? null}::uuid is null or practitioner_id = ${practitionerId ?? null}::uuid)
    order by starts_at, id limit 2000`.execute(ctx.db)
  return rows
}

/** Blocks time of a practitioner. Visits that are booked then stay, and are answered to be dealt with. */
export async function addTimeOff(ctx: Context, wish: Omit<TimeOff, 'id'>) {
  requireHoursRight(ctx, wish.practitionerId)
  await requirePractitioner(ctx, wish.practitionerId)
  if (wish.endsAt <= wish.startsAt) throw invalid('endsAt', 'The end must come after the start.')
  if (wish.endsAt.getTime() - wish.startsAt.getTime() > MOST_DAYS * 86_400_000)
    throw invalid('endsAt', `Enter at most ${MOST_DAYS} days at once.`)
  const id = ctx.newId()
  await sql`insert into time_off (practice_id, id, practitioner_id, starts_at, ends_at, kind, note)
    values (${ctx.practiceId}, ${id}, ${wish.practitionerId}, ${wish.startsAt}, ${wish.endsAt}, ${wish.kind}, ${wish.note})`.execute(
    ctx.db,
  )
  const { practitionerId, startsAt, endsAt, kind } = wish
  ctx.record('time_off.added', {
    subject: ['time_off', id],
    data: { practitionerId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), kind },
  })
  return { timeOff: { id, ...wish }, affected: await visitsDuring(ctx, wish) }
}

/** The time is free again. */
export async function cancelTimeOff(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{
    practitioner_id: string
    cancelled_at: Date | null
  }>`select practitioner_id, cancelled_at from time_off
    where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('This time off')
  requireHoursRight(ctx, rows[0].practitioner_id)
  if (rows[0].cancelled_at) return
  await sql`update time_off set cancelled_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
  ctx.record('time_off.cancelled', {
    subject: ['time_off', id],
    data: { practitionerId: rows[0].practitioner_id },
  })
}

async function visitsDuring(ctx: Context, { practitionerId, startsAt, endsAt }: Omit<TimeOff, 'id'>) {
  const { rows } = await sql<{
    id: string
    startsAt: Date
    clientName: string | null
  }>`select a.id, a.starts_at as "startsAt", c.given_name || ' ' || c.family_name as "clientName"
    from appointment a left join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.practitioner_id = ${practitionerId} and a.starts_at < ${endsAt} and a.ends_at > ${startsAt}
      and a.starts_at > ${startsAt}::timestamptz - interval '1 day' and a.state in ('booked', 'confirmed') and ${seesAppointment(ctx)}
    order by a.starts_at limit 200`.execute(ctx.db)
  return rows
}
