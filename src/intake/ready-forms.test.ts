import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calculate } from './questionnaire/calculate.ts'
import { faultsInForm } from './questionnaire/check-form.ts'
import { extensionValue, isCalculated, URLS } from './questionnaire/extensions.ts'
import type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems } from './questionnaire/questionnaire.ts'
import { bandFor, bandsOf } from './questionnaire/score.ts'

const packs = join(import.meta.dirname, '../../packs')
const forms = readdirSync(packs, { recursive: true, encoding: 'utf8' })
  .filter((path) => /forms\/[\w-]+\.json$/.test(path.replaceAll('\\', '/')))
  .map((path) => [path, JSON.parse(readFileSync(join(packs, path), 'utf8')) as Questionnaire] as const)
const formOf = (name: string) => forms.find(([path]) => path.endsWith(`/${name}.json`))![1]

test.each(forms)('%s can be used as it is', (_path, form) => {
  expect(faultsInForm(form)).toEqual([])
})

/** Every question answered with the option of that weight. */
function allWith(form: Questionnaire, weight: number): Answers {
  return Object.fromEntries(
    allItems(form)
      .filter((item) =>
        item.answerOption?.some((one) => extensionValue(one, URLS.ordinalValue) !== undefined),
      )
      .map((item) => [
        item.linkId,
        [
          item.answerOption!.find((one) => extensionValue(one, URLS.ordinalValue) === weight)!.valueCoding!
            .code!,
        ],
      ]),
  )
}

describe('a score of a ready form', () => {
  // The ranges of the published instruments.
  test.each([
    ['phq-9', 3, 27, 'Severe depression'],
    ['phq-9', 1, 9, 'Mild depression'],
    ['gad-7', 2, 14, 'Moderate anxiety'],
    ['gad-7', 0, 0, 'Minimal anxiety'],
    ['phq-2', 1, 2, 'Below the cut-off'],
    ['gad-2', 3, 6, 'At or above the cut-off: look closer, for example with the GAD-7'],
    ['who-5', 5, 100, 'Good well-being'],
    ['who-5', 2, 40, 'Low well-being: look closer'],
    ['audit-c', 4, 12, 'At or above the cut-off: look closer'],
  ])('%s with every answer %i is %i: %s', (name, weight, sum, words) => {
    const form = formOf(name)
    const { values } = calculate(form, allWith(form, weight))
    const score = allItems(form).find(isCalculated)!
    expect(values[score.linkId]).toEqual([sum])
    expect(bandFor(score, sum, 'en')).toBe(words)
  })

  test('is not told while an answer is missing', () => {
    const form = formOf('phq-9')
    const { 'phq.harm': _missing, ...most } = allWith(form, 1)
    expect(calculate(form, most).values).toEqual({})
  })

  test('has words for every value it can have, in both languages', () => {
    for (const [path, form] of forms)
      for (const item of allItems(form).filter(isCalculated)) {
        const bands = bandsOf(item, 'de')
        const step = item.type === 'integer' ? 1 : 0.1
        for (let at = bands[0]!.from; at <= bands.at(-1)!.to; at = Math.round((at + step) * 10) / 10)
          expect(
            bands.filter(({ from, to }) => at >= from && at <= to),
            `${path} ${at}`,
          ).toHaveLength(1)
        expect(bands.map(({ words }) => words)).not.toEqual(bandsOf(item, 'en').map(({ words }) => words))
      }
  })

  test('of three activities is their mean', () => {
    const answers = {
      psfs: [3],
      'psfs[0]/psfs.ability': [2],
      'psfs[1]/psfs.ability': [5],
      'psfs[2]/psfs.ability': [4],
    }
    expect(calculate(formOf('psfs'), answers).values).toEqual({ 'psfs.score': [3.7] })
  })

  test('of who never drinks needs no further answer', () => {
    expect(calculate(formOf('audit-c'), { 'audit.often': ['0'] }).values).toEqual({ 'audit.score': [0] })
  })
})
