import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { findService } from '../../scheduling/index.ts'
import type { Priced } from '../charges/price.ts'
import { priceLine, rateByHand } from '../charges/price.ts'
import type { Letterhead } from '../invoices/invoice.ts'
import { todayOf } from '../invoices/invoice.ts'
import { nextNumber } from '../invoices/number.ts'
import { findParties } from '../invoices/parties.ts'
import { findRulePriceIfAny } from '../prices/rule.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { findTaxes } from '../taxes/rules.ts'

/** A row of `estimate` as the code of this slice reads it. */
export interface Estimate {
  id: string
  number: number
  client_id: string
  payer_id: string | null
  currency: string
  locale: 'en' | 'de'
  wording: 'plain' | 'good_faith'
  net_minor: number
  tax_minor: number
  total_minor: number
  issued_on: string
  valid_until: string
  note: string | null
  diagnoses: string[]
  bill_to: Letterhead
  letterhead: Letterhead
  created_at: Date
  created_by: string
  sent_at: Date | null
  accepted_at: Date | null
  accepted_name: string | null
  cancelled_at: Date | null
  row_version: number
}

export interface EstimateLineWish {
  serviceId?: string | null | undefined
  description?: string | undefined
  code?: string | null | undefined
  quantity: number
  /** Without one the price lists decide, where there is a service. */
  unitPriceMinor?: number | undefined
}

export interface EstimateWish {
  clientId: string
  payerId: string | null
  wording: Estimate['wording']
  validUntil: string
  note: string | null
  diagnoses: readonly string[]
  lines: readonly EstimateLineWish[]
}

