import { addTax, basisPoints, decimal, extractTax, multiply } from '../../platform/money/money.ts'
import { invalid } from '../../platform/problem.ts'

export interface Priced {
  netMinor: number
  taxMinor: number
  totalMinor: number
}

/** No bill of a practice is larger than ten billion of the main unit; a larger one is a slip of the keyboard. */
export const MOST_MINOR = 1_000_000_000_000

/**
 * quantity × unit price with its tax, rounded once per line, ties away from zero (as tax offices print it).
 * Inclusive prices hold their tax already; exclusive ones get it on top. Minor units.
 */
export function priceLine(line: {
  quantity: number
  unitPriceMinor: number
  taxBasisPoints: number
  priceIncludesTax: boolean
}): Priced {
  const amount = multiply(line.unitPriceMinor, decimal(line.quantity.toFixed(3)), 'half_up')
  if (amount > MOST_MINOR) throw invalid('unitPriceMinor', 'This amount is too large for one line.')
  const rate = basisPoints(line.taxBasisPoints)
  const { net, tax, gross } = line.priceIncludesTax
    ? extractTax(amount, rate, 'half_up')
    : addTax(amount, rate, 'half_up')
  return { netMinor: net, taxMinor: tax, totalMinor: gross }
}
