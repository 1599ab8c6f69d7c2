import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../project-root.ts'
import { loadWords, pickLocale, words } from './i18n.ts'

const root = mkdtempSync(join(tmpdir(), 'atrium-words-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(slice: string, locale: string, content: object) {
  mkdirSync(join(root, 'src', slice), { recursive: true })
  writeFileSync(join(root, 'src', slice, `words.${locale}.json`), JSON.stringify(content))
}
write('messages', 'en', {
  server: {
    confirmation: { subject: 'Your visit at {{practice}}', body: 'Hello {{name}}' },
    only: 'English only',
  },
  'server.flat': 'Flat',
  group: { one: 'x' },
})
write('messages', 'de', { server: { confirmation: { subject: 'Ihr Termin bei {{practice}}' } } })
write('billing', 'en', { server: { days_one: '{{count}} day', days_other: '{{count}} days' } })
write('billing', 'de', { server: { days_one: '{{count}} Tag', days_other: '{{count}} Tage' } })
const own = loadWords(root)

describe('texts', () => {
  test('come in the language asked for, with their gaps filled as plain text', () => {
    const values = { practice: '<Willow> & "Lane"' }
    expect(own.translate('de', 'messages:server.confirmation.subject', values)).toBe(
      'Ihr Termin bei <Willow> & "Lane"',
    )
    expect(own.translate('de-AT', 'messages:server.confirmation.subject', values)).toMatch(/^Ihr/)
    expect(own.translate('en', 'messages:server.confirmation.subject', values)).toMatch(/^Your/)
    expect([1, 2].map((count) => own.translate('de', 'billing:server.days', { count }))).toEqual([
      '1 Tag',
      '2 Tage',
    ])
    expect(own.translate('en', 'messages:server.flat')).toBe('Flat')
  })

  test('fall back to English, and never show a bare key or an open gap', () => {
    expect(own.translate('de', 'messages:server.only')).toBe('English only')
    expect(own.translate('fr', 'messages:server.only')).toBe('English only')
    expect(() => own.translate('en', 'messages:server.nothing')).toThrow(
      'There is no text messages:server.nothing.',
    )
    expect(() => own.translate('en', 'messages:group')).toThrow('not one text')
    expect(() => own.translate('en', 'messages:server.confirmation.body')).toThrow(
      'A value for {{name}} is missing.',
    )
  })

  test('a value cannot reach other texts or run anything', () => {
    const name = '$t(messages:server.only) {{practice}}'
    expect(own.translate('en', 'messages:server.confirmation.body', { name })).toBe(`Hello ${name}`)
  })
})

test('the language is the client’s, else the practice’s, else English', () => {
  expect(own.locales).toEqual(['en', 'de'])
  expect(own.pickLocale('de-CH', 'en')).toBe('de')
  expect(own.pickLocale(null, 'de')).toBe('de')
  expect(own.pickLocale('fr', undefined, 'de_DE')).toBe('de')
  expect(own.pickLocale('fr', null)).toBe('en')
  expect(pickLocale('xx')).toBe('en')
})

/** Every leaf of a words file by its path, and the gaps it has. */
/** The profession's nouns: German often says it without them, because they decline. */
const PROFESSION = /^(client|practitioner|appointment|episode|note)s?$/i

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string')
    return [
      [
        path,
        [...value.matchAll(/{{\s*(\w+)/g)]
          .map((gap) => gap[1]!)
          .filter((gap) => !PROFESSION.test(gap))
          .sort()
          .join(),
      ],
    ]
  return Object.entries(value as object).flatMap(([key, inner]) =>
    leaves(inner, path ? `${path}.${key}` : key),
  )
}

describe('the words of the program', () => {
  const folders = readdirSync(join(projectRoot(), 'src'), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  )
  const slices = folders
    .map((one) => one.name)
    .filter((name) => existsSync(join(projectRoot(), 'src', name, 'words.en.json')))
  const read = (slice: string, locale: string) =>
    new Map(
      leaves(JSON.parse(readFileSync(join(projectRoot(), 'src', slice, `words.${locale}.json`), 'utf8'))),
    )

  test('can all be read', () => {
    expect(words().locales[0]).toBe('en')
  })

  test.each(slices)('%s says the same in English and in German', (slice) => {
    const [english, german] = [read(slice, 'en'), read(slice, 'de')]
    expect([...english.keys()].filter((key) => !german.has(key))).toEqual([])
    expect([...german.keys()].filter((key) => !english.has(key))).toEqual([])
    expect([...english].filter(([key, gaps]) => german.get(key) !== gaps).map(([key]) => key)).toEqual([])
  })
})
