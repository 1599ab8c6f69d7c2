/** Country → calling code, and the digit that is dialled before a number inside the country ('' where there is none). */
const COUNTRIES: Record<string, readonly [code: string, trunk: string]> = {
  US: ['1', '1'],
  CA: ['1', '1'],
  GB: ['44', '0'],
  IE: ['353', '0'],
  DE: ['49', '0'],
  AT: ['43', '0'],
  CH: ['41', '0'],
  FR: ['33', '0'],
  BE: ['32', '0'],
  NL: ['31', '0'],
  LU: ['352', ''],
  IT: ['39', ''],
  ES: ['34', ''],
  PT: ['351', ''],
  DK: ['45', ''],
  NO: ['47', ''],
  SE: ['46', '0'],
  FI: ['358', '0'],
  PL: ['48', ''],
  CZ: ['420', ''],
  AU: ['61', '0'],
  NZ: ['64', '0'],
  ZA: ['27', '0'],
  IN: ['91', '0'],
  BR: ['55', '0'],
}
const DIGITS = /^\+?[\d\s()/.–-]+$/

/**
 * A phone number in E.164 where it can be read (international writing, or the national one of the practice's country),
 * else as it was typed: nobody's number is lost because we do not know its country.
 */
export function readPhone(typed: string, country: string): string {
  const text = typed.normalize('NFKC').trim()
  if (!DIGITS.test(text)) return text
  // "+44 (0)20 …": the bracketed digit is only dialled inside the country.
  const digits = text.replace(/^((?:\+|00)[\d\s]+)\(0\)/, '$1').replace(/\D/g, '')
  const known = COUNTRIES[country]
  const international = text.startsWith('+')
    ? digits
    : digits.startsWith('00')
      ? digits.slice(2)
      : known && national(digits, known)
  return international && /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : text
}

function national(digits: string, [code, trunk]: readonly [string, string]): string | undefined {
  if (code === '1') return /^1?[2-9]\d{9}$/.test(digits) ? `1${digits.slice(-10)}` : undefined
  if (trunk === '') return digits.length >= 6 ? code + digits : undefined
  // Without the trunk digit it may be a local number of some town, so that its area is unknown.
  return digits.startsWith(trunk) && digits.length >= 7 ? code + digits.slice(trunk.length) : undefined
}
