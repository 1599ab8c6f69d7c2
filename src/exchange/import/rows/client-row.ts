import { z } from 'zod'
import type { ImportMap } from '../map/map.ts'
import { RowRefusal, cell, holds, readField, splitName } from './cells.ts'
import type { Values } from './cells.ts'
import { readDay } from './times.ts'

const SEXES = ['female', 'male', 'other', 'unknown'] as const
type Sex = (typeof SEXES)[number]

/** A person as a row tells of them. */
export interface ClientRow {
  importKey: string
  givenName: string
  familyName: string
  preferredName: string | null
  pronouns: string | null
  email: string | null
  phone: string | null
  bornOn: string | null
  sex: Sex | null
  language: string | null
  notes: string | null
  addressLines: string[]
  archived: boolean
  facts: Record<string, string | number>
}

/** What of a row is strange but can be kept; name → sentence. */
export type Oddities = Map<string, string>

/** Reads the person of a row. Throws RowRefusal. */
export function readClientRow(
  values: Values,
  map: ImportMap,
  { odd, today }: { odd: Oddities; today: string },
): ClientRow {
  const part = map.client
  const identity = part.key.map((column) => cell(values, column))
  if (identity.every((each) => each === ''))
    throw new RowRefusal(
      'no_client',
      `Nothing tells whose row this is: ${part.key.join(', ')} ${part.key.length > 1 ? 'are' : 'is'} empty.`,
    )
  const name = nameOf(values, map)
  const text = (field: keyof typeof part) => readField(values, part[field] as never).slice(0, 200) || null
  return {
    importKey: `${map.source}/${identity.join('|')}`,
    ...name,
    preferredName: text('preferredName'),
    pronouns: text('pronouns'),
    email: emailOf(readField(values, part.email), odd),
    phone: text('phone'),
    bornOn: birthOf(readDay(values, part.bornOn, map), { odd, today }),
    sex: sexOf(readField(values, part.sex)),
    language: text('language'),
    notes: readField(values, part.notes).slice(0, 10_000) || null,
    addressLines: (part.address ?? []).map((field) => readField(values, field)).filter(Boolean),
    archived: holds(values, part.archived),
    facts: factsOf(values, part.facts),
  }
}

/** The columns that are kept as they are, under the names the mapping gives them. Empty cells are left out. */
export function factsOf(
  values: Values,
  facts: ImportMap['client']['facts'],
): Record<string, string | number> {
  const kept: Record<string, string | number> = {}
  for (const { column, as, type } of facts ?? []) {
    const text = cell(values, column)
    if (text === '') continue
    // Numbers that JavaScript would change (leading zeros, long digits, exponents) stay text.
    const isNumber = type === 'number' && /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text)
    kept[as] = isNumber ? Number(text) : text
  }
  return kept
}

function nameOf(values: Values, map: ImportMap) {
  const { givenName, familyName, fullName } = map.client
  const full = splitName(readField(values, fullName))
  const name = {
    givenName: readField(values, givenName) || full.given,
    familyName: readField(values, familyName) || full.family,
  }
  if (name.givenName === '' && name.familyName === '')
    throw new RowRefusal('no_name', 'This row names no person.')
  if (name.givenName.length > 200 || name.familyName.length > 200)
    throw new RowRefusal('too_long', 'This name is longer than 200 characters.')
  return name
}

function emailOf(text: string, odd: Oddities): string | null {
  if (text === '') return null
  if (text.length <= 254 && z.email().safeParse(text.toLowerCase()).success) return text
  odd.set('email_unreadable', `"${text.slice(0, 60)}" is no e-mail address; it was left out.`)
  return null
}

function birthOf(day: string | undefined, { odd, today }: { odd: Oddities; today: string }): string | null {
  if (day === undefined) return null
  if (day <= today) return day
  odd.set('born_in_the_future', `A birth on ${day} lies ahead; it was left out.`)
  return null
}

function sexOf(text: string): Sex | null {
  if (text === '') return null
  const word = text.toLowerCase()
  const found =
    SEXES.find((each) => each === word) ?? (word === 'f' ? 'female' : word === 'm' ? 'male' : undefined)
  if (!found)
    throw new RowRefusal(
      'unknown_word',
      `"${text.slice(0, 40)}" is none of: ${SEXES.join(', ')}. Translate it with "words".`,
    )
  return found
}
