import { z } from 'zod'
import type { FieldProblem } from '../../platform/problem.ts'
import { problem } from '../../platform/problem.ts'
import { alertFault } from './alerts.ts'
import { enableExpressionOf, expressionIn, patternOf, URLS } from './extensions.ts'
import { faultInExpression } from './expressions.ts'
import { optionListOf } from './options.ts'
import type { Item, Questionnaire } from './questionnaire.ts'
import { ITEM_TYPES, allItems } from './questionnaire.ts'

const MOST_ITEMS = 500
const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const

const ItemShape: z.ZodType = z.looseObject({
  linkId: z.string().min(1).max(255),
  text: z.string().max(20_000).optional(),
  type: z.enum(ITEM_TYPES),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  answerOption: z.array(z.looseObject({})).max(500).optional(),
  answerValueSet: z.string().optional(),
  extension: z.array(z.looseObject({ url: z.string() })).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  enableWhen: z.array(z.looseObject({ question: z.string(), operator: z.enum(OPERATORS) })).optional(),
  get item() {
    return z.array(ItemShape).optional()
  },
})
const FormShape = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  status: z.enum(['draft', 'active', 'retired', 'unknown']),
  title: z.string().max(500).optional(),
  item: z.array(ItemShape).min(1),
})

/** Something about a form: `error` can't be used at all, `warning` will not ask what its author meant. */
export interface FormFault extends FieldProblem {
  severity: 'error' | 'warning'
}

/**
 * A form that can be shown and answered: FHIR's shape, and the invariants that no schema says.
 * Throws 422 `form_invalid` naming each fault by its item.
 */
export function checkForm(definition: unknown): Questionnaire {
  const faults = faultsInForm(definition).filter(({ severity }) => severity === 'error')
  if (faults.length > 0) throw refused(faults.map(({ field, message }) => ({ field, message })))
  return definition as Questionnaire
}

/** All that is wrong with a form (que-1, 2, 5, 6, 7, 8, 11, 12, conditions about inner questions) or worth a look. */
export function faultsInForm(definition: unknown): FormFault[] {
  const parsed = FormShape.safeParse(definition)
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => ({
      severity: 'error',
      field: named(definition, path),
      message,
    }))
  const form = definition as Questionnaire
  const items = allItems(form)
  const many: FormFault[] =
    items.length > MOST_ITEMS
      ? [{ severity: 'error', field: 'item', message: `At most ${MOST_ITEMS} questions.` }]
      : []
  const count = new Map<string, number>()
  for (const { linkId } of items) count.set(linkId, (count.get(linkId) ?? 0) + 1)
  return [
    ...many,
    ...items.flatMap((item) => [
      ...(count.get(item.linkId)! > 1
        ? [error(item, 'Two questions have this linkId: every question needs its own.')]
        : []),
      ...shapeFaults(item),
      ...conditionFaults(item, count),
      ...expressionFaults(form, item),
      ...warnings(form, item),
    ]),
  ]
}

// The item that a fault is in is found faster by its linkId than by numbers.
function named(definition: unknown, path: readonly PropertyKey[]): string {
  let node = definition as Record<PropertyKey, unknown> | undefined
  let linkId: string | null = null
  let rest: PropertyKey[] = []
  for (const step of path) {
    node = node?.[step] as typeof node
    rest.push(step)
    if (typeof node?.linkId === 'string') [linkId, rest] = [node.linkId, []]
  }
  return [linkId, rest.join('.')].filter(Boolean).join(': ') || 'Questionnaire'
}

const error = (item: Item, message: string): FormFault => ({
  severity: 'error',
  field: item.linkId,
  message,
})
const warning = (item: Item, message: string): FormFault => ({
  severity: 'warning',
  field: item.linkId,
  message,
})

function shapeFaults(item: Item): FormFault[] {
  const faults: string[] = []
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  const takesOptions = isChoice || ['integer', 'date', 'time', 'string', 'quantity'].includes(item.type)
  if (
    item.type === 'display' &&
    (item.required || item.repeats || item.item?.some(({ type }) => type !== 'display'))
  )
    faults.push('A text that only stands there cannot be required, repeated or hold questions.')
  if (item.type === 'group' && !item.item?.length) faults.push('A section needs at least one question.')
  if (!takesOptions && item.answerOption?.length && !['decimal', 'text', 'reference'].includes(item.type))
    faults.push('Only a choice, text, number, day or time can have answers to choose from.')
  if (item.answerOption?.length && item.answerValueSet)
    faults.push('Give either the answers themselves or a list of them, not both.')
  if ((item.enableWhen?.length ?? 0) > 1 && !item.enableBehavior)
    faults.push('Several conditions need enableBehavior: all or any.')
  if (item.initial?.length && (item.type === 'group' || item.type === 'display'))
    faults.push('A section or a text has no answer to begin with.')
  if ((item.initial?.length ?? 0) > 1 && !item.repeats)
    faults.push('Only one answer to begin with is possible.')
  return faults.map((message) => error(item, message))
}

function conditionFaults(item: Item, known: ReadonlyMap<string, number>): FormFault[] {
  const inner = new Set(allItems(item).map(({ linkId }) => linkId))
  return (item.enableWhen ?? []).flatMap((condition) => {
    const { question, operator } = condition
    const answer = Object.keys(condition).find((key) => key.startsWith('answer'))
    if (question === item.linkId || !known.has(question))
      return [error(item, `It depends on "${question}", which is not another question of this form.`)]
    if (inner.has(question))
      return [error(item, `It depends on "${question}", which stands inside of it and so never shows.`)]
    if (!answer) return [error(item, `The condition about "${question}" does not say which answer.`)]
    if (operator === 'exists' && answer !== 'answerBoolean')
      return [error(item, `Whether "${question}" is answered is told by true or false.`)]
    return []
  })
}

function expressionFaults(form: Questionnaire, item: Item): FormFault[] {
  const expressions = [expressionIn(item, URLS.calculated), enableExpressionOf(item)]
  const pattern = patternOf(item)
  return [
    ...expressions.flatMap((expression) => {
      const fault = expression === null ? null : faultInExpression(form, expression)
      return fault ? [warning(item, `The calculation can't be worked out: ${fault}`)] : []
    }),
    ...(pattern !== null && !isPattern(pattern)
      ? [warning(item, 'The pattern is not a regular expression.')]
      : []),
  ]
}

function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'))
  } catch {
    return false
  }
}

function warnings(form: Questionnaire, item: Item): FormFault[] {
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  const list = optionListOf(form, item)
  const found: FormFault[] = []
  if (isChoice && !list) found.push(warning(item, 'It offers no answers to choose from.'))
  if (list?.kind === 'unknown')
    found.push(warning(item, `The list ${list.valueSet} is not in the form, so nothing can be chosen.`))
  const alert = alertFault(form, item)
  if (alert) found.push(warning(item, alert))
  const asks = item.type !== 'display' && item.type !== 'group'
  if (asks && !item.text && !(item.code as unknown[] | undefined)?.length)
    found.push(warning(item, 'The question has no words.'))
  return found
}

function refused(fields: FieldProblem[]) {
  return problem(422, 'form_invalid', `${fields[0]!.field}: ${fields[0]!.message}`, { fields })
}
