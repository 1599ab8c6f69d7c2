import { formatMoney } from '../../platform/money/money.ts'
import { formatDay } from '../../platform/time/index.ts'
import type { Part } from './split.ts'

/** A changed text gets a new name; whoever agreed to an older one agreed to that. */
export const PLAN_WORDS = 'payment-plan.1'

interface Terms {
  parts: readonly Part[]
  currency: string
  how: 'autopay' | 'link'
  graceDays: number
  missedRule: 'rest_due' | 'task'
}

/** What a client agrees to: every instalment with its day, how it is paid, and what happens when one is missed. */
export function planText(locale: 'en' | 'de', terms: Terms): string {
  const write = locale === 'de' ? 'de-DE' : 'en-US'
  const list = terms.parts
    .map(
      (part) =>
        `${formatMoney(part.amountMinor, terms.currency, write)} ${locale === 'de' ? 'am' : 'on'} ${formatDay(part.dueOn, write, { day: 'numeric', month: 'long', year: 'numeric' })}`,
    )
    .join('; ')
  if (locale === 'de')
    return [
      `Ich bezahle die Rechnung in ${terms.parts.length} Raten: ${list}.`,
      terms.how === 'autopay'
        ? 'Jede Rate wird an ihrem Tag von meiner hinterlegten Karte abgebucht; ich erhalte vorher eine Nachricht.'
        : 'Vor jeder Rate erhalte ich eine Erinnerung mit einem Link zum Bezahlen.',
      terms.missedRule === 'rest_due'
        ? `Ist eine Rate ${terms.graceDays} Tage nach ihrem Tag nicht bezahlt, ist der Rest sofort fällig.`
        : `Ist eine Rate ${terms.graceDays} Tage nach ihrem Tag nicht bezahlt, meldet sich die Praxis bei mir.`,
      'Ich kann jederzeit früher bezahlen.',
    ].join(' ')
  return [
    `I pay this invoice in ${terms.parts.length} instalments: ${list}.`,
    terms.how === 'autopay'
      ? 'Each instalment is charged to my kept card on its day; I get a message before.'
      : 'Before each instalment I get a reminder with a link to pay.',
    terms.missedRule === 'rest_due'
      ? `If an instalment is not paid ${terms.graceDays} days after its day, the rest is due at once.`
      : `If an instalment is not paid ${terms.graceDays} days after its day, the practice will contact me.`,
    'I can pay earlier at any time.',
  ].join(' ')
}
