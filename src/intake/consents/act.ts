import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { sealSignature } from '../sealing/seal.ts'
import type { SignatureWish } from '../sealing/seal.ts'
import { findSigner } from '../sealing/signer.ts'
import type { Relation } from '../sealing/signer.ts'
import { monthsBefore } from '../packets/rule.ts'
import { wordsIn } from './purpose.ts'
import type { Purpose } from './purpose.ts'

export interface AnswerWish {
  purpose: Purpose
  clientId: string
  /** The request that is answered, if there was one. */
  requestId: string | null
  appointmentId: string | null
  decision: 'agreed' | 'declined'
  /** Which version was shown; 409 `text_changed` when another one was published meanwhile. */
  textId: string
  signature: SignatureWish | { name: string; relation: Relation; method: 'ticked' | 'paper' | 'told' }
  device: string | null
  reason?: string | null
}

/** Keeps that somebody agreed or declined: to exactly which words, who, when, how; signed where the purpose asks for it. */
export async function answerConsent(ctx: Context, wish: AnswerWish): Promise<string> {
  const { purpose, signature } = wish
  const text = purpose.text
  if (!text || purpose.retiredAt)
    throw problem(409, 'consent_not_in_use', 'This consent is not asked for any more.')
  if (text.id !== wish.textId)
    throw problem(409, 'text_changed', 'The text has been changed meanwhile. Please read it again.', {
      textId: text.id,
    })
  if (wish.decision === 'declined' && !purpose.mayDecline)
    throw problem(
      409,
      'cannot_decline',
      'Without this consent the visit cannot take place. Please talk to the practice.',
    )
  const isSigned = signature.method === 'drawn' || signature.method === 'typed'
  const byStaff = signature.method === 'paper' || signature.method === 'told'
  if (purpose.signing === 'signature' && wish.decision === 'agreed' && !isSigned && !byStaff)
    throw problem(422, 'signature_required', 'Please sign the consent.', {
      fields: [{ field: 'signature', message: 'Please sign here.' }],
    })
  if (!isSigned) await findSigner(ctx, { clientId: wish.clientId, ...signature })
  const id = await insertAct(ctx, { ...wish, act: wish.decision, reason: wish.reason ?? null })
  if (isSigned) await sign(ctx, wish, id)
  await closeRequests(ctx, wish)
  ctx.record(`consent.${wish.decision}`, {
    subject: ['consent_request', wish.requestId ?? id],
    clientId: wish.clientId,
    data: {
      purpose: purpose.key,
      version: text.version,
      appointmentId: wish.appointmentId,
      how: signature.method,
    },
  })
  return id
}

/** Takes an agreement back; what it means was said in the text and is kept with it. 409 `not_agreed`. */
export async function withdrawConsent(
  ctx: Context,
  wish: {
    purpose: Purpose
    clientId: string
    reason: string
    signer: { name: string; relation: Relation }
    /** What brought it about, where that was no word to the staff. */
    because?: string
  },
): Promise<void> {
  const last = await lastActIfAny(ctx, wish.clientId, wish.purpose.id)
  if (last?.act !== 'agreed')
    throw problem(409, 'not_agreed', 'There is no agreement that could be withdrawn.')
  if (!wish.reason.trim()) throw invalid('reason', 'Say why; "no reason given" is enough.')
  const id = await insertAct(ctx, {
    purpose: wish.purpose,
    clientId: wish.clientId,
    requestId: null,
    textId: last.textId,
    act: 'withdrawn',
    signature: { ...wish.signer, method: 'told' },
    reason: wish.reason,
  })
  ctx.record('consent.withdrawn', {
    subject: ['consent_act', id],
    clientId: wish.clientId,
    data: { purpose: wish.purpose.key, ...(wish.because ? { because: wish.because } : {}) },
    after: { reason: wish.reason },
  })
}

async function sign(ctx: Context, wish: AnswerWish, actId: string) {
  const { purpose } = wish
  const text = purpose.text!
  const { locale, words } = wordsIn(text.texts, ctx.locale)
  await sealSignature(ctx, {
    clientId: wish.clientId,
    of: { consentActId: actId },
    document: {
      consent: { purpose: purpose.key, version: text.version, textSha256: text.sha256, locale, ...words },
      decision: wish.decision,
      language: locale,
    },
    textVersion: `${purpose.key} v${text.version}`,
    signature: wish.signature as SignatureWish,
    device: wish.device,
  })
}

type ActWish = Pick<AnswerWish, 'purpose' | 'clientId' | 'requestId' | 'textId' | 'signature'> & {
  act: 'agreed' | 'declined' | 'withdrawn'
  reason: string | null
}

async function insertAct(ctx: Context, wish: ActWish): Promise<string> {
  const { purpose, signature } = wish
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${wish.clientId} ${purpose.id}`}, 0))`.execute(
    ctx.db,
  )
  const id = ctx.newId()
  const expiresAt =
    wish.act === 'agreed' && purpose.validMonths ? monthsBefore(ctx.now, -purpose.validMonths) : null
  const locale = purpose.text ? wordsIn(purpose.text.texts, ctx.locale).locale : ctx.locale
  await sql`insert into consent_act (practice_id, id, client_id, purpose_id, nth, text_id, request_id, act, locale, signer_name, relation, how, reason,
      by_kind, by_name, at, expires_at)
    values (${ctx.practiceId}, ${id}, ${wish.clientId}, ${purpose.id},
      (select coalesce(max(nth), 0) + 1 from consent_act where practice_id = ${ctx.practiceId} and client_id = ${wish.clientId} and purpose_id = ${purpose.id}),
      ${wish.textId}, ${wish.requestId}, ${wish.act}, ${locale}, ${signature.name},
      ${signature.relation}, ${signature.method}, ${wish.reason}, ${ctx.actor.kind}, ${ctx.actor.name}, ${ctx.now}, ${expiresAt})`.execute(
    ctx.db,
  )
  return id
}

/** One answer answers every open question for it: nobody signs the same text twice. */
async function closeRequests(ctx: Context, { clientId, purpose }: AnswerWish) {
  await sql`update consent_request set state = 'answered', answered_at = ${ctx.now}
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and purpose_id = ${purpose.id} and state = 'requested'`.execute(
    ctx.db,
  )
}

async function lastActIfAny(ctx: Context, clientId: string, purposeId: string) {
  const { rows } = await sql<{ act: string; textId: string }>`select act, text_id as "textId" from consent_act
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and purpose_id = ${purposeId} order by nth desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
