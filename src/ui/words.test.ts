import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

type Texts = { [key: string]: string | Texts }

const src = join(import.meta.dirname, '..')

function flat(texts: Texts, before = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(before + key, value)
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text)
  }
  return found
}

function read(folder: string, language: string): Map<string, string> {
  const path = join(src, folder, `words.${language}.json`)
  return existsSync(path) ? flat(JSON.parse(readFileSync(path, 'utf8')) as Texts) : new Map()
}

// The pages of the public have words of their own, so that phones load no others.
const publicPages = readdirSync(src)
  .map((slice) => (slice === 'ui' ? 'ui/public' : `${slice}/screens/public`))
  .filter((folder) => existsSync(join(src, folder)))
const folders = [...readdirSync(src), ...publicPages]
const isPublic = (path: string) => /^(ui|\w+\/screens)\/public(\/|$)/.test(path)
const slices = folders.filter((slice) => read(slice, 'en').size + read(slice, 'de').size > 0).toSorted()

// i18next keeps plurals under `key_one`, `key_other`: both languages have these two.
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const variablesOf = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name).toSorted()

// The words that a profession pack brings.
const professionWords = ['client', 'practitioner', 'appointment', 'episode', 'note']
const profession = new Set(professionWords.flatMap((word) => [word, `${word}s`]))

/** The files of a slice's screens (all of `ui`), as paths below src. */
function codePaths(slice: string): string[] {
  const folder = slice === 'ui' || isPublic(slice) ? slice : `${slice}/screens`
  if (!existsSync(join(src, folder))) return []
  const names = readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((path) => isPublic(path) === isPublic(slice) && !path.endsWith('/screens/public.ts'))
}

/** Keys written out in code: `t('save')`; those put together (`t(`state.${x}`)`) by their beginning. */
function keysIn(text: string): { whole: string[]; beginnings: string[] } {
  const whole = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '')
  const beginnings = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, key]) => key ?? '')
  return { whole, beginnings }
}

function labelsIn(text: string): string[] {
  return [...text.matchAll(/\blabel: '([^']+)'/g)].map(([, key]) => key ?? '')
}

describe.each(slices)('the words of %s', (slice) => {
  const [en, de] = [read(slice, 'en'), read(slice, 'de')]

  test('are the same in English and German', () => {
    expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted())
    expect(en.size).toBeGreaterThan(0)
  })

  test('say something in every place and use the same variables', () => {
    for (const [key, text] of en) {
      expect(text.trim(), `${slice} ${key}`).not.toBe('')
      expect(de.get(key)?.trim(), `${slice} ${key} in German`).not.toBe('')
      // A singular may leave the number out ("one visit"),
      if (withoutPlural(key) !== key) continue
      // and German declines where a variable can't: those words may be left out, values never.
      const names = (value: string) =>
        variablesOf(value).filter((name) => !profession.has(name?.toLowerCase() ?? ''))
      expect(new Set(names(de.get(key) ?? '')), `${slice} ${key}`).toEqual(new Set(names(text)))
    }
  })
})

test('no screen asks for words that are not there', () => {
  const missing: string[] = []
  for (const slice of slices) {
    const common = read(isPublic(slice) ? 'ui/public' : 'ui', 'en')
    const own = read(slice, 'en')
    const known = new Set([...own.keys(), ...common.keys()].flatMap((key) => [key, withoutPlural(key)]))
    for (const path of codePaths(slice)) {
      const text = readFileSync(join(src, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
      const { whole, beginnings } = keysIn(text)
      // The list of a slice's screens names its words without asking for them.
      if (path.endsWith('/screens/index.ts')) whole.push(...labelsIn(text))
      for (const key of whole) if (!known.has(key.replace(/^\w+:/, ''))) missing.push(`${path}: ${key}`)
      for (const start of beginnings) {
        if (![...known].some((key) => key.startsWith(start))) missing.push(`${path}: ${start}…`)
      }
    }
  }
  expect(missing).toEqual([])
})

test('every slice with screens has its words', () => {
  const wordless = folders.filter((slice) => codePaths(slice).length > 0 && !slices.includes(slice))
  expect(wordless).toEqual([])
})

test('every event that an operation records is told in words', () => {
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test.') && !path.startsWith('testing'),
  )
  const recorded = paths.flatMap((path) =>
    [
      ...readFileSync(join(src, path), 'utf8').matchAll(
        /\brecord(?:Visit)?\(\s*(?:ctx,\s*)?'([a-z_]+\.[a-z_]+)'/g,
      ),
    ].map(([, name]) => `event.${name}`),
  )
  const known = read('ui', 'en')
  expect(recorded.length).toBeGreaterThan(80)
  expect([...new Set(recorded)].filter((name) => !known.has(name))).toEqual([])
})
