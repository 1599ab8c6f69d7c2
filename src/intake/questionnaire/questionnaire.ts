import { translated } from './extensions.ts'

/** FHIR R4 Questionnaire as far as we read it; whatever else it holds is kept (https://hl7.org/fhir/R4/questionnaire.html). */
export interface Questionnaire {
  resourceType: 'Questionnaire'
  url?: string
  version?: string
  title?: string
  status: string
  contained?: unknown[]
  extension?: Extension[]
  item?: Item[]
  [other: string]: unknown
}

export interface Item {
  linkId: string
  text?: string
  type: ItemType
  definition?: string
  required?: boolean
  repeats?: boolean
  readOnly?: boolean
  initial?: Record<string, unknown>[]
  answerValueSet?: string
  maxLength?: number
  answerOption?: AnswerOption[]
  enableWhen?: EnableWhen[]
  enableBehavior?: 'all' | 'any'
  extension?: Extension[]
  item?: Item[]
  [other: string]: unknown
}

export const ITEM_TYPES = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
] as const
export type ItemType = (typeof ITEM_TYPES)[number]

export interface Coding {
  system?: string
  code?: string
  display?: string
  _display?: { extension?: Extension[] }
  extension?: Extension[]
}

export interface AnswerOption {
  valueCoding?: Coding
  valueString?: string
  valueInteger?: number
  valueDate?: string
  valueTime?: string
  valueReference?: { reference?: string; display?: string }
  initialSelected?: boolean
  extension?: Extension[]
}

export interface EnableWhen {
  question: string
  operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<='
  [answer: string]: unknown
}

export interface Extension {
  url: string
  extension?: Extension[]
  [value: string]: unknown
}

/**
 * What a person answered: key → values. The key is the linkId; inside a table it is preceded by its row, as in
 * `medication[0]/medication.name`, and the table's own value is its number of rows. A choice is kept by its code (or
 * its text where there is none), an amount, a file or a reference as FHIR writes it.
 */
export type Answers = Record<string, AnswerValue[]>
export type AnswerValue = string | number | boolean | Record<string, unknown>

const SIGNATURE_REQUIRED = 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired'

/** Every item, parents before children. */
export function allItems(form: { item?: Item[] }): Item[] {
  return (form.item ?? []).flatMap((item) => [item, ...allItems(item)])
}

/** A group that may stand several times: a table. */
export function isTable(item: Item): boolean {
  return item.type === 'group' && item.repeats === true
}

/** Must somebody sign this form? */
export function needsSignature(form: Questionnaire): boolean {
  return asksToSign(form) || allItems(form).some(asksToSign)
}

/** The place where the signature stands: it is handed in beside the answers, not as one of them. */
export function isSignaturePlace(item: Item): boolean {
  return item.type === 'attachment' && asksToSign(item)
}

function asksToSign({ extension }: { extension?: Extension[] }): boolean {
  return extension?.some(({ url }) => url === SIGNATURE_REQUIRED) ?? false
}

/** The form's title in a language, where it is translated. */
export function titleIn(language: string, form: Questionnaire): string | undefined {
  return translated(form._title, language) ?? form.title
}

/** Whose questions these are and how they may be used, in a language where that is translated. */
export function copyrightIn(language: string, form: Questionnaire): string | undefined {
  const { copyright, _copyright } = form as { copyright?: string; _copyright?: Questionnaire['_title'] }
  return translated(_copyright, language) ?? copyright
}
