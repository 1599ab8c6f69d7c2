import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem, notFound } from '../problem.ts'
import { sayProblem, sayRefusal } from './refusals.ts'
import { compileSentences } from './sentences.ts'

const say = compileSentences({
  sentences: [
    ['The offer is over.', 'Das Angebot ist vorbei.'],
    ['Written by {name}.', 'Geschrieben von {name}.'],
    ['The visit of {name} is {state}.', 'Der Termin von {name} ist {state}.'],
    ['The visit of {name} is {state} by now.', 'Der Termin von {name} ist inzwischen {state}.'],
    ['{field}: {sentence}', '{field}: {sentence}'],
  ],
  parts: { open: 'offen', 'state.open': 'nicht erledigt', red: 'rot', blue: 'blau' },
})

describe('a sentence in another language', () => {
  test('keeps what a person wrote, dots and all', () => {
    expect(say('Written by Dr. A. Braun.')).toBe('Geschrieben von Dr. A. Braun.')
    expect(say('Nobody wrote this for us.')).toBe('Nobody wrote this for us.')
  })

  test('is found among several, and the rest stays', () => {
    expect(say('The offer is over. Written by Mia.')).toBe('Das Angebot ist vorbei. Geschrieben von Mia.')
    expect(say('The offer is over. As she wished')).toBe('Das Angebot ist vorbei. As she wished')
  })

  test('is the closest one of those that fit', () => {
    expect(say('The visit of Mia is open by now.')).toBe('Der Termin von Mia ist inzwischen nicht erledigt.')
  })

  test('has its words and lists of words translated, and a sentence within it', () => {
    expect(say('The visit of Mia is open.')).toBe('Der Termin von Mia ist nicht erledigt.')
    expect(say('The visit of Mia is red, blue.')).toBe('Der Termin von Mia ist rot, blau.')
    expect(say('to.0: The offer is over.')).toBe('to.0: Das Angebot ist vorbei.')
  })

  test('is not looked for in a text as long as a book', () => {
    const book = `Written by ${'is , : '.repeat(100_000)}`
    expect(say(book)).toBe(book)
  })
})

describe('a refusal', () => {
  test('is said in German where there is German, with every message in its details, and keeps its code', () => {
    const refusal = new Problem(409, 'rows', 'This amount is too large.', {
      fields: [{ field: 'a.b', message: 'Say why.' }],
      rows: [{ inner: { message: 'Say why.', code: 'Say why.' } }],
      at: new Date(0),
    })
    expect(sayProblem('de-AT', refusal)).toEqual({
      message: 'Dieser Betrag ist zu groß.',
      details: {
        fields: [{ field: 'a.b', message: 'Geben Sie einen Grund an.' }],
        rows: [{ inner: { message: 'Geben Sie einen Grund an.', code: 'Say why.' } }],
        at: new Date(0),
      },
    })
    expect(refusal.message).toBe('This amount is too large.')
    expect(sayRefusal('de', notFound('This client').message)).toBe('Diese Person wurde nicht gefunden.')
  })

  test('stays English in a language that has no words yet', () => {
    expect(sayRefusal('fr', 'Say why.')).toBe('Say why.')
    expect(sayRefusal('../../x', 'Say why.')).toBe('Say why.')
    expect(sayRefusal('en-GB', 'Say why.')).toBe('Say why.')
  })
})

const shape = z.strictObject({
  name: z.string().min(1).max(3),
  code: z.string().length(2),
  mail: z.email(),
  site: z.url(),
  id: z.uuid(),
  day: z.iso.date(),
  hour: z.iso.time(),
  at: z.iso.datetime(),
  letters: z.string().regex(/^[a-z]+$/),
  begins: z.string().startsWith('x'),
  ends: z.string().endsWith('x'),
  holds: z.string().includes('x'),
  number: z.number().min(2).max(5),
  positive: z.number().positive(),
  below: z.number().lt(3),
  whole: z.int(),
  step: z.number().multipleOf(5),
  yes: z.boolean(),
  list: z.array(z.string()).min(1).max(2),
  pair: z.array(z.string()).length(2),
  one: z.enum(['a', 'b']),
  only: z.literal('a'),
  either: z.union([z.string(), z.number()]),
  kind: z.discriminatedUnion('is', [z.strictObject({ is: z.literal('a') })]),
  names: z.record(z.enum(['a']), z.string()),
  gone: z.string(),
})

test.each([
  {
    name: '',
    code: 'a',
    mail: 'x',
    site: 'x',
    id: 'x',
    day: 'x',
    hour: 'x',
    at: 'x',
    letters: '1',
    begins: '1',
    ends: '1',
    holds: '1',
    number: 1,
    positive: 0,
    below: 3,
    whole: 1.5,
    step: 3,
    yes: 'x',
    list: [],
    pair: ['a'],
    one: 'c',
    only: 'c',
    either: true,
    kind: { is: 'c' },
    names: { c: 'c' },
    more: 1,
  },
  {
    name: 'long',
    code: 'abc',
    number: 9,
    list: ['', '', ''],
    pair: ['', '', ''],
    yes: null,
    whole: 'x',
    more: 1,
    mean: 2,
  },
])('whatever the validation refuses is said in German: %#', (input) => {
  const messages = shape.safeParse(input).error!.issues.map(({ message }) => message)
  expect(messages.length).toBeGreaterThan(10)
  for (const english of messages) {
    const german = sayRefusal('de', english)
    expect(german, english).not.toBe(english)
    expect(german).not.toMatch(/\{|expected|[Ii]nvalid|received|undefined/)
    expect(sayRefusal('de', `some.field: ${english}`)).toBe(`some.field: ${german}`)
  }
})
