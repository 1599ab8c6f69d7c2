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

export const MATCHES = ['all', 'any', 'none'] as const
export type Match = (typeof MATCHES)[number]

/** Conditions of which all must hold, or any, or none may; some of them may be groups again. */
export interface ConditionGroup {
  match: Match
  conditions: readonly ConditionNode[]
}
export type ConditionNode = Condition | ConditionGroup

/** A rule's own conditions may hold groups, these groups, and so on, so many levels down: deeper nobody reads them. */
export const MOST_LEVELS = 4
const MOST_IN_A_GROUP = 20
const MOST_CONDITIONS = 60

const groupOf = <Node extends z.ZodType>(node: Node) =>
  z.strictObject({ match: z.enum(MATCHES), conditions: z.array(node).max(MOST_IN_A_GROUP) })
// Written out level by level: a schema that holds itself can be said neither in OpenAPI's types nor with a limit.
const Level4 = groupOf(Condition)
const Level3 = groupOf(z.union([Condition, Level4]))
const Level2 = groupOf(z.union([Condition, Level3]))
const Level1 = groupOf(z.union([Condition, Level2]))

/** Is it a group, not a condition? */
export function isGroup(node: ConditionNode): node is ConditionGroup {
  return 'conditions' in node
}

/** The conditions themselves, of all levels. */
export function leavesOf(nodes: readonly ConditionNode[]): Condition[] {
  return nodes.flatMap((node) => (isGroup(node) ? leavesOf(node.conditions) : [node]))
}

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

/** A rule as it is saved: when one of the events, if all, any or none of the conditions, then the steps, unless it stops. */
export const Definition = z.strictObject({
  events: z.array(Name).min(1).max(6),
  match: z.enum(MATCHES).default('all'),
  conditions: z
    .array(z.union([Condition, Level1]))
    .max(MOST_IN_A_GROUP)
    .refine((nodes) => leavesOf(nodes).length <= MOST_CONDITIONS, `At most ${MOST_CONDITIONS} conditions.`)
    .default([]),
  steps: z
    .array(z.discriminatedUnion('kind', [Act, Wait]))
    .min(1)
    .max(20),
  stopWhen: z.array(Stop).max(10).default([]),
})
export type Definition = z.output<typeof Definition>
export type Step = Definition['steps'][number]
