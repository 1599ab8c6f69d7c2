import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { localDay } from '../../platform/time/index.ts'
import { createCharge } from '../charges/charge.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { issueCharges } from '../invoices/issue.ts'
import { voidInvoice } from '../invoices/void.ts'
import { findPolicy } from '../settings/policy.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { FeeKind } from './rules.ts'
import { FEES, feeOf, isLate } from './rules.ts'
import { tellFee } from './tell.ts'
import { findFeeVisitIfAny } from './visit.ts'
import type { FeeVisit } from './visit.ts'

/** A fee for a visit that was cancelled late or missed. */
export interface Fee {
  id: string
  appointment_id: string
  client_id: string
  kind: FeeKind
  amount_minor: number
  currency: string
  minutes_before: number | null
  state: 'proposed' | 'charged' | 'waived' | 'withdrawn'
  charge_id: string | null
  invoice_id: string | null
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  created_at: Date
  row_version: number
}

/**
 * What the rules say about a visit as it is now: a fee is proposed or charged, the first time may be free. Asked twice it is once;
 * a visit that was brought back and lost again has its fee again. Answers null where there is none.
 */
export async function feeByRule(ctx: Context, appointmentId: string): Promise<Fee | null> {
  const visit = await findFeeVisitIfAny(ctx, appointmentId)
  const kind = visit && kindOf(visit)
  if (!visit || !kind) return null
  const rules = await findPolicy(ctx, FEES)
  const minutesBefore = kind === 'no_show' ? null : minutesOf(visit)
  if (minutesBefore !== null && !isLate(rules, minutesBefore)) return null
  const { currency } = await ctx.practice()
  const amountMinor = feeOf(rules, { kind, serviceId: visit.service_id, priceMinor: visit.price_minor })
  if (amountMinor === 0) return null
  const isFree = rules.isFirstFree && (await isFirst(ctx, visit))
  const { rows } =
    await sql<Fee>`insert into visit_fee as f (practice_id, id, appointment_id, client_id, kind, amount_minor, currency, minutes_before, state,
      decided_at, decided_by, reason, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${appointmentId}, ${visit.client_id}, ${kind}, ${amountMinor}, ${currency}, ${minutesBefore},
      ${isFree ? 'waived' : 'proposed'}, ${isFree ? ctx.now : null}, ${isFree ? ctx.actor.name : null}, ${isFree ? FIRST : null}, ${ctx.now})
    on conflict on constraint visit_fee_once do update set kind = excluded.kind, amount_minor = excluded.amount_minor, state = excluded.state,
      minutes_before = excluded.minutes_before, decided_at = excluded.decided_at, decided_by = excluded.decided_by, reason = excluded.reason,
      charge_id = null, invoice_id = null, created_at = excluded.created_at, row_version = f.row_version + 1
      where f.state = 'withdrawn' returning *`.execute(ctx.db)
  const fee = rows[0]
  if (!fee) return findFeeOfVisitIfAny(ctx, appointmentId)
  recordFee(ctx, isFree ? 'fee.waived' : 'fee.proposed', fee)
  if (!isFree && rules.mode === 'automatic') return chargeFee(ctx, fee.id)
  return fee
}

async function findFeeOfVisitIfAny(ctx: Context, appointmentId: string): Promise<Fee | null> {
  const { rows } =
    await sql<Fee>`select * from visit_fee where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}`.execute(
      ctx.db,
    )
  return rows[0] ?? null
}

/** The word for a fee that is free by rule because it is the client's first. */
export const FIRST = 'first_free'

function kindOf(visit: FeeVisit): FeeKind | null {
  if (visit.state === 'no_show') return 'no_show'
  return visit.state === 'cancelled' && visit.cancelled_by === 'client' ? 'late_cancel' : null
}

function minutesOf(visit: FeeVisit): number {
  return Math.floor((visit.starts_at.getTime() - visit.cancelled_at!.getTime()) / 60_000)
}

async function isFirst(ctx: Context, visit: FeeVisit): Promise<boolean> {
  const { rows } =
    await sql`select 1 from visit_fee where practice_id = ${ctx.practiceId} and client_id = ${visit.client_id}
    and appointment_id <> ${visit.id} and state <> 'withdrawn' limit 1`.execute(ctx.db)
  return rows.length === 0
}

