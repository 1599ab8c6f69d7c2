import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'

const CANNOT_READ = new Set(['FIXED_LINE', 'VOIP_FIXED', 'TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN'])

/** A number that can get text messages, in E.164; null for what is no number or a telephone in a wall. */
export function textableNumber(typed: string, country: string): string | null {
  const number = parsePhoneNumberFromString(typed, country as CountryCode)
  if (!number?.isPossible()) return null
  const type = number.getType()
  return type && CANNOT_READ.has(type) ? null : number.number
}

/** A number as gateways name it, in E.164 where it can be read, else as it came (short codes). */
export function plainNumber(typed: string, country: string): string {
  return parsePhoneNumberFromString(typed, country as CountryCode)?.number ?? typed.trim()
}
