import { bigIntToMinor, minorToBigInt } from './rounding.ts'

/**
 * Splits an amount by whole-number weights with the largest-remainder method (Hamilton): each part is the exact
 * share rounded down or up by less than one minor unit, the parts always sum to the whole, and equal remainders
 * are served from the left. A negative amount splits like its positive mirror. A weight of 0 receives nothing.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const shares = weights.map(weightToBigInt)
  const total = shares.reduce((sum, share) => sum + share, 0n)
  if (total === 0n) throw new RangeError('At least one weight must be greater than zero.')
  const negative = amount < 0
  const whole = minorToBigInt(negative ? -amount : amount)
  const parts = shares.map((share, index) => ({
    index,
    floor: (whole * share) / total,
    rest: (whole * share) % total,
  }))
  let left = whole - parts.reduce((sum, part) => sum + part.floor, 0n)
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const part of byRest) {
    if (left === 0n) break
    part.floor += 1n
    left -= 1n
  }
  return parts.map((part) => bigIntToMinor(negative ? -part.floor : part.floor))
}

/** Equal parts that sum to the whole: splitEvenly(10000, 3) is [3334, 3333, 3333]. */
export function splitEvenly(amount: number, parts: number): number[] {
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError('There must be at least one part.')
  return allocate(
    amount,
    Array.from({ length: parts }, () => 1),
  )
}

function weightToBigInt(weight: number): bigint {
  if (!Number.isSafeInteger(weight) || weight < 0) {
    throw new RangeError(`${weight} is not a weight: weights are whole numbers from 0.`)
  }
  return BigInt(weight)
}
