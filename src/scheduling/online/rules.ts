import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { text } from '../../platform/operation/shapes.ts'
import { keepSetting, settingIfAny } from '../../practice/index.ts'

export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]
const KEY = 'online_booking'
const Notice = text(1000).nullable()

/** How a practice wants to be booked online; what nobody chose is as below. */
export const OnlineRules = z.strictObject({
  notice: z
    .strictObject({ en: Notice, de: Notice })
    .describe('Shown above the services, in the language of the page.'),
  clients: z
    .enum(['everybody', 'known'])
    .describe("'known': people whose record is found; others are asked to call."),
  languages: z
    .array(z.enum(LANGUAGES))
    .min(1)
    .max(LANGUAGES.length)
    .describe('Of the page, the first by default.'),
  confirmByMail: z
    .enum(['never', 'unknown', 'always'])
    .describe('Whose booking counts only after a mailed link was opened.'),
  puzzle: z
    .enum(['never', 'busy', 'always'])
    .describe(
      "When a browser must solve a small puzzle; 'busy': when an address or everybody asks unusually often.",
    ),
  timesPerDayPart: z
    .int()
    .min(1)
    .max(12)
    .nullable()
    .describe('At most so many times a morning, afternoon and evening are shown; null: all.'),
  requestHours: z
    .int()
    .min(1)
    .max(336)
    .describe(
      'After so many hours a request that nobody answered is over; at the latest at the notice before its start.',
    ),
})
export type OnlineRules = z.output<typeof OnlineRules>

export const DEFAULT_RULES: OnlineRules = {
  notice: { en: null, de: null },
  clients: 'everybody',
  languages: ['en', 'de'],
  confirmByMail: 'never',
  puzzle: 'busy',
  timesPerDayPart: null,
  requestHours: 48,
}

/** The rules of this practice. A value that an older version left and that is none any more counts as not chosen. */
export async function onlineRules(ctx: Context): Promise<OnlineRules> {
  const chosen = await settingIfAny(ctx, KEY)
  const read = OnlineRules.safeParse({ ...DEFAULT_RULES, ...(chosen as object | undefined) })
  return read.success ? read.data : DEFAULT_RULES
}

export async function keepOnlineRules(ctx: Context, rules: OnlineRules): Promise<void> {
  await keepSetting(ctx, KEY, { ...rules, languages: [...new Set(rules.languages)] })
}

/** The language to write to somebody in: theirs, where the page offers it. */
export function languageFor(rules: Pick<OnlineRules, 'languages'>, wanted: string): Language {
  return rules.languages.find((each) => each === wanted) ?? rules.languages[0]!
}
