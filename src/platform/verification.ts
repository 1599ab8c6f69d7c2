import type { Db } from './database/transaction.ts'

/** One thing that is not as it must be; ids only. */
export interface Finding {
  /** In a few words, such as "overlapping visits" or "entry does not balance". */
  what: string
  /** What it was found at, such as "appointment 0197…". */
  where: string
}

/**
 * Proves what the slice's own tables must always hold, from the tables alone. `subject` is a word of
 * `atrium verify`: bookings, books …; several slices may add to the same one.
 */
export interface Verification {
  subject: string
  /** What holds when nothing is found, such as "No two visits take the same resource at once". */
  promise: string
  /** Reads one practice in one transaction. */
  run(db: Db, practiceId: string, now: Date): Promise<Finding[]>
}
