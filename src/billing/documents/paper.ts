// Where letters are written on Letter (ANSI A) rather than on A4.
const LETTER = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'CR', 'GT', 'PA', 'DO', 'SV', 'NI', 'VE'])

/** Typst's name of the paper that a country writes letters on. */
export function paperOf(country: string | undefined): 'us-letter' | 'a4' {
  return LETTER.has(country ?? '') ? 'us-letter' : 'a4'
}

// English is written by the practice's country: a British practice does not write March 2nd.
const ENGLISH = new Set(['US', 'GB', 'CA', 'AU', 'NZ', 'IE', 'ZA', 'IN'])

/** The locale for dates and amounts: the reader's language as the practice's country writes it. */
export function localeOf(language: 'en' | 'de', country: string | undefined): string {
  if (language === 'de') return country === 'AT' || country === 'CH' ? `de-${country}` : 'de-DE'
  return ENGLISH.has(country ?? '') ? `en-${country}` : 'en-GB'
}
