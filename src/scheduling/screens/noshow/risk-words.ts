import type { Returns } from '../../../ui/api/index.ts'
import type { Tone } from '../../../ui/kit/index.ts'

export type Risk = NonNullable<Returns<'GET /appointments/{id}/no-show-risk'>['risk']>
type Reason = Risk['reasons'][number]
type Say = (key: string, values?: Record<string, unknown>) => string

export const toneOf: Record<Risk['level'], Tone> = {
  high: 'warn',
  raised: 'plum',
  low: 'calm',
  unknown: 'calm',
}

/** "booked 5 weeks ahead", "missed 2 of 6 visits". */
export function reasonText(
  t: Say,
  { code, values }: { code: string; values: Record<string, number> },
): string {
  if (code === 'lead') return leadText(t, values['days'] ?? 0)
  if (code === 'weekday') return t(`noShows.weekday.${values['weekday']}`)
  return t(`noShows.because.${code}`, {
    ...values,
    count: values['count'] ?? values['ahead'] ?? values['visits'] ?? 0,
  })
}

function leadText(t: Say, days: number): string {
  if (days === 0) return t('noShows.because.sameDay')
  if (days < 14) return t('noShows.because.days', { count: days })
  return t('noShows.because.weeks', { count: Math.round(days / 7) })
}

/** The reasons that raise the chance first; those that lower it are marked in words. */
export function reasonsText(t: Say, reasons: readonly Reason[]): { up: string[]; down: string[] } {
  const of = (direction: Reason['direction']) =>
    reasons.filter((each) => each.direction === direction).map((each) => reasonText(t, each))
  return { up: of('up'), down: of('down') }
}
