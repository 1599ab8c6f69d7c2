/** Digits after the point where ISO 4217 (list one, 2025) does not say two. */
const unusualExponents: Record<string, number> = {}
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')) {
  unusualExponents[code] = 0
}
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) unusualExponents[code] = 3

const twoDigits = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
  CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR
  IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
  NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
  STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG`

const exponents = new Map<string, number>([
  ...twoDigits
    .trim()
    .split(/\s+/)
    .map((code): [string, number] => [code, 2]),
  ...Object.entries(unusualExponents),
])

/** Every ISO 4217 code in use for payments (no funds, metals or test codes), in alphabetical order. */
export const currencyCodes: readonly string[] = [...exponents.keys()].sort()

/** Whether this is the code of a currency in use, in capitals: 'EUR'. */
export function isCurrency(code: string): boolean {
  return exponents.has(code)
}

/** How many digits the currency's minor unit has (ISO 4217): EUR 2, JPY 0, KWD 3. Throws on an unknown code. */
export function exponentOf(currency: string): number {
  const exponent = exponents.get(currency)
  if (exponent === undefined) throw new RangeError(`${JSON.stringify(currency)} is not an ISO 4217 currency.`)
  return exponent
}
