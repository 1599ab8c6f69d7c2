import {
  isTable,
  rowKeys,
  type Answers,
  type AnswerValue,
  type EnableWhen,
  type Form,
  type Item,
} from './form.ts'

/** A row of a table that an item stands in. */
interface Row {
  table: string
  key: string
}
interface Looking {
  answers: Answers
  /** The tables around each question, the outermost first. */
  tables: Map<string, string[]>
  /** Keys that an expression hides; the server works these out. */
  hidden: readonly string[]
}

/** The keys of what is asked, given the answers so far; decided in the browser as the server does it. */
export function enabledItems(form: Form, answers: Answers, hidden: readonly string[] = []): Set<string> {
  let enabled: Set<string> | null = null
  const tables = tablesOf(form.item ?? [])
  // An answer that stops counting can switch off another question: repeat until nothing changes.
  for (let round = 0; round < 20; round += 1) {
    const before: Set<string> | null = enabled
    const counted = before
      ? Object.fromEntries(Object.entries(answers).filter(([id]) => before.has(id)))
      : answers
    const next = new Set<string>()
    collect({ answers: counted, tables, hidden }, { items: form.item ?? [], rows: [] }, next)
    if (before && next.size === before.size && [...next].every((id) => before.has(id))) return next
    enabled = next
  }
  return enabled ?? new Set()
}

function collect(
  looking: Looking,
  { items, rows }: { items: readonly Item[]; rows: Row[] },
  into: Set<string>,
) {
  const prefix = rows.length > 0 ? `${rows.at(-1)!.key}/` : ''
  for (const item of items) {
    const key = prefix + item.linkId
    if (looking.hidden.includes(key) || !isEnabled(item, looking, rows)) continue
    into.add(key)
    const inner = item.item ?? []
    if (!isTable(item)) collect(looking, { items: inner, rows }, into)
    else
      for (const row of rowKeys(key, looking.answers))
        collect(looking, { items: inner, rows: [...rows, { table: item.linkId, key: row }] }, into)
  }
}

function isEnabled(item: Item, looking: Looking, rows: readonly Row[]): boolean {
  const conditions = item.enableWhen ?? []
  if (conditions.length === 0) return true
  const holds = (condition: EnableWhen) =>
    conditionHolds(
      condition,
      keysFor(condition.question, looking, rows).flatMap((key) => looking.answers[key] ?? []),
    )
  return item.enableBehavior === 'any' ? conditions.some(holds) : conditions.every(holds)
}

/** Where the question's answers are: in the same row, or else in all rows of its table. */
function keysFor(question: string, { answers, tables }: Looking, rows: readonly Row[]): string[] {
  let prefixes = ['']
  for (const [depth, table] of (tables.get(question) ?? []).entries()) {
    const own = rows[depth]
    prefixes = prefixes.flatMap((prefix) =>
      own?.table === table && own.key.startsWith(prefix)
        ? [`${own.key}/`]
        : rowKeys(prefix + table, answers).map((row) => `${row}/`),
    )
  }
  return prefixes.map((prefix) => prefix + question)
}

function tablesOf(items: readonly Item[], around: string[] = [], into = new Map<string, string[]>()) {
  for (const item of items) {
    if (!into.has(item.linkId)) into.set(item.linkId, around)
    tablesOf(item.item ?? [], isTable(item) ? [...around, item.linkId] : around, into)
  }
  return into
}

function conditionHolds(condition: EnableWhen, given: readonly AnswerValue[]): boolean {
  const wanted = wantedOf(condition)
  if (condition.operator === 'exists') return given.length > 0 === (wanted !== false)
  if (condition.operator === '!=') return given.length > 0 && given.every((value) => !isSame(value, wanted))
  return given.some((value) => compares(value, condition.operator, wanted))
}

function isSame(value: AnswerValue, wanted: unknown): boolean {
  if (typeof value !== 'object' || typeof wanted !== 'object' || !wanted) return value === wanted
  const [a, b] = [value, wanted as Record<string, unknown>]
  return a.value === b.value && (a.code ?? a.unit ?? '') === (b.code ?? b.unit ?? '')
}

function compares(value: AnswerValue, operator: EnableWhen['operator'], wanted: unknown): boolean {
  if (operator === '=') return isSame(value, wanted)
  if (typeof value === 'object' && typeof wanted === 'object' && wanted) {
    const [a, b] = [value, wanted as Record<string, unknown>]
    if ((a.code ?? a.unit ?? '') !== (b.code ?? b.unit ?? '')) return false
    return compares(a.value as number, operator, b.value)
  }
  if (typeof value !== typeof wanted || typeof value === 'boolean') return false
  const other = wanted as typeof value
  if (operator === '>') return value > other
  if (operator === '<') return value < other
  return operator === '>=' ? value >= other : value <= other
}

function wantedOf(condition: EnableWhen): unknown {
  const name = Object.keys(condition).find((key) => key.startsWith('answer'))
  const value = name ? condition[name] : undefined
  // A clock time is typed without seconds.
  if (name === 'answerTime') return String(value).slice(0, 5)
  if (name !== 'answerCoding') return value
  const coding = value as { code?: string; display?: string }
  return coding.code ?? coding.display
}
