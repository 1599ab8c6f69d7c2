import type { Answers, AnswerValue, EnableWhen, Form, Item } from './form.ts'

/** The linkIds that are asked, given the answers so far; decided in the browser as the server does it. */
export function enabledItems(form: Form, answers: Answers): Set<string> {
  let enabled: Set<string> | null = null
  // An answer that stops counting can switch off another question: repeat until nothing changes.
  for (let round = 0; round < 20; round += 1) {
    const before: Set<string> | null = enabled
    const counted = before
      ? Object.fromEntries(Object.entries(answers).filter(([id]) => before.has(id)))
      : answers
    const next = new Set<string>()
    collect(form.item ?? [], counted, next)
    if (before && next.size === before.size && [...next].every((id) => before.has(id))) return next
    enabled = next
  }
  return enabled ?? new Set()
}

function collect(items: readonly Item[], answers: Answers, into: Set<string>): void {
  for (const item of items) {
    if (!isEnabled(item, answers)) continue
    into.add(item.linkId)
    collect(item.item ?? [], answers, into)
  }
}

function isEnabled(item: Item, answers: Answers): boolean {
  const conditions = item.enableWhen ?? []
  if (conditions.length === 0) return true
  const holds = (condition: EnableWhen) => conditionHolds(condition, answers[condition.question] ?? [])
  return item.enableBehavior === 'any' ? conditions.some(holds) : conditions.every(holds)
}

function conditionHolds(condition: EnableWhen, given: readonly AnswerValue[]): boolean {
  const wanted = wantedOf(condition)
  if (condition.operator === 'exists') return given.length > 0 === (wanted !== false)
  if (condition.operator === '!=') return given.length > 0 && given.every((value) => value !== wanted)
  return given.some((value) => compares(value, condition.operator, wanted))
}

function compares(value: AnswerValue, operator: EnableWhen['operator'], wanted: unknown): boolean {
  if (operator === '=') return value === wanted
  if (typeof value !== typeof wanted || typeof value === 'boolean') return false
  const other = wanted as typeof value
  if (operator === '>') return value > other
  if (operator === '<') return value < other
  return operator === '>=' ? value >= other : value <= other
}

function wantedOf(condition: EnableWhen): unknown {
  const name = Object.keys(condition).find((key) => key.startsWith('answer'))
  const value = name ? condition[name] : undefined
  if (name !== 'answerCoding') return value
  const coding = value as { code?: string; display?: string }
  return coding.code ?? coding.display
}
