import { useMemo } from 'react'
import { createFormat, useWords, type Format } from '../../../ui/public/index.ts'
import type { PayPage } from './PayScreen.tsx'

/** Formats in the language that is read; amounts in the invoice's currency. */
export function useInvoiceFormat(page: PayPage): Format & { locale: string } {
  const { language } = useWords('billing')
  const { currency } = page.invoice
  // Of a reader in the practice's own language the browser knows the country best.
  const locale = navigator.languages.find((one) => one.slice(0, 2) === language) ?? language
  return useMemo(() => ({ ...createFormat({ locale, zone: 'UTC', currency }), locale }), [locale, currency])
}
