import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { VISIT_COLUMNS, VISIT_JOINS, seesAppointment } from '../appointment/appointment.ts'
import type { Source } from '../appointment/states.ts'
import type { Visit } from '../appointment/visit-row.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { openSession } from './session.ts'

/** Those who have a seat, by name; with those who cancelled, who come last. */
export async function attendeesOf(ctx: Context, sessionId: string): Promise<Visit[]> {
  const { rows } = await sql<Visit>`select ${VISIT_COLUMNS} from appointment a ${VISIT_JOINS}
    where a.practice_id = ${ctx.practiceId} and a.session_id = ${sessionId} and a.state <> 'expired' and ${seesAppointment(ctx)}
    order by a.state = 'cancelled', c.family_name, c.given_name, a.id`.execute(ctx.db)
  return rows
}

/** Gives a client a seat, through the same gate as every booking. */
export async function addAttendee(
  ctx: Context,
  sessionId: string,
  { clientId, notes, source }: { clientId: string; notes?: string | null | undefined; source: Source },
): Promise<Visit> {
  const session = await openSession(ctx, sessionId)
  return bookAppointment(ctx, {
    serviceId: session.service_id,
    practitionerId: session.practitioner_id,
    locationId: session.location_id,
    startsAt: session.starts_at,
    mode: session.mode,
    clientId,
    notes,
    source,
    by: 'staff',
  })
}
