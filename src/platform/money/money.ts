/** Money is a whole number of minor units beside an ISO 4217 code; nothing in here ever touches a float. */
export { currencyCodes, exponentOf, isCurrency } from './currencies.ts'
export { addTax, basisPoints, decimal, extractTax, multiply, percent } from './rate.ts'
export type { Rate, Taxed } from './rate.ts'
export { divideRounded } from './rounding.ts'
export type { Rounding } from './rounding.ts'
export { allocate, splitEvenly } from './split.ts'
export { decimalText, formatMoney, parseMoney } from './written.ts'
export type { TypedAmount } from './written.ts'
