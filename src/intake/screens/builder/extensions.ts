import type { Extension, Item, Option } from './form-tree.ts'
import { patched } from './form-tree.ts'

const FHIR = 'http://hl7.org/fhir/StructureDefinition/'
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-'

export const URL = {
  minValue: `${FHIR}minValue`,
  maxValue: `${FHIR}maxValue`,
  regex: `${FHIR}regex`,
  entryFormat: `${FHIR}entryFormat`,
  maxDecimals: `${FHIR}maxDecimalPlaces`,
  maxSize: `${FHIR}maxSize`,
  mimeType: `${FHIR}mimeType`,
  maxOccurs: `${FHIR}questionnaire-maxOccurs`,
  unitOption: `${FHIR}questionnaire-unitOption`,
  hidden: `${FHIR}questionnaire-hidden`,
  calculated: `${SDC}calculatedExpression`,
  ordinal: `${FHIR}ordinalValue`,
  signature: `${FHIR}questionnaire-signatureRequired`,
  control: `${FHIR}questionnaire-itemControl`,
  translation: `${FHIR}translation`,
  band: 'https://atrium.example/fhir/StructureDefinition/score-band',
  alert: 'https://atrium.example/fhir/StructureDefinition/alert-when',
}

export function valueOf(node: { extension?: Extension[] } | undefined, url: string): unknown {
  const found = node?.extension?.find((each) => each.url === url)
  const name = found && Object.keys(found).find((key) => key.startsWith('value'))
  return name ? found[name] : undefined
}

/** The node with this one extension set; null takes it away. Others stay, in their order. */
export function withExtension<T extends { extension?: Extension[] }>(
  node: T,
  url: string,
  value: Record<string, unknown> | null,
): T {
  const others = (node.extension ?? []).filter((each) => each.url !== url)
  return patched(node, { extension: value ? [...others, { url, ...value }] : others } as Partial<T>)
}

/** The words of an element in a language, from its translations. */
export function translationOf(element: unknown, language: string): string {
  for (const each of (element as { extension?: Extension[] } | undefined)?.extension ?? []) {
    if (each.url !== URL.translation) continue
    const part = (name: string) => each.extension?.find(({ url }) => url === name)
    if (part('lang')?.valueCode === language) return String(part('content')?.valueString ?? '')
  }
  return ''
}

/** The element (`_text`, `_title`, `_display`) with a translation set; empty words take it away. */
export function withTranslation(element: unknown, language: string, words: string): unknown {
  const before = (element ?? {}) as { extension?: Extension[] }
  const others = (before.extension ?? []).filter(
    (each) =>
      each.url !== URL.translation ||
      each.extension?.find(({ url }) => url === 'lang')?.valueCode !== language,
  )
  const mine: Extension = {
    url: URL.translation,
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: words },
    ],
  }
  const extension = words === '' ? others : [...others, mine]
  const next = patched(before, { extension })
  return Object.keys(next).length > 0 ? next : undefined
}

/** The help of a question: FHIR keeps it as a text below it. */
export function helpOf(item: Item): Item | undefined {
  return item.item?.find((each) => each.type === 'display' && controlOf(each) === 'help')
}

export function controlOf(item: Item): string | undefined {
  const value = valueOf(item, URL.control) as { coding?: { code?: string }[] } | undefined
  return value?.coding?.[0]?.code
}

export function controlValue(code: string): Record<string, unknown> {
  const system = 'http://hl7.org/fhir/questionnaire-item-control'
  return { valueCodeableConcept: { coding: [{ system, code }] } }
}

export function withHelp(item: Item, text: string): Item {
  const others = (item.item ?? []).filter((each) => each !== helpOf(item))
  if (text === '') return patched(item, { item: others })
  const before = helpOf(item) ?? { linkId: `${item.linkId}.help`, type: 'display' }
  const help = withExtension({ ...before, text }, URL.control, controlValue('help'))
  return { ...item, item: [help, ...others] }
}

export function scoreOf(option: Option): number | null {
  const value = valueOf(option, URL.ordinal)
  return typeof value === 'number' ? value : null
}

export interface Band {
  from: number | null
  to: number | null
  text: string
}

export function bandsOf(item: Item): Band[] {
  return (item.extension ?? [])
    .filter(({ url }) => url === URL.band)
    .map((each) => {
      const part = (name: string) => each.extension?.find(({ url }) => url === name)
      return {
        from: (part('from')?.valueDecimal as number | undefined) ?? null,
        to: (part('to')?.valueDecimal as number | undefined) ?? null,
        text: String(part('text')?.valueString ?? ''),
      }
    })
}

/** The item with these bands; a band whose words did not change keeps its translations. */
export function withBands(item: Item, bands: readonly Band[]): Item {
  const before = (item.extension ?? []).filter(({ url }) => url === URL.band)
  const others = (item.extension ?? []).filter(({ url }) => url !== URL.band)
  const made = bands.map(({ from, to, text }, at): Extension => {
    const own = before[at]?.extension?.find(({ url }) => url === 'text')
    const kept = own?.valueString === text ? own : { url: 'text', valueString: text }
    return {
      url: URL.band,
      extension: [{ url: 'from', valueDecimal: from ?? 0 }, { url: 'to', valueDecimal: to ?? 0 }, kept],
    }
  })
  return patched(item, { extension: [...others, ...made] })
}

const SUM =
  /^(?:iif\(.*? = \d+, )?%resource\.descendants\(\)\.where\(linkId in \(([^)]*)\)\)\.answer\.value\.(weight\(\)\.)?(sum|avg)\(\)(?:, \{\}\))?$/

export interface Sum {
  of: string[]
  how: 'sum' | 'avg'
  /** By the scores of the chosen answers, not by numbers. */
  weighted: boolean
  /** Only when every question is answered. */
  whole: boolean
}

/** The expression of a sum or mean of questions. */
export function sumExpression({ of, how, weighted, whole }: Sum): string {
  const list = of.map((id) => `'${id.replaceAll("'", "\\'")}'`).join('|')
  const answers = `%resource.descendants().where(linkId in (${list})).answer`
  const value = `${answers}.value.${weighted ? 'weight().' : ''}${how}()`
  return whole ? `iif(${answers}.count() = ${of.length}, ${value}, {})` : value
}

/** What a sum or mean adds up, where the expression is one that the builder writes itself. */
export function readSum(expression: string): Sum | null {
  const found = SUM.exec(expression)
  if (!found) return null
  const of = found[1]!.split('|').map((part) => part.trim().replace(/^'|'$/g, ''))
  return {
    of,
    how: found[3] as Sum['how'],
    weighted: found[2] !== undefined,
    whole: expression.startsWith('iif('),
  }
}

export function expressionOf(item: Item): string {
  const value = valueOf(item, URL.calculated) as { expression?: string } | undefined
  return value?.expression ?? ''
}

export function withExpression(item: Item, expression: string): Item {
  const value = expression === '' ? null : { valueExpression: { language: 'text/fhirpath', expression } }
  return patched(withExtension(item, URL.calculated, value), {
    readOnly: value ? true : undefined,
  } as Partial<Item>)
}
