import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { instantToWall, localDay } from '../../platform/time/index.ts'
import { issueCharges } from '../invoices/issue.ts'
import { voidInvoice } from '../invoices/void.ts'
import { coverVisitIfAny, isCovered } from '../packages/cover.ts'
import { issueForPayers } from '../payers/by-rule.ts'
import { draftForPayers } from '../payers/split-draft.ts'
import type { PriceFrom } from '../prices/rule.ts'
import { findRulePriceIfAny } from '../prices/rule.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Charge } from './charge.ts'
import { createCharge, voidCharge } from './charge.ts'
import { findExtras } from './extras.ts'

interface Visit {
  client_id: string
  practitioner_id: string | null
  service_id: string
  location_id: string
  starts_at: Date
  zone: string
  state: string
  source: string
  price_minor: number
  name: string
  billing_code: string | null
  tax_basis_points: number
  translations: Record<string, { name?: string }>
  language: string | null
}

/** An automation does it (rules/actions.ts); here come only events that were queued before there were any. */
export const chargeVisits = subscriber({
  name: 'billing.chargeVisits',
  on: [],
  run: async (ctx, event) => {
    await chargeVisit(ctx, event)
  },
})

/** A visit that is not done after all takes its charge back as long as nobody was sent a bill for it. */
export const unchargeVisits = subscriber({
  name: 'billing.unchargeVisits',
  on: ['appointment.restored'],
  run: async (ctx, event) => {
    const visit = await findVisitIfAny(ctx, event.subjectId)
    if (!visit || visit.state === 'done') return
    const { rows } = await sql<{
      id: string
    }>`update charge set source_key = null where practice_id = ${ctx.practiceId} and ((source_key = ${sourceOf(event.subjectId)} or starts_with(source_key, ${`${sourceOf(event.subjectId)}:extra:`}))
        or share_of in (select id from charge whole where whole.practice_id = ${ctx.practiceId}
          and (whole.source_key = ${sourceOf(event.subjectId)} or starts_with(whole.source_key, ${`${sourceOf(event.subjectId)}:extra:`}))))
      and (invoice_id is null or exists (select from invoice i where i.practice_id = charge.practice_id and i.id = charge.invoice_id and i.number is null))
      returning id`.execute(ctx.db)
    for (const { id } of rows) await voidCharge(ctx, { id, reason: 'The visit did not take place.' })
  },
})

const sourceOf = (appointmentId: string) => `appointment:${appointmentId}`

/** A visit that is done is charged by its rule, and invoiced the same day unless the practice bills by hand. False when it was. */
export async function chargeVisit(ctx: Context, event: HappenedEvent): Promise<boolean> {
  const visit = await findVisitIfAny(ctx, event.subjectId)
  // The event may come late or twice: what counts is the visit as it is now. Imported visits were billed elsewhere.
  if (!visit || visit.state !== 'done' || visit.source === 'import') return false
  const charge = await chargeFor(ctx, event.subjectId, visit)
  const { invoiceMode, approvalStep } = await findBillingSettings(ctx)
  if (!charge) return false
  const charges = [charge, ...(await chargeExtras(ctx, event.subjectId, { visit, charge }))] as const
  const total = charges.reduce((sum, each) => sum + each.total_minor, 0)
  if (total > 0 && invoiceMode === 'each_visit') {
    if (approvalStep) await draftForPayers(ctx, [...charges])
    else await issue(ctx, charges)
  }
  return true
}

/** The charge by rule of a done visit that was passed over, for whoever closes the gap. 409 `not_done`, `already_charged`. */
export async function chargeMissedVisit(ctx: Context, appointmentId: string): Promise<Charge> {
  const visit = await findVisitIfAny(ctx, appointmentId)
  if (!visit) throw notFound('This visit')
  if (visit.state !== 'done')
    throw problem(409, 'not_done', 'This visit is not done. Close it in the calendar first.')
  const charge = await chargeFor(ctx, appointmentId, visit)
  if (!charge) throw problem(409, 'already_charged', 'This visit is charged already.')
  await chargeExtras(ctx, appointmentId, { visit, charge })
  return charge
}

/** What the visit brings beside its service by rule; each once, like the visit itself. */
async function chargeExtras(
  ctx: Context,
  appointmentId: string,
  { visit, charge }: { visit: Visit; charge: Charge },
): Promise<Charge[]> {
  const extras = await findExtras(ctx, {
    serviceId: visit.service_id,
    locationId: visit.location_id,
    servedOn: charge.served_on,
    startsAt: instantToWall(visit.starts_at, visit.zone).slice(11, 16),
    priceMinor: charge.unit_price_minor,
  })
  const made: Charge[] = []
  for (const { id, ...extra } of extras) {
    const one = await createCharge(ctx, {
      ...extra,
      clientId: visit.client_id,
      servedOn: charge.served_on,
      quantity: 1,
      priceIncludesTax: charge.price_includes_tax,
      taxOtherwise: visit.tax_basis_points,
      currency: charge.currency,
      appointmentId,
      practitionerId: visit.practitioner_id,
      locationId: visit.location_id,
      sourceKey: `${sourceOf(appointmentId)}:extra:${id}`,
    })
    if (one) made.push(one)
  }
  return made
}

