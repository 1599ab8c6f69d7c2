import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusalFiles } from '../platform/i18n/refusals.ts'
import { projectRoot } from '../platform/project-root.ts'
import { textsIn, textsOf } from './refusals.ts'

const src = join(projectRoot(), 'src')
const written = textsOf(src)
const files = [...refusalFiles('de')]
const pairs = files.flatMap(([slice, { sentences }]) => sentences.map(([en, de]) => ({ slice, en, de })))
const reasons = (
  JSON.parse(readFileSync(join(src, 'messages/reasons.json'), 'utf8')) as { sentences: [string, string][] }
).sentences.map(([en]) => en)

const VARIABLE = /\{(\w+)\}/g
const shapeOf = (english: string) => english.replace(VARIABLE, '{}')
const variablesOf = (text: string) =>
  [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name))].sort()

/** What reads like a refusal and is none: kept with a record, an example in a preview, or the German itself. */
const NO_REFUSALS = new Set([
  'Would like a time for: {}{}.',
  'Booked by {} ({}).',
  'Overbooked: the visit at this time has a {} % chance of absence; both come with {} %.',
  'Please bring comfortable clothes.',
  'This needs a longer appointment.',
  'Die Anzahlung kam nicht rechtzeitig.',
])

describe('what the server refuses', () => {
  test('is said in German, sentence by sentence', () => {
    const known = new Set([...pairs.map(({ en }) => en), ...reasons].map(shapeOf))
    const sentences = written.filter(({ isSentence }) => isSentence)
    expect(sentences.length).toBeGreaterThan(700)
    const missing = sentences.filter(({ english }) => !known.has(english) && !NO_REFUSALS.has(english))
    // Add the sentence with its German to src/<slice>/refusals.de.json: src/platform/i18n/README.md says how.
    expect(missing.map(({ file, english }) => `${file}: ${english}`)).toEqual([])
  })

  test('has German only for what is still in the source, with the same variables', () => {
    const texts = new Set(written.map(({ english }) => english))
    const gone = pairs.filter(({ en }) => !texts.has(shapeOf(en)))
    expect(gone.map(({ slice, en }) => `${slice}: ${en}`)).toEqual([])
    const odd = pairs.filter(({ en, de }) => variablesOf(en).join() !== variablesOf(de).join())
    expect(odd.map(({ slice, en, de }) => `${slice}: ${en} → ${de}`)).toEqual([])
  })

  test('has one German for one English, and no name of a variable twice in a sentence', () => {
    const shapes = pairs.map(({ en }) => shapeOf(en))
    expect(shapes.filter((shape, nth) => shapes.indexOf(shape) !== nth)).toEqual([])
    const twice = pairs.filter(({ en }) => variablesOf(en).length !== [...en.matchAll(VARIABLE)].length)
    expect(twice.map(({ en }) => en)).toEqual([])
  })
})

const found = (code: string) =>
  textsIn('x.ts', code)
    .filter(({ isSentence }) => isSentence)
    .map(({ english }) => english)

describe('the collector of sentences', () => {
  test.each([
    ["throw problem(409, 'taken', 'taken, sorry')", ['taken, sorry']],
    ["throw notFound('This room')", ['This room was not found.']],
    [
      "throw notFound(a ? 'This room' : `This ${kind}`)",
      ['This room was not found.', 'This {} was not found.'],
    ],
    ['throw invalid("day", `Give at most ${MOST} days.`)', ['Give at most {} days.']],
    ["const MOST = 'a year'\nthrow invalid('day', `Give ${MOST} at most.`)", ['Give a year at most.']],
    ["z.string().regex(/^x$/, 'Give an x')", ['Give an x']],
    ["z.string().refine(isDay, { message: 'This is no day.' })", ['This is no day.']],
    ["const SAID = { away: 'Nobody is there.' }", ['Nobody is there.']],
    ["forbidden(`You may ${n > 1 ? 'take all' : 'take one'}.`)", ['You may take all.', 'You may take one.']],
    ["problem(422, 'x', 'First this. ' + 'Then ' + that + '.')", ['First this. Then {}.']],
    ["problem(422, 'x', told ?? `Wait ${say('Not so fast.')}`)", ['Wait {}', 'Not so fast.']],
  ])('finds what %s says', (code, sentences) => {
    expect(found(code)).toEqual(sentences)
  })

  test.each([
    "operation({ summary: 'Books a visit.' })",
    "throw new Error('A bug of ours is here.')",
    "const said = { en: 'Write something first.', de: 'Schreiben Sie zuerst etwas.' }",
    "z.string().describe('The day of the visit.')",
    'sql`select a from b where c = 1.`',
    "const kind = 'no_such_thing'",
    "type Kind = 'This is no text.'",
  ])('leaves %s alone', (code) => {
    expect(found(code)).toEqual([])
  })
})
