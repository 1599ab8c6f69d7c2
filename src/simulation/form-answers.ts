import type { Answers, Questionnaire } from '../intake/index.ts'
import type { Chance } from './chance.ts'

type Item = NonNullable<Questionnaire['item']>[number]

const TEXTS = [
  'Since about three weeks',
  'After gardening',
  'Nothing else',
  'I would like to run again',
  'Dr Hughes, Mill Road Surgery',
]

/** Made-up answers that fit a form: every required question, and most of the others. */
export function answersFor(form: Questionnaire, chance: Chance): Answers {
  const answers: Answers = {}
  const visit = (items: readonly Item[]) => {
    for (const item of items) {
      const value = item.required || chance.happens(0.7) ? valueFor(item, chance) : undefined
      if (value !== undefined) answers[item.linkId] = [value]
      visit(item.item ?? [])
    }
  }
  visit(form.item ?? [])
  return answers
}

function valueFor(item: Item, chance: Chance): string | number | boolean | undefined {
  switch (item.type) {
    case 'boolean':
      return item.required ? true : chance.happens(0.2)
    case 'integer':
    case 'decimal':
      return numberFor(item, chance)
    case 'date':
      return `19${chance.between(50, 99)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`
    case 'choice':
    case 'open-choice': {
      const option = chance.pick(item.answerOption ?? [])
      return (
        option?.valueCoding?.code ??
        option?.valueCoding?.display ??
        option?.valueString ??
        option?.valueInteger
      )
    }
    case 'string':
    case 'text':
      return chance.pick(TEXTS).slice(0, item.maxLength ?? 200)
    default:
      return undefined
  }
}

function numberFor(item: Item, chance: Chance): number {
  const bound = (name: string, otherwise: number) => {
    const found = item.extension?.find(({ url }) => url.endsWith(`/${name}`))
    return Number(found?.valueInteger ?? found?.valueDecimal ?? otherwise)
  }
  return chance.between(bound('minValue', 0), bound('maxValue', 10))
}
