import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import { localDay } from '../../platform/time/index.ts'
import { issueCharges } from '../invoices/issue.ts'
import { findBillingSettings } from '../settings/settings.ts'
import { createCharge, voidCharge } from './charge.ts'

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

/** A visit that is done is charged by its rule, and invoiced the same day unless the practice bills by hand. */
export const chargeVisits = subscriber({ name: 'billing.chargeVisits', on: ['appointment.done'], run: chargeVisit })

/** A visit that is not done after all takes its charge back as long as nobody was sent a bill for it. */
export const unchargeVisits = subscriber({
  name: 'billing.unchargeVisits',
  on: ['appointment.restored'],
  run: async (ctx, event) => {
    const visit = await findVisitIfAny(ctx, event.subjectId)
    if (!visit || visit.state === 'done') return
    const { rows } = await sql<{ id: string }>`update charge set source_key = null where practice_id = ${ctx.practiceId} and source_key = ${sourceOf(event.subjectId)}
      and (invoice_id is null or exists (select from invoice i where i.practice_id = charge.practice_id and i.id = charge.invoice_id and i.number is null))
      returning id`.execute(ctx.db)
    for (const { id } of rows) await voidCharge(ctx, { id, reason: 'The visit did not take place.' })
  },
})

const sourceOf = (appointmentId: string) => `appointment:${appointmentId}`

async function chargeVisit(ctx: Context, event: HappenedEvent) {
  const visit = await findVisitIfAny(ctx, event.subjectId)
  // The event may come late or twice: what counts is the visit as it is now. Imported visits were billed elsewhere.
  if (!visit || visit.state !== 'done' || visit.source === 'import') return
  const [practice, settings] = [await ctx.practice(), await findBillingSettings(ctx)]
  const charge = await createCharge(ctx, {
    clientId: visit.client_id,
    kind: 'service',
    description: visit.translations[visit.language ?? practice.locale]?.name ?? visit.name,
    code: visit.billing_code,
    servedOn: localDay(visit.starts_at, visit.zone),
    quantity: 1,
    // What was agreed when it was booked: the practitioner's own price where there is one.
    unitPriceMinor: visit.price_minor,
    taxBasisPoints: visit.tax_basis_points,
    priceIncludesTax: settings.pricesIncludeTax,
    currency: practice.currency,
    appointmentId: event.subjectId,
    serviceId: visit.service_id,
    practitionerId: visit.practitioner_id,
    locationId: visit.location_id,
    sourceKey: sourceOf(event.subjectId),
  })
  if (charge && charge.total_minor > 0 && settings.invoiceMode === 'each_visit') await issueCharges(ctx, [charge])
}

async function findVisitIfAny(ctx: Context, id: string): Promise<Visit | undefined> {
  const { rows } = await sql<Visit>`select a.client_id, a.practitioner_id, a.service_id, a.location_id, a.starts_at, a.zone, a.state, a.source, a.price_minor,
      s.name, s.billing_code, s.tax_basis_points, s.translations, c.language
    from appointment a
    join service s on s.practice_id = a.practice_id and s.id = a.service_id
    join client c on c.practice_id = a.practice_id and c.id = a.client_id
    where a.practice_id = ${ctx.practiceId} and a.id = ${id}`.execute(ctx.db)
  return rows[0]
}
