import { readWritten } from '../../../platform/time/index.ts'

/** Banks write the names of months in their own language. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl']

/** The day in a cell, 'YYYY-MM-DD'; undefined for what is none in this format. */
export function readDay(text: string, format: string): string | undefined {
  for (const language of /MMM/.test(format) ? LANGUAGES : ['en']) {
    const day = readWritten(text, [format], { day: true, language })?.day
    if (day) return day
  }
  return undefined
}
