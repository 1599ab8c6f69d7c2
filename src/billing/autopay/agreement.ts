import { sql } from 'kysely'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { findPolicy } from '../settings/policy.ts'
import { AUTOPAY } from './settings.ts'
import { stopRunsOf } from './stop.ts'
import { AUTOPAY_WORDS, wordsToAgree } from './words.ts'

/** That a client agreed to be charged by themselves. */
export interface Agreement {
  id: string
  client_id: string
  limit_minor: number | null
  agreed_to: string
  agreed_text: string
  agreed_at: Date
  agreed_by: string
  agreed_how: 'client' | 'staff'
  row_version: number
}

export async function findAgreementIfAny(ctx: Context, clientId: string): Promise<Agreement | undefined> {
  const { rows } =
    await sql<Agreement>`select * from autopay where practice_id = ${ctx.practiceId} and client_id = ${clientId} and ended_at is null`.execute(
      ctx.db,
    )
  return rows[0]
}

/** The words that this client would agree to now, in their language. */
export async function offerTo(
  ctx: Context,
  clientId: string,
): Promise<{ limitMinor: number | null; text: string }> {
  const { noticeDays, limitMinor } = await findPolicy(ctx, AUTOPAY)
  return { limitMinor, text: await textFor(ctx, { clientId, noticeDays, limitMinor }) }
}

export interface AgreeWish {
  clientId: string
  how: 'client' | 'staff'
  /** undefined: the practice's own limit; null: none. */
  limitMinor?: number | null | undefined
}

/**
 * Notes that a client agrees to be charged by themselves, for invoices that come from now on. 409 `no_card` without a kept
 * card, `already_on`, `not_offered` where the practice does not let clients do it themselves.
 */
export async function agreeToAutopay(ctx: Context, wish: AgreeWish): Promise<Agreement> {
  const rules = await findPolicy(ctx, AUTOPAY)
  if (wish.how === 'client' && !rules.isOffered)
    throw problem(409, 'not_offered', 'This practice does not charge cards by itself.')
  if (!(await findDefaultCardIfAny(ctx, wish.clientId)))
    throw problem(409, 'no_card', 'There is no kept card to charge. Keep one first.')
  const limitMinor = wish.limitMinor === undefined ? rules.limitMinor : wish.limitMinor
  const text = await textFor(ctx, { clientId: wish.clientId, noticeDays: rules.noticeDays, limitMinor })
  const by = wish.how === 'client' ? await nameOfClient(ctx, wish.clientId) : ctx.actor.name
  const { rows } =
    await sql<Agreement>`insert into autopay (practice_id, id, client_id, limit_minor, agreed_to, agreed_text, agreed_at, agreed_by, agreed_how)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${limitMinor}, ${AUTOPAY_WORDS}, ${text}, ${ctx.now}, ${by}, ${wish.how})
    on conflict (practice_id, client_id) where ended_at is null do nothing returning *`.execute(ctx.db)
  if (!rows[0]) throw problem(409, 'already_on', 'Automatic payment is on for this client already.')
  ctx.record('autopay.agreed', {
    subject: ['autopay', rows[0].id],
    clientId: wish.clientId,
    data: { how: wish.how, limitMinor },
  })
  return rows[0]
}

/** Ends it; what was planned and is not being charged just now stops. 409 `not_on`. */
export async function endAutopay(
  ctx: Context,
  wish: { clientId: string; how: 'client' | 'staff'; reason: string | null },
) {
  const by = wish.how === 'client' ? await nameOfClient(ctx, wish.clientId) : ctx.actor.name
  const { rows } = await sql<{
    id: string
  }>`update autopay set ended_at = ${ctx.now}, ended_by = ${by}, end_reason = ${wish.reason},
      row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and client_id = ${wish.clientId} and ended_at is null returning id`.execute(
    ctx.db,
  )
  if (!rows[0]) throw problem(409, 'not_on', 'Automatic payment is not on for this client.')
  await stopRunsOf(ctx, { clientId: wish.clientId, why: 'ended' })
  ctx.record('autopay.ended', {
    subject: ['autopay', rows[0].id],
    clientId: wish.clientId,
    data: { how: wish.how },
  })
}

async function textFor(
  ctx: Context,
  wish: { clientId: string; noticeDays: number; limitMinor: number | null },
): Promise<string> {
  const { rows } = await sql<{
    language: string | null
  }>`select language from client where practice_id = ${ctx.practiceId} and id = ${wish.clientId}`.execute(
    ctx.db,
  )
  const { locale } = await ctx.practice()
  return wordsToAgree(ctx, { ...wish, locale: pickLocale(rows[0]?.language ?? null, locale) as 'en' | 'de' })
}

/** Who agrees on their own page signs with their name. */
export async function nameOfClient(ctx: Context, clientId: string): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select concat_ws(' ', given_name, family_name) as name from client where practice_id = ${ctx.practiceId} and id = ${clientId}`.execute(
    ctx.db,
  )
  return rows[0]?.name ?? ctx.actor.name
}
