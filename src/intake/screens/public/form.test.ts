import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enabledKeys as serverEnabled } from '../../questionnaire/check-answers.ts'
import type { Questionnaire } from '../../questionnaire/questionnaire.ts'
import { faultsOf, keepable } from './check.ts'
import { enabledItems } from './enabled.ts'
import {
  allItems,
  isTable,
  optionsOf,
  placed,
  textOf,
  titleOf,
  type Answers,
  type AnswerValue,
  type Form,
  type Item,
} from './form.ts'
import { pagesOf, resumeAt, shownPages } from './pages.ts'

const packs = join(import.meta.dirname, '../../../../packs')
const forms: [string, Form][] = readdirSync(packs, { recursive: true, encoding: 'utf8' })
  .filter((path) => /forms\/[\w-]+\.json$/.test(path.replaceAll('\\', '/')))
  .map((path) => [path, JSON.parse(readFileSync(join(packs, path), 'utf8')) as Form])

/** Conditions over conditions, both ways of joining them, every operator. */
const chained: Form = {
  item: [
    { linkId: 'a', type: 'boolean' },
    { linkId: 'n', type: 'integer' },
    { linkId: 'b', type: 'string', enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }] },
    { linkId: 'c', type: 'string', enableWhen: [{ question: 'b', operator: 'exists', answerBoolean: true }] },
    {
      linkId: 'd',
      type: 'string',
      enableWhen: [{ question: 'c', operator: 'exists', answerBoolean: false }],
    },
    {
      linkId: 'e',
      type: 'group',
      enableWhen: [{ question: 'n', operator: '>=', answerInteger: 3 }],
      item: [{ linkId: 'f', type: 'string' }],
    },
    {
      linkId: 'g',
      type: 'string',
      enableBehavior: 'any',
      enableWhen: [
        { question: 'f', operator: '=', answerString: 'x' },
        { question: 'n', operator: '<', answerInteger: 0 },
      ],
    },
    {
      linkId: 'h',
      type: 'string',
      enableBehavior: 'all',
      enableWhen: [
        { question: 'a', operator: '!=', answerBoolean: true },
        { question: 'n', operator: '!=', answerInteger: 1 },
      ],
    },
  ],
}

function valueOf(item: Item): fc.Arbitrary<AnswerValue> {
  if (item.type === 'boolean') return fc.boolean()
  if (item.type === 'integer') return fc.integer({ min: -2, max: 10 })
  const options = optionsOf(item, 'en').map((option) => option.value)
  return options.length > 0 ? fc.constantFrom(...options) : fc.constantFrom('x', 'y')
}

