import type { Client, ContactPoint } from '../../clients/index.ts'

export const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.'

/** The facts of a client that forms fill from and write to, by the end of the item's `definition`. */
export const CHART_FIELDS = {
  'name.given': (client: Client) => client.givenName,
  'name.family': (client: Client) => client.familyName,
  'name.preferred': (client: Client) => client.preferredName,
  pronouns: (client: Client) => client.pronouns,
  birthDate: (client: Client) => client.bornOn,
  gender: (client: Client) => client.sex,
  language: (client: Client) => client.language,
  address: (client: Client) => client.addressLines.join('\n'),
  'telecom:phone': (_client: Client, contacts: readonly ContactPoint[]) => firstOf(contacts, 'phone'),
  'telecom:email': (_client: Client, contacts: readonly ContactPoint[]) => firstOf(contacts, 'email'),
} as const

export type ChartField = keyof typeof CHART_FIELDS

/** The chart field that an item's `definition` names, or nothing. */
export function chartFieldIfAny(item: { definition?: string }): ChartField | undefined {
  const { definition } = item
  if (typeof definition !== 'string' || !definition.startsWith(PATIENT)) return undefined
  const name = definition.slice(PATIENT.length)
  return name in CHART_FIELDS ? (name as ChartField) : undefined
}

/** What the chart says of a field, as text; empty when nothing. */
export function chartValue(field: ChartField, client: Client, contacts: readonly ContactPoint[]): string {
  return CHART_FIELDS[field](client, contacts) ?? ''
}

function firstOf(contacts: readonly ContactPoint[], kind: ContactPoint['kind']): string | null {
  return contacts.find((each) => each.kind === kind)?.value ?? null
}
