import { sql } from 'kysely'
import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, Minor, line } from '../../platform/operation/shapes.ts'
import { findDefaultCardIfAny } from '../cards/saved-card.ts'
import { findInvoice } from '../invoices/invoice.ts'
import { findPolicy, savePolicy } from '../settings/policy.ts'
import { agreeToAutopay, endAutopay, findAgreementIfAny, offerTo } from './agreement.ts'
import type { Agreement } from './agreement.ts'
import { releaseRun, stopRun } from './by-hand.ts'
import type { Run } from './run.ts'
import { RUN_STATES, findRunIfAny } from './run.ts'
import { AUTOPAY, AutopayRules } from './settings.ts'

const Versioned = { rowVersion: z.int().min(0) }

export const getAutopayRules = operation({
  path: 'GET /billing/autopay-rules',
  summary: 'How kept cards are charged by themselves',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: AutopayRules.extend(Versioned),
  run: (ctx) => findPolicy(ctx, AUTOPAY),
})

export const putAutopayRules = operation({
  path: 'PUT /billing/autopay-rules',
  summary: 'Change how kept cards are charged by themselves',
  allow: 'billing.set_up',
  takes: z.strictObject({ ...AutopayRules.shape, ...Versioned }),
  returns: AutopayRules.extend(Versioned),
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => savePolicy(ctx, AUTOPAY, wish),
})

const AgreementView = z.object({
  id: Id,
  limitMinor: Minor.nullable(),
  text: z.string(),
  agreedAt: Instant,
  agreedBy: z.string(),
  how: z.enum(['client', 'staff']),
})

const AutopayView = z.object({
  agreement: AgreementView.nullable(),
  /** What would be agreed to now. */
  offer: z.object({ limitMinor: Minor.nullable(), text: z.string() }),
  /** Without a kept card nobody can be charged. */
  hasCard: z.boolean(),
})

export const getAutopay = operation({
  path: 'GET /clients/{id}/autopay',
  summary: 'Whether a client’s invoices are charged to their card by themselves, and what they agreed to',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: AutopayView,
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return viewAutopay(ctx, id)
  },
})

export const startAutopay = operation({
  path: 'POST /clients/{id}/autopay',
  summary: 'Charge a client’s invoices to their card by themselves, on their word',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    /** The words were read to the client, and they said yes. */
    clientAgrees: z.literal(true, 'Ask the client first, and say that they agree.'),
    limitMinor: Minor.min(1).nullable().optional(),
  }),
  returns: AutopayView,
  fails: ['no_card', 'already_on'],
  run: async (ctx, { id, limitMinor }) => {
    await findClient(ctx, id)
    await agreeToAutopay(ctx, { clientId: id, how: 'staff', limitMinor })
    return viewAutopay(ctx, id)
  },
})

export const stopAutopay = operation({
  path: 'POST /clients/{id}/autopay/end',
  summary: 'End charging a client’s invoices by themselves; what was planned stops',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, reason: line(300).nullable().default(null) }),
  returns: AutopayView,
  fails: ['not_on'],
  run: async (ctx, { id, reason }) => {
    await findClient(ctx, id)
    await endAutopay(ctx, { clientId: id, how: 'staff', reason })
    return viewAutopay(ctx, id)
  },
})

const RunView = z.object({
  state: z.enum(RUN_STATES),
  /** Why it stopped or what the bank said last. */
  why: z.string().nullable(),
  amountMinor: Minor,
  currency: z.string(),
  chargeOn: Day,
  noticedAt: Instant.nullable(),
  tries: z.int(),
  changedAt: Instant,
})

const Planned = z.object({ planned: RunView.nullable() })

export const getPlannedCharge = operation({
  path: 'GET /invoices/{id}/planned-charge',
  summary: 'What automatic payment does with an invoice',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: Planned,
  run: async (ctx, { id }) => {
    await findInvoice(ctx, id)
    return viewPlanned(ctx, id)
  },
})

export const stopPlannedCharge = operation({
  path: 'POST /invoices/{id}/planned-charge/stop',
  summary: 'Do not charge this invoice by itself; automatic payment stays on',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: Planned,
  fails: ['not_planned'],
  run: async (ctx, { id }) => {
    await stopRun(ctx, id, 'by_staff')
    return viewPlanned(ctx, id)
  },
})

export const releasePlannedCharge = operation({
  path: 'POST /invoices/{id}/planned-charge/release',
  summary: 'Plan a charge again that waits for a person, failed or was stopped; the client is told before',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id }),
  returns: Planned,
  fails: ['not_planned', 'not_on', 'no_card', 'is_draft', 'is_void', 'already_paid'],
  run: async (ctx, { id }) => {
    await releaseRun(ctx, id)
    return viewPlanned(ctx, id)
  },
})

const Failed = z.object({
  items: z.array(
    RunView.extend({
      invoiceId: Id,
      invoiceNumber: z.int(),
      clientId: Id,
      clientName: z.string(),
      openMinor: Minor,
    }),
  ),
})

export const getFailedCharges = operation({
  path: 'GET /billing/failed-charges',
  summary:
    'Charges that wait for a person: failed for good, above the limit, to be confirmed, or without an answer',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Failed,
  run: async (ctx) => ({ items: await listFailed(ctx) }),
})

async function listFailed(ctx: Context) {
  const { rows } = await sql<
    Run & { number: number; client_name: string; open_minor: number }
  >`select r.*, i.number, i.open_minor, concat_ws(' ', c.given_name, c.family_name) as client_name
    from autopay_run r
    join invoice i on i.practice_id = r.practice_id and i.id = r.invoice_id
    join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join card_charge h on h.practice_id = r.practice_id and h.id = r.card_charge_id
    where r.practice_id = ${ctx.practiceId} and i.open_minor > 0
      and (r.state in ('needs_payer', 'gave_up', 'over_limit') or (r.state = 'charging' and h.state = 'unknown'))
    order by r.changed_at desc, r.invoice_id limit 200`.execute(ctx.db)
  return rows.map((row) => ({
    ...viewRun(row),
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    clientId: row.client_id,
    clientName: row.client_name,
    openMinor: row.open_minor,
  }))
}

async function viewAutopay(ctx: Context, clientId: string): Promise<z.input<typeof AutopayView>> {
  const agreement = await findAgreementIfAny(ctx, clientId)
  return {
    agreement: agreement ? viewAgreement(agreement) : null,
    offer: await offerTo(ctx, clientId),
    hasCard: (await findDefaultCardIfAny(ctx, clientId)) !== undefined,
  }
}

function viewAgreement(agreement: Agreement): z.input<typeof AgreementView> {
  return {
    id: agreement.id,
    limitMinor: agreement.limit_minor,
    text: agreement.agreed_text,
    agreedAt: agreement.agreed_at,
    agreedBy: agreement.agreed_by,
    how: agreement.agreed_how,
  }
}

async function viewPlanned(ctx: Context, invoiceId: string) {
  const run = await findRunIfAny(ctx, invoiceId)
  return { planned: run ? viewRun(run) : null }
}

function viewRun(run: Run): z.input<typeof RunView> {
  return {
    state: run.state,
    why: run.why,
    amountMinor: run.amount_minor,
    currency: run.currency,
    chargeOn: run.charge_on,
    noticedAt: run.noticed_at,
    tries: run.tries,
    changedAt: run.changed_at,
  }
}
