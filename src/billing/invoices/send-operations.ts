import { sql } from 'kysely'
import { z } from 'zod'
import { seesClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { MAIL_PAYER, mergePayer } from '../payers/mail-payer.ts'
import { findPayer } from '../payers/payer.ts'
import { findInvoice, refuseIfNotOwed } from './invoice.ts'
import { deliverInvoice } from './tell-client.ts'
import { InvoiceView, viewInvoice } from './view.ts'

const MOST = 200
const OUTCOMES = ['sent', 'no_address'] as const

export const sendOneInvoice = operation({
  path: 'POST /invoices/{id}/sending',
  summary: 'Send an issued invoice to who owes it, now or once more, with its PDF and the link for paying',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: InvoiceView,
  fails: ['is_draft', 'is_void', 'no_address'],
  run: async (ctx, { id }) => {
    await viewInvoice(ctx, id)
    const invoice = await findInvoice(ctx, id)
    refuseIfNotOwed(invoice)
    if ((await deliverInvoice(ctx, invoice, { again: true })) === 'no_address')
      throw problem(409, 'no_address', 'There is no way to reach whoever owes this: enter an address first.')
    return viewInvoice(ctx, id)
  },
})

export const sendInvoicesOf = operation({
  path: 'POST /invoices/sendings',
  summary: 'Send many issued invoices that have not gone out; those that cannot be are named',
  allow: 'invoices.manage',
  takes: z.strictObject({ ids: z.array(Id).min(1).max(MOST) }),
  returns: z.object({ items: z.array(z.object({ id: Id, outcome: z.enum([...OUTCOMES, 'passed_over']) })) }),
  run: async (ctx, { ids }) => {
    const { rows } = await sql<{
      id: string
    }>`select i.id from invoice i where i.practice_id = ${ctx.practiceId} and i.id = any(${ids})
      and i.number is not null and i.voided_at is null and i.sent_at is null and ${seesClient(ctx, sql.ref('i.client_id'))}`.execute(
      ctx.db,
    )
    const items: { id: string; outcome: (typeof OUTCOMES)[number] | 'passed_over' }[] = []
    for (const id of new Set(ids)) {
      if (!rows.some((row) => row.id === id)) items.push({ id, outcome: 'passed_over' })
      else items.push({ id, outcome: await deliverInvoice(ctx, await findInvoice(ctx, id), { again: true }) })
    }
    return { items }
  },
})

export const mailPayerStatement = operation({
  path: 'POST /bill-payers/{id}/statement/mail',
  summary: 'Mail a payer the statement of their account between two days',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, from: Day, to: Day }),
  returns: z.object({ queued: z.literal(true) }),
  fails: ['no_address'],
  run: async (ctx, { id, from, to }) => {
    if (to < from) throw invalid('to', 'The last day cannot be before the first.')
    const payer = await findPayer(ctx, id)
    if (!payer.email) throw problem(409, 'no_address', 'This payer has no mail address yet.')
    ctx.later(MAIL_PAYER, { payerId: id, from, to })
    ctx.record('billing.payer_statement_mailed', { subject: ['payer', id], data: { from, to } })
    return { queued: true as const }
  },
})

export const mergePayers = operation({
  path: 'POST /bill-payers/{id}/merge',
  summary: 'Two payers are one: the shares, price lists and drafts of this one go to the other',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id, intoId: Id }),
  returns: z.object({ merged: z.literal(true) }),
  run: async (ctx, wish) => {
    if (wish.id === wish.intoId) throw invalid('intoId', 'Choose another payer.')
    await mergePayer(ctx, wish)
    return { merged: true as const }
  },
})
