import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../problem.ts'
import { projectRoot } from '../project-root.ts'
import type { SentenceTable } from './sentences.ts'
import { compileSentences } from './sentences.ts'

/** src/<slice>/refusals.<language>.json. `zod`: sentences that the library says by itself; in the platform's file only. */
export interface RefusalFile extends SentenceTable {
  zod?: SentenceTable['sentences']
}

const known = new Map<string, (english: string) => string>()

/**
 * What the program refuses, in the reader's language. The code says it in English, which is also the answer for
 * languages without a file, and what logs and the audit trail keep.
 */
export function sayRefusal(locale: string, english: string): string {
  const language = locale.toLowerCase().split(/[-_]/)[0]!
  if (language === 'en') return english
  let say = known.get(language)
  if (!say) {
    say = compileSentences(refusalTable(language))
    known.set(language, say)
  }
  return say(english)
}

/** What an answer lists beside its result, such as rows that were not taken: each `message` in the reader's language. */
export function sayMessages<T extends { message: string }>(locale: string, items: readonly T[]): T[] {
  return items.map((each) => ({ ...each, message: sayRefusal(locale, each.message) }))
}

/** A refusal as its reader reads it: the message, and each `message` in its details. The code stays. */
export function sayProblem(locale: string, { message, details }: Problem) {
  return { message: sayRefusal(locale, message), details: sayDetails(locale, details) }
}

type Details = Record<string, unknown>

function sayDetails(locale: string, details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      key === 'message' && typeof value === 'string' ? sayRefusal(locale, value) : sayValue(locale, value),
    ]),
  )
}

function sayValue(locale: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => sayValue(locale, each))
  // Dates and the like are left to JSON.stringify.
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? sayDetails(locale, value as Details) : value
}

/** The files of this language by their slice. */
export function refusalFiles(language: string): Map<string, RefusalFile> {
  const src = join(projectRoot(), 'src')
  const name = /^[a-z]{2,3}$/.test(language) ? `refusals.${language}.json` : null
  const paths = name
    ? readdirSync(src).flatMap((slice) => {
        const path = join(src, slice, name)
        return existsSync(path) ? [[slice, path] as const] : []
      })
    : []
  return new Map(paths.map(([slice, path]) => [slice, JSON.parse(readFileSync(path, 'utf8')) as RefusalFile]))
}

/** The sentences of all slices in one table. */
export function refusalTable(language: string): Required<SentenceTable> {
  const all = [...refusalFiles(language).values()]
  return {
    sentences: all.flatMap(({ sentences, zod = [] }) => [...sentences, ...zod]),
    parts: Object.assign({}, ...all.map(({ parts }) => parts)) as Record<string, string>,
  }
}
