import { sql } from 'kysely'
import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import { keepFile } from '../../platform/files/keep.ts'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatDay } from '../../platform/time/index.ts'
import { primaryEmailIfAny } from '../../clients/index.ts'
import { sendMessage } from '../../messages/index.ts'
import { renderInvoice } from '../documents/invoice-document.ts'
import { localeOf } from '../documents/paper.ts'
import { renderReceipt } from '../documents/receipt-document.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import { MAIL_PAYER } from '../payers/mail-payer.ts'
import { findPayer } from '../payers/payer.ts'
import { findPayment } from '../payments/payment.ts'
import { invoicesOfPayment } from '../payments/apply.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Invoice } from './invoice.ts'
import { findInvoice } from './invoice.ts'

/** Automations do both (rules/actions.ts); here come only events that were queued before there were any. */
export const sendInvoices = subscriber({ name: 'billing.sendInvoice', on: [], run: sendInvoice })
export const sendReceipts = subscriber({ name: 'billing.sendReceipt', on: [], run: sendReceipt })

/** An issued invoice goes out at once, unless the practice sends what is approved by hand. */
export async function sendInvoice(ctx: Context, event: HappenedEvent) {
  const { approvalStep } = await findBillingSettings(ctx)
  if (approvalStep) return
  const invoice = await findInvoice(ctx, event.subjectId)
  if (await isFeeOfReminder(ctx, invoice.id)) return
  const { appointmentId } = event.data
  await deliverInvoice(ctx, invoice, typeof appointmentId === 'string' ? { appointmentId } : {})
}

/**
 * The PDF and the link to the page where it can be paid go to who owes it: a payer's own address, a payer who is a
 * client, or the client. Once, unless somebody wants it `again`.
 */
export async function deliverInvoice(
  ctx: Context,
  invoice: Invoice,
  wish: { again?: boolean; appointmentId?: string } = {},
): Promise<'sent' | 'no_address'> {
  if (invoice.voided_at || (!wish.again && invoice.sent_at)) return 'sent'
  const payer = invoice.payer_id ? await findPayer(ctx, invoice.payer_id) : null
  if (payer?.email) {
    ctx.later(MAIL_PAYER, { invoiceId: invoice.id })
    await noteSent(ctx, invoice)
    return 'sent'
  }
  const readerId = payer ? payer.client_id : invoice.client_id
  if (!readerId) return 'no_address'
  return messageTo(ctx, invoice, { ...wish, readerId })
}

async function messageTo(
  ctx: Context,
  invoice: Invoice,
  wish: { readerId: string; again?: boolean; appointmentId?: string },
): Promise<'sent' | 'no_address'> {
  const { readerId } = wish
  const key = invoice.sent_at ? `${keyOf(invoice.id)} ${ctx.now.getTime()}` : keyOf(invoice.id)
  if (await isPlanned(ctx, key)) return 'sent'
  const { money, day } = await writerFor(ctx, invoice)
  const id = await sendMessage(ctx, {
    clientId: readerId,
    template: 'invoice',
    rule: 'invoice',
    why: wish.again ? 'Somebody sent the invoice.' : 'The invoice was issued.',
    subject: ['invoice', invoice.id],
    key,
    data: {
      invoice_number: String(invoice.number),
      amount: money(invoice.total_minor),
      open_amount: invoice.open_minor > 0 ? money(invoice.open_minor) : '',
      due: day(invoice.due_on!),
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', invoice.id], validForDays: PAY_LINK_DAYS },
    attachments: await attach(ctx, readerId, () => renderInvoice(ctx, invoice.id)),
    ...(wish.appointmentId && readerId === invoice.client_id ? { appointmentId: wish.appointmentId } : {}),
  })
  if (id) await noteSent(ctx, invoice)
  return 'sent'
}

async function noteSent(ctx: Context, invoice: Invoice) {
  await sql`update invoice set sent_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${invoice.id}`.execute(
    ctx.db,
  )
  ctx.record('invoice.sent', { subject: ['invoice', invoice.id], clientId: invoice.client_id })
}

/** Who paid online is not at the desk to be handed a receipt: it comes by mail. */
export async function sendReceipt(ctx: Context, event: HappenedEvent) {
  if (event.data.tender !== 'online') return
  const payment = await findPayment(ctx, event.subjectId)
  const readerId = await readerIfAny(ctx, payment)
  const [applied] = await invoicesOfPayment(ctx, payment.id)
  const key = `receipt ${payment.id}`
  if (!applied || !readerId || payment.reversed_at || (await isPlanned(ctx, key))) return
  const invoice = await findInvoice(ctx, applied.invoiceId)
  const { money } = await writerFor(ctx, invoice)
  await sendMessage(ctx, {
    clientId: readerId,
    template: 'receipt',
    rule: 'receipt',
    why: 'The client paid online.',
    subject: ['payment', payment.id],
    key,
    data: { invoice_number: String(invoice.number), amount: money(payment.amount_minor) },
    attachments: await attach(ctx, readerId, () => renderReceipt(ctx, payment.id)),
  })
}

/** Who is told: the client, or the payer where they are a client, too. What another payer owes is nobody else's mail. */
async function readerIfAny(
  ctx: Context,
  owed: { client_id: string; payer_id: string | null },
): Promise<string | null> {
  return owed.payer_id ? (await findPayer(ctx, owed.payer_id)).client_id : owed.client_id
}

/** The fee of a reminder is told by the reminder itself. */
async function isFeeOfReminder(ctx: Context, invoiceId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from dunning_letter where practice_id = ${ctx.practiceId} and fee_invoice_id = ${invoiceId}`.execute(
      ctx.db,
    )
  return rows.length > 0
}

const keyOf = (invoiceId: string) => `invoice ${invoiceId}`

/** Typesetting is the dear part: whoever was told already, or has no mail, needs no document. */
async function isPlanned(ctx: Context, key: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from message where practice_id = ${ctx.practiceId} and key = ${key}`.execute(ctx.db)
  return rows.length > 0
}

async function attach(
  ctx: Context,
  clientId: string,
  render: () => Promise<{ bytes: Uint8Array; name: string }>,
): Promise<string[]> {
  if (!(await primaryEmailIfAny(ctx, clientId))) return []
  const { bytes, name } = await render()
  return [(await keepFile(ctx, { bytes, name, clientId, isOurs: true })).id]
}

/** Amounts and days of an invoice, as its reader writes them. */
export async function writerFor(ctx: Context, invoice: Invoice) {
  const locale = localeOf(invoice.locale, (await ctx.practice()).country)
  return {
    money: (minor: number) => formatMoney(minor, invoice.currency, locale),
    day: (day: string) => formatDay(day, locale, { day: 'numeric', month: 'long', year: 'numeric' }),
  }
}