async function chargeFor(
  ctx: Context,
  appointmentId: string,
  visit: Visit,
  { prepaid }: { prepaid: boolean } = { prepaid: true },
): Promise<Charge | null> {
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const servedOn = localDay(visit.starts_at, visit.zone)
  const price = await priceOfVisit(ctx, visit, servedOn)
  const asked = { clientId: visit.client_id, serviceId: visit.service_id, servedOn }
  const cover = prepaid ? await coverVisitIfAny(ctx, { ...asked, priceMinor: price.unitPriceMinor }) : null
  const charge = await createCharge(ctx, {
    clientId: visit.client_id,
    kind: 'service',
    description: visit.translations[visit.language ?? practice.locale]?.name ?? visit.name,
    code: visit.billing_code,
    servedOn,
    quantity: 1,
    ...price,
    taxOtherwise: visit.tax_basis_points,
    priceIncludesTax: settings.pricesIncludeTax,
    ...cover?.price,
    currency: practice.currency,
    appointmentId,
    serviceId: visit.service_id,
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
    sourceKey: sourceOf(appointmentId),
  })
  if (charge && cover) await cover.keep(charge)
  return charge
}

/**
 * Charges a done visit anew: with what was paid before for it, or without. A bill for it is voided (its other lines wait
 * to be billed again). 409 `not_done`, `not_charged`, `not_covered`, and whatever voiding refuses.
 */
export async function chargeAgain(
  ctx: Context,
  appointmentId: string,
  wish: { prepaid: boolean; reason: string },
): Promise<Charge> {
  const visit = await findVisitIfAny(ctx, appointmentId)
  if (!visit) throw notFound('This visit')
  if (visit.state !== 'done')
    throw problem(409, 'not_done', 'This visit is not done. Close it in the calendar first.')
  const { rows } = await sql<{ id: string; issued: string | null }>`select c.id, i.id as issued from charge c
    left join invoice i on i.practice_id = c.practice_id and i.id = c.invoice_id and i.number is not null
    where c.practice_id = ${ctx.practiceId} and c.source_key = ${sourceOf(appointmentId)} and c.voided_at is null`.execute(
    ctx.db,
  )
  const before = rows[0]
  if (!before) throw problem(409, 'not_charged', 'This visit is not charged.')
  if (before.issued) await voidInvoice(ctx, before.issued, { reason: wish.reason, charges: 'bill_again' })
  await voidCharge(ctx, { id: before.id, reason: wish.reason })
  await sql`update charge set source_key = null where practice_id = ${ctx.practiceId} and id = ${before.id}`.execute(
    ctx.db,
  )
  const charge = (await chargeFor(ctx, appointmentId, visit, wish))!
  if (wish.prepaid && !isCovered(charge))
    throw problem(409, 'not_covered', 'No package and no membership of this client covers this visit.')
  const { invoiceMode } = await findBillingSettings(ctx)
  if (charge.total_minor > 0 && (before.issued || invoiceMode === 'each_visit')) await issue(ctx, [charge])
  return charge
}

/** Nobody else is asked to pay a share of what was paid before. */
const issue = (ctx: Context, charges: readonly [Charge, ...Charge[]]) =>
  isCovered(charges[0]) ? issueCharges(ctx, charges) : issueForPayers(ctx, [...charges])

/** A price list that fits the client decides; without one, what was agreed when it was booked. */
async function priceOfVisit(
  ctx: Context,
  visit: Visit,
  servedOn: string,
): Promise<{ unitPriceMinor: number; priceFrom: PriceFrom }> {
  const rule = await findRulePriceIfAny(ctx, {
    clientId: visit.client_id,
    serviceId: visit.service_id,
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
    servedOn,
  })
  if (rule?.from.from === 'schedule') return { unitPriceMinor: rule.priceMinor, priceFrom: rule.from }
  return {
    unitPriceMinor: visit.price_minor,
    priceFrom: { from: 'booking', name: null, scheduleId: null, ruleMinor: rule?.priceMinor ?? null },
  }
}

async function findVisitIfAny(ctx: Context, id: string): Promise<Visit | undefined> {
  const { rows } =
    await sql<Visit>`select a.client_id, a.practitioner_id, a.service_id, a.location_id, a.starts_at, a.zone, a.state, a.source, a.price_minor,
      s.name, s.billing_code, s.tax_basis_points, s.translations, c.language
    from appointment a
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${id}`.execute(ctx.db)
  return rows[0]
}
