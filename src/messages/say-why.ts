import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../platform/operation/context.ts'
import { projectRoot } from '../platform/project-root.ts'

interface Sentence {
  whole: RegExp
  beginning: RegExp
  names: string[]
  german: string
}

interface Reasons {
  sentences: [english: string, german: string][]
  /** What stands in variables and has a word of its own in each language. */
  parts: Record<string, string>
}

const VARIABLE = /\{(\w+)\}/g
let known: { sentences: Sentence[]; parts: Record<string, string> } | undefined

/**
 * Why a message goes out or does not, in the reader's language. The table keeps the English sentences, which other
 * programs read; what a person wrote themselves stays as it is.
 */
export function sayWhy({ locale }: Pick<Context, 'locale'>, english: string): string {
  if (!locale.startsWith('de')) return english
  known ??= readReasons()
  const said: string[] = []
  let rest = english
  while (rest !== '') {
    const next = translateNext(rest)
    if (!next) return [...said, rest].join(' ')
    said.push(next.german)
    rest = next.rest
  }
  return said.join(' ')
}

/** The whole text if it is one sentence of ours (a name may hold dots), else the first. */
function translateNext(text: string): { german: string; rest: string } | null {
  const found =
    known!.sentences.find(({ whole }) => whole.test(text)) ??
    known!.sentences.find(({ beginning }) => beginning.test(text))
  if (!found) return null
  const match = found.whole.exec(text) ?? found.beginning.exec(text)!
  const values = new Map(found.names.map((name, nth) => [name, match[nth + 1]!]))
  const german = found.german.replace(VARIABLE, (_, name: string) => inGerman(name, values.get(name) ?? ''))
  return { german, rest: text.slice(match[0].length).trimStart() }
}

function inGerman(name: string, value: string): string {
  const { parts } = known!
  if (name === 'counts') return value.replace(/text message|mail|of/g, (word) => parts[word]!)
  return parts[value] ?? value
}

function readReasons() {
  const path = join(projectRoot(), 'src/messages/reasons.json')
  const { sentences, parts } = JSON.parse(readFileSync(path, 'utf8')) as Reasons
  return { sentences: sentences.map(compile), parts }
}

function compile([english, german]: [string, string]): Sentence {
  const names = [...english.matchAll(VARIABLE)].map(([, name]) => name!)
  const pattern = english
    .split(VARIABLE)
    .map((part, nth) => (nth % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : '(.+?)'))
    .join('')
  return {
    whole: new RegExp(`^${pattern}$`, 's'),
    beginning: new RegExp(`^${pattern}(?=$| )`, 's'),
    names,
    german,
  }
}
