import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { notFound } from '../platform/problem.ts'

/** What messages say about a visit. */
export interface VisitFacts {
  id: string
  clientId: string
  clientName: string
  clientLanguage: string | null
  serviceId: string
  serviceName: string
  practitionerName: string | null
  locationName: string
  locationAddress: string
  instructions: string | null
  reminderMinutes: number[]
  startsAt: Date
  endsAt: Date
  bookedAt: Date | null
  /** Of a request: until when the practice answers it. */
  answerBy: Date | null
  cancelReason: string | null
  zone: string
  /** Where the client lives, when they said so; quiet hours are theirs. */
  clientZone: string | null
  state: string
  sequence: number
  /** Of several services in a row: what holds them together. */
  bundleId: string | null
}

/** Reads a visit with the names a client knows. */
export async function findVisitFacts(ctx: Context, appointmentId: string): Promise<VisitFacts> {
  const { rows } =
    await sql<VisitFacts>`select a.id, a.client_id as "clientId", coalesce(c.preferred_name, c.given_name) as "clientName", a.service_id as "serviceId",
      c.language as "clientLanguage", coalesce(v.translations -> coalesce(c.language, p.locale) ->> 'name', v.name) as "serviceName",
      s.name as "practitionerName", l.name as "locationName", array_to_string(l.address_lines, ', ') as "locationAddress",
      v.instructions, v.reminder_minutes as "reminderMinutes", a.starts_at as "startsAt", a.ends_at as "endsAt",
      a.booked_at as "bookedAt", a.held_until as "answerBy", a.cancel_reason as "cancelReason", a.zone, c.zone as "clientZone", a.state, a.sequence, a.bundle_id as "bundleId"
    from appointment a
      join practice p on p.practice_id = a.practice_id
      join client c on c.practice_id = a.practice_id and c.id = a.client_id
      join service v on v.practice_id = a.practice_id and v.id = a.service_id
      join location l on l.practice_id = a.practice_id and l.id = a.location_id
      left join staff s on s.practice_id = a.practice_id and s.id = a.practitioner_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${appointmentId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw notFound('This appointment')
  return found
}
