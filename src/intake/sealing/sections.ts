import type { Item } from '../questionnaire/questionnaire.ts'
import type { DocumentWords } from './document-words.ts'

export interface Row {
  kind: 'answer' | 'text'
  label: string
  text: string
}
export interface Section {
  title: string
  rows: Row[]
}

interface ResponseItem {
  linkId: string
  answer?: ({ item?: ResponseItem[] } & Record<string, unknown>)[]
  item?: ResponseItem[]
}

export interface SignedForm {
  form: { definition: { item?: Item[] } }
  response: { item?: ResponseItem[] }
}

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'

/** What was asked and answered, in the order of the form and in a language of it; questions that did not show are left out. */
export function sectionsOf(
  { form, response }: SignedForm,
  language: string,
  words: DocumentWords,
): Section[] {
  const answers = new Map(allOf(response.item ?? []).map((item) => [item.linkId, item]))
  const reading = { answers, language, words }
  const sections: Section[] = []
  for (const item of form.definition.item ?? []) {
    if (item.type === 'group')
      sections.push({ title: textOf(item, language), rows: rowsOf(item.item ?? [], reading) })
    else sections.push({ title: '', rows: rowsOf([item], reading) })
  }
  return sections.filter(({ rows }) => rows.length > 0)
}

interface Reading {
  answers: Map<string, ResponseItem>
  language: string
  words: DocumentWords
}

function rowsOf(items: readonly Item[], reading: Reading): Row[] {
  return items.flatMap((item) => {
    const inner = rowsOf(item.item ?? [], reading)
    const label = textOf(item, reading.language)
    // A text to read was part of what was signed.
    if (item.type === 'display') return [{ kind: 'text' as const, label: '', text: label }]
    if (item.type === 'group')
      return inner.length > 0 && label ? [{ kind: 'text' as const, label: '', text: label }, ...inner] : inner
    const found = reading.answers.get(item.linkId)
    if (!found?.answer?.length) return inner
    const text = found.answer.map((value) => valueText(item, value, reading)).join(', ')
    return [{ kind: 'answer' as const, label, text }, ...inner]
  })
}

function valueText(item: Item, value: Record<string, unknown>, { language, words }: Reading): string {
  if (typeof value.valueBoolean === 'boolean') return value.valueBoolean ? words.yes : words.no
  const coding = value.valueCoding as { code?: string; display?: string } | undefined
  if (coding) {
    const option = item.answerOption?.find(
      ({ valueCoding }) => valueCoding?.code !== undefined && valueCoding.code === coding.code,
    )
    const shown = option?.valueCoding as { display?: string; _display?: unknown } | undefined
    return translated(shown?._display, language) ?? shown?.display ?? coding.display ?? coding.code ?? ''
  }
  const attachment = value.valueAttachment as { title?: string; contentType?: string } | undefined
  if (attachment) return attachment.title ?? attachment.contentType ?? ''
  const quantity = value.valueQuantity as { value?: number; unit?: string } | undefined
  if (quantity) return [quantity.value, quantity.unit].filter((part) => part !== undefined).join(' ')
  const [first] = Object.entries(value).filter(([key]) => key.startsWith('value'))
  return first ? String(first[1]) : ''
}

function textOf(item: Item, language: string): string {
  return translated(item._text, language) ?? item.text ?? ''
}

function translated(element: unknown, language: string): string | undefined {
  const { extension = [] } = (element ?? {}) as {
    extension?: { url?: string; extension?: { url?: string; valueCode?: string; valueString?: string }[] }[]
  }
  const found = extension.find(
    (each) =>
      each.url === TRANSLATION &&
      each.extension?.some(({ url, valueCode }) => url === 'lang' && valueCode === language),
  )
  return found?.extension?.find(({ url }) => url === 'content')?.valueString
}

function allOf(items: readonly ResponseItem[]): ResponseItem[] {
  return items.flatMap((item) => [
    item,
    ...allOf(item.item ?? []),
    ...(item.answer ?? []).flatMap((answer) => allOf(answer.item ?? [])),
  ])
}
