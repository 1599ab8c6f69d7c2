import { bigIntToMinor, divideRounded, minorToBigInt } from './rounding.ts'
import type { Rounding } from './rounding.ts'

/** An exact ratio: 8.875 % is {numerator: 8875n, denominator: 100000n}. Never a float. */
export interface Rate {
  numerator: bigint
  denominator: bigint
}

/** 1 basis point = 0.01 %: basisPoints(1900) is 19 %. */
export function basisPoints(points: number): Rate {
  return { numerator: minorToBigInt(points), denominator: 10_000n }
}

/** A percentage written with a decimal point, as kept in numeric columns: percent('8.875') is 8.875 %. */
export function percent(text: string): Rate {
  const { numerator, denominator } = decimal(text)
  return { numerator, denominator: denominator * 100n }
}

/** A factor or quantity written with a decimal point: decimal('1.5') is 3/2 (as 15/10). */
export function decimal(text: string): Rate {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text)
  if (!match) throw new RangeError(`${JSON.stringify(text)} is not a decimal number such as 8.875.`)
  const [, sign, whole = '', fraction = ''] = match
  const magnitude = BigInt(whole + fraction)
  return { numerator: sign ? -magnitude : magnitude, denominator: 10n ** BigInt(fraction.length) }
}

/** amount × rate in minor units, rounded once at the end: multiply(1999, percent('8.875')) = 177. */
export function multiply(amount: number, rate: Rate, rounding: Rounding = 'half_even'): number {
  return bigIntToMinor(divideRounded(minorToBigInt(amount) * rate.numerator, rate.denominator, rounding))
}

/** What a tax does to an amount; net + tax = gross always holds. Minor units. */
export interface Taxed {
  net: number
  tax: number
  gross: number
}

/** Prices without tax (exclusive): the tax comes on top. */
export function addTax(net: number, rate: Rate, rounding: Rounding = 'half_even'): Taxed {
  const tax = multiply(net, rate, rounding)
  return { net, tax, gross: bigIntToMinor(minorToBigInt(net) + minorToBigInt(tax)) }
}

/** Prices with tax (inclusive): tax = gross × rate / (1 + rate); the net is what remains, so nothing is lost. */
export function extractTax(gross: number, rate: Rate, rounding: Rounding = 'half_even'): Taxed {
  const whole = rate.denominator + rate.numerator
  const tax = bigIntToMinor(divideRounded(minorToBigInt(gross) * rate.numerator, whole, rounding))
  return { net: bigIntToMinor(minorToBigInt(gross) - minorToBigInt(tax)), tax, gross }
}
