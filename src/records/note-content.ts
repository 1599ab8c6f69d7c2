import type { FieldProblem } from '../platform/problem.ts'
import { problem } from '../platform/problem.ts'
import type { Section } from './note-template.ts'

/** Section key → text, number, tick, code, or the marks of a body chart. */
export type NoteContent = Record<string, string | number | boolean | BodyMark[]>

/** A mark on the body chart; x and y from 0 to 1 of the picture. */
export interface BodyMark {
  side: 'front' | 'back'
  x: number
  y: number
  kind: string
}

/** Refuses what does not fit the template; `complete` also what is missing. Nothing that was typed is thrown away. */
export function checkContent(
  sections: readonly Section[],
  content: NoteContent,
  { complete }: { complete: boolean },
) {
  const unknown = Object.keys(content).filter((key) => !sections.some((section) => section.key === key))
  const fields: FieldProblem[] = [
    ...unknown.map((field) => ({ field, message: 'This note has no such section.' })),
    ...sections.flatMap((section) => {
      const message = wrongWith(section, content[section.key], complete)
      return message ? [{ field: section.key, message }] : []
    }),
  ]
  if (fields.length > 0)
    throw problem(422, 'note_incomplete', `${fields[0]!.field}: ${fields[0]!.message}`, { fields })
}

function wrongWith(
  section: Section,
  value: NoteContent[string] | undefined,
  complete: boolean,
): string | null {
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return complete && section.required ? 'Please fill this in before signing.' : null
  switch (section.kind) {
    case 'number':
    case 'scale':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'Give a number.'
      if (section.min !== undefined && value < section.min) return `The least is ${section.min}.`
      return section.max !== undefined && value > section.max ? `The most is ${section.max}.` : null
    case 'checkbox':
      return typeof value === 'boolean' ? null : 'Tick it or not.'
    case 'choice':
      return section.options?.some(({ code }) => code === value) ? null : 'Choose one of the answers offered.'
    case 'body_chart':
      return Array.isArray(value) ? null : 'Mark places on the body.'
    default:
      return typeof value === 'string' ? null : 'Give a text.'
  }
}
