import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { acceptHolidays, findRegion, keepRegion, listHolidays } from './accept.ts'
import { regionChoices } from './calendar.ts'

const code = z.string().trim().min(1).max(20)
const Chosen = z.object({
  country: z.string(),
  state: z.string().nullable(),
  region: z.string().nullable(),
  languages: z.array(z.string()),
})
const Choices = z.array(z.object({ key: z.string(), name: z.string() }))

export const regions = operation({
  path: 'GET /holidays/regions',
  summary: 'Countries whose public holidays are known, the parts of one, and its languages',
  allow: 'settings.see',
  takes: z.strictObject({ country: code.optional(), state: code.optional() }),
  returns: z.object({
    countries: Choices,
    states: Choices,
    regions: Choices,
    languages: z.array(z.string()),
  }),
  run: async (ctx, { country, state }) =>
    regionChoices({ country: country ?? null, state: state ?? null }, ctx.locale),
})

export const chooseRegion = operation({
  path: 'PUT /locations/{id}/holiday-region',
  summary: 'Choose whose public holidays a location is offered; what was accepted stays',
  allow: 'settings.manage',
  takes: z.strictObject({
    id: Id,
    country: code,
    state: code.nullish(),
    region: code.nullish(),
    languages: z.array(code).max(5).default([]),
  }),
  returns: Chosen,
  run: async (ctx, { id, country, state, region, languages }) => ({
    ...(await keepRegion(ctx, id, { country, state: state ?? null, region: region ?? null, languages })),
    languages,
  }),
})

const HolidayView = z.object({
  day: Day.describe('The first day; the key of the holiday.'),
  lastDay: Day,
  name: z.string(),
  kind: z.enum(['public', 'bank', 'optional']),
  partOfDay: z.boolean().describe('Only part of the day: closed only when somebody says so.'),
  substitute: z.boolean(),
})

export const list = operation({
  path: 'GET /locations/{id}/holidays',
  summary: 'The public holidays of a location in the coming 24 months, and which of them close it',
  allow: 'settings.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    region: Chosen.extend({ chosen: z.boolean() }),
    items: z.array(HolidayView.extend({ state: z.enum(['new', 'accepted', 'removed', 'closed_already']) })),
  }),
  run: async (ctx, { id }) => {
    const region = await findRegion(ctx, id)
    return { region: { ...region, languages: [...region.languages] }, items: await listHolidays(ctx, id) }
  },
})

export const accept = operation({
  path: 'POST /locations/{id}/holidays/acceptance',
  summary: 'Close a location on public holidays: those named, or all that are whole days. Twice is once',
  allow: 'settings.manage',
  takes: z.strictObject({
    id: Id,
    days: z
      .array(Day)
      .max(500)
      .optional()
      .describe('The first days; left out: all public ones of whole days.'),
    again: z.boolean().default(false).describe('Also those of `days` that somebody took back.'),
  }),
  returns: z.object({ closed: z.array(HolidayView) }),
  run: async (ctx, { id, days, again }) => ({
    closed: await acceptHolidays(ctx, id, { days: days ?? null, again }),
  }),
})
