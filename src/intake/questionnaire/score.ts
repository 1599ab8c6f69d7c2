import { SCORE_BAND, extensionsOf, translated, valueIn } from './extensions.ts'
import type { Extension, Item } from './questionnaire.ts'

/** A range of a score in plain words; both ends belong to it. */
export interface Band {
  from: number
  to: number
  words: string
}

/** The bands of a score, in a language. */
export function bandsOf(item: Item, language: string): Band[] {
  return extensionsOf(item, SCORE_BAND).map((each) => {
    const part = (name: string) =>
      each.extension?.find(({ url }) => url === name) as (Extension & { _valueString?: unknown }) | undefined
    const text = part('text')
    return {
      from: Number(valueIn(part('from'))),
      to: Number(valueIn(part('to'))),
      words: translated(text?._valueString, language) ?? String(text?.valueString ?? ''),
    }
  })
}

/** What a score means, in plain words; null where no band holds it. */
export function bandFor(item: Item, value: unknown, language: string): string | null {
  if (typeof value !== 'number') return null
  return bandsOf(item, language).find(({ from, to }) => value >= from && value <= to)?.words ?? null
}
