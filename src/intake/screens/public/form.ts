// What a page reads of a FHIR R4 Questionnaire. The server owns the rules; here is only what can be shown and asked.

export type AnswerValue = string | number | boolean
export type Answers = Record<string, AnswerValue[]>

export interface Extension {
  url: string
  extension?: Extension[]
  [value: string]: unknown
}

export interface Coding {
  code?: string
  display?: string
  _display?: { extension?: Extension[] }
}

export interface AnswerOption {
  valueCoding?: Coding
  valueString?: string
  valueInteger?: number
  valueDate?: string
  valueTime?: string
}

export interface EnableWhen {
  question: string
  operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<='
  [answer: string]: unknown
}

export interface Item {
  linkId: string
  type: string
  text?: string
  _text?: { extension?: Extension[] }
  definition?: string
  required?: boolean
  repeats?: boolean
  readOnly?: boolean
  maxLength?: number
  answerOption?: AnswerOption[]
  enableWhen?: EnableWhen[]
  enableBehavior?: 'all' | 'any'
  extension?: Extension[]
  item?: Item[]
}

export interface Form {
  title?: string
  _title?: { extension?: Extension[] }
  description?: string
  _description?: { extension?: Extension[] }
  item?: Item[]
}

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'
const ITEM_CONTROL = 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl'
const SIGNATURE = 'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired'

function translated(node: { extension?: Extension[] } | undefined, language: string): string | undefined {
  for (const each of node?.extension ?? []) {
    if (each.url !== TRANSLATION) continue
    const part = (name: string) => each.extension?.find(({ url }) => url === name)
    if (part('lang')?.valueCode !== language) continue
    const content = part('content')
    return (content?.valueString ?? content?.valueMarkdown) as string | undefined
  }
  return undefined
}

/** The words of an item in the language that is read. */
export function textOf(item: Pick<Item, 'text' | '_text'>, language: string): string {
  return translated(item._text, language) ?? item.text ?? ''
}

export function titleOf(form: Form, language: string): string {
  return translated(form._title, language) ?? form.title ?? ''
}

export function descriptionOf(form: Form, language: string): string {
  return translated(form._description, language) ?? form.description ?? ''
}

export interface Option {
  value: AnswerValue
  label: string
}

/** What can be chosen: the code is kept, the words are shown. */
export function optionsOf(item: Item, language: string): Option[] {
  return (item.answerOption ?? []).map((option) => {
    const coding = option.valueCoding
    const plain = option.valueString ?? option.valueInteger ?? option.valueDate ?? option.valueTime ?? ''
    const value = coding?.code ?? coding?.display ?? plain
    return { value, label: translated(coding?._display, language) ?? coding?.display ?? String(value) }
  })
}

/** The control that the form asks for: `radio-button`, `check-box`, `drop-down`, `slider`, `help`, … */
export function controlOf(item: Item): string | undefined {
  const found = item.extension?.find(({ url }) => url === ITEM_CONTROL)?.valueCodeableConcept
  return (found as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code
}

export function isSignature(item: Item): boolean {
  return controlOf(item) === 'signature' || Boolean(item.extension?.some(({ url }) => url === SIGNATURE))
}

/** The least and greatest number that is allowed. */
export function rangeOf(item: Item): { min: number | null; max: number | null } {
  const value = (name: string) => {
    const found = item.extension?.find(({ url }) => url === `http://hl7.org/fhir/StructureDefinition/${name}`)
    const given = found?.valueInteger ?? found?.valueDecimal
    return typeof given === 'number' ? given : null
  }
  return { min: value('minValue'), max: value('maxValue') }
}

/** Every item, parents before children. */
export function allItems(items: readonly Item[] = []): Item[] {
  return items.flatMap((item) => [item, ...allItems(item.item)])
}

/** Something a person answers here; what is calculated or only stands there is not. */
export function isQuestion(item: Item): boolean {
  return item.type !== 'group' && item.type !== 'display' && !item.readOnly && item.type !== 'reference'
}
