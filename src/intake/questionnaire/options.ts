import { translated } from './extensions.ts'
import type { AnswerOption, Coding, Item, Questionnaire } from './questionnaire.ts'
import { knownValueSetIfAny } from './value-sets.ts'
import type { ValueSetRule } from './value-sets.ts'

/** What an answer may be chosen from: the item's own options, or a value set, which may be unknown here. */
export type OptionList =
  | { kind: 'options'; options: AnswerOption[] }
  | { kind: 'value_set'; rule: ValueSetRule }
  | { kind: 'unknown'; valueSet: string }

interface Concept {
  system?: string
  code?: string
  display?: string
  _display?: unknown
  designation?: { language?: string; value?: string }[]
  contains?: Concept[]
  concept?: Concept[]
}
interface ValueSet {
  resourceType?: string
  id?: string
  url?: string
  concept?: Concept[]
  expansion?: { contains?: Concept[] }
  compose?: { include?: { system?: string; concept?: Concept[]; filter?: unknown[]; valueSet?: string[] }[] }
}

/** The list of a choice; null where the item names none. */
export function optionListOf(form: Questionnaire, item: Item): OptionList | null {
  if (item.answerOption?.length) return { kind: 'options', options: item.answerOption }
  return item.answerValueSet ? valueSetOf(form, item.answerValueSet) : null
}

/** A value set by its address: one contained in the form, or one of FHIR's own that everybody knows. */
export function valueSetOf(form: Questionnaire, address: string): OptionList {
  const own = containedIn(form, address)
  if (own) {
    const { codings, isWhole } = codingsOf(form, own)
    if (isWhole) return { kind: 'options', options: codings.map((valueCoding) => ({ valueCoding })) }
  }
  const rule = knownValueSetIfAny(address)
  return rule ? { kind: 'value_set', rule } : { kind: 'unknown', valueSet: address }
}

/** The options that can be offered for choosing, those of a contained or well-known value set included. */
export function offeredOptions(form: Questionnaire, item: Item): AnswerOption[] {
  const list = optionListOf(form, item)
  if (list?.kind === 'options') return list.options
  return list?.kind === 'value_set' ? list.rule.codings.map((valueCoding) => ({ valueCoding })) : []
}

function containedIn(form: Questionnaire, address: string): ValueSet | undefined {
  const contained = (form.contained ?? []) as ValueSet[]
  const [plain] = address.split('|')
  return contained.find((each) => (address.startsWith('#') ? `#${each.id}` === address : each.url === plain))
}

function codingsOf(form: Questionnaire, set: ValueSet): { codings: Coding[]; isWhole: boolean } {
  if (set.expansion?.contains)
    return { codings: flattened(set.expansion.contains).map((each) => coding(each)), isWhole: true }
  const includes = set.compose?.include ?? []
  const parts = includes.map((include) => {
    if (include.concept) return include.concept.map((each) => coding(each, include.system))
    const system = ((form.contained ?? []) as ValueSet[]).find(
      (each) => each.resourceType === 'CodeSystem' && each.url === include.system,
    )
    return system && !include.filter
      ? flattened(system.concept ?? []).map((each) => coding(each, include.system))
      : null
  })
  return { codings: parts.flatMap((part) => part ?? []), isWhole: parts.every((part) => part !== null) }
}

function flattened(concepts: readonly Concept[]): Concept[] {
  return concepts.flatMap((each) => [each, ...flattened(each.contains ?? each.concept ?? [])])
}

function coding({ code, display, system, designation = [], _display }: Concept, otherwise?: string): Coding {
  const extension = designation.map(({ language, value }) => ({
    url: 'http://hl7.org/fhir/StructureDefinition/translation',
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: value },
    ],
  }))
  return {
    ...((system ?? otherwise) ? { system: system ?? otherwise } : {}),
    ...(code === undefined ? {} : { code }),
    ...(display === undefined ? {} : { display }),
    ...(_display ? { _display } : extension.length > 0 ? { _display: { extension } } : {}),
  } as Coding
}

/** The value by which an option is kept: a coding's code (or its words), else the value itself. */
export function keptValueOf(option: AnswerOption): string | number {
  return (
    option.valueCoding?.code ??
    option.valueCoding?.display ??
    option.valueString ??
    option.valueInteger ??
    option.valueDate ??
    option.valueTime ??
    option.valueReference?.reference ??
    ''
  )
}

/** The words of an option. */
export function optionLabel(option: AnswerOption, language: string): string {
  const { valueCoding } = option
  return (
    translated(valueCoding?._display, language) ??
    translated((option as { _valueString?: unknown })._valueString, language) ??
    valueCoding?.display ??
    option.valueReference?.display ??
    String(keptValueOf(option))
  )
}
