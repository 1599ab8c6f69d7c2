import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { answerConsent, withdrawConsent } from './act.ts'
import { Key } from './operations.ts'
import { channelsOf } from './opt-in.ts'
import { findPurpose, listPurposes, wordsIn } from './purpose.ts'
import { requestConsent } from './request.ts'
import { actsOf, CONSENT_STATES, consentsOf, listMissing } from './state.ts'

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
        channels: z
          .array(z.object({ channel: z.enum(['email', 'sms']), allowed: z.boolean() }))
          .describe('Which messages it opens: what counts now on each channel. Empty: none.'),
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
    const channels = await channelsByPurpose(ctx, clientId)
    const items = (await consentsOf(ctx, clientId)).map(({ texts: words, ...each }) => ({
      ...each,
      channels: channels.get(each.purpose) ?? [],
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

async function channelsByPurpose(ctx: Context, clientId: string) {
  const found = new Map<string, Awaited<ReturnType<typeof channelsOf>>>()
  for (const { key, messagePurpose } of await listPurposes(ctx, { retired: true }))
    if (messagePurpose) found.set(key, await channelsOf(ctx, clientId, messagePurpose))
  return found
}
