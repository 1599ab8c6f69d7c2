import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import type { Charge } from '../charges/charge.ts'
import { createDraft, lockDraft, putOnDraft } from '../invoices/draft.ts'
import type { Invoice } from '../invoices/invoice.ts'
import { todayOf } from '../invoices/invoice.ts'
import { lockChargesOf, sumDraft } from '../invoices/settle-draft.ts'
import { partsByRule } from './by-rule.ts'
import { findPayer } from './payer.ts'
import type { Part } from './split.ts'
import { amountsOf, splitCharges } from './split.ts'

export interface DraftPart extends Part {
  /** The lines that this part pays alone. */
  chargeIds?: readonly string[] | null | undefined
}

/** Says who owes a draft when it is approved; null: the client. */
export async function setPayer(ctx: Context, id: string, payerId: string | null) {
  const draft = await lockDraft(ctx, id)
  const payer = payerId ? await findPayer(ctx, payerId) : null
  await writePayer(ctx, draft.id, payerId, payer?.locale ?? draft.locale)
  ctx.record('invoice.draft_changed', { subject: ['invoice', id], clientId: draft.client_id })
}

async function writePayer(ctx: Context, id: string, payerId: string | null, locale: 'en' | 'de') {
  await sql`update invoice set payer_id = ${payerId}, locale = ${locale}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
    ctx.db,
  )
}

/**
 * Splits a draft into one for each part; it keeps the first itself. Without parts the client's rule decides (409
 * `no_rule`). By lines: what no part names stays with the first. Answers the ids of all drafts.
 */
export async function splitDraft(
  ctx: Context,
  id: string,
  parts: readonly DraftPart[] | undefined,
): Promise<string[]> {
  const draft = await lockDraft(ctx, id)
  await sumDraft(ctx, id)
  const charges = await lockChargesOf(ctx, id)
  const wholeMinor = charges.reduce((sum, each) => sum + each.total_minor, 0)
  if (wholeMinor === 0) throw problem(409, 'nothing_to_bill', 'There is nothing to split on this draft.')
  const wanted =
    parts ?? (await partsByRule(ctx, { clientId: draft.client_id, day: await todayOf(ctx), wholeMinor }))
  if (wanted.length === 0)
    throw problem(409, 'no_rule', 'Nobody else pays for this client by rule. Say who pays what.')
  for (const part of wanted) if (part.payerId) await findPayer(ctx, part.payerId)
  const byPart = wanted.some((part: DraftPart) => part.chargeIds)
    ? byLines(charges, wanted)
    : await splitCharges(ctx, charges, { parts: wanted, amounts: amountsOf(wanted, wholeMinor) })
  return writeDrafts(ctx, draft, { parts: wanted, byPart })
}

function byLines(charges: readonly Charge[], parts: readonly DraftPart[]): Charge[][] {
  const named = parts.flatMap((part) => part.chargeIds ?? [])
  if (new Set(named).size !== named.length) throw invalid('parts', 'A line can be paid by one part only.')
  if (named.some((id) => !charges.some((each) => each.id === id)))
    throw invalid('parts', 'One of these lines is not on this draft.')
  return parts.map((part, index) =>
    charges.filter((each) => part.chargeIds?.includes(each.id) || (index === 0 && !named.includes(each.id))),
  )
}

async function writeDrafts(
  ctx: Context,
  draft: Invoice,
  { parts, byPart }: { parts: readonly DraftPart[]; byPart: readonly Charge[][] },
): Promise<string[]> {
  const ids: string[] = []
  for (const [index, charges] of byPart.entries()) {
    if (charges.length === 0) continue
    const { payerId } = parts[index]!
    const own =
      ids.length === 0 ? draft : await createDraft(ctx, { clientId: draft.client_id, note: draft.note })
    const locale = payerId ? (await findPayer(ctx, payerId)).locale : own.locale
    await writePayer(ctx, own.id, payerId, locale)
    await sql`update charge set invoice_id = ${own.id}, payer_id = ${payerId}, row_version = row_version + 1
      where practice_id = ${ctx.practiceId} and id = any(${charges.map((each) => each.id)})`.execute(ctx.db)
    ids.push(own.id)
  }
  for (const id of ids) await sumDraft(ctx, id)
  return ids
}

/** Fresh charges of one client as a draft, or one for each who pays by rule, where bills are looked at before they go out. */
export async function draftForPayers(
  ctx: Context,
  charges: readonly [Charge, ...Charge[]],
): Promise<string[]> {
  const [first] = charges
  const draft = await createDraft(ctx, { clientId: first.client_id, note: null })
  await putOnDraft(
    ctx,
    draft,
    charges.map((each) => each.id),
  )
  await sumDraft(ctx, draft.id)
  const wholeMinor = charges.reduce((sum, each) => sum + each.total_minor, 0)
  const parts = await partsByRule(ctx, { clientId: first.client_id, day: first.served_on, wholeMinor })
  return parts.length === 0 ? [draft.id] : splitDraft(ctx, draft.id, parts)
}
