import { checkTemplate } from '../../platform/mail/mail.ts'
import { problem } from '../../platform/problem.ts'
import type { Step } from './shapes.ts'

/** What a campaign's words may name; anything else is refused when it is saved, never found out when it is sent. */
export const MERGE_FIELDS = [
  'client_name',
  'practice_name',
  'practice_phone',
  'service_name',
  'practitioner_name',
] as const

/** Refuses (422, naming step, language, part and line) words that could not be filled, and steps out of order. */
export function checkSteps(steps: readonly Step[]) {
  const problems = steps.flatMap((step, index) => [
    ...orderProblem(steps, index),
    ...wordProblems(step, index),
  ])
  if (problems.length > 0) throw problem(422, 'template_invalid', problems[0]!.message, { fields: problems })
}

function orderProblem(steps: readonly Step[], index: number) {
  const before = steps[index - 1]
  if (!before || steps[index]!.afterDays > before.afterDays) return []
  return [
    {
      field: `steps.${index}.afterDays`,
      message: `Step ${index + 1} has to come later than the step before it.`,
    },
  ]
}

function wordProblems({ texts }: Step, index: number) {
  const written = Object.entries(texts).filter(([, wording]) => wording)
  if (written.length === 0)
    return [{ field: `steps.${index}.texts`, message: `Step ${index + 1} has no words yet.` }]
  return written.flatMap(([language, wording]) =>
    (['headline', 'text', 'shortText'] as const).flatMap((part) =>
      checkTemplate(wording![part], MERGE_FIELDS).map(({ line, message }) => ({
        field: `steps.${index}.texts.${language}.${part}`,
        message: `Step ${index + 1}, line ${line}: ${message}`,
      })),
    ),
  )
}
