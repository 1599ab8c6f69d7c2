import { useMemo } from 'react'
import { createFormat, localeFor, useWords, type Format } from '../../../ui/public/index.ts'

/** Formats of the practice in the language that is read. */
export function usePracticeFormat(practice: {
  locale: string
  country?: string
  zone: string
  currency: string
}): Format & { locale: string } {
  const { language } = useWords()
  const { zone, currency } = practice
  const locale = localeFor(language, practice)
  return useMemo(() => ({ ...createFormat({ locale, zone, currency }), locale }), [locale, zone, currency])
}
