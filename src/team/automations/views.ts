import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import type { RuleText } from '../../platform/rules/rules.ts'
import type { Automation } from './automation.ts'
import { problemsOf, sayTo } from './check.ts'
import { Definition } from './definition.ts'
import type { RunCounts, RunRow } from './runs.ts'
import { RUN_STATES } from './runs.ts'
import type { Trial } from './trial.ts'

export const STATES = ['on', 'paused', 'off'] as const

export const AutomationView = z.object({
  id: Id,
  key: z.string().nullable(),
  name: z.string(),
  state: z.enum(STATES),
  pausedAt: Instant.nullable(),
  version: z.int(),
  definition: Definition,
  /** What keeps it from working: something that is gone, or a loop that was stopped. */
  problem: z.string().nullable(),
  savedAt: Instant,
  savedBy: z.string(),
  rowVersion: z.int(),
  /** Of the last 30 days. */
  done: z.int(),
  failed: z.int(),
  waiting: z.int(),
  lastAt: Instant.nullable(),
})

const StepView = z.object({
  step: z.int(),
  outcome: z.string(),
  words: z.string(),
  tries: z.int(),
  at: Instant,
})
export const RunView = z.object({
  id: Id,
  automationId: Id,
  automationName: z.string(),
  version: z.int(),
  eventName: z.string(),
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  state: z.enum(RUN_STATES),
  step: z.int(),
  dueAt: Instant.nullable(),
  why: z.string().nullable(),
  beganAt: Instant,
  endedAt: Instant.nullable(),
})
export const OpenRunView = RunView.extend({ steps: z.array(StepView) })

export const TrialView = z.object({
  from: Instant,
  events: z.int(),
  wouldRun: z.int(),
  isCut: z.boolean(),
  rows: z.array(
    z.object({
      eventId: Id,
      event: z.string(),
      at: Instant,
      clientId: Id.nullable(),
      clientName: z.string().nullable(),
      wouldRun: z.boolean(),
      why: z.string().nullable(),
      steps: z.array(z.object({ kind: z.enum(['wait', 'do']), words: z.string(), at: Instant.nullable() })),
    }),
  ),
})

/** A rule with what is wrong with it today and what it did lately. */
export async function presentAutomation(ctx: Context, automation: Automation, counts?: RunCounts) {
  const [stale] = automation.problem ? [] : await problemsOf(ctx, automation.definition)
  const words = automation.problem ?? stale?.words
  return {
    ...automation,
    problem: words ? sayTo(ctx, words) : null,
    done: counts?.done ?? 0,
    failed: counts?.failed ?? 0,
    waiting: counts?.waiting ?? 0,
    lastAt: counts?.lastAt ?? null,
  }
}

export function presentRun(ctx: Context, run: RunRow) {
  return { ...run, why: run.why && sayTo(ctx, run.why) }
}

export function presentOpenRun<Step extends { words: RuleText }>(
  ctx: Context,
  run: RunRow & { steps: Step[] },
) {
  return {
    ...presentRun(ctx, run),
    steps: run.steps.map((step) => ({ ...step, words: sayTo(ctx, step.words) })),
  }
}

export function presentTrial(ctx: Context, trial: Trial, names: ReadonlyMap<string, string>) {
  return {
    ...trial,
    rows: trial.rows.map((row) => ({
      ...row,
      clientName: row.clientId ? (names.get(row.clientId) ?? null) : null,
      why: row.why && sayTo(ctx, row.why),
      steps: row.steps.map((step) => ({ ...step, words: sayTo(ctx, step.words) })),
    })),
  }
}
