import type { Condition, Field } from '../map/map.ts'
import { placesIn } from '../map/columns.ts'

export type Values = Readonly<Record<string, string>>

/** Why a row cannot be taken: a code for counting, a sentence for people. */
export class RowRefusal extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The text of a field, trimmed; '' when there is nothing. */
export function readField(values: Values, field: Field | undefined): string {
  if (field === undefined) return ''
  if (typeof field === 'string') return cell(values, field)
  const text =
    field.value ?? (field.text === undefined ? cell(values, field.column!) : filled(values, field.text))
  const cut = cutOut(text, field)
  const part = field.part ? splitName(cut)[field.part] : cut
  if (!field.words || part === '') return part
  const word = Object.hasOwn(field.words, part) ? field.words[part] : field.otherwise
  if (word === undefined)
    throw new RowRefusal(
      'unknown_word',
      `"${shown(part)}" in ${nameOf(field)} is none of: ${Object.keys(field.words).join(', ')}.`,
    )
  return word
}

/** What a field is called in messages. */
export function nameOf(field: Field): string {
  return typeof field === 'string' ? field : (field.column ?? field.text ?? 'the mapping')
}

/** Do all conditions hold for the row? */
export function holds(values: Values, when: Condition | readonly Condition[] | undefined): boolean {
  if (when === undefined) return false
  return (Array.isArray(when) ? when : [when]).every((each: Condition) => holdsOne(values, each))
}

function holdsOne(values: Values, condition: Condition): boolean {
  const text = cell(values, condition.column)
  const number = text === '' ? NaN : Number(text)
  if (condition.is !== undefined && ![condition.is].flat().includes(text)) return false
  if (condition.isNot !== undefined && [condition.isNot].flat().includes(text)) return false
  if (condition.contains !== undefined && !text.includes(condition.contains)) return false
  // Written so that what is no number is neither above nor below.
  if (condition.above !== undefined && !(number > condition.above)) return false
  if (condition.below !== undefined && !(number < condition.below)) return false
  return condition.empty === undefined || (text === '') === condition.empty
}

/** A cell as text. The apostrophe by which programs keep spreadsheets from running a cell ('+44 …) is taken off. */
export function cell(values: Values, column: string): string {
  const text = (values[column] ?? '').trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

/** "Family, Given", else the last word is the family name; a single word is a given name. */
export function splitName(full: string): { given: string; family: string } {
  const comma = full.indexOf(',')
  if (comma > 0) return { family: full.slice(0, comma).trim(), given: full.slice(comma + 1).trim() }
  const space = full.lastIndexOf(' ')
  return space < 0
    ? { given: full, family: '' }
    : { given: full.slice(0, space).trim(), family: full.slice(space + 1) }
}

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Characters that the database or a reader could not keep as they are. */
export function isKeepable(values: Values): boolean {
  return Object.values(values).every((text) => !CONTROLS.test(text) && text.isWellFormed())
}

/** For messages: long cells are cut. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

function filled(values: Values, text: string): string {
  let result = text
  for (const column of placesIn(text)) result = result.replaceAll(`{${column}}`, cell(values, column))
  return result.replace(/\s+/g, ' ').trim()
}

function cutOut(text: string, field: Exclude<Field, string>): string {
  let rest = text.trim()
  if (rest === '') return ''
  for (const side of ['after', 'before'] as const) {
    const mark = field[side]
    if (mark === undefined) continue
    const at = rest.indexOf(mark)
    if (at < 0)
      throw new RowRefusal('mark_missing', `"${shown(text)}" in ${nameOf(field)} does not hold "${mark}".`)
    rest = (side === 'after' ? rest.slice(at + mark.length) : rest.slice(0, at)).trim()
  }
  return rest
}
