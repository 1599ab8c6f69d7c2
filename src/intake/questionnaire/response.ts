import type { AnswerValue, Answers, Item, Questionnaire } from './questionnaire.ts'

export interface ResponseFacts {
  questionnaire: string
  clientId: string
  authored: Date
}

/** The answers as a FHIR R4 QuestionnaireResponse, nested as the form is. */
export function toResponse(
  form: Questionnaire,
  answers: Answers,
  facts: ResponseFacts,
): Record<string, unknown> {
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire: facts.questionnaire,
    status: 'completed',
    subject: { reference: `Patient/${facts.clientId}` },
    authored: facts.authored.toISOString(),
    item: itemsOf(form.item ?? [], answers),
  }
}

function itemsOf(items: readonly Item[], answers: Answers): Record<string, unknown>[] {
  return items.flatMap((item): Record<string, unknown>[] => {
    const nested = itemsOf(item.item ?? [], answers)
    const values = answers[item.linkId] ?? []
    if (item.type === 'display' || (values.length === 0 && nested.length === 0)) return []
    const text = item.text ? { text: item.text } : {}
    if (item.type === 'group') return [{ linkId: item.linkId, ...text, item: nested }]
    const answer = values.map((value, index) => ({
      ...typed(item, value),
      ...(index === 0 && nested.length > 0 ? { item: nested } : {}),
    }))
    return [{ linkId: item.linkId, ...text, answer }]
  })
}

function typed(item: Item, value: AnswerValue): Record<string, unknown> {
  switch (item.type) {
    case 'boolean':
      return { valueBoolean: value }
    case 'integer':
      return { valueInteger: value }
    case 'decimal':
      return { valueDecimal: value }
    case 'date':
      return { valueDate: value }
    case 'dateTime':
      return { valueDateTime: value }
    case 'time':
      return { valueTime: value }
    case 'url':
      return { valueUri: value }
    case 'choice':
    case 'open-choice':
      return chosen(item, value)
    default:
      return { valueString: value }
  }
}

function chosen(item: Item, value: AnswerValue): Record<string, unknown> {
  const option = item.answerOption?.find(
    ({ valueCoding }) => valueCoding && (valueCoding.code ?? valueCoding.display) === value,
  )
  if (option) return { valueCoding: option.valueCoding }
  return typeof value === 'number' ? { valueInteger: value } : { valueString: value }
}
