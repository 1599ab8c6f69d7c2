import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, line } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { findInvoice, todayOf } from '../invoices/invoice.ts'
import { findPayer } from '../payers/payer.ts'
import { noteSwept } from './settings.ts'

export const PauseWish = z.strictObject({
  clientId: Id.nullish(),
  payerId: Id.nullish(),
  invoiceId: Id.nullish(),
  reason: line(200),
  /** The last day; without one until somebody ends it. */
  until: Day.nullish(),
})

export const PauseView = z.object({
  id: Id,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  payerId: Id.nullable(),
  payerName: z.string().nullable(),
  invoiceId: Id.nullable(),
  invoiceNumber: z.int().nullable(),
  reason: z.string(),
  until: Day.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
})

/** Leaves a client, a payer or an invoice in peace. 422 without exactly one of them, or for a day that is over. */
export async function pauseDunning(ctx: Context, wish: z.output<typeof PauseWish>): Promise<string> {
  const { clientId = null, payerId = null, invoiceId = null, until = null } = wish
  if ([clientId, payerId, invoiceId].filter(Boolean).length !== 1)
    throw invalid('clientId', 'Say either which client, which payer or which invoice.')
  if (until && until < (await todayOf(ctx))) throw invalid('until', 'This day is over.')
  const ofClient = clientId ?? (invoiceId ? (await findInvoice(ctx, invoiceId)).client_id : null)
  if (ofClient) await findClient(ctx, ofClient)
  if (payerId) await findPayer(ctx, payerId)
  const id = ctx.newId()
  await sql`insert into dunning_pause (practice_id, id, client_id, payer_id, invoice_id, reason, until_day, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${clientId}, ${payerId}, ${invoiceId}, ${wish.reason}, ${until}, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
  ctx.record('dunning.paused', {
    subject: ['dunning_pause', id],
    clientId: ofClient,
    data: { payerId, invoiceId, until },
  })
  return id
}

/** Ends a pause before its day; once is enough. */
export async function endPause(ctx: Context, id: string) {
  const [found] = await listPauses(ctx, { id })
  if (!found) throw notFound('This pause')
  await sql`update dunning_pause set ended_at = ${ctx.now}, ended_by = ${ctx.actor.name}
    where practice_id = ${ctx.practiceId} and id = ${id} and ended_at is null`.execute(ctx.db)
  await noteSwept(ctx, null)
  ctx.record('dunning.pause_ended', { subject: ['dunning_pause', id], clientId: found.clientId })
}

/** The pauses that run, the latest first. */
export async function listPauses(
  ctx: Context,
  wish: { id?: string; clientId?: string | undefined } = {},
): Promise<z.input<typeof PauseView>[]> {
  const { rows } = await sql<
    z.input<typeof PauseView>
  >`select p.id, p.client_id as "clientId", trim(c.given_name || ' ' || c.family_name) as "clientName",
      p.payer_id as "payerId", y.name as "payerName", p.invoice_id as "invoiceId", i.number as "invoiceNumber", p.reason, p.until_day as "until",
      p.created_at as "createdAt", p.created_by as "createdBy"
    from dunning_pause p
    left join invoice i on i.practice_id = p.practice_id and i.id = p.invoice_id
    left join client c on c.practice_id = p.practice_id and c.id = coalesce(p.client_id, i.client_id)
    left join bill_payer y on y.practice_id = p.practice_id and y.id = p.payer_id
    where p.practice_id = ${ctx.practiceId} and p.ended_at is null and (p.until_day is null or p.until_day >= ${await todayOf(ctx)})
      ${wish.id ? sql`and p.id = ${wish.id}` : sql``}
      ${wish.clientId ? sql`and coalesce(p.client_id, i.client_id) = ${wish.clientId}` : sql``}
    order by p.created_at desc, p.id limit 500`.execute(ctx.db)
  return rows
}
