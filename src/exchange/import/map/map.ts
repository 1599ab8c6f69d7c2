import { z } from 'zod'
import { problem } from '../../../platform/problem.ts'
import { isValidZone } from '../../../platform/time/index.ts'
import { formatOf } from './formats.ts'

const Column = z.string().min(1).max(200)

const RichField = z
  .strictObject({
    column: Column.optional(),
    value: z.string().max(500).optional(),
    text: z.string().max(500).optional(),
    after: z.string().min(1).max(200).optional(),
    before: z.string().min(1).max(200).optional(),
    words: z.record(z.string(), z.string()).optional(),
    otherwise: z.string().max(200).optional(),
    part: z.enum(['given', 'family']).optional(),
    formats: z.array(z.string()).optional(),
  })
  .refine((field) => [field.column, field.value, field.text].filter((each) => each !== undefined).length === 1, 'Give exactly one of column, value and text.')

/** Where a value comes from: a column's name, or more exactly said. */
export const Field = z.union([Column, RichField])
export type Field = z.infer<typeof Field>

const Words = z.union([z.string(), z.array(z.string()).min(1)])

export const Condition = z
  .strictObject({
    column: Column,
    is: Words.optional(),
    isNot: Words.optional(),
    contains: z.string().min(1).optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    empty: z.boolean().optional(),
  })
  .refine((each) => Object.keys(each).length > 1, 'Say what must hold: is, isNot, contains, above, below or empty.')
export type Condition = z.infer<typeof Condition>

/** All of them must hold. */
const When = z.union([Condition, z.array(Condition).min(1)])

const Fact = z.strictObject({
  column: Column,
  as: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use small letters, digits and _.'),
  type: z.enum(['text', 'number']).default('text'),
})

const ClientPart = z.strictObject({
  key: z.array(Column).min(1).max(5).describe('The columns by which the same person is recognised in every row.'),
  givenName: Field.optional(),
  familyName: Field.optional(),
  fullName: Field.optional().describe('Instead of the two: "Family, Given", or given names with the family name last.'),
  preferredName: Field.optional(),
  pronouns: Field.optional(),
  email: Field.optional(),
  phone: Field.optional(),
  bornOn: Field.optional(),
  sex: Field.optional().describe('Comes out as female, male, other or unknown; use "words".'),
  language: Field.optional(),
  notes: Field.optional(),
  address: z.array(Field).max(6).optional(),
  archived: When.optional().describe('When this holds, the client is no longer active.'),
  facts: z.array(Fact).max(40).optional(),
})

export const VISIT_STATES = ['booked', 'done', 'no_show', 'cancelled', 'cancelled_late', 'cancelled_by_practice'] as const

const VisitPart = z
  .strictObject({
    key: z.array(Column).min(1).max(5).optional().describe('The columns that name a visit; left out: client, start, service and practitioner together.'),
    startsAt: Field.optional(),
    day: Field.optional(),
    time: Field.optional(),
    endsAt: Field.optional(),
    endDay: Field.optional(),
    endTime: Field.optional(),
    minutes: Field.optional(),
    bookedAt: Field.optional(),
    cancelledAt: Field.optional(),
    service: Field,
    practitioner: Field.optional(),
    location: Field.optional(),
    price: Field.optional(),
    notes: Field.optional(),
    state: z
      .strictObject({
        rules: z.array(z.strictObject({ when: When, then: z.enum(VISIT_STATES) })).default([]),
        otherwise: z.enum([...VISIT_STATES, 'by_time', 'refuse']).default('by_time'),
      })
      .optional(),
    facts: z.array(Fact).max(60).optional(),
  })
  .refine((visit) => (visit.startsAt === undefined) !== (visit.day === undefined), 'Give either startsAt, or day (with or without time).')

const common = {
  $schema: z.string().optional(),
  about: z.string().max(2000).optional(),
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Name the system it comes from in small letters, digits and hyphens.'),
  file: z.strictObject({ delimiter: z.string().length(1).optional(), encoding: z.string().optional() }).optional(),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Give a language such as en or de-AT.').default('en').describe('In which month names and amounts are written.'),
  zone: z.union([z.string(), z.strictObject({ column: Column })]).optional().describe('An IANA zone, or the column that names one.'),
  formats: z.array(z.string()).min(1).max(20).default(['iso']),
  skip: z.array(z.strictObject({ when: When, because: z.string().min(1).max(300) })).max(20).default([]),
  odd: z.array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'Use small letters, digits and _.'), when: When, say: z.string().max(300).optional() })).max(40).default([]),
  client: ClientPart,
}

