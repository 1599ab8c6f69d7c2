import type { AnswerValue, Answers, EnableWhen, Item, Questionnaire } from './questionnaire.ts'

/**
 * The linkIds that are asked, given the answers so far: an item counts when its conditions hold and its parents count.
 * Answers to questions that are not asked do not count (R4: "enableWhen … if not enabled, ignored").
 */
export function enabledItems(form: Questionnaire, answers: Answers): Set<string> {
  let enabled = new Set<string>()
  // An answer that stops counting can switch off another question: repeat until nothing changes.
  for (let round = 0; round < 20; round += 1) {
    const counted =
      round === 0
        ? answers
        : Object.fromEntries(Object.entries(answers).filter(([linkId]) => enabled.has(linkId)))
    const next = new Set<string>()
    collect(form.item ?? [], counted, next)
    if (next.size === enabled.size && [...next].every((linkId) => enabled.has(linkId))) return next
    enabled = next
  }
  return enabled
}

function collect(items: readonly Item[], answers: Answers, into: Set<string>) {
  for (const item of items) {
    if (!isEnabled(item, answers)) continue
    into.add(item.linkId)
    collect(item.item ?? [], answers, into)
  }
}

/** Do the item's own conditions hold? */
export function isEnabled(item: Item, answers: Answers): boolean {
  const conditions = item.enableWhen ?? []
  if (conditions.length === 0) return true
  const holds = (condition: EnableWhen) => conditionHolds(condition, answers[condition.question] ?? [])
  return item.enableBehavior === 'any' ? conditions.some(holds) : conditions.every(holds)
}

function conditionHolds(condition: EnableWhen, given: readonly AnswerValue[]): boolean {
  const wanted = answerOf(condition)
  if (condition.operator === 'exists') return given.length > 0 === (wanted !== false)
  if (condition.operator === '!=') return given.length > 0 && given.every((value) => value !== wanted)
  return given.some((value) => compares(value, condition.operator, wanted))
}

function compares(value: AnswerValue, operator: EnableWhen['operator'], wanted: unknown): boolean {
  if (operator === '=') return value === wanted
  if (typeof value !== typeof wanted || typeof value === 'boolean') return false
  const order = value < (wanted as typeof value) ? -1 : value > (wanted as typeof value) ? 1 : 0
  return operator === '>'
    ? order > 0
    : operator === '<'
      ? order < 0
      : operator === '>='
        ? order >= 0
        : order <= 0
}

function answerOf(condition: EnableWhen): unknown {
  const name = Object.keys(condition).find((key) => key.startsWith('answer'))
  const value = name ? condition[name] : undefined
  if (name === 'answerCoding') {
    const coding = value as { code?: string; display?: string }
    return coding.code ?? coding.display
  }
  return value
}
