import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { findClient } from '../../clients/index.ts'
import { lockCharge } from '../charges/charge.ts'
import type { Invoice } from './invoice.ts'
import { lockInvoice } from './invoice.ts'
import { issueCharges } from './issue.ts'
import { lockChargesOf, sumDraft } from './settle-draft.ts'

/** An empty draft for a client. */
export async function createDraft(
  ctx: Context,
  wish: { clientId: string; note: string | null },
): Promise<Invoice> {
  const client = await findClient(ctx, wish.clientId)
  const practice = await ctx.practice()
  const { rows } =
    await sql<Invoice>`insert into invoice (practice_id, id, client_id, currency, locale, note, created_at, created_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${client.id}, ${practice.currency}, ${(client.language ?? practice.locale) === 'de' ? 'de' : 'en'},
      ${wish.note}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(ctx.db)
  const draft = rows[0]!
  ctx.record('invoice.drafted', { subject: ['invoice', draft.id], clientId: client.id })
  return draft
}

/** The draft, locked. 409 `is_issued` when it has its number already. */
export async function lockDraft(ctx: Context, id: string): Promise<Invoice> {
  const draft = await lockInvoice(ctx, id)
  await findClient(ctx, draft.client_id)
  if (draft.number !== null)
    throw problem(
      409,
      'is_issued',
      'This invoice is issued. Its lines cannot change any more; void it instead.',
    )
  return draft
}

/** Puts unbilled charges of the same client on a draft. 409 `already_invoiced`, `is_void`, `other_client`. */
export async function putOnDraft(ctx: Context, draft: Invoice, chargeIds: readonly string[]) {
  for (const id of [...new Set(chargeIds)].sort()) {
    const charge = await lockCharge(ctx, id)
    if (charge.client_id !== draft.client_id)
      throw problem(409, 'other_client', 'This charge belongs to another client.')
    if (charge.voided_at) throw problem(409, 'is_void', 'This charge was voided.')
    if (charge.invoice_id && charge.invoice_id !== draft.id)
      throw problem(409, 'already_invoiced', 'This charge is on another invoice.', {
        invoiceId: charge.invoice_id,
      })
    await sql`update charge set invoice_id = ${draft.id}, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  }
}

/** Takes a charge off a draft; it waits to be billed again. */
export async function takeOffDraft(ctx: Context, draft: Invoice, chargeId: string) {
  const { rows } = await sql`update charge set invoice_id = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${chargeId} and invoice_id = ${draft.id} returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('This line')
}

/** Approves a draft: it gets its number and goes out. */
export async function approveDraft(ctx: Context, id: string): Promise<Invoice> {
  const draft = await lockDraft(ctx, id)
  await sumDraft(ctx, id)
  return issueCharges(ctx, await lockChargesOf(ctx, id), draft)
}

/** Throws a draft away; its charges wait to be billed again. */
export async function discardDraft(ctx: Context, id: string) {
  const draft = await lockDraft(ctx, id)
  await sql`update charge set invoice_id = null, row_version = row_version + 1 where practice_id = ${ctx.practiceId} and invoice_id = ${id}`.execute(
    ctx.db,
  )
  await sql`delete from invoice where practice_id = ${ctx.practiceId} and id = ${id} and number is null`.execute(
    ctx.db,
  )
  ctx.record('invoice.draft_discarded', { subject: ['invoice', id], clientId: draft.client_id })
}
