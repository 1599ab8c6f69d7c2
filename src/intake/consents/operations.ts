import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { createLink } from '../../platform/links/links.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, Instant, line, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { answerConsent, withdrawConsent } from './act.ts'
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
import { requestConsent } from './request.ts'
import { actsOf, CONSENT_STATES, consentsOf, listMissing } from './state.ts'

const Key = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Lower-case letters, digits and hyphens.')
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
const PurposeView = z.object({
  id: Id,
  key: z.string(),
  title: z.string(),
  validMonths: z.int().nullable(),
  signing: z.enum(['signature', 'tick']),
  mayDecline: z.boolean(),
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

const State = z.enum(CONSENT_STATES)
const Relation = z.enum(['self', 'parent', 'guardian', 'representative'])

export const ofClient = operation({
  path: 'GET /clients/{clientId}/consents',
  summary: 'How it stands with each consent of a client, and everything they ever agreed to or took back',
  allow: 'forms.see',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({
    items: z.array(
      z.object({
        purpose: z.string(),
        title: z.string(),
        state: State,
        version: z.int().nullable(),
        newestVersion: z.int(),
        at: Instant.nullable(),
        expiresAt: Instant.nullable(),
        signerName: z.string().nullable(),
        relation: Relation.nullable(),
        how: z.string().nullable(),
        reason: z.string().nullable(),
        openRequestId: Id.nullable(),
        can: z.object({ ask: z.boolean(), withdraw: z.boolean() }),
      }),
    ),
    acts: z.array(
      z.object({
        id: Id,
        purpose: z.string(),
        act: z.enum(['agreed', 'declined', 'withdrawn']),
        version: z.int(),
        signerName: z.string(),
        relation: Relation,
        how: z.string(),
        reason: z.string().nullable(),
        byName: z.string(),
        at: Instant,
        expiresAt: Instant.nullable(),
        signatureId: Id.nullable(),
      }),
    ),
  }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    const mayAsk = ctx.can('forms.request')
    const items = (await consentsOf(ctx, clientId)).map(({ texts: words, ...each }) => ({
      ...each,
      relation: each.relation as z.input<typeof Relation> | null,
      title: (words[ctx.locale] ?? words.en ?? Object.values(words)[0])!.title,
      can: {
        ask: mayAsk && each.state !== 'agreed' && !each.openRequestId,
        withdraw:
          mayAsk && (each.state === 'agreed' || each.state === 'outdated' || each.state === 'expired'),
      },
    }))
    const acts = (await actsOf(ctx, clientId)).map((act) => ({
      ...act,
      relation: act.relation as z.input<typeof Relation>,
    }))
    return { items, acts }
  },
})

export const missing = operation({
  path: 'GET /consents/{key}/missing',
  summary: 'Clients who have not agreed, those who come next first',
  allow: 'forms.see',
  takes: z.strictObject({
    key: Key,
    coming: z.stringbool().default(true),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  returns: z.object({
    items: z.array(
      z.object({
        clientId: Id,
        clientName: z.string(),
        state: State,
        at: Instant.nullable(),
        nextVisitAt: Instant.nullable(),
      }),
    ),
  }),
  run: async (ctx, { key, ...ask }) => {
    await findPurpose(ctx, key)
    return { items: await listMissing(ctx, { purpose: key, ...ask }) }
  },
})

export const ask = operation({
  path: 'POST /clients/{clientId}/consents/{key}/request',
  summary: 'Ask a client to agree',
  allow: 'forms.request',
  takes: z.strictObject({ clientId: Id, key: Key, appointmentId: Id.optional() }),
  returns: z.object({ id: Id }),
  fails: ['consent_already_asked'],
  run: async (ctx, { clientId, key, appointmentId = null }) => {
    await findClient(ctx, clientId)
    if (appointmentId && (await findAppointment(ctx, appointmentId)).client_id !== clientId)
      throw invalid('appointmentId', 'This visit is another client’s.')
    const purpose = await findPurpose(ctx, key)
    if (!purpose.text || purpose.retiredAt)
      throw invalid('key', 'This consent is not in use. Publish it first.')
    return {
      id: await requestConsent(ctx, { purposeId: purpose.id, purposeKey: key, clientId, appointmentId }),
    }
  },
})

const DESK_LINK_MS = 2 * 3_600_000

export const openAtDesk = operation({
  path: 'POST /clients/{clientId}/consents/{key}/link',
  summary: 'Open a consent on a tablet at the desk: a link for two hours',
  allow: 'forms.request',
  takes: z.strictObject({ clientId: Id, key: Key }),
  returns: z.object({ url: z.string() }),
  secret: 'answer',
  run: async (ctx, { clientId, key }) => {
    await findClient(ctx, clientId)
    const purpose = await findPurpose(ctx, key)
    const open = (await consentsOf(ctx, clientId)).find((each) => each.purpose === key)
    if (!open) throw invalid('key', 'This consent is not in use. Publish it first.')
    const id =
      open.openRequestId ??
      (await requestConsent(ctx, { purposeId: purpose.id, purposeKey: key, clientId, appointmentId: null }))
    const subject = ['consent_request', id] as const
    const { url } = await createLink(ctx, {
      purpose: 'consent',
      page: '/consents',
      subject,
      clientId,
      validFor: DESK_LINK_MS,
    })
    ctx.record('consent.link_opened', { subject, clientId })
    return { url }
  },
})

export const note = operation({
  path: 'POST /clients/{clientId}/consents/{key}/note',
  summary: 'Note that somebody agreed or declined on paper or by word of mouth',
  allow: 'forms.request',
  takes: z.strictObject({
    clientId: Id,
    key: Key,
    decision: z.enum(['agreed', 'declined']),
    how: z.enum(['paper', 'told']),
    signerName: line(150),
    relation: Relation.default('self'),
    reason: line(300).optional(),
  }),
  returns: z.object({ id: Id }),
  fails: ['consent_not_in_use', 'text_changed', 'cannot_decline', 'signature_required', 'may_not_sign'],
  run: async (ctx, { clientId, key, how, signerName, relation, ...wish }) => {
    await findClient(ctx, clientId)
    const purpose = await findPurpose(ctx, key)
    const id = await answerConsent(ctx, {
      ...wish,
      purpose,
      clientId,
      requestId: null,
      appointmentId: null,
      textId: purpose.text?.id ?? '',
      signature: { name: signerName, relation, method: how },
      device: null,
    })
    return { id }
  },
})

export const withdraw = operation({
  path: 'POST /clients/{clientId}/consents/{key}/withdrawal',
  summary: 'Note that somebody took their agreement back, and why',
  allow: 'forms.request',
  takes: z.strictObject({
    clientId: Id,
    key: Key,
    reason: line(300),
    signerName: line(150),
    relation: Relation.default('self'),
  }),
  returns: z.object({ effect: z.string() }),
  reason: 'required',
  fails: ['not_agreed'],
  run: async (ctx, { clientId, key, reason, signerName, relation }) => {
    await findClient(ctx, clientId)
    const purpose = await findPurpose(ctx, key)
    await withdrawConsent(ctx, { purpose, clientId, reason, signer: { name: signerName, relation } })
    return { effect: purpose.text ? wordsIn(purpose.text.texts, ctx.locale).words.effect : '' }
  },
})
