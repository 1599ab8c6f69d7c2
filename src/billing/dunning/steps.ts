import { z } from 'zod'
import { Minor } from '../../platform/operation/shapes.ts'
import { daysBetween } from '../../platform/time/index.ts'

export const WORDINGS = ['dunning_1', 'dunning_2', 'dunning_3'] as const

/** One step of a sequence: so many days after the due day a letter, or a call as the last resort. */
export const Step = z.strictObject({
  daysAfterDue: z.int().min(1).max(365),
  act: z.enum(['letter', 'call']).default('letter'),
  wording: z.enum(WORDINGS).default('dunning_1'),
  attachStatement: z.boolean().default(true),
  /** Billed with the letter, as a charge of the kind `reminder`; never for a reminder of a fee alone. */
  feeMinor: Minor.min(1).max(100_000_00).nullable().default(null),
  /** Only for who owes at least this much; others go on to the next step. */
  minOpenMinor: Minor.min(0).default(0),
})
export type Step = z.output<typeof Step>

export const Steps = z
  .array(Step)
  .max(8)
  .refine(
    (steps) => steps.every((step, at) => at === 0 || step.daysAfterDue > steps[at - 1]!.daysAfterDue),
    'Each step must come later than the one before it.',
  )

/** Polite to begin with, and never dearer: what counts until a practice writes its own. */
export const USUAL_STEPS: Step[] = [
  {
    daysAfterDue: 7,
    act: 'letter',
    wording: 'dunning_1',
    attachStatement: false,
    feeMinor: null,
    minOpenMinor: 0,
  },
  {
    daysAfterDue: 21,
    act: 'letter',
    wording: 'dunning_2',
    attachStatement: true,
    feeMinor: null,
    minOpenMinor: 0,
  },
  {
    daysAfterDue: 35,
    act: 'letter',
    wording: 'dunning_3',
    attachStatement: true,
    feeMinor: null,
    minOpenMinor: 0,
  },
  {
    daysAfterDue: 49,
    act: 'call',
    wording: 'dunning_3',
    attachStatement: false,
    feeMinor: null,
    minOpenMinor: 5_000,
  },
]

/** Why an invoice is left alone. */
export const SPARED = ['paused', 'disputed', 'planned', 'charging'] as const
export type Spared = (typeof SPARED)[number]

export interface Overdue {
  id: string
  openMinor: number
  dueOn: string
  /** The last step that it took, from 1; 0: none yet. */
  lastStep: number
  lastOn: string | null
  spared: Spared | null
  /** The fee of an earlier letter: reminded of, but no reason for a letter. */
  isFee: boolean
}

export interface Rule {
  today: string
  steps: readonly Step[]
  minOpenMinor: number
}

export const NOTHING_WHY = [...SPARED, 'tiny', 'not_yet', 'no_more_steps', 'never'] as const
export type NothingWhy = (typeof NOTHING_WHY)[number]

export interface Act {
  act: Step['act']
  /** The furthest step of its invoices, from 1. */
  step: number
  taken: { id: string; step: number }[]
}

/**
 * What is due today for one debtor with these overdue invoices. An invoice goes from step to step, never over one, and
 * waits between two of them as long as the sequence does, even when dunning was switched on late. What it takes on one day is one letter
 * (and one call) for all of them; the furthest one gives the tone.
 */
export function planSteps(rule: Rule, invoices: readonly Overdue[]): { acts: Act[]; why: NothingWhy | null } {
  const counted = invoices.filter((each) => each.spared === null)
  const total = counted.reduce((sum, each) => sum + each.openMinor, 0)
  if (rule.steps.length === 0) return { acts: [], why: 'never' }
  if (counted.length === 0) return { acts: [], why: invoices[0]?.spared ?? 'not_yet' }
  if (total < rule.minOpenMinor) return { acts: [], why: 'tiny' }
  const next = counted
    .filter((each) => !each.isFee)
    .map((each) => ({ each, step: nextStepOf(rule.steps, each.lastStep, total) }))
  const due = next.filter(({ each, step }) => step > 0 && isDue(rule, each, step))
  const acts = (['letter', 'call'] as const).flatMap((act) => {
    const taken = due
      .filter(({ step }) => rule.steps[step - 1]!.act === act)
      .map(({ each, step }) => ({ id: each.id, step }))
    return taken.length > 0 ? [{ act, step: Math.max(...taken.map(({ step }) => step)), taken }] : []
  })
  if (acts.length > 0) return { acts, why: null }
  return { acts, why: next.some(({ step }) => step > 0) ? 'not_yet' : 'no_more_steps' }
}

/** The step after the last one that is meant for so much money; 0: there is none. */
export function nextStepOf(steps: readonly Step[], lastStep: number, totalMinor: number): number {
  return steps.findIndex((step, at) => at >= lastStep && step.minOpenMinor <= totalMinor) + 1
}

function isDue({ steps, today }: Rule, invoice: Overdue, step: number): boolean {
  const { daysAfterDue } = steps[step - 1]!
  if (daysBetween(invoice.dueOn, today) < daysAfterDue) return false
  if (invoice.lastOn === null) return true
  const before = steps[invoice.lastStep - 1]?.daysAfterDue ?? 0
  return daysBetween(invoice.lastOn, today) >= Math.max(1, daysAfterDue - before)
}
