import { z } from 'zod'
import { keepSetting, settingIfAny } from '../../practice/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'

const Weight = z.int().min(0).max(100)
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day, such as 08:00.')

/** How a practice offers freed times. Each has a sane default. */
export const WaitlistSettings = z.strictObject({
  automatic: z.boolean().default(true).describe('Freed times are offered without anybody doing anything.'),
  groupSize: z.int().min(1).max(50).default(3).describe('People who are asked at once.'),
  minutesApart: z.int().min(1).max(1440).default(15).describe('Minutes until the next group is asked.'),
  waitMinutes: z
    .int()
    .min(0)
    .max(240)
    .default(2)
    .describe('Minutes before the first offer: a cancellation may be taken back.'),
  writeFrom: WallTime.default('08:00').describe(
    'Offers go out from this time on, by the client’s own clock …',
  ),
  writeTo: WallTime.default('20:00').describe('… and not from this time on.'),
  stopHours: z
    .int()
    .min(0)
    .max(168)
    .default(2)
    .describe('Nobody is asked any more so many hours before the start.'),
  validMinutes: z
    .int()
    .min(5)
    .max(10080)
    .default(240)
    .describe('Minutes for which an offer can be accepted.'),
  perDay: z.int().min(1).max(50).default(3).describe('Offers that one person gets on one day at most.'),
  hold: z.boolean().default(false).describe('Keep the time from other bookings while offers are out.'),
  weights: z
    .strictObject({
      urgency: Weight.default(40),
      waiting: Weight.default(30),
      fit: Weight.default(20),
      chance: Weight.default(10),
    })
    .prefault({}),
})
export type WaitlistSettings = z.output<typeof WaitlistSettings>

const KEY = 'waitlist'

/** How this practice offers freed times; what it never chose has its default. */
export async function findSettings(ctx: Context): Promise<WaitlistSettings> {
  return WaitlistSettings.parse((await settingIfAny(ctx, KEY)) ?? {})
}

/** Keeps how the practice offers freed times. 422 where no message could ever go out, or nothing would count. */
export async function keepSettings(ctx: Context, settings: WaitlistSettings): Promise<WaitlistSettings> {
  if (settings.writeTo <= settings.writeFrom)
    throw invalid('writeTo', 'Messages must end later on the day than they begin.')
  if (Object.values(settings.weights).every((weight) => weight === 0))
    throw invalid('weights', 'At least one of the four must count; give it more than 0.')
  await keepSetting(ctx, KEY, settings)
  return settings
}
