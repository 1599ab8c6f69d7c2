/** half_even: a tie goes to the even neighbour (bankers' rounding). half_up: a tie goes away from zero. */
export type Rounding = 'half_even' | 'half_up'

/** numerator / denominator as a whole number, exactly; the denominator must be positive. */
export function divideRounded(
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding = 'half_even',
): bigint {
  if (denominator <= 0n) throw new RangeError('The denominator must be positive.')
  const negative = numerator < 0n
  const magnitude = negative ? -numerator : numerator
  const quotient = magnitude / denominator
  const twiceRest = (magnitude % denominator) * 2n
  const tieGoesUp = rounding === 'half_up' || quotient % 2n === 1n
  const up = twiceRest > denominator || (twiceRest === denominator && tieGoesUp)
  const rounded = up ? quotient + 1n : quotient
  return negative ? -rounded : rounded
}

/** A whole number of minor units as bigint; refuses fractions and numbers that a double cannot hold exactly. */
export function minorToBigInt(minor: number): bigint {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a whole number of minor units.`)
  return BigInt(minor)
}

/** Back to a number, or a RangeError instead of a silently wrong amount. */
export function bigIntToMinor(value: bigint): number {
  const minor = Number(value)
  if (!Number.isSafeInteger(minor)) throw new RangeError('The amount is too large.')
  // -0 would print as "-0.00" and differ from 0 in comparisons of test and audit.
  return minor === 0 ? 0 : minor
}
