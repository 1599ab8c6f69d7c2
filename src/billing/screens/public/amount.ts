import { minorUnits } from '../../../ui/words/format.ts'

/** `40`, `40.5`, `1,234.50`, `1.234,50` as minor units; null where it is no amount. The last mark parts the cents. */
export function readAmount(text: string, currency: string): number | null {
  const digits = Math.round(Math.log10(minorUnits(currency)))
  const bare = text.replace(/[\s'’]|[^\d.,-]/g, '')
  const parts = /^(\d[\d.,]*?)(?:[.,](\d{1,3}))?$/.exec(bare)
  if (!parts?.[1]) return null
  const [, whole, end] = parts
  // Three digits after a mark are thousands, unless the currency has three decimals.
  const isCents = end !== undefined && end.length <= digits
  if (end !== undefined && !isCents && end.length !== 3) return null
  const number = `${whole.replace(/[.,]/g, '')}${isCents ? '' : (end ?? '')}`
  const minor = Number(number) * 10 ** digits + (isCents ? Number(end.padEnd(digits, '0')) : 0)
  return Number.isSafeInteger(minor) ? minor : null
}
