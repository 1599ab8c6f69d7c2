import { sql } from 'kysely'
import { z } from 'zod'
import { divideRounded } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { findService } from '../../scheduling/index.ts'
import { CHARGE_KINDS } from '../ledger/chart.ts'
import type { ChargeKind } from '../ledger/chart.ts'
import { refuseIfReversed } from '../taxes/tax.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 18:00.')

export const extraFields = {
  description: line(200),
  kind: z.enum(CHARGE_KINDS).default('fee'),
  serviceId: Id.nullable().default(null),
  locationId: Id.nullable().default(null),
  /** ISO days of the week, 1 is Monday; empty: all. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  /** Visits that begin from … until (left out); over midnight where the end is earlier. */
  fromTime: Clock.nullable().default(null),
  toTime: Clock.nullable().default(null),
  amountMinor: Minor.min(1).nullable().default(null),
  /** A share of what the visit costs. */
  basisPoints: z.int().min(1).max(10_000).nullable().default(null),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
}
const ExtraWish = z.object(extraFields)

export const ExtraView = z.object({
  ...extraFields,
  id: Id,
  serviceName: z.string().nullable(),
  locationName: z.string().nullable(),
})

type Listed = z.input<typeof ExtraView>

/** What visits bring beside their service, by rule. */
export async function listExtras(ctx: Context): Promise<Listed[]> {
  const { rows } =
    await sql<Listed>`select e.id, e.description, e.kind, e.service_id as "serviceId", e.location_id as "locationId", e.weekdays, to_char(e.from_time, 'HH24:MI') as "fromTime",
      to_char(e.to_time, 'HH24:MI') as "toTime", e.amount_minor as "amountMinor", e.basis_points as "basisPoints", e.valid_from as "validFrom", e.valid_until as "validUntil",
      s.name as "serviceName", l.name as "locationName"
    from extra_charge e left join service s on s.practice_id = e.practice_id and s.id = e.service_id
    left join location l on l.practice_id = e.practice_id and l.id = e.location_id
    where e.practice_id = ${ctx.practiceId} and e.removed_at is null order by e.valid_from, e.id limit 500`.execute(
      ctx.db,
    )
  return rows
}

/** Writes a rule. 422 when it says an amount and a share, or only one end of a span. */
export async function addExtra(ctx: Context, wish: z.output<typeof ExtraWish>): Promise<string> {
  refuseIfReversed(wish)
  if ((wish.amountMinor === null) === (wish.basisPoints === null))
    throw invalid('amountMinor', 'Give either an amount or a share of the visit.')
  if ((wish.fromTime === null) !== (wish.toTime === null) || (wish.fromTime && wish.fromTime === wish.toTime))
    throw invalid('toTime', 'Give both ends of the time, and not the same.')
  if (wish.serviceId) await findService(ctx, wish.serviceId)
  const id = ctx.newId()
  await sql`insert into extra_charge (practice_id, id, description, kind, service_id, location_id, weekdays, from_time, to_time, amount_minor, basis_points, valid_from, valid_until, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.description}, ${wish.kind}, ${wish.serviceId}, ${wish.locationId}, ${wish.weekdays}, ${wish.fromTime}::time, ${wish.toTime}::time,
      ${wish.amountMinor}, ${wish.basisPoints}, ${wish.validFrom}, ${wish.validUntil}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('billing.extra_added', { subject: ['extra_charge', id], after: wish })
  return id
}

/** Takes a rule away; what was charged stays. */
export async function removeExtra(ctx: Context, id: string) {
  const { rows } =
    await sql`update extra_charge set removed_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id} and removed_at is null returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw notFound('This rule')
  ctx.record('billing.extra_removed', { subject: ['extra_charge', id] })
}

export interface Extra {
  id: string
  description: string
  kind: ChargeKind
  unitPriceMinor: number
}

export interface ExtraQuestion {
  serviceId: string
  locationId: string
  servedOn: string
  /** Local wall time of the beginning, 'HH:MM'. */
  startsAt: string
  /** What the visit itself costs. */
  priceMinor: number
}

/** What a visit brings by rule: those that fit its service, location, day and hour, the oldest rule first. */
export async function findExtras(ctx: Context, wish: ExtraQuestion): Promise<Extra[]> {
  const { rows } = await sql<{
    id: string
    description: string
    kind: ChargeKind
    amount: number | null
    points: number | null
  }>`select id, description, kind, amount_minor as amount, basis_points as points from extra_charge
    where practice_id = ${ctx.practiceId} and removed_at is null and valid_from <= ${wish.servedOn} and (valid_until is null or valid_until >= ${wish.servedOn})
      and (service_id is null or service_id = ${wish.serviceId}) and (location_id is null or location_id = ${wish.locationId})
      and (weekdays = '{}' or extract(isodow from ${wish.servedOn}::date)::int = any(weekdays))
      and (from_time is null or case when from_time < to_time then ${wish.startsAt}::time >= from_time and ${wish.startsAt}::time < to_time
        else ${wish.startsAt}::time >= from_time or ${wish.startsAt}::time < to_time end)
    order by id`.execute(ctx.db)
  return rows
    .map(({ amount, points, ...extra }) => ({
      ...extra,
      unitPriceMinor:
        amount ?? Number(divideRounded(BigInt(wish.priceMinor) * BigInt(points!), 10_000n, 'half_up')),
    }))
    .filter((extra) => extra.unitPriceMinor > 0)
}
