import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Minor } from '../../platform/operation/shapes.ts'
import { linkToPay } from './pay-link.ts'

/** Issued invoices of the client that are open, the oldest first. */
async function openInvoices(ctx: Context, clientId: string) {
  const { rows } = await sql<{
    id: string
    number: number
    currency: string
    openMinor: number
  }>`select id, number, currency, open_minor as "openMinor"
    from invoice where practice_id = ${ctx.practiceId} and client_id = ${clientId} and number is not null and voided_at is null and open_minor > 0
    order by issued_at, id limit 10`.execute(ctx.db)
  return rows
}

export const visitDue = operation({
  path: 'POST /visit/due',
  summary: 'What the client of a visit still owes, each invoice with a fresh payment link: for check-in',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: z.object({
    items: z.array(
      z.object({ id: Id, number: z.int(), currency: z.string(), openMinor: Minor, url: z.string() }),
    ),
  }),
  secret: 'answer',
  run: async (ctx) => {
    const clientId = ctx.actor.kind === 'link' ? ctx.actor.clientId : null
    const items = []
    for (const invoice of clientId ? await openInvoices(ctx, clientId) : []) {
      const { url } = await linkToPay(ctx, { id: invoice.id, clientId: clientId! })
      items.push({ ...invoice, url })
    }
    return { items }
  },
})
