import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { unsealText } from '../../platform/sealed.ts'
import { formatDay } from '../../platform/time/index.ts'
import { localeOf, paperOf } from '../documents/paper.ts'
import { findParties } from '../invoices/parties.ts'
import type { GiftCard } from './card.ts'
import { writeCode } from './code.ts'

const TEMPLATE = 'src/billing/gift/card.typ'

const WORDS = {
  en: {
    title: 'Gift card',
    to: (name: string) => `For ${name}`,
    code: 'Code',
    until: (day: string) =>
      `Valid until ${day}. Give this code when you pay; what is left stays on the card.`,
    always: 'It does not expire. Give this code when you pay; what is left stays on the card.',
  },
  de: {
    title: 'Gutschein',
    to: (name: string) => `Für ${name}`,
    code: 'Code',
    until: (day: string) =>
      `Gültig bis ${day}. Nennen Sie diesen Code beim Bezahlen; was übrig ist, bleibt auf dem Gutschein.`,
    always:
      'Unbegrenzt gültig. Nennen Sie diesen Code beim Bezahlen; was übrig ist, bleibt auf dem Gutschein.',
  },
}

/** The gift card as PDF, with its code, in the language of who bought it. 409 `not_billed`. */
export async function renderGiftCard(ctx: Context, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  const { rows } =
    await sql<GiftCard>`select * from gift_card where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  const card = rows[0]
  if (!card) throw notFound('This gift card')
  await findClient(ctx, card.client_id)
  const code = unsealText(ctx, card.sealed_code)
  if (card.sold_on === null || code === null)
    throw problem(409, 'not_billed', 'This gift card is not billed yet. Approve its invoice first.')
  const { letterhead, locale: language } = await findParties(ctx, card.client_id, null)
  const words = WORDS[language]
  const locale = localeOf(language, letterhead.country)
  const day = (text: string) => formatDay(text, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  const data = {
    title: words.title,
    lang: language,
    paper: paperOf(letterhead.country),
    practice: { name: letterhead.name, lines: letterhead.lines, footer: letterhead.footer ?? [] },
    amount: formatMoney(card.value_minor, card.currency, locale),
    recipient: card.recipient ? words.to(card.recipient) : '',
    message: card.message ?? '',
    codeLabel: words.code,
    code: writeCode(code),
    terms: card.expires_on ? words.until(day(card.expires_on)) : words.always,
  }
  const bytes = await ctx.services.pdf.render(TEMPLATE, data, { createdAt: ctx.now })
  return { bytes, name: `${words.title.replaceAll(' ', '-')}-${card.last4}.pdf` }
}
