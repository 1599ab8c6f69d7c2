import { z } from 'zod'
import { keepSetting, settingIfAny } from '../../practice/index.ts'
import type { Context } from '../../platform/operation/context.ts'

export const NoShowSettings = z.strictObject({
  usesAge: z
    .boolean()
    .default(false)
    .describe('Learn from the age, too. Sex, health, origin and insurance are never used.'),
})
export type NoShowSettings = z.output<typeof NoShowSettings>

const KEY = 'no_shows'

/** What the practice lets be learned from; what it never chose has its default. */
export async function findNoShowSettings(ctx: Context): Promise<NoShowSettings> {
  return NoShowSettings.parse((await settingIfAny(ctx, KEY)) ?? {})
}

/** Keeps what may be learned from; it counts from the next learning on. */
export async function keepNoShowSettings(ctx: Context, settings: NoShowSettings): Promise<NoShowSettings> {
  await keepSetting(ctx, KEY, settings)
  return settings
}
