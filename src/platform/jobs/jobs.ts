import type { House } from '../operation/gate.ts'

/** A unit of background work as its handler gets it. */
export interface DueJob {
  id: string
  practiceId: string
  kind: string
  payload: Record<string, unknown>
  /** 1 at the first try. */
  attempt: number
  /** True when a failure now makes it a dead letter. */
  isLastAttempt: boolean
}

/** Handles one kind. It may run more than once (a process may die after the effect): key what it does. */
export interface Job {
  kind: string
  run(house: House, job: DueJob): Promise<void>
}

export function job(declared: Job): Job {
  return declared
}
