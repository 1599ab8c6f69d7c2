import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import { keepFile } from '../../platform/files/keep.ts'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, daysBetween, formatDay } from '../../platform/time/index.ts'
import { primaryEmailIfAny } from '../../clients/index.ts'
import { localeOf } from '../documents/paper.ts'
import { renderStatement } from '../documents/statement-document.ts'
import { dunningWords } from './words.ts'
import { PAY_LINK_DAYS } from '../gateway/pay-link.ts'
import { findParties } from '../invoices/parties.ts'
import { findPayer } from '../payers/payer.ts'
import type { Letter } from './letter.ts'
import type { OverdueInvoice } from './overdue.ts'
import type { Step } from './steps.ts'

export const DUNNING_RULE = 'dunning'

/** So long a letter waits, so that whoever pays at this moment calls it off before it leaves. */
const WAITS_MS = 5 * 60_000

/**
 * Plans the message of a letter; null: the debtor gets no messages (a payer who is no client), so it is printed. It
 * names every overdue invoice, and its button leads to the page where the oldest one is paid.
 */
export async function sendLetter(
  ctx: Context,
  letter: Letter,
  { step, invoices }: { step: Step; invoices: readonly OverdueInvoice[] },
): Promise<string | null> {
  const readerId = letter.client_id ?? (await findPayer(ctx, letter.payer_id!)).client_id
  if (!readerId) return null
  const oldest = invoices[0]!
  const { locale: language } = await findParties(ctx, oldest.clientId, letter.payer_id)
  const locale = localeOf(language, (await ctx.practice()).country)
  const money = (minor: number) => formatMoney(minor, letter.currency, locale)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const line = dunningWords[language].line
  const id = await sendMessage(ctx, {
    clientId: readerId,
    template: step.wording,
    rule: DUNNING_RULE,
    why: 'An invoice is overdue.',
    subject: ['dunning_letter', letter.id],
    key: `dunning ${letter.id}`,
    undo: false,
    sendAt: new Date(ctx.now.getTime() + WAITS_MS),
    data: {
      amount: money(letter.total_minor + (letter.fee_minor ?? 0)),
      invoices: invoices.map((each) => line(each.number, day(each.dueOn), money(each.openMinor))).join('\n'),
      count: invoices.length,
      fee: letter.fee_minor ? money(letter.fee_minor) : '',
      days: daysBetween(oldest.dueOn, letter.day),
      pay_by: day(addLocalDays(letter.day, 7)),
    },
    link: { purpose: 'pay', page: '/pay', subject: ['invoice', oldest.id], validForDays: PAY_LINK_DAYS },
    attachments: step.attachStatement ? await attachStatement(ctx, letter, { readerId, invoices }) : [],
  })
  await sql`update dunning_letter set message_id = ${id} where practice_id = ${ctx.practiceId} and id = ${letter.id}`.execute(
    ctx.db,
  )
  return id
}

/** The account since before the oldest overdue invoice: everything that is reminded of stands on it. */
async function attachStatement(
  ctx: Context,
  letter: Letter,
  { readerId, invoices }: { readerId: string; invoices: readonly OverdueInvoice[] },
): Promise<string[]> {
  if (!(await primaryEmailIfAny(ctx, readerId))) return []
  const whose = letter.payer_id ? { payerId: letter.payer_id } : { clientId: letter.client_id! }
  const { bytes, name } = await renderStatement(ctx, { ...whose, ...periodOf(letter.day, invoices) })
  return [(await keepFile(ctx, { bytes, name, clientId: readerId, isOurs: true })).id]
}

export function periodOf(day: string, invoices: readonly Pick<OverdueInvoice, 'dueOn'>[]) {
  return { from: addLocalDays(invoices[0]?.dueOn ?? day, -60), to: day }
}
