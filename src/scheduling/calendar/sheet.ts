import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { seesAppointment } from '../appointment/appointment.ts'
import type { CalendarAsk } from './calendar.ts'

/** What stands on paper beside a visit and not on the screen. */
export interface SheetLine {
  visitId: string
  /** `YYYY-MM-DD`. */
  bornOn: string | null
  phone: string | null
  notes: string | null
}

/** Birth date, preferred phone number and notes of the visits of a span; contacts only for those who may see clients. */
export async function readSheet(ctx: Context, { from, to, locationId, practitionerId }: CalendarAsk) {
  const practitioner = practitionerId ? sql`and a.practitioner_id = ${practitionerId}` : sql``
  const location = locationId ? sql`and a.location_id = ${locationId}` : sql``
  const phone = ctx.can('clients.see')
    ? sql`(select p.value from contact_point p where p.practice_id = a.practice_id and p.client_id = a.client_id and p.kind = 'phone'
        order by p.is_preferred desc, p.created_at limit 1)`
    : sql`null`
  const { rows } =
    await sql<SheetLine>`select a.id as "visitId", ${ctx.can('clients.see') ? sql`c.born_on` : sql`null::date`} as "bornOn",
      ${phone} as phone, a.notes
    from appointment a left join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from} and a.starts_at < ${to}
      and a.state not in ('cancelled', 'expired') and ${seesAppointment(ctx)} ${practitioner} ${location}
    order by a.starts_at, a.id`.execute(ctx.db)
  return rows
}
