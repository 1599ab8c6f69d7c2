import { minorUnits } from '../../../ui/words/format.ts'

/**
 * `40`, `40.5`, `1,234.50`, `1.234,50` as minor units; null where it is no amount. Marks before exactly three digits
 * part the thousands, the last mark before fewer parts the cents.
 */
export function readAmount(text: string, currency: string): number | null {
  const digits = Math.round(Math.log10(minorUnits(currency)))
  const bare = text.replace(/[\s'’]|[^\d.,-]/g, '')
  const cents = digits > 0 ? `(?:[.,](\\d{1,${digits}}))?` : '()'
  const parts = new RegExp(`^(\\d+|\\d{1,3}(?:[.,]\\d{3})+)${cents}$`).exec(bare)
  if (!parts?.[1]) return null
  const [, whole, end = ''] = parts
  const minor = Number(whole.replace(/[.,]/g, '')) * 10 ** digits + Number(end.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}
