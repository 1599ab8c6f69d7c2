import { z } from 'zod'
import type { Problem } from '../problem.ts'
import { problem } from '../problem.ts'

/** The version a person saw when they began to edit; views answer it as `rowVersion`. */
export const RowVersion = z.int().min(1)

/** The code to declare in `fails` of whatever takes a RowVersion. */
export const CHANGED_MEANWHILE = 'changed_meanwhile'

/** 409: somebody else saved first. `current` is the version to read again and to send with the next try. */
export function changedMeanwhile(current: number): Problem {
  return problem(
    409,
    CHANGED_MEANWHILE,
    'Somebody else changed this meanwhile. Look at the new version, then save again.',
    {
      rowVersion: current,
    },
  )
}
