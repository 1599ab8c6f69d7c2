import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, Minor, line } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { TENDERS } from '../ledger/chart.ts'
import { receive } from '../payments/take.ts'
import { findPolicy, savePolicy } from '../settings/policy.ts'
import { askByHand, linkToDeposit } from './ask.ts'
import type { Deposit } from './deposit.ts'
import { DEPOSIT_STATES, findDeposit, holdDeposit, lockDeposit } from './deposit.ts'
import { DEPOSITS_POLICY, DepositRules } from './rules.ts'
import { keepDeposit, refundDeposit, waiveDeposit } from './settle.ts'

const Versioned = { rowVersion: z.int().min(0) }

export const getDepositRules = operation({
  path: 'GET /billing/deposit-rules',
  summary: 'Which visits ask for a deposit, and who keeps it',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: DepositRules.extend(Versioned),
  run: (ctx) => findPolicy(ctx, DEPOSITS_POLICY),
})

export const putDepositRules = operation({
  path: 'PUT /billing/deposit-rules',
  summary: 'Change which visits ask for a deposit, and who keeps it',
  allow: 'billing.set_up',
  takes: z.strictObject({ ...DepositRules.shape, ...Versioned }),
  returns: DepositRules.extend(Versioned),
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => savePolicy(ctx, DEPOSITS_POLICY, wish),
})

const DepositView = z.object({
  id: Id,
  appointmentId: Id,
  clientId: Id,
  clientName: z.string(),
  serviceName: z.string(),
  startsAt: Instant,
  zone: z.string(),
  amountMinor: Minor,
  currency: z.string(),
  state: z.enum(DEPOSIT_STATES),
  because: z.enum(['rule', 'staff']),
  dueAt: Instant.nullable(),
  askedAt: Instant,
  askedBy: z.string(),
  paymentId: Id.nullable(),
  invoiceId: Id.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  can: z.object({ take: z.boolean(), waive: z.boolean(), refund: z.boolean(), keep: z.boolean() }),
})

export const getDeposits = operation({
  path: 'GET /deposits',
  summary: 'Deposits of a visit, of a client or in a state, the latest first',
  allow: 'billing.see',
  takes: z.strictObject({
    appointmentId: Id.optional(),
    clientId: Id.optional(),
    state: z.enum(DEPOSIT_STATES).optional(),
  }),
  returns: z.object({ items: z.array(DepositView) }),
  run: async (ctx, wish) => {
    const { rows } = await sql<DepositRow>`${select(ctx)}
      ${wish.appointmentId ? sql`and d.appointment_id = ${wish.appointmentId}` : sql``}
      ${wish.clientId ? sql`and d.client_id = ${wish.clientId}` : sql``}
      ${wish.state ? sql`and d.state = ${wish.state}` : sql``} order by d.asked_at desc, d.id desc limit 200`.execute(
      ctx.db,
    )
    return { items: rows.map((row) => viewDeposit(ctx, row)) }
  },
})

export const askForDeposit = operation({
  path: 'POST /appointments/{id}/deposit',
  summary: 'Ask a client for a deposit before their visit; they get the link by message',
  allow: 'payments.take',
  takes: z.strictObject({ id: Id, amountMinor: Minor.min(1), dueAt: InstantIn.nullable().default(null) }),
  returns: DepositView,
  fails: ['wrong_state', 'has_deposit'],
  run: async (ctx, { id, amountMinor, dueAt }) => {
    if (dueAt && dueAt <= ctx.now) throw invalid('dueAt', 'Choose a time to come.')
    const deposit = await askByHand(ctx, { appointmentId: id, amountMinor, dueAt })
    return findView(ctx, deposit.id)
  },
})

export const makeDepositLink = operation({
  path: 'POST /deposits/{id}/link',
  summary: 'Make the secret link on which a client pays a deposit',
  allow: 'payments.take',
  secret: 'answer',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  fails: ['not_asked'],
  run: async (ctx, { id }) => {
    const deposit = refuseUnlessAsked(await findDeposit(ctx, id))
    const url = await linkToDeposit(ctx, deposit)
    ctx.record('deposit.link_made', { subject: ['deposit', id], clientId: deposit.client_id })
    return { url }
  },
})

