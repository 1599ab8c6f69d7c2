import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusalTable } from '../platform/i18n/refusals.ts'
import type { SentenceTable } from '../platform/i18n/sentences.ts'
import { compileSentences } from '../platform/i18n/sentences.ts'
import type { Context } from '../platform/operation/context.ts'
import { projectRoot } from '../platform/project-root.ts'

let inGerman: ((english: string) => string) | undefined

/**
 * Why a message goes out or does not, in the reader's language. The table keeps the English sentences, which other
 * programs read; what a person wrote themselves stays as it is. Later slices have their reasons among their refusals.
 */
export function sayWhy({ locale }: Pick<Context, 'locale'>, english: string): string {
  if (!locale.startsWith('de')) return english
  inGerman ??= compileReasons()
  return inGerman(english)
}

function compileReasons() {
  const path = join(projectRoot(), 'src/messages/reasons.json')
  const own = JSON.parse(readFileSync(path, 'utf8')) as Required<SentenceTable>
  const all = refusalTable('de')
  return compileSentences(
    { sentences: [...all.sentences, ...own.sentences], parts: { ...all.parts, ...own.parts } },
    (name, value) =>
      name === 'counts' ? value.replace(/text message|mail|of/g, (word) => own.parts[word]!) : undefined,
  )
}