export const VisitMap = z.strictObject({
  ...common,
  kind: z.literal('appointments'),
  visit: VisitPart,
  create: z
    .strictObject({
      services: z.boolean().default(true),
      practitioners: z.boolean().default(true),
      locations: z.boolean().default(true),
      serviceMinutes: z.int().min(1).max(1440).default(30),
    })
    .default({ services: true, practitioners: true, locations: true, serviceMinutes: 30 }),
  clash: z.enum(['refuse', 'keep']).default('refuse').describe('A visit at whose time somebody is elsewhere: refused, or kept beside it.'),
})
export const ClientMap = z.strictObject({ ...common, kind: z.literal('clients') })

export const ImportMap = z.discriminatedUnion('kind', [VisitMap, ClientMap])
export type VisitMap = z.output<typeof VisitMap>
export type ClientMap = z.output<typeof ClientMap>
export type ImportMap = z.output<typeof ImportMap>
export const KINDS = ['appointments', 'clients'] as const
export type Kind = (typeof KINDS)[number]

/** The mapping, checked; 422 `bad_map` that names each wrong key and what it should be. */
export function readMap(value: unknown, kind: Kind): ImportMap {
  const given = value !== null && typeof value === 'object' && !Array.isArray(value) && !('kind' in value) ? { kind, ...value } : value
  const parsed = ImportMap.safeParse(given)
  const faults = parsed.success ? [...furtherFaults(parsed.data), ...(parsed.data.kind === kind ? [] : [`kind: this mapping is for ${parsed.data.kind}, not for ${kind}.`])] : parsed.error.issues.flatMap((issue) => faultsOf(issue, []))
  if (faults.length > 0) throw badMap(faults)
  return parsed.data!
}

export function badMap(faults: readonly string[]) {
  const fields = faults.map((fault) => ({ field: fault.slice(0, fault.indexOf(':')), message: fault.slice(fault.indexOf(':') + 2) }))
  return problem(422, 'bad_map', `The mapping is not right. ${faults.slice(0, 8).join(' ')}`, { fields })
}

function faultsOf(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): string[] {
  const path = [...before, ...issue.path]
  const at = path.map(String).join('.') || 'mapping'
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...path.map(String), key].join('.')}: there is no such key here.`)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the ways it could be written, speak of the one that was meant: the one that got furthest into the value.
    const branches = issue.errors.map((branch) => branch.flatMap((each) => faultsOf(each, path)))
    const meant = issue.errors.findIndex((branch) => branch.every((each) => each.code !== 'invalid_type' || each.path.length > 0))
    return branches[Math.max(meant, 0)]!
  }
  return [`${at}: ${issue.message}`]
}

function furtherFaults(map: ImportMap): string[] {
  const formats = [...map.formats.map((each) => ['formats', each] as const), ...fieldsOf(map).flatMap(([path, field]) => (typeof field === 'object' ? (field.formats ?? []) : []).map((each) => [`${path}.formats`, each] as const))]
  const wrongFormats = formats.flatMap(([path, each]) => {
    try {
      formatOf(each, map.language)
      return []
    } catch (error) {
      return [`${path}: ${(error as Error).message}`]
    }
  })
  const zone = typeof map.zone === 'string' && !isValidZone(map.zone) ? [`zone: "${map.zone}" is no IANA time zone, such as Europe/Berlin.`] : []
  const { givenName, familyName, fullName } = map.client
  const names = givenName === undefined && familyName === undefined && fullName === undefined ? ['client: give fullName, or givenName and familyName.'] : []
  return [...wrongFormats, ...zone, ...names]
}

/** Every field of the mapping with its path. */
export function fieldsOf(map: ImportMap): (readonly [path: string, field: Field])[] {
  const isField = ([name, value]: [string, unknown]) => !['key', 'facts', 'archived', 'state'].includes(name) && value !== undefined
  const of = (part: object, name: string) =>
    Object.entries(part)
      .filter(isField)
      .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((each) => [`${name}.${key}`, each as Field] as const))
  return [...of(map.client, 'client'), ...(map.kind === 'appointments' ? of(map.visit, 'visit') : [])]
}