/** Writes an estimate at the prices and taxes of today for that client. Answers its id. 422 for a past last day, a line without words or price. */
export async function writeEstimate(ctx: Context, wish: EstimateWish): Promise<string> {
  await findClient(ctx, wish.clientId)
  const [practice, today] = [await ctx.practice(), await todayOf(ctx)]
  if (wish.validUntil < today) throw invalid('validUntil', 'Choose a day to come.')
  const parties = await findParties(ctx, wish.clientId, wish.payerId)
  const lines: Awaited<ReturnType<typeof priceOf>>[] = []
  for (const line of wish.lines) lines.push(await priceOf(ctx, line, { clientId: wish.clientId, today }))
  const sum = (of: (line: Priced) => number) => lines.reduce((all, line) => all + of(line), 0)
  const id = ctx.newId()
  const number = await nextNumber(ctx, 'estimate')
  await sql`insert into estimate (practice_id, id, number, client_id, payer_id, currency, locale, wording, net_minor, tax_minor, total_minor, issued_on, valid_until,
      note, diagnoses, bill_to, letterhead, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${number}, ${wish.clientId}, ${wish.payerId}, ${practice.currency}, ${parties.locale}, ${wish.wording},
      ${sum((line) => line.netMinor)}, ${sum((line) => line.taxMinor)}, ${sum((line) => line.totalMinor)}, ${today}, ${wish.validUntil}, ${wish.note},
      ${[...wish.diagnoses]}, ${JSON.stringify(parties.billTo)}::jsonb, ${JSON.stringify(parties.letterhead)}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  const rows = lines.map(({ taxes, netMinor, taxMinor, totalMinor, ...line }, index) => ({
    practice_id: ctx.practiceId,
    id: ctx.newId(),
    estimate_id: id,
    position: index + 1,
    ...line,
    net_minor: netMinor,
    tax_minor: taxMinor,
    total_minor: totalMinor,
    taxes,
  }))
  await sql`insert into estimate_line select * from jsonb_populate_recordset(null::estimate_line, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
  ctx.record('estimate.written', { subject: ['estimate', id], clientId: wish.clientId, data: { number } })
  return id
}

async function priceOf(
  ctx: Context,
  line: EstimateLineWish,
  { clientId, today }: { clientId: string; today: string },
) {
  const service = line.serviceId ? await findService(ctx, line.serviceId) : null
  const rule = service
    ? await findRulePriceIfAny(ctx, {
        clientId,
        serviceId: service.id,
        practitionerId: null,
        locationId: null,
        servedOn: today,
      })
    : null
  const unitPriceMinor = line.unitPriceMinor ?? rule?.priceMinor
  const description = line.description ?? service?.name
  if (unitPriceMinor === undefined || !description)
    throw invalid('lines', 'Each line needs a service, or words and a price.')
  const { pricesIncludeTax } = await findBillingSettings(ctx)
  const taxes = await findTaxes(ctx, {
    kind: 'service',
    clientId,
    serviceId: service?.id ?? null,
    locationId: null,
    servedOn: today,
  })
  const rates = taxes.rates ?? rateByHand(service?.tax_basis_points ?? 0)
  const priced = priceLine({
    quantity: line.quantity,
    unitPriceMinor,
    rates,
    priceIncludesTax: pricesIncludeTax,
  })
  return {
    service_id: service?.id ?? null,
    description,
    code: line.code ?? service?.billing_code ?? null,
    quantity: line.quantity.toFixed(3),
    unit_price_minor: unitPriceMinor,
    price_includes_tax: pricesIncludeTax,
    ...priced,
  }
}

/** An estimate, locked. */
export async function lockEstimate(ctx: Context, id: string): Promise<Estimate> {
  const { rows } =
    await sql<Estimate>`select * from estimate where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This estimate')
  return rows[0]
}

/** Accepts it with the name of whoever does; accepting twice is accepting once. 409 `is_cancelled`, `is_expired`. */
export async function acceptEstimate(ctx: Context, id: string, name: string) {
  const estimate = await lockEstimate(ctx, id)
  if (estimate.accepted_at) return
  if (estimate.cancelled_at) throw problem(409, 'is_cancelled', 'This estimate was withdrawn.')
  if (estimate.valid_until < (await todayOf(ctx)))
    throw problem(409, 'is_expired', 'This estimate is no longer good. Ask for a new one.')
  await sql`update estimate set accepted_at = ${ctx.now}, accepted_name = ${name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await linkComingVisits(ctx, estimate)
  ctx.record('estimate.accepted', {
    subject: ['estimate', id],
    clientId: estimate.client_id,
    data: { number: estimate.number },
  })
}

/** The client's visits of these services from the day of the estimate on belong to it, unless another has them. */
async function linkComingVisits(ctx: Context, estimate: Estimate) {
  await sql`insert into estimate_visit (practice_id, estimate_id, appointment_id)
    select a.practice_id, ${estimate.id}, a.id from appointment a
    where a.practice_id = ${ctx.practiceId} and a.client_id = ${estimate.client_id} and a.starts_at >= ${estimate.issued_on}::date
      and a.state in ('booked', 'confirmed', 'arrived', 'in_room', 'done')
      and a.service_id in (select service_id from estimate_line where practice_id = ${ctx.practiceId} and estimate_id = ${estimate.id})
    on conflict do nothing`.execute(ctx.db)
}

/** Says which visits an estimate is about, in place of those before. 422 for visits of others or of another estimate. */
export async function setVisits(ctx: Context, id: string, appointmentIds: readonly string[]) {
  const estimate = await lockEstimate(ctx, id)
  await findClient(ctx, estimate.client_id)
  await sql`delete from estimate_visit where practice_id = ${ctx.practiceId} and estimate_id = ${id}`.execute(
    ctx.db,
  )
  const { rows } = await sql`insert into estimate_visit (practice_id, estimate_id, appointment_id)
    select practice_id, ${id}, id from appointment where practice_id = ${ctx.practiceId} and client_id = ${estimate.client_id}
      and id = any(${[...appointmentIds]}::uuid[]) on conflict do nothing returning 1`.execute(ctx.db)
  if (rows.length !== new Set(appointmentIds).size)
    throw invalid('appointmentIds', 'A visit is of another client, or belongs to another estimate.')
  ctx.record('estimate.visits_set', { subject: ['estimate', id], clientId: estimate.client_id })
}

/** Takes back what nobody accepted. 409 `is_accepted`. */
export async function cancelEstimate(ctx: Context, id: string) {
  const estimate = await lockEstimate(ctx, id)
  await findClient(ctx, estimate.client_id)
  if (estimate.accepted_at)
    throw problem(409, 'is_accepted', 'This estimate was accepted. Write a new one instead.')
  await sql`update estimate set cancelled_at = coalesce(cancelled_at, ${ctx.now}), row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('estimate.cancelled', { subject: ['estimate', id], clientId: estimate.client_id })
}
