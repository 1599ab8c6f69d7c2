import type { Extension, Item, Questionnaire } from './questionnaire.ts'

const FHIR = 'http://hl7.org/fhir/StructureDefinition/'
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-'
/** What FHIR has no word for: the words of a score by its range. */
export const SCORE_BAND = 'https://atrium.example/fhir/StructureDefinition/score-band'
/** Nor for this: which answers must be looked at the same day. */
export const ALERT_WHEN = 'https://atrium.example/fhir/StructureDefinition/alert-when'

export const URLS = {
  minValue: `${FHIR}minValue`,
  maxValue: `${FHIR}maxValue`,
  minQuantity: `${SDC}minQuantity`,
  maxQuantity: `${SDC}maxQuantity`,
  minLength: `${FHIR}minLength`,
  regex: `${FHIR}regex`,
  entryFormat: `${FHIR}entryFormat`,
  maxDecimalPlaces: `${FHIR}maxDecimalPlaces`,
  maxSize: `${FHIR}maxSize`,
  mimeType: `${FHIR}mimeType`,
  minOccurs: `${FHIR}questionnaire-minOccurs`,
  maxOccurs: `${FHIR}questionnaire-maxOccurs`,
  unit: `${FHIR}questionnaire-unit`,
  unitOption: `${FHIR}questionnaire-unitOption`,
  unitValueSet: `${FHIR}questionnaire-unitValueSet`,
  referenceResource: `${FHIR}questionnaire-referenceResource`,
  hidden: `${FHIR}questionnaire-hidden`,
  constraint: `${FHIR}questionnaire-constraint`,
  calculated: `${SDC}calculatedExpression`,
  initialExpression: `${SDC}initialExpression`,
  enableWhenExpression: `${SDC}enableWhenExpression`,
  /** The Finnish PHR's older way of saying the same. */
  enableWhenFinnish: 'http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen',
  variable: `${FHIR}variable`,
  ordinalValue: `${FHIR}ordinalValue`,
  itemWeight: `${FHIR}itemWeight`,
  translation: `${FHIR}translation`,
} as const

type Extended = { extension?: Extension[] } | undefined

/** The extensions of that address, in their order. */
export function extensionsOf(node: Extended, url: string): Extension[] {
  return (node?.extension ?? []).filter((each) => each.url === url)
}

/** The value that an extension carries, whatever its type. */
export function valueIn(extension: Extension | undefined): unknown {
  const name = extension && Object.keys(extension).find((key) => key.startsWith('value'))
  return name ? extension[name] : undefined
}

export function extensionValue(node: Extended, url: string): unknown {
  return valueIn(extensionsOf(node, url)[0])
}

function numberIn(node: Extended, url: string): number | null {
  const value = extensionValue(node, url)
  return typeof value === 'number' ? value : null
}

export const minLengthOf = (item: Item) => numberIn(item, URLS.minLength)
export const mostDecimalsOf = (item: Item) => numberIn(item, URLS.maxDecimalPlaces)
/** Megabytes. */
export const mostSizeOf = (item: Item) => numberIn(item, URLS.maxSize)
export const leastAnswersOf = (item: Item) => numberIn(item, URLS.minOccurs)
export const mostAnswersOf = (item: Item) => numberIn(item, URLS.maxOccurs)
export const isHidden = (item: Item) => extensionValue(item, URLS.hidden) === true

/** The pattern that a text must match as a whole. */
export function patternOf(item: Item): string | null {
  const value = extensionValue(item, URLS.regex)
  return typeof value === 'string' ? value : null
}

/** The media types an attachment may have; empty: any. */
export function mediaTypesOf(item: Item): string[] {
  return extensionsOf(item, URLS.mimeType)
    .map(valueIn)
    .filter((value) => typeof value === 'string')
}

/** The FHIRPath expression of an extension such as calculatedExpression. */
export function expressionIn(node: Extended, url: string): string | null {
  const value = extensionValue(node, url)
  if (typeof value === 'string') return value
  const { language, expression } = (value ?? {}) as { language?: string; expression?: string }
  return expression && (language === undefined || language === 'text/fhirpath') ? expression : null
}

/** Is the answer worked out by the form and not asked? */
export const isCalculated = (item: Item) => expressionIn(item, URLS.calculated) !== null

export function enableExpressionOf(item: Item): string | null {
  return expressionIn(item, URLS.enableWhenExpression) ?? expressionIn(item, URLS.enableWhenFinnish)
}

/** Does anything of the form need FHIRPath? */
export function hasExpressions(form: Questionnaire): boolean {
  const text = JSON.stringify(form)
  return [URLS.calculated, URLS.enableWhenExpression, URLS.enableWhenFinnish, URLS.constraint].some((url) =>
    text.includes(url),
  )
}

/** A text in a language, where its `_element` holds a translation. */
export function translated(node: unknown, language: string): string | undefined {
  for (const each of extensionsOf(node as Extended, URLS.translation)) {
    const part = (name: string) => valueIn(each.extension?.find(({ url }) => url === name))
    const content = part('content')
    if (part('lang') === language && typeof content === 'string') return content
  }
  return undefined
}
