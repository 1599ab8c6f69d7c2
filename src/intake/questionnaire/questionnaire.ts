/** The part of FHIR R4 Questionnaire that our renderer shows (https://hl7.org/fhir/R4/questionnaire.html). */
export interface Questionnaire {
  resourceType: 'Questionnaire'
  url?: string
  version?: string
  title?: string
  status: string
  item?: Item[]
  [other: string]: unknown
}

export interface Item {
  linkId: string
  text?: string
  type: ItemType
  required?: boolean
  repeats?: boolean
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

export interface AnswerOption {
  valueCoding?: { code?: string; system?: string; display?: string }
  valueString?: string
  valueInteger?: number
  valueDate?: string
  valueTime?: string
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

/** What a person answered: linkId → values. A choice is kept by its code (or its text where there is none). */
export type Answers = Record<string, AnswerValue[]>
export type AnswerValue = string | number | boolean

const SIGNATURE_REQUIRED = 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired'
const MIN_VALUE = 'http://hl7.org/fhir/StructureDefinition/minValue'
const MAX_VALUE = 'http://hl7.org/fhir/StructureDefinition/maxValue'

/** Every item, parents before children. */
export function allItems(form: { item?: Item[] }): Item[] {
  return (form.item ?? []).flatMap((item) => [item, ...allItems(item)])
}

/** Must somebody sign this form? */
export function needsSignature(form: Questionnaire): boolean {
  return asksToSign(form as { extension?: Extension[] }) || allItems(form).some(asksToSign)
}

/** The place where the signature stands: it is handed in beside the answers, not as one of them. */
export function isSignaturePlace(item: Item): boolean {
  return item.type === 'attachment' && asksToSign(item)
}

function asksToSign({ extension }: { extension?: Extension[] }): boolean {
  return extension?.some(({ url }) => url === SIGNATURE_REQUIRED) ?? false
}

/** The codes (or texts) that may be chosen. */
export function optionValues(item: Item): AnswerValue[] {
  return (item.answerOption ?? []).map(
    (option) =>
      option.valueCoding?.code ??
      option.valueCoding?.display ??
      option.valueString ??
      option.valueInteger ??
      option.valueDate ??
      option.valueTime ??
      '',
  )
}

/** The least and greatest number that is allowed. */
export function rangeOf(item: Item): { min: number | null; max: number | null } {
  const value = (url: string) => {
    const found = item.extension?.find((each) => each.url === url)
    const given = found?.valueInteger ?? found?.valueDecimal
    return typeof given === 'number' ? given : null
  }
  return { min: value(MIN_VALUE), max: value(MAX_VALUE) }
}

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'

/** The form's title in a language, where it is translated. */
export function titleIn(language: string, form: Questionnaire): string | undefined {
  const { extension = [] } = (form._title ?? {}) as { extension?: Extension[] }
  const found = extension.find(
    (each) =>
      each.url === TRANSLATION &&
      each.extension?.some(({ url, valueCode }) => url === 'lang' && valueCode === language),
  )
  const content = found?.extension?.find(({ url }) => url === 'content')?.valueString
  return typeof content === 'string' ? content : form.title
}
