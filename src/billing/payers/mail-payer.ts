import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import { frameMail } from '../../platform/mail/frame.ts'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { formatDay } from '../../platform/time/index.ts'
import { renderInvoice } from '../documents/invoice-document.ts'
import { localeOf } from '../documents/paper.ts'
import { renderStatement } from '../documents/statement-document.ts'
import { linkToPay } from '../gateway/pay-link.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { findPayer } from './payer.ts'

export const MAIL_PAYER = 'billing.mailPayer'

const WORDS = {
  en: {
    hello: (name: string) => `Hello ${name},`,
    invoice: (number: number, practice: string) => `Invoice ${number} from ${practice}`,
    invoiceText: (number: number, amount: string) => `Invoice ${number} over ${amount} is attached.`,
    open: (amount: string, due: string) => `${amount} is open, due ${due}.`,
    pay: 'See and pay the invoice',
    statement: (practice: string) => `Statement of account from ${practice}`,
    statementText: (from: string, to: string) => `Your statement from ${from} to ${to} is attached.`,
    why: (practice: string) => `You get this mail because you pay bills at ${practice} for others.`,
  },
  de: {
    hello: (name: string) => `Guten Tag ${name},`,
    invoice: (number: number, practice: string) => `Rechnung ${number} von ${practice}`,
    invoiceText: (number: number, amount: string) =>
      `im Anhang finden Sie die Rechnung ${number} über ${amount}.`,
    open: (amount: string, due: string) => `${amount} sind offen, zahlbar bis ${due}.`,
    pay: 'Rechnung ansehen und bezahlen',
    statement: (practice: string) => `Kontoauszug von ${practice}`,
    statementText: (from: string, to: string) => `im Anhang finden Sie Ihren Auszug vom ${from} bis ${to}.`,
    why: (practice: string) =>
      `Sie erhalten diese Mail, weil Sie bei ${practice} Rechnungen für andere zahlen.`,
  },
} as const

/** What goes to a payer's own address: a bill of theirs, or their account between two days. */
export type PayerMail = { invoiceId: string } | { payerId: string; from: string; to: string }

/** A second run after a crash sends the mail once more; better twice than never. */
export const mailPayer = job({
  kind: MAIL_PAYER,
  run: async (house, { practiceId, payload }) => {
    const actor = { kind: 'system', name: MAIL_PAYER } as const
    const mail = await inPractice(house, { practiceId, actor, name: MAIL_PAYER }, (ctx) =>
      writeMail(ctx, payload as PayerMail),
    )
    if (mail) await house.services.mail.send(mail)
  },
})

async function writeMail(ctx: Context, wish: PayerMail) {
  const invoice = 'invoiceId' in wish ? await findInvoice(ctx, wish.invoiceId) : null
  const payerId = 'payerId' in wish ? wish.payerId : invoice?.payer_id
  const payer = payerId ? await findPayer(ctx, payerId) : null
  if (!payer?.email || invoice?.voided_at) return null
  const practice = await ctx.practice()
  const words = WORDS[payer.locale]
  const locale = localeOf(payer.locale, practice.country)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const money = (minor: number) => formatMoney(minor, invoice!.currency, locale)
  const subject = invoice ? words.invoice(invoice.number!, practice.name) : words.statement(practice.name)
  const { url } = invoice
    ? await linkToPay(ctx, { id: invoice.id, clientId: invoice.client_id })
    : { url: null }
  const file = invoice
    ? await renderInvoice(ctx, invoice.id, url && invoice.open_minor > 0 ? { payUrl: url } : {})
    : await renderStatement(ctx, wish as { payerId: string; from: string; to: string })
  const framed = {
    practice: { name: practice.name },
    title: subject,
    paragraphs: [
      words.hello(payer.name),
      ...(invoice
        ? [
            words.invoiceText(invoice.number!, money(invoice.total_minor)),
            ...(invoice.open_minor > 0 ? [words.open(money(invoice.open_minor), day(invoice.due_on!))] : []),
          ]
        : 'from' in wish
          ? [words.statementText(day(wish.from), day(wish.to))]
          : []),
    ],
    ...(url ? { button: { label: words.pay, url } } : {}),
    footer: [practice.name, words.why(practice.name)],
  }
  return {
    to: { name: payer.name, address: payer.email },
    subject,
    ...frameMail(framed, payer.locale),
    attachments: [{ filename: file.name, type: 'application/pdf', bytes: file.bytes }],
  }
}

/** Carries what one payer pays over to another: their shares, price lists and drafts. Bills that are issued stay theirs. */
export async function mergePayer(ctx: Context, { id, intoId }: { id: string; intoId: string }) {
  const [from, into] = [await findPayer(ctx, id), await findPayer(ctx, intoId)]
  // Shares are never changed, so they are written anew under the other name.
  await sql`with gone as (delete from client_payer where practice_id = ${ctx.practiceId} and payer_id = ${id} returning *)
    insert into client_payer (practice_id, id, client_id, payer_id, share_basis_points, amount_minor, valid_from, valid_until, reference)
    select practice_id, gen_random_uuid(), client_id, ${intoId}, share_basis_points, amount_minor, valid_from, valid_until, reference from gone`.execute(
    ctx.db,
  )
  await sql`update fee_schedule set payer_id = ${intoId} where practice_id = ${ctx.practiceId} and payer_id = ${id}`.execute(
    ctx.db,
  )
  await sql`update invoice set payer_id = ${intoId}, locale = ${into.locale}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and payer_id = ${id} and number is null`.execute(ctx.db)
  await sql`update charge set payer_id = ${intoId}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and payer_id = ${id}
    and (invoice_id is null or exists (select from invoice i where i.practice_id = charge.practice_id and i.id = charge.invoice_id and i.number is null))`.execute(
    ctx.db,
  )
  await sql`update bill_payer set archived_at = coalesce(archived_at, ${ctx.now}), row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${from.id}`.execute(ctx.db)
  ctx.record('billing.payers_merged', { subject: ['payer', into.id], data: { fromId: from.id } })
}
