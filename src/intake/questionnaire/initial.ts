import { keptValueOf } from './options.ts'
import type { AnswerValue, Answers, Item, Questionnaire } from './questionnaire.ts'
import { isTable } from './questionnaire.ts'

/** What a form begins with: `initial` values and options that are chosen from the start; a required table has one row. */
export function initialAnswers(form: Questionnaire): Answers {
  const answers: Answers = {}
  const visit = (items: readonly Item[], prefix: string) => {
    for (const item of items) {
      const key = prefix + item.linkId
      if (isTable(item)) {
        if (!item.required) continue
        answers[key] = [1]
        visit(item.item ?? [], `${key}[0]/`)
        continue
      }
      const values = beginningOf(item)
      if (values.length > 0) answers[key] = values
      visit(item.item ?? [], prefix)
    }
  }
  visit(form.item ?? [], '')
  return answers
}

function beginningOf(item: Item): AnswerValue[] {
  const chosen = (item.answerOption ?? []).filter(({ initialSelected }) => initialSelected).map(keptValueOf)
  if (chosen.length > 0) return chosen
  return (item.initial ?? []).flatMap((given): AnswerValue[] => {
    const [name] = Object.keys(given).filter((key) => key.startsWith('value'))
    if (name === 'valueCoding') return [keptValueOf({ valueCoding: given.valueCoding as { code: string } })]
    return name ? [given[name] as AnswerValue] : []
  })
}