export const takeDeposit = operation({
  path: 'POST /deposits/{id}/payment',
  summary: 'Take a deposit at the desk',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    tender: z.enum(TENDERS).exclude(['online']),
    reference: line(100).nullable().default(null),
  }),
  returns: DepositView,
  fails: ['not_asked'],
  run: async (ctx, { id, tender, reference }) => {
    const deposit = refuseUnlessAsked(await lockDeposit(ctx, id))
    const payment = await receive(ctx, {
      tender,
      reference,
      clientId: deposit.client_id,
      payerId: null,
      amountMinor: deposit.amount_minor,
      currency: deposit.currency,
    })
    await holdDeposit(ctx, id, payment)
    return findView(ctx, id)
  },
})

const decision = z.strictObject({ id: Id, reason: line(300) })

export const waiveOneDeposit = operation({
  path: 'POST /deposits/{id}/waiver',
  summary: 'Do not wait for a deposit any more; the visit stays',
  allow: 'payments.take',
  takes: decision,
  returns: DepositView,
  fails: ['not_asked'],
  run: async (ctx, { id, reason }) => {
    await waiveDeposit(ctx, id, reason)
    return findView(ctx, id)
  },
})

export const refundOneDeposit = operation({
  path: 'POST /deposits/{id}/refund',
  summary: 'Give a held deposit back the way it came',
  allow: 'payments.refund',
  takes: decision,
  returns: DepositView,
  fails: ['not_held', 'more_than_paid', 'is_reversed', 'changed_meanwhile'],
  run: async (ctx, { id, reason }) => {
    await refundDeposit(ctx, id, reason)
    return findView(ctx, id)
  },
})

export const keepOneDeposit = operation({
  path: 'POST /deposits/{id}/keeping',
  summary: 'Keep a held deposit for a visit that did not take place',
  allow: 'fees.waive',
  takes: decision,
  returns: DepositView,
  fails: ['not_held'],
  run: async (ctx, { id, reason }) => {
    await keepDeposit(ctx, id, reason)
    return findView(ctx, id)
  },
})

function refuseUnlessAsked(deposit: Deposit): Deposit {
  if (deposit.state !== 'asked') throw problem(409, 'not_asked', 'This deposit is paid or over.')
  return deposit
}

type DepositRow = Deposit & {
  client_name: string
  service_name: string
  starts_at: Date
  zone: string
  visit_state: string
}

const select = (
  ctx: Context,
) => sql`select d.*, concat_ws(' ', c.given_name, c.family_name) as client_name, s.name as service_name,
    a.starts_at, a.zone, a.state as visit_state
  from deposit d
  join client c on c.practice_id = d.practice_id and c.id = d.client_id
  join appointment a on a.practice_id = d.practice_id and a.id = d.appointment_id
  join service s on s.practice_id = a.practice_id and s.id = a.service_id
  where d.practice_id = ${ctx.practiceId}`

async function findView(ctx: Context, id: string) {
  const { rows } = await sql<DepositRow>`${select(ctx)} and d.id = ${id}`.execute(ctx.db)
  return viewDeposit(ctx, rows[0]!)
}

function viewDeposit(ctx: Context, row: DepositRow): z.input<typeof DepositView> {
  const isLost = row.visit_state === 'cancelled' || row.visit_state === 'no_show'
  return {
    id: row.id,
    appointmentId: row.appointment_id,
    clientId: row.client_id,
    clientName: row.client_name,
    serviceName: row.service_name,
    startsAt: row.starts_at,
    zone: row.zone,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
    because: row.because,
    dueAt: row.due_at,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    paymentId: row.payment_id,
    invoiceId: row.invoice_id,
    decidedBy: row.decided_by,
    reason: row.reason,
    can: {
      take: row.state === 'asked' && ctx.can('payments.take'),
      waive: row.state === 'asked' && ctx.can('payments.take'),
      refund: row.state === 'held' && ctx.can('payments.refund'),
      keep: row.state === 'held' && isLost && ctx.can('fees.waive'),
    },
  }
}
