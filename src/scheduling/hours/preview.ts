import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import type { FreeTimes } from '../times/free-times.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { setDays } from './exceptions.ts'
import type { DaysWish } from './exceptions.ts'
import { replaceHours } from './hours.ts'
import { replaceReserved } from './reserved.ts'
import type { ReservedWish } from './reserved.ts'
import { addTimeOff } from './time-off.ts'
import type { TimeOffWish } from './time-off.ts'
import type { Period, WeeklyHoursWish } from './weekly.ts'

export interface HoursTrial {
  practitionerId: string
  serviceId: string
  /** The weekly hours as they would be; with a period only within it. */
  hours?: readonly WeeklyHoursWish[] | undefined
  period?: Period | null
  days?: readonly DaysWish[] | undefined
  timeOff?: Omit<TimeOffWish, 'practitionerId'> | undefined
  /** The reserved hours as they would be. */
  reserved?: readonly ReservedWish[] | undefined
  from: Date
  /** How far to look, in days of 24 hours. */
  lookDays: number
}

/**
 * The free times that would result. The rules are written and taken back in the same transaction: so the very same code
 * refuses and answers as later, and nobody else ever sees the trial.
 */
export async function previewHours(ctx: Context, trial: HoursTrial): Promise<FreeTimes> {
  await sql`savepoint preview`.execute(ctx.db)
  const quiet: Context = { ...ctx, record: () => undefined, later: () => undefined }
  const { practitionerId } = trial
  if (trial.hours) await replaceHours(quiet, practitionerId, trial.hours, trial.period ?? null)
  for (const wish of trial.days ?? []) await setDays(quiet, practitionerId, wish)
  if (trial.reserved) await replaceReserved(quiet, practitionerId, trial.reserved)
  if (trial.timeOff) await addTimeOff(quiet, { ...trial.timeOff, practitionerId })
  const times = await findFreeTimes(quiet, {
    serviceId: trial.serviceId,
    practitionerId,
    from: trial.from > ctx.now ? trial.from : ctx.now,
    days: trial.lookDays,
    by: 'staff',
    onePerStart: true,
  })
  await sql`rollback to savepoint preview`.execute(ctx.db)
  return times
}
