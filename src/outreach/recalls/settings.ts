import { z } from 'zod'
import { keepSetting, settingIfAny } from '../../practice/index.ts'
import type { Context } from '../../platform/operation/context.ts'

const KEY = 'recalls'

/** How recalls go out by themselves. */
export const RecallSettings = z.strictObject({
  automatic: z.boolean().default(true).describe('Reminders go out by themselves on working days.'),
  dailyLimit: z
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .describe('At most so many messages a day, so that the telephone can be answered.'),
  overdueDays: z
    .int()
    .min(0)
    .max(3650)
    .default(120)
    .describe('Who is overdue for longer is left to the people at the desk.'),
})
export type RecallSettings = z.output<typeof RecallSettings>

export async function findRecallSettings(ctx: Context): Promise<RecallSettings> {
  return RecallSettings.parse((await settingIfAny(ctx, KEY)) ?? {})
}

export async function keepRecallSettings(ctx: Context, settings: RecallSettings): Promise<RecallSettings> {
  await keepSetting(ctx, KEY, settings)
  return settings
}