/** Charges a proposed fee on an invoice of its own and tells the client. 409 `not_proposed`. */
export async function chargeFee(ctx: Context, id: string, amountMinor?: number): Promise<Fee> {
  const fee = await lockFee(ctx, id)
  if (fee.state !== 'proposed') throw problem(409, 'not_proposed', 'This fee is decided already.')
  const visit = await findFeeVisitIfAny(ctx, fee.appointment_id)
  const settings = await findBillingSettings(ctx)
  const amount = amountMinor ?? fee.amount_minor
  const charge = await createCharge(ctx, {
    clientId: fee.client_id,
    kind: fee.kind,
    description: describe(fee.kind, visit),
    servedOn: localDay(visit!.starts_at, visit!.zone),
    quantity: 1,
    unitPriceMinor: amount,
    priceIncludesTax: settings.pricesIncludeTax,
    currency: fee.currency,
    appointmentId: fee.appointment_id,
    serviceId: visit!.service_id,
    practitionerId: visit!.practitioner_id,
    locationId: visit!.location_id,
    sourceKey: `fee:${fee.id} ${fee.row_version}`,
  })
  const invoice = await issueCharges(ctx, [charge!])
  const { rows } =
    await sql<Fee>`update visit_fee set state = 'charged', amount_minor = ${amount}, charge_id = ${charge!.id}, invoice_id = ${invoice.id},
      decided_at = ${ctx.now}, decided_by = ${ctx.actor.name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} returning *`.execute(ctx.db)
  await tellFee(ctx, { fee: rows[0]!, visit: visit!, invoice })
  recordFee(ctx, 'fee.charged', rows[0]!)
  return rows[0]!
}

/** Takes a fee back, with the reason; one that was charged leaves its invoice by a credit note. 409 `already_paid`, `not_open`. */
export async function waiveFee(ctx: Context, id: string, reason: string): Promise<Fee> {
  return takeBack(ctx, await lockFee(ctx, id), { state: 'waived', reason })
}

/** The visit took place after all: what was proposed or not yet paid is taken back; what is paid is left to a person. */
export async function withdrawFee(ctx: Context, appointmentId: string) {
  const { rows } =
    await sql<Fee>`select * from visit_fee where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId} and state <> 'withdrawn' for update`.execute(
      ctx.db,
    )
  const fee = rows[0]
  if (!fee || (fee.invoice_id && (await isPartPaid(ctx, fee.invoice_id)))) return
  await takeBack(ctx, fee, { state: 'withdrawn', reason: 'The visit was brought back.' })
}

async function takeBack(
  ctx: Context,
  fee: Fee,
  { state, reason }: { state: 'waived' | 'withdrawn'; reason: string },
): Promise<Fee> {
  if (state === 'waived' && fee.state !== 'proposed' && fee.state !== 'charged')
    throw problem(409, 'not_open', 'This fee is waived or withdrawn already.')
  if (fee.invoice_id) await takeOffInvoice(ctx, { ...fee, invoice_id: fee.invoice_id }, reason)
  const { rows } =
    await sql<Fee>`update visit_fee set state = ${state}, reason = ${reason}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.name},
      row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${fee.id} returning *`.execute(
      ctx.db,
    )
  if (state === 'waived') recordFee(ctx, 'fee.waived', rows[0]!)
  return rows[0]!
}

async function takeOffInvoice(ctx: Context, fee: Fee & { invoice_id: string }, reason: string) {
  const invoice = await findInvoice(ctx, fee.invoice_id)
  if (invoice.voided_at) return
  if (await isPartPaid(ctx, invoice.id))
    throw problem(409, 'already_paid', 'This fee was paid. Refund the payment or void the invoice instead.')
  await voidInvoice(ctx, invoice.id, { reason, charges: 'void' })
}

async function isPartPaid(ctx: Context, invoiceId: string): Promise<boolean> {
  const invoice = await findInvoice(ctx, invoiceId)
  return !invoice.voided_at && invoice.open_minor < invoice.total_minor
}

export async function lockFee(ctx: Context, id: string): Promise<Fee> {
  const { rows } =
    await sql<Fee>`select * from visit_fee where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This fee')
  return rows[0]
}

function describe(kind: FeeKind, visit: FeeVisit | undefined): string {
  const name = visit?.service_name ?? ''
  const isGerman = visit?.language === 'de'
  if (kind === 'no_show') return isGerman ? `Nicht erschienen: ${name}` : `Missed visit: ${name}`
  return isGerman ? `Späte Absage: ${name}` : `Late cancellation: ${name}`
}

function recordFee(ctx: Context, event: string, fee: Fee) {
  ctx.record(event, {
    subject: ['fee', fee.id],
    clientId: fee.client_id,
    data: {
      appointmentId: fee.appointment_id,
      kind: fee.kind,
      amountMinor: fee.amount_minor,
      currency: fee.currency,
      invoiceId: fee.invoice_id,
    },
  })
}
