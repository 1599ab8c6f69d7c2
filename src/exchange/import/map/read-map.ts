import type { z } from 'zod'
import { problem } from '../../../platform/problem.ts'
import { formatOf, isValidZone } from '../../../platform/time/index.ts'
import { ImportMap } from './map.ts'
import type { Field, Kind } from './map.ts'

/** The mapping, checked; 422 `bad_map` that names each wrong key and what it should be. */
export function readMap(value: unknown, kind: Kind): ImportMap {
  const given =
    value !== null && typeof value === 'object' && !Array.isArray(value) && !('kind' in value)
      ? { kind, ...value }
      : value
  const parsed = ImportMap.safeParse(given)
  const faults = parsed.success
    ? [
        ...furtherFaults(parsed.data),
        ...(parsed.data.kind === kind
          ? []
          : [`kind: this mapping is for ${parsed.data.kind}, not for ${kind}.`]),
      ]
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, []))
  if (faults.length > 0) throw badMap(faults)
  return parsed.data!
}

export function badMap(faults: readonly string[]) {
  const fields = faults.map((fault) => ({
    field: fault.slice(0, fault.indexOf(':')),
    message: fault.slice(fault.indexOf(':') + 2),
  }))
  return problem(422, 'bad_map', `The mapping is not right. ${faults.slice(0, 8).join(' ')}`, { fields })
}

function faultsOf(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): string[] {
  const path = [...before, ...issue.path]
  const at = path.map(String).join('.') || 'mapping'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${[...path.map(String), key].join('.')}: there is no such key here.`)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the ways it could be written, speak of the one that was meant: the one that got furthest into the value.
    const branches = issue.errors.map((branch) => branch.flatMap((each) => faultsOf(each, path)))
    const meant = issue.errors.findIndex((branch) =>
      branch.every((each) => each.code !== 'invalid_type' || each.path.length > 0),
    )
    return branches[Math.max(meant, 0)]!
  }
  return [`${at}: ${issue.message}`]
}

function furtherFaults(map: ImportMap): string[] {
  const formats = [
    ...map.formats.map((each) => ['formats', each] as const),
    ...fieldsOf(map).flatMap(([path, field]) =>
      (typeof field === 'object' ? (field.formats ?? []) : []).map(
        (each) => [`${path}.formats`, each] as const,
      ),
    ),
  ]
  const wrongFormats = formats.flatMap(([path, each]) => {
    try {
      formatOf(each, map.language)
      return []
    } catch (error) {
      return [`${path}: ${(error as Error).message}`]
    }
  })
  const zone =
    typeof map.zone === 'string' && !isValidZone(map.zone)
      ? [`zone: "${map.zone}" is no IANA time zone, such as Europe/Berlin.`]
      : []
  const { givenName, familyName, fullName } = map.client
  const names =
    givenName === undefined && familyName === undefined && fullName === undefined
      ? ['client: give fullName, or givenName and familyName.']
      : []
  return [...wrongFormats, ...zone, ...names]
}

/** Every field of the mapping with its path. */
export function fieldsOf(map: ImportMap): (readonly [path: string, field: Field])[] {
  const isField = ([name, value]: [string, unknown]) =>
    !['key', 'facts', 'archived', 'state'].includes(name) && value !== undefined
  const of = (part: object, name: string) =>
    Object.entries(part)
      .filter(isField)
      .flatMap(([key, value]) =>
        (Array.isArray(value) ? value : [value]).map((each) => [`${name}.${key}`, each as Field] as const),
      )
  return [...of(map.client, 'client'), ...(map.kind === 'appointments' ? of(map.visit, 'visit') : [])]
}
