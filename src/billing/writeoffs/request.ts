import { sql } from 'kysely'
import { actorId } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden, notFound, problem } from '../../platform/problem.ts'
import { lockInvoice, refuseIfNotOwed } from '../invoices/invoice.ts'
import { writeOff } from '../invoices/write-off.ts'
import type { WriteOffReason } from '../ledger/chart.ts'
import { refuseAboveLimit } from './limit.ts'

export interface WriteOffRequest {
  id: string
  invoice_id: string
  amount_minor: number
  currency: string
  reason_code: WriteOffReason
  reason: string
  requested_at: Date
  requested_by: string
  requested_by_id: string
  decision: 'approved' | 'declined' | 'withdrawn' | null
  decided_at: Date | null
  decided_by: string | null
  decided_by_id: string | null
  decline_reason: string | null
  write_off_id: string | null
}

/** Asks another person for a write-off. 409 `is_draft`, `is_void`, `more_than_open`, `already_asked`. */
export async function askForWriteOff(
  ctx: Context,
  invoiceId: string,
  wish: { amountMinor: number; reasonCode: WriteOffReason; reason: string },
): Promise<WriteOffRequest> {
  const invoice = await lockInvoice(ctx, invoiceId)
  refuseIfNotOwed(invoice)
  if (wish.amountMinor > invoice.open_minor)
    throw problem(409, 'more_than_open', 'That is more than is open on this invoice.', {
      openMinor: invoice.open_minor,
    })
  const { rows } =
    await sql<WriteOffRequest>`insert into write_off_request (practice_id, id, invoice_id, amount_minor, currency, reason_code, reason, requested_at, requested_by, requested_by_id)
    values (${ctx.practiceId}, ${ctx.newId()}, ${invoiceId}, ${wish.amountMinor}, ${invoice.currency}, ${wish.reasonCode}, ${wish.reason}, ${ctx.now}, ${ctx.actor.name}, ${whoIs(ctx)})
    on conflict (practice_id, invoice_id) where decision is null do nothing returning *`.execute(ctx.db)
  const request = rows[0]
  if (!request)
    throw problem(
      409,
      'already_asked',
      'Somebody has asked for a write-off of this invoice already. It waits for a decision.',
    )
  note(ctx, request, { name: 'write_off.requested', clientId: invoice.client_id })
  return request
}

/**
 * Another person agrees: the amount is written off in the name of who asked, with who approved beside it.
 * 409 `needs_another_person`, `is_decided`, `above_limit`, and what a write-off fails with.
 */
export async function approveRequest(ctx: Context, id: string): Promise<WriteOffRequest> {
  const { request, clientId } = await lockRequest(ctx, id)
  if (request.requested_by_id === whoIs(ctx))
    throw problem(
      409,
      'needs_another_person',
      'You asked for this yourself: another person has to approve it.',
    )
  await refuseAboveLimit(ctx, { invoiceId: request.invoice_id, amountMinor: request.amount_minor })
  const written = await writeOff(ctx, request.invoice_id, {
    amountMinor: request.amount_minor,
    reasonCode: request.reason_code,
    reason: request.reason,
    byTwo: { requestedBy: request.requested_by, approvedBy: ctx.actor.name },
  })
  return decide(ctx, { request, clientId }, { decision: 'approved', writeOffId: written.id, reason: null })
}

/** Another person refuses. 409 `is_decided`. */
export async function declineRequest(ctx: Context, id: string, reason: string): Promise<WriteOffRequest> {
  return decide(ctx, await lockRequest(ctx, id), { decision: 'declined', writeOffId: null, reason })
}

/** Who asked thinks better of it; nobody else can. 403, 409 `is_decided`. */
export async function withdrawRequest(ctx: Context, id: string): Promise<WriteOffRequest> {
  const found = await lockRequest(ctx, id)
  if (found.request.requested_by_id !== whoIs(ctx)) throw forbidden()
  return decide(ctx, found, { decision: 'withdrawn', writeOffId: null, reason: null })
}

interface Found {
  request: WriteOffRequest
  clientId: string
}

/** The invoice is locked before the question about it, as everywhere. */
async function lockRequest(ctx: Context, id: string): Promise<Found> {
  const { rows: known } = await sql<{ invoice_id: string }>`select invoice_id from write_off_request
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  if (!known[0]) throw notFound('This request')
  const invoice = await lockInvoice(ctx, known[0].invoice_id)
  const { rows } = await sql<WriteOffRequest>`select * from write_off_request
    where practice_id = ${ctx.practiceId} and id = ${id} for update`.execute(ctx.db)
  const request = rows[0]!
  if (request.decision)
    throw problem(409, 'is_decided', 'This was decided already.', { decidedBy: request.decided_by })
  return { request, clientId: invoice.client_id }
}

async function decide(
  ctx: Context,
  { request, clientId }: Found,
  how: { decision: 'approved' | 'declined' | 'withdrawn'; writeOffId: string | null; reason: string | null },
): Promise<WriteOffRequest> {
  const { rows } =
    await sql<WriteOffRequest>`update write_off_request set decision = ${how.decision}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.name},
      decided_by_id = ${whoIs(ctx)}, decline_reason = ${how.reason}, write_off_id = ${how.writeOffId}
    where practice_id = ${ctx.practiceId} and id = ${request.id} returning *`.execute(ctx.db)
  note(ctx, request, { name: `write_off.${how.decision}`, clientId })
  return rows[0]!
}

function note(
  ctx: Context,
  request: WriteOffRequest,
  { name, clientId }: { name: string; clientId: string },
) {
  ctx.record(name, {
    subject: ['invoice', request.invoice_id],
    clientId,
    data: {
      requestId: request.id,
      amountMinor: request.amount_minor,
      currency: request.currency,
      reasonCode: request.reason_code,
    },
  })
}

/** A person or a key; nothing else may ask or decide. */
function whoIs(ctx: Context): string {
  const id = actorId(ctx.actor)
  if (!id) throw forbidden()
  return id
}
