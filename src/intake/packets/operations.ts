import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { previewReach, reachVisits } from './reach.ts'
import { askForms } from './ask-forms.ts'
import { previewFor, previewNextDays } from './preview.ts'
import { addRule, changeRule, listRules, putReadyRules, switchRule } from './rules.ts'
import type { KeptRule } from './rules.ts'

const Months = z.int().min(1).max(240)
const Age = z.int().min(0).max(150)
const Item = z.strictObject({
  kind: z.enum(['form', 'consent', 'service_forms']),
  key: z.string().max(40),
  blocks: z.boolean(),
})
const RuleFields = {
  title: line(120),
  serviceIds: z.array(Id).max(200).default([]),
  categories: z.array(line(120)).max(50).default([]),
  audience: z.enum(['anyone', 'new', 'returning']).default('anyone'),
  minAge: Age.nullable().default(null),
  maxAge: Age.nullable().default(null),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/))
    .max(20)
    .default([]),
  items: z.array(Item).min(1, 'Choose at least one form or consent.').max(30),
  validMonths: Months.nullable().default(12),
  askWhen: z.enum(['booking', 'days_before', 'check_in']).default('booking'),
  daysBefore: z.int().min(1).max(365).nullable().default(null),
  chaseTimes: z.int().min(0).max(10).default(1),
  chaseGapHours: z.int().min(12).max(720).default(48),
  chaseLastHours: z.int().min(1).max(720).default(48),
}
const RuleView = z.object({
  id: Id,
  title: z.string(),
  serviceIds: z.array(Id),
  categories: z.array(z.string()),
  audience: z.enum(['anyone', 'new', 'returning']),
  minAge: z.int().nullable(),
  maxAge: z.int().nullable(),
  languages: z.array(z.string()),
  items: z.array(
    z.object({ kind: z.enum(['form', 'consent', 'service_forms']), key: z.string(), blocks: z.boolean() }),
  ),
  validMonths: z.int().nullable(),
  askWhen: z.enum(['booking', 'days_before', 'check_in']),
  daysBefore: z.int().nullable(),
  chaseTimes: z.int(),
  chaseGapHours: z.int(),
  chaseLastHours: z.int(),
  readyKey: z.string().nullable(),
  isOn: z.boolean(),
  rowVersion: z.int(),
})

const present = (rule: KeptRule): z.input<typeof RuleView> => ({ ...rule, isOn: rule.switchedOffAt === null })

export const list = operation({
  path: 'GET /packet-rules',
  summary: 'The rules by which forms and consents go out',
  allow: 'forms.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(RuleView) }),
  run: async (ctx) => ({ items: (await listRules(ctx)).map(present) }),
})

export const ready = operation({
  path: 'POST /packet-rules/ready',
  summary: 'Put the ready-made rules in where they are missing',
  allow: 'forms.manage',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(RuleView) }),
  run: async (ctx) => ({ items: (await putReadyRules(ctx)).map(present) }),
})

export const add = operation({
  path: 'POST /packet-rules',
  summary: 'Add a rule: which forms and consents go to whom, and when',
  allow: 'forms.manage',
  takes: z.strictObject(RuleFields),
  returns: RuleView,
  run: async (ctx, wish) => present(await addRule(ctx, wish)),
})

export const change = operation({
  path: 'PUT /packet-rules/{id}',
  summary: 'Change a rule; what was asked already stays asked',
  allow: 'forms.manage',
  takes: z.strictObject({ id: Id, ...RuleFields, rowVersion: RowVersion }),
  returns: RuleView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => present(await changeRule(ctx, id, wish)),
})

export const turn = operation({
  path: 'POST /packet-rules/{id}/switch',
  summary: 'Switch a rule on or off',
  allow: 'forms.manage',
  takes: z.strictObject({ id: Id, on: z.boolean() }),
  returns: RuleView,
  run: async (ctx, { id, on }) => present(await switchRule(ctx, id, on)),
})

const Verdict = z.object({
  kind: z.enum(['form', 'consent']),
  key: z.string(),
  title: z.string(),
  blocks: z.boolean(),
  state: z.enum(['answered', 'open', 'missing', 'gone']),
  answeredAt: Instant.nullable(),
  ruleId: Id,
})
const Preview = z.object({
  items: z.array(Verdict),
  rules: z.array(
    z.object({
      id: Id,
      title: z.string(),
      holds: z.boolean(),
      why: z.enum(['service', 'audience', 'age', 'language']).nullable(),
    }),
  ),
  mails: z.array(z.object({ kind: z.enum(['ask', 'chase']), at: Instant, titles: z.array(z.string()) })),
})

export const preview = operation({
  path: 'GET /packet-preview',
  summary: 'Who would get what: a service, a client, a day',
  allow: 'forms.see',
  takes: z.strictObject({
    serviceId: Id,
    clientId: Id,
    startsAt: z.iso.datetime({ offset: true }).optional(),
  }),
  returns: Preview,
  run: async (ctx, { startsAt, ...ask }) =>
    previewFor(ctx, {
      ...ask,
      startsAt: startsAt ? new Date(startsAt) : new Date(ctx.now.getTime() + 7 * 86_400_000),
    }),
})

export const next = operation({
  path: 'GET /packet-preview/next-days',
  summary: 'The visits of the next days with what is still missing',
  allow: 'forms.see',
  takes: z.strictObject({ days: z.coerce.number().int().min(1).max(31).default(7) }),
  returns: z.object({
    items: z.array(
      z.object({
        appointmentId: Id,
        clientId: Id,
        clientName: z.string(),
        serviceName: z.string(),
        startsAt: Instant,
        zone: z.string(),
        isNewClient: z.boolean(),
        wanted: z.int(),
        missing: z.array(Verdict),
      }),
    ),
  }),
  run: async (ctx, { days }) => ({ items: await previewNextDays(ctx, days) }),
})

export const reachPreview = operation({
  path: 'GET /packet-preview/reach',
  summary: 'What the rules as they are now would change for visits that are booked already',
  allow: 'forms.see',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({
        appointmentId: Id,
        clientId: Id,
        clientName: z.string(),
        serviceName: z.string(),
        startsAt: Instant,
        zone: z.string(),
        asks: z.array(z.object({ title: z.string(), blocks: z.boolean(), mailAt: Instant.nullable() })),
        withdraws: z.array(z.string()),
      }),
    ),
    more: z.boolean().describe('There are more visits than were looked at.'),
  }),
  run: (ctx) => previewReach(ctx),
})

export const reach = operation({
  path: 'POST /packet-rules/reach',
  summary: 'Let the rules as they are now reach the visits that are booked already',
  allow: 'forms.manage',
  takes: z.strictObject({}),
  returns: z.object({ begun: z.literal(true) }),
  run: async (ctx) => {
    reachVisits(ctx)
    return { begun: true as const }
  },
})

export const ask = operation({
  path: 'POST /appointments/{id}/packet',
  summary: 'Ask the client of a visit for everything the rules want and that is missing',
  allow: 'forms.request',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ asked: z.int() }),
  run: async (ctx, { id }) => {
    await findAppointment(ctx, id)
    return askForms(ctx, { appointmentId: id })
  },
})
