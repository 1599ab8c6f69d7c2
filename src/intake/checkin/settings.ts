import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { keepSetting, settingIfAny } from '../../practice/index.ts'

export const CheckInSettings = z.strictObject({
  /** From so many minutes before the visit clients may check themselves in. */
  minutesBefore: z
    .int()
    .min(5)
    .max(24 * 60)
    .default(60),
  /** Not here so many minutes after the start: late. */
  lateMinutes: z.int().min(1).max(240).default(10),
  /** Waiting so long is too long. */
  longWaitMinutes: z.int().min(1).max(240).default(20),
  /** A check-in device that nobody touches begins anew. */
  idleSeconds: z.int().min(20).max(600).default(60),
})
export type CheckInSettings = z.output<typeof CheckInSettings>

const KEY = 'checkIn'

/** What the practice chose, else what most practices choose. */
export async function findCheckInSettings(ctx: Context): Promise<CheckInSettings> {
  const kept = CheckInSettings.safeParse((await settingIfAny(ctx, KEY)) ?? {})
  return kept.success ? kept.data : CheckInSettings.parse({})
}

export async function keepCheckInSettings(ctx: Context, settings: CheckInSettings): Promise<CheckInSettings> {
  await keepSetting(ctx, KEY, settings)
  return settings
}
