import { findClient, primaryEmailIfAny, primaryPhoneIfAny } from '../clients/index.ts'
import type { Context } from '../platform/operation/context.ts'
import type { Answers, Questionnaire } from './questionnaire/questionnaire.ts'
import { allItems } from './questionnaire/questionnaire.ts'

const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'

/** What the practice knows of the client already, put where the form's `definition` asks for it; nobody types a fact twice. */
export async function knownAnswers(ctx: Context, form: Questionnaire, clientId: string): Promise<Answers> {
  const asked = allItems(form).filter(
    ({ definition }) => typeof definition === 'string' && definition.startsWith(PATIENT),
  )
  if (asked.length === 0) return {}
  const client = await findClient(ctx, clientId)
  const facts: Record<string, string | null | undefined> = {
    'name.given': client.givenName,
    'name.family': client.familyName,
    birthDate: client.bornOn,
    address: client.addressLines.join('\n'),
    'telecom:phone': await primaryPhoneIfAny(ctx, clientId),
    'telecom:email': await primaryEmailIfAny(ctx, clientId),
  }
  const known = asked.flatMap(({ linkId, definition }) => {
    const value = facts[String(definition).slice(PATIENT.length)]
    return value ? [{ linkId, value }] : []
  })
  return Object.fromEntries(known.map(({ linkId, value }) => [linkId, [value]]))
}
