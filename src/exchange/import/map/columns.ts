import { badMap, fieldsOf } from './read-map.ts'
import type { Condition, ImportMap } from './map.ts'

/** Every column that the mapping reads, with the key that names it. */
export function columnsUsed(map: ImportMap): (readonly [path: string, column: string])[] {
  const fields = fieldsOf(map).flatMap(([path, field]) => {
    if (typeof field === 'string') return [[path, field] as const]
    if (field.column !== undefined) return [[path, field.column] as const]
    return placesIn(field.text ?? '').map((column) => [path, column] as const)
  })
  const zone = typeof map.zone === 'object' ? [['zone', map.zone.column] as const] : []
  return [...fields, ...zone, ...keysAndFacts(map), ...conditionsOf(map)]
}

/** 422 `bad_map` when the file lacks a column that the mapping reads. */
export function checkColumns(map: ImportMap, columns: readonly string[]) {
  const there = new Set(columns)
  const missing = columnsUsed(map).filter(([, column]) => !there.has(column))
  if (missing.length === 0) return
  const has = columns.slice(0, 40).join(', ')
  throw badMap(
    missing.map(([path, column]) => `${path}: the file has no column "${column}". It has: ${has}.`),
  )
}

/** The columns named in a text such as "Patient {PatientId}". */
export function placesIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!)
}

function keysAndFacts(map: ImportMap) {
  const parts = [
    ['client', map.client] as const,
    ...(map.kind === 'appointments' ? [['visit', map.visit] as const] : []),
  ]
  return parts.flatMap(([name, part]) => [
    ...(part.key ?? []).map((column) => [`${name}.key`, column] as const),
    ...(part.facts ?? []).map(({ column }) => [`${name}.facts`, column] as const),
  ])
}

function conditionsOf(map: ImportMap) {
  const named: (readonly [string, Condition | Condition[] | undefined])[] = [
    ...map.skip.map(({ when }) => ['skip', when] as const),
    ...map.odd.map(({ when }) => ['odd', when] as const),
    ['client.archived', map.client.archived],
    ...(map.kind === 'appointments'
      ? (map.visit.state?.rules ?? []).map(({ when }) => ['visit.state', when] as const)
      : []),
  ]
  return named.flatMap(([path, when]) => [when ?? []].flat().map(({ column }) => [path, column] as const))
}
