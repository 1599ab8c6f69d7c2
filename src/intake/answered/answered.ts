import { formatDay } from '../../platform/time/index.ts'
import { enabledKeys } from '../questionnaire/check-answers.ts'
import { translated } from '../questionnaire/extensions.ts'
import { keptValueOf, offeredOptions, optionLabel } from '../questionnaire/options.ts'
import type { AnswerValue, Answers, Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { isTable } from '../questionnaire/questionnaire.ts'
import { rowKeys } from '../questionnaire/response.ts'
import { bandFor } from '../questionnaire/score.ts'

/** One question and its answer in words. */
export interface AnsweredFact {
  linkId: string
  question: string
  answer: string
  /** What a score means. */
  note: string | null
  files: { id: string; name: string }[]
}
/** A section as it is read on the screen and on paper. */
export interface AnsweredSection {
  title: string
  facts: AnsweredFact[]
  tables: { title: string; columns: string[]; rows: string[][] }[]
}

export interface Reading {
  form: Questionnaire
  answers: Answers
  language: string
  yes: string
  no: string
}

/** What was answered, in the order of the form and in the reader's language; what was typed stands unchanged. */
export function readAnswered(reading: Reading): AnsweredSection[] {
  const enabled = enabledKeys(reading.form, reading.answers)
  const sections: AnsweredSection[] = []
  let current: AnsweredSection = { title: '', facts: [], tables: [] }
  const begin = (title: string) => sections.push((current = { title, facts: [], tables: [] }))
  const visit = (item: Item, depth: number) => {
    if (!enabled.has(item.linkId)) return
    const isSection = item.type === 'group' && depth === 0
    if (isSection || sections.length === 0) begin(isSection ? wordsOf(reading, item) : '')
    if (isTable(item)) {
      const table = tableOf(reading, item)
      if (table.rows.length > 0) current.tables.push(table)
      return
    }
    const fact = item.type === 'group' ? null : factOf(reading, item, item.linkId)
    if (fact) current.facts.push(fact)
    for (const inner of item.item ?? []) visit(inner, depth + 1)
    // What stands outside of sections after one begins a part of its own.
    if (isSection) begin('')
  }
  for (const item of reading.form.item ?? []) visit(item, 0)
  return sections.filter(({ facts, tables }) => facts.length > 0 || tables.length > 0)
}

function wordsOf({ language }: Reading, item: Item): string {
  return translated(item._text, language) ?? item.text ?? ''
}

function factOf(reading: Reading, item: Item, key: string): AnsweredFact | null {
  const values = reading.answers[key] ?? []
  if (values.length === 0 || item.type === 'display') return null
  return {
    linkId: key,
    question: wordsOf(reading, item) || item.linkId,
    answer: values.map((value) => said(reading, item, value)).join(item.type === 'text' ? '\n' : ', '),
    note: bandFor(item, values[0], reading.language),
    files: values.flatMap((value) => {
      const { url, title } = value as { url?: unknown; title?: unknown }
      const isOurs = typeof url === 'string' && url.startsWith('urn:uuid:')
      return isOurs ? [{ id: url.slice('urn:uuid:'.length), name: String(title) }] : []
    }),
  }
}

function said(reading: Reading, item: Item, value: AnswerValue): string {
  if (typeof value === 'boolean') return value ? reading.yes : reading.no
  if (typeof value === 'object') return structured(value)
  const option = offeredOptions(reading.form, item).find((each) => keptValueOf(each) === value)
  if (option) return optionLabel(option, reading.language)
  return item.type === 'date' && /^\d{4}-\d\d-\d\d$/.test(String(value))
    ? formatDay(String(value), reading.language, { day: 'numeric', month: 'long', year: 'numeric' })
    : String(value)
}

function structured(value: Record<string, unknown>): string {
  if ('value' in value)
    return [value.value, value.unit ?? value.code].filter((part) => part !== undefined).join(' ')
  return String(value.title ?? value.display ?? value.reference ?? value.code ?? '')
}

function tableOf(reading: Reading, table: Item): AnsweredSection['tables'][number] {
  const asked = columnsOf(table.item ?? [])
  const rows = rowKeys(table.linkId, reading.answers).map((row) =>
    asked.map(({ item, below }) =>
      (reading.answers[`${row}/${below}${item.linkId}`] ?? [])
        .map((value) => said(reading, item, value))
        .join(', '),
    ),
  )
  return { title: wordsOf(reading, table), columns: asked.map(({ item }) => wordsOf(reading, item)), rows }
}

// A table in a table is told by its number of rows only here; its answers are in the response.
function columnsOf(items: readonly Item[]): { item: Item; below: string }[] {
  return items.flatMap((item) => {
    if (item.type === 'display') return []
    if (item.type === 'group' && !isTable(item)) return columnsOf(item.item ?? [])
    return [{ item, below: '' }, ...(isTable(item) ? [] : columnsOf(item.item ?? []))]
  })
}
