import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { line, text } from '../../platform/operation/shapes.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { countSegments, plainForSms } from '../channels/segments.ts'
import { FIELDS } from '../template-fields.ts'
import {
  LOCALES,
  builtInTemplate,
  checkWording,
  fillTemplate,
  listTemplates,
  resetTemplate,
  saveTemplate,
} from '../templates.ts'

const Key = z.enum(Object.keys(FIELDS) as [string, ...string[]])
const Locale = z.enum(LOCALES)
const wording = { subject: line(150), title: line(150), body: text(5000), sms: text(1000).optional() }

const TemplateShape = z.object({
  key: z.string(),
  locale: Locale,
  subject: z.string(),
  title: z.string(),
  body: z.string(),
  button: z.string(),
  sms: z.string(),
  fields: z.array(z.string()),
  isOwn: z.boolean(),
  rowVersion: z.int(),
})

export const list = operation({
  path: 'GET /message-templates',
  summary: 'The wording of every message, in every language',
  allow: 'messages.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(TemplateShape) }),
  run: async (ctx) => ({ items: await listTemplates(ctx) }),
})

export const save = operation({
  path: 'PUT /message-templates/{key}/{locale}',
  summary: 'Word a message in the practice’s own way',
  allow: 'templates.manage',
  takes: z.strictObject({ key: Key, locale: Locale, ...wording, rowVersion: z.int().min(0) }),
  returns: z.object({ items: z.array(TemplateShape) }),
  fails: ['template_invalid', CHANGED_MEANWHILE],
  run: async (ctx, wish) => {
    await saveTemplate(ctx, wish)
    return { items: await listTemplates(ctx) }
  },
})

export const reset = operation({
  path: 'DELETE /message-templates/{key}/{locale}',
  summary: 'Go back to the built-in wording',
  allow: 'templates.manage',
  takes: z.strictObject({ key: Key, locale: Locale }),
  returns: z.object({ items: z.array(TemplateShape) }),
  run: async (ctx, { key, locale }) => {
    await resetTemplate(ctx, key, locale)
    return { items: await listTemplates(ctx) }
  },
})

export const preview = operation({
  path: 'POST /message-templates/{key}/{locale}/preview',
  summary: 'See a wording filled with sample values, before it is saved',
  allow: 'messages.see',
  takes: z.strictObject({ key: Key, locale: Locale, ...wording }),
  returns: z.object({
    subject: z.string(),
    title: z.string(),
    paragraphs: z.array(z.string()),
    button: z.string(),
    sms: z.string(),
    encoding: z.enum(['GSM-7', 'UCS-2']),
    segments: z.int(),
  }),
  fails: ['template_invalid'],
  run: async (ctx, { key, locale, ...words }) => {
    checkWording(key, words)
    const { name } = await ctx.practice()
    const template = { ...builtInTemplate(key, locale), ...words }
    const filled = await fillTemplate(
      { ...template, sms: words.sms ?? template.sms ?? '' },
      { ...SAMPLE, practice_name: name },
    )
    const sms = plainForSms(filled.sms)
    return { ...filled, sms, ...countSegments(sms) }
  },
})

const SAMPLE = {
  practice_phone: '+1 212 555 0100',
  client_name: 'Mia',
  service_name: 'Initial assessment',
  starts: 'Monday, 2 March, 10:00',
  practitioner_name: 'Petra Schmidt',
  location_name: 'Main Street',
  location_address: '12 Main Street',
  instructions: 'Please bring comfortable clothes.',
  answer_by: 'Tuesday, 3 March, 10:00',
  reason: 'This needs a longer appointment.',
  form_title: 'Health history',
  invoice_number: '2026-0042',
  amount: '120.00',
  open_amount: '120.00',
  due: '16 March',
  text: 'Hello.',
}