/** Two rows of each table may be answered; how many count, its own value says. */
function answersTo(form: Form): fc.Arbitrary<Answers> {
  const rows = Object.fromEntries(
    allItems(form.item)
      .filter(isTable)
      .map((item) => [item.linkId, [2]]),
  )
  const places = placed(form.item, { ...rows, 'a[0]/b': [2], 'a[1]/b': [2] })
  return fc.record(
    Object.fromEntries(
      places.map(({ item, key }) => [
        key,
        isTable(item)
          ? fc.integer({ min: 0, max: 2 }).map((count) => [count])
          : fc.array(valueOf(item), { maxLength: 2 }),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>
}

/** Tables in tables, with conditions inside a row, on the row around it and on rows elsewhere. */
const tables: Form = {
  item: [
    {
      linkId: 'a',
      type: 'group',
      repeats: true,
      item: [
        { linkId: 'x', type: 'boolean' },
        { linkId: 'y', type: 'string', enableWhen: [{ question: 'x', operator: '=', answerBoolean: true }] },
        {
          linkId: 'b',
          type: 'group',
          repeats: true,
          enableWhen: [{ question: 'y', operator: 'exists', answerBoolean: true }],
          item: [
            { linkId: 'm', type: 'integer' },
            {
              linkId: 'n',
              type: 'string',
              enableBehavior: 'any',
              enableWhen: [
                { question: 'm', operator: '>', answerInteger: 3 },
                { question: 'x', operator: '=', answerBoolean: false },
              ],
            },
          ],
        },
      ],
    },
    { linkId: 'any', type: 'string', enableWhen: [{ question: 'm', operator: '>=', answerInteger: 9 }] },
    {
      linkId: 'none',
      type: 'string',
      enableWhen: [{ question: 'n', operator: 'exists', answerBoolean: false }],
    },
  ],
}

test.each([['conditions over conditions', chained], ['tables in tables', tables], ...forms] as [
  string,
  Form,
][])('the browser asks exactly what the server counts: %s', (_name, form) => {
  fc.assert(
    fc.property(answersTo(form), (answers) => {
      expect([...enabledItems(form, answers)].toSorted()).toEqual(
        [...serverEnabled(form as unknown as Questionnaire, answers)].toSorted(),
      )
    }),
    { numRuns: 150 },
  )
})

describe('a form', () => {
  const intake = forms.find(([path]) => path.includes('physiotherapy') && path.includes('intake'))![1]

  test('speaks the language that is read, and its own where a translation is missing', () => {
    expect(titleOf(intake, 'de')).toBe('Vor Ihrem ersten Termin')
    expect(titleOf(intake, 'fr')).toBe('Before your first visit')
    const since = allItems(intake.item).find((item) => item.linkId === 'reason.since')!
    expect(textOf(since, 'de')).not.toBe(textOf(since, 'en'))
    expect(optionsOf(since, 'de').map((option) => option.value)).toEqual(
      optionsOf(since, 'en').map((option) => option.value),
    )
  })

  test('has a page for each section, and goes on at the first open question', () => {
    const pages = shownPages(pagesOf(intake, 'en'), enabledItems(intake, {}))
    expect(pages.map((page) => page.title)).toEqual([
      'About you',
      'What brings you here',
      'Your pain',
      'Your health',
      'Your goals',
      'Consent',
    ])
    const answers = {
      'about.given': ['Mia'],
      'about.family': ['Rossi'],
      'about.born': ['1988-05-04'],
      'about.phone': ['1'],
    }
    expect(resumeAt(pages, enabledItems(intake, answers), answers)).toBe(1)
  })

  test('questions outside of sections are a page, too; a section that is not asked is none', () => {
    const form: Form = {
      item: [
        { linkId: 'q', type: 'boolean' },
        {
          linkId: 'g',
          type: 'group',
          text: 'More',
          enableWhen: [{ question: 'q', operator: '=', answerBoolean: true }],
          item: [{ linkId: 'x', type: 'string' }],
        },
        { linkId: 'r', type: 'string' },
      ],
    }
    const titles = (answers: Answers) =>
      shownPages(pagesOf(form, 'en'), enabledItems(form, answers)).map((page) => page.title)
    expect(titles({})).toEqual(['', ''])
    expect(titles({ q: [true] })).toEqual(['', 'More', ''])
  })
})

describe('answers', () => {
  const items: Item[] = [
    {
      linkId: 'n',
      type: 'integer',
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: 10 }],
    },
    { linkId: 'd', type: 'date', required: true },
    { linkId: 's', type: 'string', maxLength: 3, required: true },
  ]

  test('half-typed ones are told and wait, the others are kept', () => {
    const answers = { n: ['1x'], d: ['2026-02-30'], s: ['abc'] }
    expect(faultsOf(placed(items), answers).map((fault) => [fault.linkId, fault.key])).toEqual([
      ['n', 'fault.number'],
      ['d', 'fault.date'],
    ])
    expect(keepable(placed(items), { ...answers, gone: ['x'] })).toEqual({ s: ['abc'] })
  })

  test('blanks are no answer; limits hold', () => {
    expect(faultsOf(placed(items), { n: [11], d: ['2026-02-28'], s: ['  '] })).toMatchObject([
      { linkId: 'n', key: 'fault.most', values: { max: 10 } },
      { linkId: 's', key: 'fault.required' },
    ])
    expect(faultsOf(placed(items), { d: ['2026-02-28'], s: ['🙂🙂🙂'] })).toEqual([])
  })
})
