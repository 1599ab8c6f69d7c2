import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'

/** A changed text gets a new name; whoever agreed to an older one agreed to that. */
export const AUTOPAY_WORDS = 'autopay.1'

/** The words that a client agrees to, with the practice's name, notice and limit in: kept with the agreement as they were shown. */
export function autopayText(
  locale: 'en' | 'de',
  facts: { practice: string; noticeDays: number; limit: string | null },
): string {
  const { practice, noticeDays: days, limit } = facts
  if (locale === 'de')
    return [
      `${practice} darf meine künftigen Rechnungen von selbst von der hinterlegten Karte einziehen.`,
      days > 0
        ? `${days === 1 ? 'Einen Tag' : `${days} Tage`} vor jeder Abbuchung erhalte ich eine Nachricht mit Betrag, Tag und Karte.`
        : 'Vor jeder Abbuchung erhalte ich eine Nachricht mit Betrag und Karte.',
      ...(limit ? [`Über ${limit} je Rechnung wird nur nach Rücksprache abgebucht.`] : []),
      'Ich kann jede Abbuchung vorher anhalten und diese Vereinbarung jederzeit beenden.',
    ].join(' ')
  return [
    `${practice} may charge my future invoices to my kept card by itself.`,
    days > 0
      ? `${days === 1 ? 'One day' : `${days} days`} before each charge I get a message with the amount, the day and the card.`
      : 'Before each charge I get a message with the amount and the card.',
    ...(limit ? [`An invoice above ${limit} is charged only after asking me.`] : []),
    'I can stop any charge before it is made, and end this agreement at any time.',
  ].join(' ')
}

/** The same, for this practice as it is now. */
export async function wordsToAgree(
  ctx: Context,
  wish: { locale: 'en' | 'de'; noticeDays: number; limitMinor: number | null },
): Promise<string> {
  const { name, currency } = await ctx.practice()
  const limit = wish.limitMinor === null ? null : formatMoney(wish.limitMinor, currency, wish.locale)
  return autopayText(wish.locale, { practice: name, noticeDays: wish.noticeDays, limit })
}
