import { z } from 'zod'
import { keepSetting, settingIfAny } from '../../practice/index.ts'
import { Id } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'
import { readAgain, readOnce } from '../../platform/operation/once.ts'

/** How reminders follow the person. */
export const TimingSettings = z.strictObject({
  byPattern: z
    .boolean()
    .default(true)
    .describe('At the hour and on the channel on which the person reacts, as far as that is known.'),
  exceptServiceIds: z
    .array(Id)
    .max(500)
    .default([])
    .describe('Services whose reminders go out exactly as their plan says.'),
  extraHours: z
    .int()
    .min(2)
    .max(336)
    .nullable()
    .default(72)
    .describe('One more reminder so many hours before a visit with a high risk of absence; null: none.'),
  callHours: z
    .int()
    .min(2)
    .max(336)
    .nullable()
    .default(null)
    .describe('A call to make so many hours before a visit with a high risk of absence; null: none.'),
})
export type TimingSettings = z.output<typeof TimingSettings>

const KEY = 'reminder_timing'

/** How this practice lets reminders follow the person; what it never chose has its default. */
export function findTiming(ctx: Context): Promise<TimingSettings> {
  return readOnce(ctx, KEY, async () => TimingSettings.parse((await settingIfAny(ctx, KEY)) ?? {}))
}

/** Keeps it; it counts for reminders that are planned from now on. */
export async function keepTiming(ctx: Context, settings: TimingSettings): Promise<TimingSettings> {
  await keepSetting(ctx, KEY, settings)
  readAgain(ctx, KEY)
  return settings
}
