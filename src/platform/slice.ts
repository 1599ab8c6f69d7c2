import type { PermissionMatrix } from './access/actor.ts'
import type { Job } from './jobs/jobs.ts'
import type { Sweep } from './jobs/sweeps.ts'
import type { Subscriber } from './events/subscribers.ts'
import type { Operation } from './operation/operation.ts'
import type { Action, EventEntry, FactGroup } from './rules/rules.ts'
import type { Verification } from './verification.ts'
import type { ConstraintProblems } from './database/constraint-problems.ts'

/** What a slice gives to the house; src/app.ts lists them in order. */
export interface Slice {
  name: string
  operations: readonly Operation[]
  permissions?: PermissionMatrix
  subscribers?: readonly Subscriber[]
  /** What automations may begin with, ask about and do here (src/team/README.md). */
  events?: readonly EventEntry[]
  facts?: readonly FactGroup[]
  actions?: readonly Action[]
  jobs?: readonly Job[]
  sweeps?: readonly Sweep[]
  /** Named constraint → what the caller is told when it refuses. */
  constraints?: ConstraintProblems
  /** What `atrium verify` checks of this slice's own tables. */
  verifications?: readonly Verification[]
  /** Event subject type (the live topic) → the permission needed to be told that something changed. */
  topics?: Record<string, string>
}

/** Keeps an operation's own types out of a slice's list (functions are contravariant in their input). */
export function operations(...list: readonly { path: string }[]): readonly Operation[] {
  return list as readonly Operation[]
}
