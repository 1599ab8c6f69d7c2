import { z } from 'zod'

/** How a fact is compared; which of them fit a kind of fact stands in `operatorsOf`. */
export const OPERATORS = [
  'is',
  'is_not',
  'contains',
  'any_of',
  'none_of',
  'less_than',
  'at_most',
  'at_least',
  'more_than',
  'in_next_days',
  'in_last_days',
  'more_than_days_ago',
  'known',
  'unknown',
] as const
export type Operator = (typeof OPERATORS)[number]

const Name = z.string().min(1).max(80)
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 09:00.')
const MOST_MINUTES = 2 * 366 * 24 * 60

export const Condition = z.strictObject({
  /** '<group>.<field>', or 'event.<field>' for what the event itself says. */
  fact: Name,
  op: z.enum(OPERATORS),
  value: z
    .union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(200)).max(50)])
    .optional(),
})
export type Condition = z.output<typeof Condition>

export const Wait = z.strictObject({
  kind: z.literal('wait'),
  /** `for`: so long; `before`, `after`: around the time of a fact; `clock`: until the clock shows `at`. */
  how: z.enum(['for', 'before', 'after', 'clock']),
  minutes: z.int().min(0).max(MOST_MINUTES).default(0),
  /** '<group>.<field>' of an instant or a day; for `before` and `after`. */
  fact: Name.optional(),
  /** Then until this time of day there; needed for `clock`. */
  at: Clock.optional(),
})
export type Wait = z.output<typeof Wait>

export const Act = z.strictObject({
  kind: z.literal('do'),
  action: Name,
  settings: z.record(z.string().max(60), z.unknown()),
})
export type Act = z.output<typeof Act>

export const Stop = z.strictObject({
  event: Name,
  /** `same`: the very visit or form it began with; `client`: anything of the client. */
  of: z.enum(['same', 'client']),
})

/** A rule as it is saved: when one of the events, if all or any of the conditions, then the steps, unless it stops. */
export const Definition = z.strictObject({
  events: z.array(Name).min(1).max(6),
  match: z.enum(['all', 'any']).default('all'),
  conditions: z.array(Condition).max(20).default([]),
  steps: z
    .array(z.discriminatedUnion('kind', [Act, Wait]))
    .min(1)
    .max(20),
  stopWhen: z.array(Stop).max(10).default([]),
})
export type Definition = z.output<typeof Definition>
export type Step = Definition['steps'][number]
