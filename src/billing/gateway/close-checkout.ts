import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { job } from '../../platform/jobs/jobs.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { findGateway } from './providers.ts'

export const CLOSE_CHECKOUT = 'billing.closeCheckout'

/** An invoice that was paid otherwise leaves no page open on which more than the rest could be paid again. */
export const closeStale = subscriber({
  name: 'billing.closeCheckouts',
  on: ['invoice.paid', 'invoice.voided', 'invoice.written_off', 'invoice.balance_changed'],
  run: async (ctx, event) => {
    const { open_minor: openMinor } = await findInvoice(ctx, event.subjectId)
    const { rows } = await sql<{
      id: string
      provider: string
      provider_ref: string
    }>`update checkout set closed_at = ${ctx.now}
      where practice_id = ${ctx.practiceId} and invoice_id = ${event.subjectId} and state in ('open', 'failed') and url is not null
        and closed_at is null and amount_minor > ${openMinor}
      returning id, provider, provider_ref`.execute(ctx.db)
    for (const { id, provider, provider_ref: ref } of rows)
      ctx.later(CLOSE_CHECKOUT, { provider, ref }, { key: `close ${id}` })
  },
})

/** Closes the page at the provider. Where it was paid meanwhile its message tells, and the money becomes credit. */
export const closeCheckoutJob = job({
  kind: CLOSE_CHECKOUT,
  run: async (house, { practiceId, payload }) => {
    const asker = { house, practiceId }
    await findGateway(house, String(payload.provider)).closeCheckout?.(asker, String(payload.ref))
  },
})
