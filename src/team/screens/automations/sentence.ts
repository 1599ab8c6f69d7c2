import type { Act, Catalogue, Condition, Definition, Fact, Group, Step, Wait, Words } from './model.ts'
import { factsOf, isGroup, spanOf } from './model.ts'

export interface SentenceWords {
  t: Words
  money: (minor: number) => string
}

export interface Sentence {
  when: string
  /** Empty when it always applies. */
  ifs: string
  thens: string[]
  stops: string[]
}

/** A rule in plain words: when …, if …, then …, unless …. */
export function sentenceOf(catalogue: Catalogue, rule: Definition, { t, money }: SentenceWords): Sentence {
  const facts = factsOf(catalogue, rule.events)
  return {
    when: rule.events.map((event) => eventWords(t, event)).join(t('auto.or')),
    ifs: groupWords(rule, facts, { t, money }),
    thens: rule.steps.map((step) => stepWords(catalogue, step, { facts, t })),
    stops: rule.stopWhen.map(({ event }) => eventWords(t, event)),
  }
}

export function eventWords(t: Words, event: string): string {
  return t(`event.${event}`, { defaultValue: event })
}

/** 'A and (B or C) and not (D or E)' */
function groupWords({ match, conditions }: Group, facts: readonly Fact[], words: SentenceWords): string {
  const { t } = words
  const each = conditions.map((node) => {
    if (!isGroup(node)) return conditionWords(node, facts, words)
    const said = groupWords(node, facts, words) || '…'
    return node.match === 'none' || node.conditions.length < 2 ? said : `(${said})`
  })
  if (each.length === 0) return ''
  if (match === 'none') return t('auto.noneOf', { list: each.join(t('auto.or')) })
  return each.join(t(match === 'all' ? 'auto.and' : 'auto.or'))
}

function conditionWords(
  { fact, op, value }: Condition,
  facts: readonly Fact[],
  { t, money }: SentenceWords,
): string {
  const found = facts.find((each) => each.fact === fact)
  if (!found) return fact
  const name = `${found.group}: ${found.words}`
  if (found.kind === 'yes_no') return `${name}: ${t(value ? 'auto.yes' : 'auto.no')}`
  return `${name} ${t(`op.${op}`)} ${valueWords(found, { op, value }, money)}`.trim()
}

function valueWords(
  fact: Fact,
  { value }: Pick<Condition, 'op' | 'value'>,
  money: (minor: number) => string,
): string {
  if (value === undefined) return ''
  if (Array.isArray(value))
    return (
      value.map((each) => fact.choices.find((choice) => choice.value === each)?.label ?? each).join(', ') ||
      '…'
    )
  if (fact.kind === 'money') return money(Number(value))
  return value === '' ? '…' : String(value)
}

function stepWords(
  catalogue: Catalogue,
  step: Step,
  { facts, t }: { facts: readonly Fact[]; t: Words },
): string {
  return step.kind === 'wait' ? waitWords(step, facts, t) : actWords(catalogue, step)
}

export function waitWords({ how, minutes, fact, at }: Wait, facts: readonly Fact[], t: Words): string {
  const { count, unit } = spanOf(minutes)
  const span = minutes > 0 ? t(`auto.span.${unit}`, { count }) : ''
  const found = facts.find((each) => each.fact === fact)
  const what = found ? `${found.group}: ${found.words}` : '…'
  const clock = at ? t('auto.atClock', { at }) : ''
  switch (how) {
    case 'clock':
      return t('auto.waitClock', { at: at ?? '…' })
    case 'for':
      return `${t('auto.waitFor', { span })} ${clock}`.trim()
    case 'before':
      return `${t('auto.waitBefore', { span, what })} ${clock}`.replace(/\s+/g, ' ').trim()
    case 'after':
      return `${t('auto.waitAfter', { span, what })} ${clock}`.replace(/\s+/g, ' ').trim()
  }
}

/** The action with the first of its settings: "make a task “Call back”". */
function actWords(catalogue: Catalogue, { action, settings }: Act): string {
  const found = catalogue.actions.find(({ name }) => name === action)
  if (!found) return action
  const [first] = found.fields
  const value = first && settings[first.key]
  const label = first?.choices.find((choice) => choice.value === value)?.label ?? value
  const shown =
    typeof label === 'string' && label ? ` “${label.length > 90 ? `${label.slice(0, 90)}…` : label}”` : ''
  return `${found.words}${shown}`
}
