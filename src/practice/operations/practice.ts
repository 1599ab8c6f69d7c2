import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { isValidZone } from '../../platform/time/index.ts'
import { FRESH_PASSWORD, requireFreshPassword } from '../fresh.ts'
import { findPractice, updatePractice } from '../practice.ts'

export const Zone = z.string().max(60).refine(isValidZone, 'This is not a time zone, such as Europe/Berlin.')
export const Locale = z.enum(['en', 'de'])
export const Country = z.string().regex(/^[A-Z]{2}$/, 'Give the two letters of the country, such as DE.')
export const Lines = z.array(line(200)).max(6)
const Email = z.email().max(254)
const Website = z.url({ protocol: /^https?$/ }).max(300)
const Host = z
  .string()
  .max(200)
  .regex(
    /^https?:\/\/[a-zA-Z0-9.-]+(:\d+)?$/,
    'Give the address without a path, such as https://www.example.org.',
  )

const PracticeView = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  pack: z.string(),
  locale: z.string(),
  currency: z.string(),
  country: z.string(),
  zone: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  legalName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  addressLines: z.array(z.string()),
  embedHosts: z.array(z.string()),
  secondFactorRequired: z.boolean(),
  rowVersion: z.number(),
})

export const get = operation({
  path: 'GET /practice',
  summary: 'The facts of the practice',
  allow: 'settings.see',
  takes: z.strictObject({}),
  returns: PracticeView,
  run: (ctx) => findPractice(ctx),
})

export const edit = operation({
  path: 'PATCH /practice',
  summary: 'Change the facts of the practice',
  allow: 'settings.manage',
  takes: z.strictObject({
    rowVersion: RowVersion,
    name: line(120).optional(),
    locale: Locale.optional(),
    country: Country.optional(),
    zone: Zone.optional(),
    phone: line(60).nullish(),
    email: Email.nullish(),
    website: Website.nullish(),
    legalName: line(200).nullish(),
    taxNumber: line(60).nullish(),
    addressLines: Lines.optional(),
    embedHosts: z.array(Host).max(20).optional(),
    secondFactorRequired: z.boolean().optional(),
  }),
  returns: PracticeView,
  fails: [CHANGED_MEANWHILE, ...FRESH_PASSWORD],
  run: async (ctx, change) => {
    if (change.secondFactorRequired !== undefined || change.embedHosts) requireFreshPassword(ctx)
    return updatePractice(ctx, change)
  },
})
