import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, notFound, problem } from '../../platform/problem.ts'
import { sha256Of } from '../sealing/seal.ts'

/** The words of a consent in one language; `effect` says what a withdrawal means. */
export interface ConsentWords {
  title: string
  body: string
  effect: string
}
/** locale → words. */
export type ConsentTexts = Record<string, ConsentWords>

export interface PublishedText {
  id: string
  version: number
  texts: ConsentTexts
  sha256: string
  asksAgain: boolean
  minorReason: string | null
  publishedAt: string
  publishedBy: string
}

export interface Purpose {
  id: string
  key: string
  validMonths: number | null
  signing: 'signature' | 'tick'
  mayDecline: boolean
  /** Agreeing opens such messages, taking it back closes them; null: it has nothing to do with messages. */
  messagePurpose: 'marketing' | 'recall' | 'review' | 'reminder' | null
  draft: ConsentTexts | null
  retiredAt: Date | null
  rowVersion: number
  /** The newest published text; null while there is a draft only. */
  text: PublishedText | null
}

const TEXT =
  sql.raw(`json_build_object('id', t.id, 'version', t.version, 'texts', t.texts, 'sha256', t.sha256, 'asksAgain', t.asks_again,
  'minorReason', t.minor_reason, 'publishedAt', t.published_at, 'publishedBy', t.published_by)`)
const READ =
  sql.raw(`select p.id, p.key, p.valid_months as "validMonths", p.signing, p.may_decline as "mayDecline", p.message_purpose as "messagePurpose", p.draft, p.retired_at as "retiredAt",
    p.row_version as "rowVersion", (select json_build_object('id', t.id, 'version', t.version, 'texts', t.texts, 'sha256', t.sha256, 'asksAgain', t.asks_again,
      'minorReason', t.minor_reason, 'publishedAt', t.published_at, 'publishedBy', t.published_by)
    from consent_text t where t.practice_id = p.practice_id and t.purpose_id = p.id order by t.version desc limit 1) as text
  from consent_purpose p`)

/** The purposes in their order, with their newest text; retired ones when asked. */
export async function listPurposes(ctx: Context, { retired }: { retired: boolean }): Promise<Purpose[]> {
  const { rows } =
    await sql<Purpose>`${READ} where p.practice_id = ${ctx.practiceId} and (${retired}::boolean or p.retired_at is null)
    order by p.position, p.key`.execute(ctx.db)
  return rows
}

export async function findPurpose(ctx: Context, key: string): Promise<Purpose> {
  const { rows } =
    await sql<Purpose>`${READ} where p.practice_id = ${ctx.practiceId} and p.key = ${key}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This consent')
  return rows[0]
}

/** Every text that was ever published for a purpose, the newest first. */
export async function listTexts(ctx: Context, purposeId: string): Promise<PublishedText[]> {
  const { rows } = await sql<{ text: PublishedText }>`select ${TEXT} as text from consent_text t
    where t.practice_id = ${ctx.practiceId} and t.purpose_id = ${purposeId} order by t.version desc`.execute(
    ctx.db,
  )
  return rows.map(({ text }) => text)
}

export interface DraftWish {
  key: string
  texts: ConsentTexts
  validMonths: number | null
  signing: Purpose['signing']
  mayDecline: boolean
  messagePurpose: Purpose['messagePurpose']
  rowVersion: number
}

/** Keeps what is being written; clients see the published text until this one is published. */
export async function saveDraft(ctx: Context, wish: DraftWish): Promise<Purpose> {
  if (Object.keys(wish.texts).length === 0) throw invalid('texts', 'Write the text in at least one language.')
  const { rows } = await sql<{
    id: string
  }>`insert into consent_purpose as p (practice_id, id, key, valid_months, signing, may_decline, message_purpose, draft, position, created_at)
    select ${ctx.practiceId}, ${ctx.newId()}, ${wish.key}, ${wish.validMonths}::int, ${wish.signing}, ${wish.mayDecline}::boolean, ${wish.messagePurpose}::text,
      ${JSON.stringify(wish.texts)}::jsonb, (select count(*) from consent_purpose where practice_id = ${ctx.practiceId}), ${ctx.now}::timestamptz
    on conflict (practice_id, key) do update set valid_months = excluded.valid_months, signing = excluded.signing, may_decline = excluded.may_decline,
      message_purpose = excluded.message_purpose,
      draft = excluded.draft, retired_at = null, row_version = p.row_version + 1 where p.row_version = ${wish.rowVersion}
    returning id`.execute(ctx.db)
  if (!rows[0]) throw changedMeanwhile((await findPurpose(ctx, wish.key)).rowVersion)
  ctx.record('consent_purpose.drafted', {
    subject: ['consent_purpose', rows[0].id],
    data: { purpose: wish.key },
  })
  return findPurpose(ctx, wish.key)
}

/**
 * Publishes the draft as the next version, which never changes again. Whoever agreed to an earlier one is asked again,
 * unless it is called minor wording, with a reason. 409 `nothing_to_publish`.
 */
export async function publishText(
  ctx: Context,
  key: string,
  { minorReason }: { minorReason: string | null },
): Promise<Purpose> {
  const purpose = await findPurpose(ctx, key)
  if (!purpose.draft) throw problem(409, 'nothing_to_publish', 'There is no changed text. Write one first.')
  if (minorReason && !purpose.text)
    throw invalid('minorReason', 'The first text cannot be minor wording: nobody has agreed yet.')
  const id = ctx.newId()
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${purpose.id}`}, 0))`.execute(ctx.db)
  await sql`insert into consent_text (practice_id, id, purpose_id, version, texts, sha256, asks_again, minor_reason, published_at, published_by)
    select ${ctx.practiceId}, ${id}, ${purpose.id}, coalesce(max(version), 0) + 1, ${JSON.stringify(purpose.draft)}::jsonb, ${hashOfTexts(purpose.draft)},
      ${minorReason === null}::boolean, ${minorReason}, ${ctx.now}::timestamptz, ${ctx.actor.name}
    from consent_text where practice_id = ${ctx.practiceId} and purpose_id = ${purpose.id}`.execute(ctx.db)
  await sql`update consent_purpose set draft = null, retired_at = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${purpose.id}`.execute(ctx.db)
  const after = await findPurpose(ctx, key)
  ctx.record('consent_text.published', {
    subject: ['consent_purpose', purpose.id],
    data: {
      purpose: key,
      version: after.text!.version,
      asksAgain: minorReason === null,
      sha256: after.text!.sha256,
    },
    ...(minorReason ? { after: { minorReason } } : {}),
  })
  return after
}

/** No longer asked for; what was agreed stays on record. */
export async function retirePurpose(ctx: Context, key: string): Promise<Purpose> {
  const purpose = await findPurpose(ctx, key)
  await sql`update consent_purpose set retired_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${purpose.id}`.execute(ctx.db)
  ctx.record('consent_purpose.retired', { subject: ['consent_purpose', purpose.id], data: { purpose: key } })
  return findPurpose(ctx, key)
}

/** The hash of a text in all its languages; keys in one order. */
export function hashOfTexts(texts: ConsentTexts): string {
  const languages = Object.keys(texts).sort()
  return sha256Of(
    JSON.stringify(
      languages.map((each) => [each, texts[each]!.title, texts[each]!.body, texts[each]!.effect]),
    ),
  )
}

/** The words in a language: that one, else English, else what there is. */
export function wordsIn(texts: ConsentTexts, locale: string): { locale: string; words: ConsentWords } {
  const found = [locale, 'en', ...Object.keys(texts)].find((each) => texts[each])!
  return { locale: found, words: texts[found]! }
}
