import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** A visit as the rules of fees and deposits look at it. */
export interface FeeVisit {
  id: string
  client_id: string
  client_name: string
  practitioner_id: string | null
  service_id: string
  service_name: string
  location_id: string
  starts_at: Date
  ends_at: Date
  zone: string
  state: string
  source: string
  is_first: boolean
  price_minor: number
  booked_at: Date | null
  cancelled_at: Date | null
  cancelled_by: 'client' | 'practice' | null
  /** The client's language, else the practice's. */
  language: 'en' | 'de'
}

/** Nothing for a visit without a client, or of an import: those were dealt with elsewhere. */
export async function findFeeVisitIfAny(ctx: Context, id: string): Promise<FeeVisit | undefined> {
  const { locale } = await ctx.practice()
  const { rows } =
    await sql<FeeVisit>`select a.id, a.client_id, concat_ws(' ', c.given_name, c.family_name) as client_name, a.practitioner_id, a.service_id,
      coalesce(s.translations -> coalesce(c.language, ${locale}) ->> 'name', s.name) as service_name,
      a.location_id, a.starts_at, a.ends_at, a.zone, a.state, a.source, a.is_first, a.price_minor, a.booked_at, a.cancelled_at, a.cancelled_by,
      case when coalesce(c.language, ${locale}) like 'de%' then 'de' else 'en' end as language
    from appointment a
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${id} and a.source <> 'import'`.execute(ctx.db)
  return rows[0]
}
