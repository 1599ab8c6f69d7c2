import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, line, text } from '../../platform/operation/shapes.ts'
import {
  findPurpose,
  listPurposes,
  listTexts,
  publishText,
  retirePurpose,
  saveDraft,
  wordsIn,
} from './purpose.ts'
import type { Purpose } from './purpose.ts'
import { putReadyConsents } from './ready.ts'

export const Key = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Lower-case letters, digits and hyphens.')
const Words = z.strictObject({ title: line(200), body: text(100_000).min(1), effect: text(4_000) })
const Texts = z.record(z.string().regex(/^[a-z]{2}$/), Words)
const TextView = z.object({
  id: Id,
  version: z.int(),
  texts: Texts,
  sha256: z.string(),
  asksAgain: z.boolean(),
  minorReason: z.string().nullable(),
  publishedAt: z.string(),
  publishedBy: z.string(),
})
const MessagePurpose = z.enum(['marketing', 'recall', 'review', 'reminder']).nullable()
const PurposeView = z.object({
  id: Id,
  key: z.string(),
  title: z.string(),
  validMonths: z.int().nullable(),
  signing: z.enum(['signature', 'tick']),
  mayDecline: z.boolean(),
  messagePurpose: MessagePurpose,
  draft: Texts.nullable(),
  isRetired: z.boolean(),
  rowVersion: z.int(),
  text: TextView.nullable(),
})
const Purposes = z.object({ items: z.array(PurposeView) })

function present(locale: string, purpose: Purpose): z.input<typeof PurposeView> {
  const texts = purpose.text?.texts ?? purpose.draft
  return {
    ...purpose,
    title: texts ? wordsIn(texts, locale).words.title : purpose.key,
    isRetired: purpose.retiredAt !== null,
  }
}

export const list = operation({
  path: 'GET /consents',
  summary: 'What clients are asked to agree to, each with its newest text',
  allow: 'forms.see',
  takes: z.strictObject({ retired: z.stringbool().default(false) }),
  returns: Purposes,
  run: async (ctx, ask) => ({
    items: (await listPurposes(ctx, ask)).map((each) => present(ctx.locale, each)),
  }),
})

export const texts = operation({
  path: 'GET /consents/{key}/texts',
  summary: 'Every published version of a consent, the newest first',
  allow: 'forms.see',
  takes: z.strictObject({ key: Key }),
  returns: z.object({ items: z.array(TextView) }),
  run: async (ctx, { key }) => ({ items: await listTexts(ctx, (await findPurpose(ctx, key)).id) }),
})

export const draft = operation({
  path: 'PUT /consents/{key}',
  summary: 'Keep the draft of a consent; clients see it once it is published',
  allow: 'forms.manage',
  takes: z.strictObject({
    key: Key,
    texts: Texts,
    validMonths: z.int().min(1).max(240).nullable().default(null),
    signing: z.enum(['signature', 'tick']).default('signature'),
    mayDecline: z.boolean().default(true),
    messagePurpose: MessagePurpose.default(null),
    /** 0 for a new one. */
    rowVersion: z.int().min(0),
  }),
  returns: PurposeView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, wish) => present(ctx.locale, await saveDraft(ctx, wish)),
})

export const publish = operation({
  path: 'POST /consents/{key}/publication',
  summary:
    'Publish the draft as the next version; everybody is asked again unless it is called minor wording',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key, minorReason: line(300).nullable().default(null) }),
  returns: PurposeView,
  fails: ['nothing_to_publish'],
  run: async (ctx, { key, minorReason }) => present(ctx.locale, await publishText(ctx, key, { minorReason })),
})

export const retire = operation({
  path: 'POST /consents/{key}/retirement',
  summary: 'Ask for a consent no longer; what was agreed stays',
  allow: 'forms.manage',
  takes: z.strictObject({ key: Key }),
  returns: PurposeView,
  run: async (ctx, { key }) => present(ctx.locale, await retirePurpose(ctx, key)),
})

export const ready = operation({
  path: 'POST /consents/ready',
  summary: 'Put the ready-made consents of the profession in where they are missing',
  allow: 'forms.manage',
  takes: z.strictObject({}),
  returns: z.object({ added: z.array(z.string()) }),
  run: async (ctx) => ({ added: await putReadyConsents(ctx) }),
})
