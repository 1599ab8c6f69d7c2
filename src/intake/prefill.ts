import type { Context } from '../platform/operation/context.ts'
import { HEALTH_FIELDS } from './chart/facts.ts'
import { chartFieldIfAny, chartValue, isOfPolicy, policyValue } from './chart/fields.ts'
import { knownOf } from './chart/known.ts'
import { URLS, expressionIn } from './questionnaire/extensions.ts'
import { initialAnswers } from './questionnaire/initial.ts'
import type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems } from './questionnaire/questionnaire.ts'
import { patientFact } from './chart/patient-fact.ts'

/**
 * What the form begins with: its own initial answers, and what the practice knows of the client; nobody types a fact
 * twice. Allergies and medicines are asked afresh: today's answer counts, and who only holds a link learns nothing of them.
 */
export async function knownAnswers(ctx: Context, form: Questionnaire, clientId: string): Promise<Answers> {
  const begin = initialAnswers(form)
  const asked = allItems(form).filter(
    (item) => chartFieldIfAny(item) || isOfPolicy(item) || expressionIn(item, URLS.initialExpression),
  )
  if (asked.length === 0) return begin
  const known = await knownOf(ctx, clientId)
  const filled = asked.flatMap((item): [string, string[]][] => {
    const field = chartFieldIfAny(item) ?? patientFact(expressionIn(item, URLS.initialExpression))
    const isHealth = field !== undefined && HEALTH_FIELDS.includes(field)
    const value = field && !isHealth ? chartValue(field, known) : policyValue(item, known)
    return value ? [[item.linkId, [value]]] : []
  })
  return { ...begin, ...Object.fromEntries(filled) }
}
