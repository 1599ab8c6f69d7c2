import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

/** Where a price came from, kept beside it. ruleMinor: what the price lists said when it was chosen. */
export interface PriceFrom {
  from: 'schedule' | 'service' | 'booking' | 'hand' | 'package' | 'membership' | 'product'
  name: string | null
  scheduleId: string | null
  ruleMinor: number | null
}

interface Asked {
  client: RawBuilder<unknown>
  service: RawBuilder<unknown>
  practitioner: RawBuilder<unknown>
  location: RawBuilder<unknown>
  day: RawBuilder<unknown>
}

/**
 * The price of a service by the lists that fit, as a sub-select (schedule_id, name, price_minor): all that a list says
 * must fit; the one that says more wins: payer before group before practitioner before location, then the newer. Without
 * a list: the practitioner's own price, else the service's.
 */
export function rulePrice(ctx: Context, { client, service, practitioner, location, day }: Asked) {
  const holds = (table: string) =>
    sql`${sql.ref(`${table}.valid_from`)} <= ${day} and (${sql.ref(`${table}.valid_until`)} is null or ${sql.ref(`${table}.valid_until`)} >= ${day})`
  return sql`(select f.id as schedule_id, f.name, p.price_minor, f.valid_from,
      (case when f.payer_id is null then 0 else 8 end + case when f.client_tag_key is null then 0 else 4 end
        + case when f.practitioner_id is null then 0 else 2 end + case when f.location_id is null then 0 else 1 end) as fit
    from fee_schedule f join fee_schedule_price p on p.practice_id = f.practice_id and p.schedule_id = f.id and p.service_id = ${service}
    where f.practice_id = ${ctx.practiceId} and ${holds('f')}
      and (f.payer_id is null or exists (select from client_payer y where y.practice_id = f.practice_id and y.client_id = ${client} and y.payer_id = f.payer_id and ${holds('y')}))
      and (f.client_tag_key is null or exists (select from client_tag g where g.practice_id = f.practice_id and g.client_id = ${client} and g.tag_key = f.client_tag_key))
      and (f.practitioner_id is null or f.practitioner_id = ${practitioner}) and (f.location_id is null or f.location_id = ${location})
    union all
    select null::uuid, null::text, coalesce(o.price_minor, v.price_minor), null::date, -1
    from service v left join service_practitioner o on o.practice_id = v.practice_id and o.service_id = v.id and o.practitioner_id = ${practitioner}
    where v.practice_id = ${ctx.practiceId} and v.id = ${service}
    order by fit desc, valid_from desc, schedule_id limit 1)`
}

export interface Priceable {
  clientId: string
  serviceId: string
  practitionerId: string | null
  locationId: string | null
  servedOn: string
}

/** What the price lists say for a service on its day; null for a service that is not there. Minor units. */
export async function findRulePriceIfAny(
  ctx: Context,
  what: Priceable,
): Promise<{ priceMinor: number; from: PriceFrom } | null> {
  const asked = {
    client: sql`${what.clientId}::uuid`,
    service: sql`${what.serviceId}::uuid`,
    practitioner: sql`${what.practitionerId}::uuid`,
    location: sql`${what.locationId}::uuid`,
    day: sql`${what.servedOn}::date`,
  }
  const { rows } = await sql<{
    schedule_id: string | null
    name: string | null
    price_minor: number
  }>`select * from ${rulePrice(ctx, asked)} r`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  const from = row.schedule_id ? 'schedule' : 'service'
  return {
    priceMinor: row.price_minor,
    from: { from, name: row.name, scheduleId: row.schedule_id, ruleMinor: row.price_minor },
  }
}
