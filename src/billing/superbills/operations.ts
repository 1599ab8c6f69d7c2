import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, Minor, fileAnswer } from '../../platform/operation/shapes.ts'
import { todayOf } from '../invoices/invoice.ts'
import { renderSuperbill } from './document.ts'
import { findSuperbill, sendSuperbill, writeSuperbill } from './superbill.ts'

const SuperbillView = z.object({
  id: Id,
  clientId: Id,
  fromOn: Day,
  toOn: Day,
  chargedMinor: Minor,
  paidMinor: Minor,
  currency: z.string(),
  lines: z.int(),
  /** Lines that an insurer would send back: without a code, or without a diagnosis. */
  incomplete: z.int(),
  isMonthly: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
  sentAt: Instant.nullable(),
})
type View = z.input<typeof SuperbillView>

async function list(ctx: Context, wish: { clientId?: string; id?: string }): Promise<View[]> {
  const { rows } =
    await sql<View>`select s.id, s.client_id as "clientId", s.from_on as "fromOn", s.to_on as "toOn", s.charged_minor as "chargedMinor", s.paid_minor as "paidMinor",
      s.currency, jsonb_array_length(s.content -> 'lines') as lines, s.month_on is not null as "isMonthly", s.created_at as "createdAt", s.created_by as "createdBy", s.sent_at as "sentAt",
      (select count(*)::int from jsonb_array_elements(s.content -> 'lines') l where l ->> 'code' is null or l -> 'points' = '[]'::jsonb) as incomplete
    from superbill s where s.practice_id = ${ctx.practiceId} ${wish.clientId ? sql`and s.client_id = ${wish.clientId}` : sql``}
      ${wish.id ? sql`and s.id = ${wish.id}` : sql``} order by s.created_at desc, s.id desc limit 200`.execute(
      ctx.db,
    )
  return rows
}

const ClientSuperbills = z.object({ monthly: z.boolean(), items: z.array(SuperbillView) })

async function ofClient(ctx: Context, clientId: string): Promise<z.input<typeof ClientSuperbills>> {
  const { rows } =
    await sql`select 1 from superbill_rule where practice_id = ${ctx.practiceId} and client_id = ${clientId}`.execute(
      ctx.db,
    )
  return { monthly: rows.length > 0, items: await list(ctx, { clientId }) }
}

export const getSuperbills = operation({
  path: 'GET /clients/{id}/superbills',
  summary: 'The superbills of a client, and whether one comes each month',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: ClientSuperbills,
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return ofClient(ctx, id)
  },
})

export const addSuperbill = operation({
  path: 'POST /clients/{id}/superbills',
  summary: 'Write a superbill over what a client was billed for between two days',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, from: Day, to: Day }),
  returns: SuperbillView,
  fails: ['nothing_to_bill'],
  run: async (ctx, { id: clientId, from, to }) => {
    const id = await writeSuperbill(ctx, { clientId, from, to })
    return (await list(ctx, { id: id! }))[0]!
  },
})

export const putSuperbillRule = operation({
  path: 'PUT /clients/{id}/superbill-rule',
  summary: 'Send a client the superbill of each month by itself, or no longer',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, monthly: z.boolean() }),
  returns: ClientSuperbills,
  run: async (ctx, { id, monthly }) => {
    await findClient(ctx, id)
    if (monthly)
      await sql`insert into superbill_rule (practice_id, client_id, from_month, created_at, created_by)
        values (${ctx.practiceId}, ${id}, date_trunc('month', ${await todayOf(ctx)}::date), ${ctx.now}, ${ctx.actor.name}) on conflict do nothing`.execute(
        ctx.db,
      )
    else
      await sql`delete from superbill_rule where practice_id = ${ctx.practiceId} and client_id = ${id}`.execute(
        ctx.db,
      )
    ctx.record('superbill.rule_set', { subject: ['client', id], clientId: id, data: { monthly } })
    return ofClient(ctx, id)
  },
})

export const getSuperbillPdf = operation({
  path: 'GET /superbills/{id}/pdf',
  summary: 'A superbill as PDF',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('application/pdf'),
  fails: ['busy'],
  run: async (ctx, { id }) => {
    const { bytes, name } = await renderSuperbill(ctx, await findSuperbill(ctx, id))
    return { bytes, name, type: 'application/pdf' }
  },
})

export const sendOneSuperbill = operation({
  path: 'POST /superbills/{id}/sending',
  summary: 'Send a superbill to its client with the PDF',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: SuperbillView,
  fails: ['busy'],
  run: async (ctx, { id }) => {
    await sendSuperbill(ctx, id)
    return (await list(ctx, { id }))[0]!
  },
})
