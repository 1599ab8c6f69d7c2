import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { clientName, seesClient } from '../../clients/index.ts'

/** A visit that was done, or must have been by now, for which nobody was charged. */
export const MissingCharge = z.object({
  appointmentId: Id,
  /** done_not_charged: only the charge is missing. not_closed: nobody said yet how the visit ended. */
  why: z.enum(['done_not_charged', 'not_closed']),
  startsAt: Instant,
  servedOn: Day,
  clientId: Id,
  clientName: z.string(),
  serviceName: z.string(),
  practitionerName: z.string().nullable(),
  priceMinor: Minor,
})

interface Row {
  id: string
  state: string
  starts_at: Date
  served_on: string
  client_id: string
  given_name: string
  family_name: string
  service_name: string
  practitioner_name: string | null
  price_minor: number
}

interface MissingQuestion {
  from: Date
  to: Date
  locationId?: string | undefined
  limit: number
  cursor?: string | undefined
}

/**
 * Past visits with money at risk, the oldest first: done without a charge (a voided one, with its reason, is an
 * answer), or still open although their time is over. Visits of an import were billed elsewhere.
 */
export async function listMissingCharges(ctx: Context, question: MissingQuestion) {
  const { from, to, locationId, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const isMissing = sql`a.practice_id = ${ctx.practiceId} and a.starts_at >= ${from} and a.starts_at < ${to} and a.ends_at < ${ctx.now}
      and a.source <> 'import' and a.price_minor > 0 and a.state in ('done', 'booked', 'confirmed', 'arrived', 'in_room')
      and not exists (select from charge h where h.practice_id = a.practice_id and h.appointment_id = a.id)
      and ${seesClient(ctx, sql.ref('a.client_id'))}
      ${locationId ? sql`and a.location_id = ${locationId}` : sql``}`
  const { rows } =
    await sql<Row>`select a.id, a.state, a.starts_at, (a.starts_at at time zone a.zone)::date as served_on, a.client_id, c.given_name, c.family_name,
      s.name as service_name, p.name as practitioner_name, a.price_minor
    from appointment a
    join client c on c.practice_id = a.practice_id and c.id = a.client_id
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    left join staff p on p.practice_id = a.practice_id and p.id = a.practitioner_id
    where ${isMissing}
      ${after ? sql`and (a.starts_at, a.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by a.starts_at, a.id limit ${limit + 1}`.execute(ctx.db)
  const page = toPage(rows, limit, (row) => [row.starts_at.toISOString(), row.id])
  const { rows: sums } = await sql<{
    risk: number
  }>`select coalesce(sum(a.price_minor), 0)::bigint as risk from appointment a where ${isMissing}`.execute(
    ctx.db,
  )
  return { items: page.items.map(present), next: page.next, riskMinor: sums[0]!.risk }
}

function present(row: Row): z.input<typeof MissingCharge> {
  return {
    appointmentId: row.id,
    why: row.state === 'done' ? 'done_not_charged' : 'not_closed',
    startsAt: row.starts_at,
    servedOn: row.served_on,
    clientId: row.client_id,
    clientName: clientName(row),
    serviceName: row.service_name,
    practitionerName: row.practitioner_name,
    priceMinor: row.price_minor,
  }
}
