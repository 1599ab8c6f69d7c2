import { splitEvenly } from '../../platform/money/money.ts'
import { addLocalDays } from '../../platform/time/index.ts'

export interface Part {
  dueOn: string
  amountMinor: number
}

export const RHYTHMS = ['week', 'two_weeks', 'month'] as const
export type Rhythm = (typeof RHYTHMS)[number]

export interface SplitWish {
  totalMinor: number
  count: number
  firstOn: string
  every: Rhythm
  /** What is paid first, where that is another amount than the rest. */
  firstMinor?: number | undefined
}

/**
 * An amount in instalments, exact to the minor unit, the larger ones first; of a month that is too short the last day counts.
 * Never an instalment of nothing: of 5 cents in 12 there are 5.
 */
export function splitIntoParts(wish: SplitWish): Part[] {
  const { totalMinor, firstMinor } = wish
  const amounts =
    firstMinor === undefined || wish.count === 1
      ? splitEvenly(totalMinor, wish.count)
      : [firstMinor, ...splitEvenly(totalMinor - firstMinor, wish.count - 1)]
  return amounts
    .map((amountMinor, index) => ({ amountMinor, dueOn: dayOf(wish, index) }))
    .filter((part) => part.amountMinor > 0)
}

function dayOf({ firstOn, every }: SplitWish, index: number): string {
  if (every !== 'month') return addLocalDays(firstOn, index * (every === 'week' ? 7 : 14))
  const [year, month, day] = firstOn.split('-').map(Number) as [number, number, number]
  const months = year * 12 + (month - 1) + index
  const [thatYear, thatMonth] = [Math.floor(months / 12), (months % 12) + 1]
  const last = new Date(Date.UTC(thatYear, thatMonth, 0)).getUTCDate()
  const text = (value: number, width: number) => String(value).padStart(width, '0')
  return `${text(thatYear, 4)}-${text(thatMonth, 2)}-${text(Math.min(day, last), 2)}`
}

export type PartState = 'paid' | 'part_paid' | 'due' | 'coming' | 'missed'

/** Each instalment with what is paid of it: money covers them in order, whenever and however it came. */
export function coverParts<P extends Part>(
  parts: readonly P[],
  { paidMinor, today, graceDays }: { paidMinor: number; today: string; graceDays: number },
): (P & { paidMinor: number; state: PartState })[] {
  let left = Math.max(paidMinor, 0)
  return parts.map((part) => {
    const paid = Math.min(left, part.amountMinor)
    left -= paid
    return { ...part, paidMinor: paid, state: stateOf(part, { paid, today, graceDays }) }
  })
}

function stateOf(part: Part, now: { paid: number; today: string; graceDays: number }): PartState {
  if (now.paid >= part.amountMinor) return 'paid'
  if (addLocalDays(part.dueOn, now.graceDays) < now.today) return 'missed'
  if (part.dueOn <= now.today) return 'due'
  return now.paid > 0 ? 'part_paid' : 'coming'
}
