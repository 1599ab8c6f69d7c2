// What a page reads of a FHIR R4 Questionnaire. The server owns the rules; here is only what can be shown and asked.

/** An amount, a file, a coding, as FHIR writes it. */
export type Structured = Record<string, unknown>
export type AnswerValue = string | number | boolean | Structured
/** Key → values; the key is the linkId, in a table preceded by its row: `medication[0]/medication.name`. */
export type Answers = Record<string, AnswerValue[]>

export interface Extension {
  url: string
  extension?: Extension[]
  [value: string]: unknown
}

export interface Coding {
  code?: string
  display?: string
  system?: string
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
  copyright?: string
  _copyright?: { extension?: Extension[] }
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

/** Whose questions these are and how they may be used: stands at the end of the form. */
export function copyrightOf(form: Form, language: string): string {
  return translated(form._copyright, language) ?? form.copyright ?? ''
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

/** Something a person answers here; what is calculated, hidden or only stands there is not. */
export function isQuestion(item: Item): boolean {
  const stands = item.type === 'group' || item.type === 'display' || item.type === 'reference'
  return !stands && !item.readOnly && !isHidden(item) && !has(item, CALCULATED)
}

const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression'
const HIDDEN = 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden'

const has = (item: Item, url: string) => Boolean(item.extension?.some((each) => each.url === url))

export function isHidden(item: Item): boolean {
  return Boolean(item.extension?.some(({ url, valueBoolean }) => url === HIDDEN && valueBoolean === true))
}

/** A group that may stand several times. */
export function isTable(item: Item): boolean {
  return item.type === 'group' && item.repeats === true
}

/** The keys of a table's rows. */
export function rowKeys(key: string, answers: Answers): string[] {
  const count = answers[key]?.[0]
  return Array.from({ length: typeof count === 'number' ? count : 0 }, (_none, row) => `${key}[${row}]`)
}

/** A question where it stands: the same question has a key of its own in each row of a table. */
export interface Placed {
  item: Item
  key: string
}

/** Every item with its key, those in the rows of tables included, parents before children. */
export function placed(items: readonly Item[] = [], answers: Answers = {}, prefix = ''): Placed[] {
  return items.flatMap((item) => {
    const key = prefix + item.linkId
    const inner = isTable(item)
      ? rowKeys(key, answers).flatMap((row) => placed(item.item, answers, `${row}/`))
      : placed(item.item, answers, prefix)
    return [{ item, key }, ...inner]
  })
}

/** The units an amount may have. */
export function unitsOf(item: Item): Coding[] {
  const listed = (item.extension ?? []).filter(({ url }) => url.endsWith('/questionnaire-unitOption'))
  const only = (item.extension ?? []).filter(({ url }) => url.endsWith('/questionnaire-unit'))
  return [...listed, ...only].map(({ valueCoding }) => valueCoding as Coding)
}

/** The number of an extension such as maxSize. */
export function numberOf(item: Item, name: string): number | null {
  const found = item.extension?.find(({ url }) => url.endsWith(`/${name}`))
  const value = found?.valueDecimal ?? found?.valueInteger
  return typeof value === 'number' ? value : null
}
