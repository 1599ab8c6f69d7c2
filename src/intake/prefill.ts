import { findClient, listContacts } from '../clients/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { chartFieldIfAny, chartValue } from './chart/fields.ts'
import { URLS, expressionIn } from './questionnaire/extensions.ts'
import { initialAnswers } from './questionnaire/initial.ts'
import type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems } from './questionnaire/questionnaire.ts'
import { patientFact } from './chart/patient-fact.ts'

/** What the form begins with: its own initial answers, and what the practice knows of the client; nobody types a fact twice. */
export async function knownAnswers(ctx: Context, form: Questionnaire, clientId: string): Promise<Answers> {
  const begin = initialAnswers(form)
  const asked = allItems(form).filter(
    (item) => chartFieldIfAny(item) || expressionIn(item, URLS.initialExpression),
  )
  if (asked.length === 0) return begin
  const client = await findClient(ctx, clientId)
  const contacts = await listContacts(ctx, clientId)
  const known = asked.flatMap((item): [string, string[]][] => {
    const field = chartFieldIfAny(item) ?? patientFact(expressionIn(item, URLS.initialExpression))
    const value = field ? chartValue(field, client, contacts) : ''
    return value ? [[item.linkId, [value]]] : []
  })
  return { ...begin, ...Object.fromEntries(known) }
}
