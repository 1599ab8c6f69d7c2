import type { HappenedEvent } from '../../platform/events/subscribers.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { FactGroup, FactValue, Refs } from '../../platform/rules/rules.ts'
import { catalogueOf } from './catalogue.ts'
import type { Definition } from './definition.ts'
import { leavesOf } from './definition.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// A form leads to its visit, the visit to its client, the client to what is counted of them.
const PASSES = 4

/** What is known about one event: what it is about, and the facts that were asked for. */
export interface Known {
  refs: Refs
  valueOf(fact: string): FactValue | undefined
}

/** What the event names itself: its subject, its client, and every `…Id` in its data. */
export function refsOf(event: Pick<HappenedEvent, 'subjectType' | 'subjectId' | 'clientId' | 'data'>): Refs {
  const refs: Record<string, string> = {}
  for (const [key, value] of Object.entries(event.data)) {
    if (key.endsWith('Id') && typeof value === 'string' && UUID.test(value)) refs[key.slice(0, -2)] = value
  }
  if (event.clientId) refs.client = event.clientId
  refs[event.subjectType] = event.subjectId
  return refs
}

export interface Wanted {
  groups: ReadonlySet<string>
  refs: ReadonlySet<string>
}

/** The names of the groups that rules ask, and of the references that their actions need. */
export function wantedBy(ctx: Context, definitions: readonly Definition[]): Wanted {
  const { actions } = catalogueOf(ctx)
  const steps = definitions.flatMap((each) => each.steps)
  const facts = [
    ...definitions.flatMap((each) => leavesOf(each.conditions).map(({ fact }) => fact)),
    ...steps.flatMap((step) => (step.kind === 'wait' && step.fact ? [step.fact] : [])),
  ]
  const needs = steps.flatMap((step) => (step.kind === 'do' ? (actions.get(step.action)?.needs ?? []) : []))
  return { groups: new Set(facts.map((fact) => fact.slice(0, fact.indexOf('.')))), refs: new Set(needs) }
}

interface Item {
  refs: Record<string, string>
  values: Map<string, FactValue>
  read: Set<string>
}

/** Reads the wanted facts of many events with one query per group and pass, all of a pass at once. Values are those of now. */
export async function readFacts(
  ctx: Context,
  events: readonly { refs: Refs; data: Record<string, unknown> }[],
  wanted: Wanted,
): Promise<Known[]> {
  const items = events.map(({ refs }): Item => ({ refs: { ...refs }, values: new Map(), read: new Set() }))
  const { groups } = catalogueOf(ctx)
  for (let pass = 0; pass < PASSES; pass += 1) {
    const found = await Promise.all(groups.map((group) => readGroup(ctx, group, { items, wanted })))
    if (found.every((count) => count === 0)) break
  }
  return items.map(({ refs, values }, index) => ({
    refs,
    valueOf: (fact) =>
      fact.startsWith('event.') ? plain(events[index]!.data[fact.slice('event.'.length)]) : values.get(fact),
  }))
}

async function readGroup(
  ctx: Context,
  group: FactGroup,
  { items, wanted }: { items: Item[]; wanted: Wanted },
): Promise<number> {
  const of = group.of ?? group.name
  const asked = items.filter(
    (item) => item.refs[of] && !item.read.has(group.name) && isWanted(group, item, wanted),
  )
  if (asked.length === 0) return 0
  const rows = await group.read(ctx, [...new Set(asked.map((item) => item.refs[of]!))])
  for (const item of asked) {
    item.read.add(group.name)
    const row = rows.get(item.refs[of]!)
    for (const [key, value] of Object.entries(row?.values ?? {}))
      item.values.set(`${group.name}.${key}`, value)
    for (const [name, id] of Object.entries(row?.refs ?? {})) if (id) item.refs[name] ??= id
  }
  return asked.length
}

/** Asked for, or able to lead to what is missing: a visit leads to its client. */
function isWanted(group: FactGroup, { refs }: Item, wanted: Wanted): boolean {
  if (wanted.groups.has(group.name)) return true
  return !group.of && [...wanted.refs].some((name) => !(name in refs))
}

function plain(value: unknown): FactValue | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? (value as FactValue) : undefined
}
