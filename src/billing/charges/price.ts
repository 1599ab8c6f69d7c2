import { allocate, divideRounded } from '../../platform/money/money.ts'
import { invalid } from '../../platform/problem.ts'

/** A tax that applies to a line; without a code it was entered by hand. */
export interface TaxRate {
  code: string | null
  name: string | null
  /** Parts per million: 190000 is 19 %. */
  ratePpm: number
}
export type LineTax = TaxRate & { taxMinor: number }

export interface Priced {
  netMinor: number
  taxMinor: number
  totalMinor: number
  taxes: LineTax[]
}

export interface LineToPrice {
  quantity: number
  unitPriceMinor: number
  /** Taken off before tax, in the terms of the price. */
  discountMinor?: number | null
  rates: readonly TaxRate[]
  priceIncludesTax: boolean
}

/** No bill of a practice is larger than ten billion of the main unit; a larger one is a slip of the keyboard. */
export const MOST_MINOR = 1_000_000_000_000

/** A rate that somebody typed beside the price, in basis points. */
export const rateByHand = (basisPoints: number): TaxRate[] =>
  basisPoints > 0 ? [{ code: null, name: null, ratePpm: basisPoints * 100 }] : []

/** All rates together in basis points, as far as those can say it. */
export const basisPointsOf = (rates: readonly TaxRate[]): number =>
  Math.round(rates.reduce((sum, each) => sum + each.ratePpm, 0) / 100)

/** quantity × unit price in minor units, before any discount. */
export function amountBefore(line: { quantity: number; unitPriceMinor: number }): number {
  const thousandths = BigInt(Math.round(line.quantity * 1_000))
  const amount = divideRounded(BigInt(line.unitPriceMinor) * thousandths, 1_000n, 'half_up')
  if (amount > BigInt(MOST_MINOR)) throw invalid('unitPriceMinor', 'This amount is too large for one line.')
  return Number(amount)
}

/**
 * A line by itself: each tax rounded once, ties away from zero (as tax offices print it). Inclusive prices hold their
 * taxes already; exclusive ones get them on top. Minor units.
 */
export function priceLine(line: LineToPrice): Priced {
  const amount = amountBefore(line) - (line.discountMinor ?? 0)
  if (amount < 0) throw invalid('discount', 'A discount cannot be more than the price.')
  return withTaxes(amount, taxOnAmount(amount, line), line.priceIncludesTax)
}

/**
 * Lines whose taxes are rounded once over the whole invoice: the tax of each rate is that of the sum, and the lines
 * share it to the minor unit. Lines with the same rates and the same kind of price belong together.
 */
export function priceTogether(lines: readonly LineToPrice[]): Priced[] {
  const priced: Priced[] = []
  for (const group of groupsOf(lines)) {
    const amounts = group.map((index) => amountBefore(lines[index]!) - (lines[index]!.discountMinor ?? 0))
    const sum = amounts.reduce((all, each) => all + each, 0)
    const first = lines[group[0]!]!
    const whole = taxOnAmount(sum, first)
    const shares = whole.map((tax) => (sum === 0 ? amounts.map(() => 0) : allocate(tax.taxMinor, amounts)))
    for (const [place, index] of group.entries()) {
      const taxes = whole.map((tax, at) => ({ ...tax, taxMinor: shares[at]![place]! }))
      const line = withTaxes(amounts[place]!, taxes, first.priceIncludesTax)
      // Several taxes inside an amount of a cent or two can round to more than it holds.
      priced[index] = line.netMinor < 0 ? priceLine(lines[index]!) : line
    }
  }
  return priced
}

function groupsOf(lines: readonly LineToPrice[]): number[][] {
  const groups = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    const key = JSON.stringify([line.priceIncludesTax, line.rates.map((each) => [each.code, each.ratePpm])])
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups.values()]
}

const MILLION = 1_000_000n

/** On top: each rate by itself, as receipts print it. Inside: the sum of the rates once, then shared over them. */
function taxOnAmount(amount: number, { rates, priceIncludesTax }: LineToPrice): LineTax[] {
  const rounded = (ppm: number, whole: bigint) =>
    Number(divideRounded(BigInt(amount) * BigInt(ppm), whole, 'half_up'))
  if (!priceIncludesTax) return rates.map((rate) => ({ ...rate, taxMinor: rounded(rate.ratePpm, MILLION) }))
  const all = rates.reduce((sum, each) => sum + each.ratePpm, 0)
  if (all === 0) return rates.map((rate) => ({ ...rate, taxMinor: 0 }))
  const shares = allocate(
    rounded(all, MILLION + BigInt(all)),
    rates.map((each) => each.ratePpm),
  )
  return rates.map((rate, index) => ({ ...rate, taxMinor: shares[index]! }))
}

function withTaxes(amount: number, taxes: LineTax[], priceIncludesTax: boolean): Priced {
  const taxMinor = taxes.reduce((sum, each) => sum + each.taxMinor, 0)
  const netMinor = priceIncludesTax ? amount - taxMinor : amount
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor, taxes }
}
