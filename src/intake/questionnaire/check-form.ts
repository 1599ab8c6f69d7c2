import { z } from 'zod'
import type { FieldProblem } from '../../platform/problem.ts'
import { problem } from '../../platform/problem.ts'
import type { Item, Questionnaire } from './questionnaire.ts'
import { ITEM_TYPES, allItems } from './questionnaire.ts'

const MOST_ITEMS = 500

const ItemShape: z.ZodType = z.looseObject({
  linkId: z.string().min(1).max(255),
  text: z.string().max(5000).optional(),
  type: z.enum(ITEM_TYPES),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  enableWhen: z
    .array(
      z.looseObject({ question: z.string(), operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']) }),
    )
    .optional(),
  get item() {
    return z.array(ItemShape).optional()
  },
})
const FormShape = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  status: z.string(),
  title: z.string().min(1).max(200),
  item: z.array(ItemShape).min(1),
})

/**
 * A form that can be shown and answered: FHIR's shape, and the invariants that no schema says (que-2 unique linkIds,
 * que-1 groups and displays, que-6 no required display, que-7 conditions about questions that exist, que-12 enableBehavior).
 * Throws 422 `form_invalid` naming each fault.
 */
export function checkForm(definition: unknown): Questionnaire {
  const parsed = FormShape.safeParse(definition)
  if (!parsed.success)
    throw refused(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })))
  const form = parsed.data as unknown as Questionnaire
  const items = allItems(form)
  const faults = [
    ...(items.length > MOST_ITEMS ? [{ field: 'item', message: `At most ${MOST_ITEMS} questions.` }] : []),
    ...items.flatMap((item) => faultsOf(item, items)),
  ]
  if (faults.length > 0) throw refused(faults)
  return form
}

function faultsOf(item: Item, items: readonly Item[]): FieldProblem[] {
  const faults: string[] = []
  if (items.filter(({ linkId }) => linkId === item.linkId).length > 1)
    faults.push('Two questions have this linkId.')
  if (item.type === 'display' && (item.required || item.repeats || item.item?.length))
    faults.push('A text that only stands there cannot be required, repeated or hold questions.')
  if (item.type === 'group' && !item.item?.length) faults.push('A section needs at least one question.')
  if (item.type === 'choice' && !item.answerOption?.length && !item.answerValueSet)
    faults.push('A choice needs answers to choose from.')
  if ((item.enableWhen?.length ?? 0) > 1 && !item.enableBehavior)
    faults.push('Several conditions need enableBehavior: all or any.')
  for (const { question } of item.enableWhen ?? []) {
    if (question === item.linkId || !items.some(({ linkId }) => linkId === question))
      faults.push(`It depends on "${question}", which is not another question of this form.`)
  }
  return faults.map((message) => ({ field: item.linkId, message }))
}

function refused(fields: FieldProblem[]) {
  return problem(422, 'form_invalid', `${fields[0]!.field}: ${fields[0]!.message}`, { fields })
}
