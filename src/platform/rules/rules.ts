import type { z } from 'zod'
import type { HappenedEvent } from '../events/subscribers.ts'
import type { Context } from '../operation/context.ts'

/** A text that people read, in each language of the house. */
export interface RuleText {
  en: string
  de: string
}

export interface Choice {
  value: string
  label: RuleText
}

/** Fixed choices, or those that the practice has now (its services, its staff). */
export type Choices = readonly Choice[] | ((ctx: Context) => Promise<readonly Choice[]>)

export type FactKind = 'text' | 'number' | 'money' | 'yes_no' | 'choice' | 'choices' | 'instant' | 'day'

/** Money is minor units; an instant is a Date, a day 'YYYY-MM-DD'; `choices` is a list of values. */
export type FactValue = string | number | boolean | Date | readonly string[] | null

/** Something a rule may ask about. */
export interface FactField {
  key: string
  words: RuleText
  kind: FactKind
  choices?: Choices
}

/** What an event is about, by kind: { appointment: id, client: id }. */
export type Refs = Readonly<Record<string, string>>

export interface FactRow {
  values: Record<string, FactValue>
  /** What this thing leads to: a visit to its client. */
  refs?: Record<string, string | null>
}

/** Facts of one kind of thing (the visit, the client), read many at once. */
export interface FactGroup {
  name: string
  words: RuleText
  /** Which reference it reads; its own name unless said otherwise. */
  of?: string
  fields: readonly FactField[]
  read(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, FactRow>>
}

/** An event that a rule may begin with. */
export interface EventEntry {
  name: string
  /** The references that it has or leads to: ['appointment', 'client']. */
  gives: readonly string[]
  /** Facts in its own data; the key is the name there. */
  fields?: readonly FactField[]
}

export interface SettingField {
  key: string
  words: RuleText
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'choices' | 'yes_no'
  choices?: Choices
  optional?: boolean
  hint?: RuleText
}

/** One step of one run, as an action gets it. */
export interface ActionCall {
  event: HappenedEvent
  refs: Refs
  /** The same for every try of this step: key with it what must happen once. */
  key: string
  rule: { id: string; name: string }
}

/** What the log says afterwards: what was done, or why there was nothing to do. */
export type ActionOutcome = { did: RuleText } | { nothing: RuleText }

/** Something that a slice can do when a rule asks for it. */
export interface Action<Settings extends z.ZodType = z.ZodType> {
  /** '<slice>.<verb_noun>': it stands in saved rules, so it stays. */
  name: string
  /** The end of a sentence: 'send a message'. */
  words: RuleText
  /** The references it cannot do without. */
  needs: readonly string[]
  /** The permission that whoever saves a rule with it must have. */
  allow: string
  settings: Settings
  fields: readonly SettingField[]
  /** What is wrong with these settings today (a template that is gone); null when nothing is. */
  check?(ctx: Context, settings: z.output<Settings>): Promise<RuleText | null>
  /** What it would do, for the trial on past events; writes nothing. */
  preview(ctx: Context, call: ActionCall, settings: z.output<Settings>): Promise<RuleText>
  /** Runs in the transaction that notes the step as done. A Problem ends the run; anything else is tried again. */
  run(ctx: Context, call: ActionCall, settings: z.output<Settings>): Promise<ActionOutcome>
}

/** Declares an action; its settings' types flow into `run`. */
export function action<Settings extends z.ZodType>(declared: Action<Settings>): Action {
  return declared as unknown as Action
}

/** Events that lead to the same things, without facts of their own. */
export function eventsGiving(gives: readonly string[], names: readonly string[]): EventEntry[] {
  return names.map((name) => ({ name, gives }))
}

/** Choices with their words, for facts and settings whose values never change. */
export function fixedChoices(words: Readonly<Record<string, readonly [en: string, de: string]>>): Choice[] {
  return Object.entries(words).map(([value, [en, de]]) => ({ value, label: { en, de } }))
}

/** The same text in every language: a name that somebody gave. */
export function sameText(text: string): RuleText {
  return { en: text, de: text }
}

/** Everything the slices offer to rules. */
export interface Catalogue {
  events: ReadonlyMap<string, EventEntry>
  groups: readonly FactGroup[]
  actions: ReadonlyMap<string, Action>
}

interface Offers {
  events?: readonly EventEntry[]
  facts?: readonly FactGroup[]
  actions?: readonly Action[]
}

/** Gathers what the slices offer, in their order. Two of one name are a mistake of ours. */
export function catalogueOf(slices: readonly Offers[]): Catalogue {
  return {
    events: byName(slices.flatMap((each) => each.events ?? [])),
    groups: slices.flatMap((each) => each.facts ?? []),
    actions: byName(slices.flatMap((each) => each.actions ?? [])),
  }
}

function byName<T extends { name: string }>(list: readonly T[]): Map<string, T> {
  const map = new Map(list.map((each) => [each.name, each]))
  if (map.size !== list.length) throw new Error('Two entries of the catalogue have one name.')
  return map
}
