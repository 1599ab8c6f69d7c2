import { z } from 'zod'

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
  .refine(
    (field) => [field.column, field.value, field.text].filter((each) => each !== undefined).length === 1,
    'Give exactly one of column, value and text.',
  )

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
  .refine(
    (each) => Object.keys(each).length > 1,
    'Say what must hold: is, isNot, contains, above, below or empty.',
  )
export type Condition = z.infer<typeof Condition>

/** All of them must hold. */
const When = z.union([Condition, z.array(Condition).min(1)])

const Fact = z.strictObject({
  column: Column,
  as: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use small letters, digits and _.'),
  type: z.enum(['text', 'number']).default('text'),
})

const ClientPart = z.strictObject({
  key: z
    .array(Column)
    .min(1)
    .max(5)
    .describe('The columns by which the same person is recognised in every row.'),
  givenName: Field.optional(),
  familyName: Field.optional(),
  fullName: Field.optional().describe(
    'Instead of the two: "Family, Given", or given names with the family name last.',
  ),
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

export const VISIT_STATES = [
  'booked',
  'done',
  'no_show',
  'cancelled',
  'cancelled_late',
  'cancelled_by_practice',
] as const

const VisitPart = z
  .strictObject({
    key: z
      .array(Column)
      .min(1)
      .max(5)
      .optional()
      .describe('The columns that name a visit; left out: client, start, service and practitioner together.'),
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
        rules: z.array(z.strictObject({ when: When, state: z.enum(VISIT_STATES) })).default([]),
        otherwise: z.enum([...VISIT_STATES, 'by_time', 'refuse']).default('by_time'),
      })
      .optional(),
    facts: z.array(Fact).max(60).optional(),
  })
  .refine(
    (visit) => (visit.startsAt === undefined) !== (visit.day === undefined),
    'Give either startsAt, or day (with or without time).',
  )

const common = {
  $schema: z.string().optional(),
  about: z.string().max(2000).optional(),
  source: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,39}$/,
      'Name the system it comes from in small letters, digits and hyphens.',
    ),
  file: z
    .strictObject({ delimiter: z.string().length(1).optional(), encoding: z.string().optional() })
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Give a language such as en or de-AT.')
    .default('en')
    .describe('In which month names and amounts are written.'),
  zone: z
    .union([z.string(), z.strictObject({ column: Column })])
    .optional()
    .describe('An IANA zone, or the column that names one.'),
  formats: z.array(z.string()).min(1).max(20).default(['iso']),
  skip: z
    .array(z.strictObject({ when: When, because: z.string().min(1).max(300) }))
    .max(20)
    .default([]),
  odd: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'Use small letters, digits and _.'),
        when: When,
        say: z.string().max(300).optional(),
      }),
    )
    .max(40)
    .default([]),
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
  clash: z
    .enum(['refuse', 'keep'])
    .default('refuse')
    .describe('A visit at whose time somebody is elsewhere: refused, or kept beside it.'),
})
export const ClientMap = z.strictObject({ ...common, kind: z.literal('clients') })

export const ImportMap = z.discriminatedUnion('kind', [VisitMap, ClientMap])
export type VisitMap = z.output<typeof VisitMap>
export type ClientMap = z.output<typeof ClientMap>
export type ImportMap = z.output<typeof ImportMap>
export const KINDS = ['appointments', 'clients'] as const
export type Kind = (typeof KINDS)[number]
