import type { Client, ContactPoint } from '../../clients/index.ts'
import type { Policy } from '../insurance/policy.ts'
import type { ChartFact, FactField } from './facts.ts'

export const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'

/** What is known of a client, for forms that fill from it. */
export interface Known {
  client: Client
  contacts: readonly ContactPoint[]
  facts: readonly ChartFact[]
  /** The policy in force that is billed first. */
  policy: Policy | null
}

/** The facts of a client that forms fill from and write to, by the end of the item's `definition`. */
export const CHART_FIELDS = {
  'name.given': ({ client }: Known) => client.givenName,
  'name.family': ({ client }: Known) => client.familyName,
  'name.preferred': ({ client }: Known) => client.preferredName,
  pronouns: ({ client }: Known) => client.pronouns,
  birthDate: ({ client }: Known) => client.bornOn,
  gender: ({ client }: Known) => client.sex,
  language: ({ client }: Known) => client.language,
  address: ({ client }: Known) => client.addressLines.join('\n'),
  'telecom:phone': ({ contacts }: Known) => firstOf(contacts, 'phone'),
  'telecom:email': ({ contacts }: Known) => firstOf(contacts, 'email'),
  contact: (known: Known) => factOf(known, 'contact'),
  allergies: (known: Known) => factOf(known, 'allergies'),
  medication: (known: Known) => factOf(known, 'medication'),
} as const

export type ChartField = keyof typeof CHART_FIELDS

/** What forms fill from the policy; a new one comes by its own page, with photos, and is confirmed by people. */
const POLICY_FIELDS: Record<string, (policy: Policy) => string | null> = {
  'policy:payer': ({ payerName }) => payerName,
  'policy:member': ({ memberId }) => memberId,
  'policy:group': ({ groupNumber }) => groupNumber,
}

/** The chart field that an item's `definition` names, or nothing. */
export function chartFieldIfAny(item: { definition?: string }): ChartField | undefined {
  const name = nameIn(item)
  return name !== undefined && name in CHART_FIELDS ? (name as ChartField) : undefined
}

/** The kind of message that a yes or no of this item opens or closes, or nothing. */
export function messagePurposeIfAny(item: { definition?: string }): string | undefined {
  const name = nameIn(item)
  return name?.startsWith('messages:') ? name.slice('messages:'.length) : undefined
}

function nameIn({ definition }: { definition?: string }): string | undefined {
  return typeof definition === 'string' && definition.startsWith(PATIENT)
    ? definition.slice(PATIENT.length)
    : undefined
}

/** What the chart says of a field, as text; empty when nothing. */
export function chartValue(field: ChartField, known: Known): string {
  return CHART_FIELDS[field](known) ?? ''
}

/** What the policy says of an item that belongs to it; empty when nothing. */
export function policyValue(item: { definition?: string }, { policy }: Known): string {
  const read = POLICY_FIELDS[nameIn(item) ?? '']
  return (read && policy && read(policy)) || ''
}

/** Does the item fill from the policy? */
export const isOfPolicy = (item: { definition?: string }) => (nameIn(item) ?? '') in POLICY_FIELDS

function firstOf(contacts: readonly ContactPoint[], kind: ContactPoint['kind']): string | null {
  return contacts.find((each) => each.kind === kind)?.value ?? null
}

function factOf({ facts }: Known, field: FactField): string | null {
  return facts.find((each) => each.field === field)?.said ?? null
}
