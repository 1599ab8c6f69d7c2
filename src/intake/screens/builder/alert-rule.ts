import { URL } from './extensions.ts'
import { patched, type Extension, type Item } from './form-tree.ts'

/** When an answer raises an alert, and what the alert says. */
export interface AlertRule {
  is: string[]
  atLeast: number | null
  atMost: number | null
  text: string
}

const none: AlertRule = { is: [], atLeast: null, atMost: null, text: '' }

/** The rule of a question; empty where it has none. */
export function alertOf(item: Item): AlertRule {
  const parts = partsOf(item)
  const number = (name: string) => (partOf(parts, name)?.valueDecimal as number | undefined) ?? null
  return {
    is: parts.filter(({ url }) => url === 'is').map(({ valueString }) => String(valueString)),
    atLeast: number('atLeast'),
    atMost: number('atMost'),
    text: String(partOf(parts, 'text')?.valueString ?? ''),
  }
}

export const isAlarming = (item: Item) => partsOf(item).length > 0

/** The question with this rule; one that waits for nothing is taken away. Words that stayed keep their translations. */
export function withAlert(item: Item, change: Partial<AlertRule>): Item {
  const rule = { ...none, ...alertOf(item), ...change }
  const others = (item.extension ?? []).filter(({ url }) => url !== URL.alert)
  if (rule.is.length === 0 && rule.atLeast === null && rule.atMost === null)
    return patched(item, { extension: others })
  const before = partOf(partsOf(item), 'text')
  const text = before?.valueString === rule.text ? before : { url: 'text', valueString: rule.text }
  const made: Extension = {
    url: URL.alert,
    extension: [
      ...rule.is.map((valueString) => ({ url: 'is', valueString })),
      ...(rule.atLeast === null ? [] : [{ url: 'atLeast', valueDecimal: rule.atLeast }]),
      ...(rule.atMost === null ? [] : [{ url: 'atMost', valueDecimal: rule.atMost }]),
      ...(rule.text === '' ? [] : [text]),
    ],
  }
  return patched(item, { extension: [...others, made] })
}

const partsOf = (item: Item): Extension[] =>
  (item.extension ?? []).filter(({ url }) => url === URL.alert).flatMap(({ extension }) => extension ?? [])

const partOf = (parts: readonly Extension[], name: string) => parts.find(({ url }) => url === name)
