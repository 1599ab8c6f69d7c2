import { sql } from 'kysely'
import { sendMessage } from '../../messages/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { formatMoney } from '../../platform/money/money.ts'
import { problem } from '../../platform/problem.ts'
import { formatDateTime } from '../../platform/time/index.ts'
import { createLink } from '../../platform/links/links.ts'
import { riskOf } from '../../scheduling/index.ts'
import { startOf } from '../fees/tell.ts'
import type { FeeVisit } from '../fees/visit.ts'
import { findFeeVisitIfAny } from '../fees/visit.ts'
import { findPolicy } from '../settings/policy.ts'
import { findBillingSettings } from '../settings/settings.ts'
import type { Deposit } from './deposit.ts'
import { recordDeposit } from './deposit.ts'
import { DEPOSITS_POLICY, depositOf } from './rules.ts'

const LINK_DAYS = 60
const DAY_MS = 86_400_000
const WAITS = ['requested', 'booked', 'confirmed']

/**
 * Asks for the deposit of a visit that its client booked online, where a rule wants one and cards can be taken. Asked twice, by
 * the page and by the event, it is once. Answers the deposit that the visit has or had, else null.
 */
export async function askByRule(ctx: Context, appointmentId: string): Promise<Deposit | null> {
  const visit = await findFeeVisitIfAny(ctx, appointmentId)
  if (!visit || visit.source !== 'online' || !WAITS.includes(visit.state)) return null
  const known = await latestOf(ctx, appointmentId)
  if (known) return known
  const policy = await findPolicy(ctx, DEPOSITS_POLICY)
  const { onlineProvider } = await findBillingSettings(ctx)
  if (policy.rules.length === 0 || !onlineProvider || visit.starts_at <= ctx.now) return null
  const amountMinor = depositOf(policy, {
    isNew: visit.is_first,
    serviceId: visit.service_id,
    minutes: Math.round((visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000),
    priceMinor: visit.price_minor,
    risk: (await riskOf(ctx, [appointmentId])).get(appointmentId)?.level ?? 'unknown',
  })
  if (amountMinor === 0) return null
  const latest = new Date(ctx.now.getTime() + policy.payWithinMinutes * 60_000)
  const dueAt = latest < visit.starts_at ? latest : visit.starts_at
  return insertDeposit(ctx, { visit, amountMinor, because: 'rule', dueAt })
}

/** Staff ask for a deposit; the client gets the link by mail. 409 `has_deposit`, `wrong_state`, `not_offered`. */
export async function askByHand(
  ctx: Context,
  wish: { appointmentId: string; amountMinor: number; dueAt: Date | null },
): Promise<Deposit> {
  const visit = await findFeeVisitIfAny(ctx, wish.appointmentId)
  if (!visit || !WAITS.includes(visit.state))
    throw problem(409, 'wrong_state', 'A deposit is asked for a visit of a client that is still to come.')
  const made = await insertDeposit(ctx, { ...wish, visit, because: 'staff' })
  if (!made) throw problem(409, 'has_deposit', 'A deposit is asked for or held for this visit already.')
  return made
}

async function insertDeposit(
  ctx: Context,
  wish: { visit: FeeVisit; amountMinor: number; because: 'rule' | 'staff'; dueAt: Date | null },
): Promise<Deposit | null> {
  const { visit } = wish
  const { currency } = await ctx.practice()
  const { rows } =
    await sql<Deposit>`insert into deposit (practice_id, id, client_id, appointment_id, amount_minor, currency, state, because, due_at, asked_at, asked_by)
    values (${ctx.practiceId}, ${ctx.newId()}, ${visit.client_id}, ${visit.id}, ${wish.amountMinor}, ${currency}, 'asked', ${wish.because}, ${wish.dueAt},
      ${ctx.now}, ${ctx.actor.name})
    on conflict (practice_id, appointment_id) where state in ('asked', 'held') do nothing returning *`.execute(
      ctx.db,
    )
  const deposit = rows[0]
  if (!deposit) return wish.because === 'rule' ? latestOf(ctx, visit.id) : null
  recordDeposit(ctx, deposit)
  await tellAsked(ctx, deposit, visit)
  return deposit
}

async function tellAsked(ctx: Context, deposit: Deposit, visit: FeeVisit) {
  const locale = visit.language === 'de' ? 'de-DE' : 'en-US'
  await sendMessage(ctx, {
    clientId: deposit.client_id,
    template: 'deposit_request',
    rule: 'deposit_request',
    purpose: 'billing',
    why: 'A deposit is asked for the visit.',
    subject: ['deposit', deposit.id],
    key: `deposit ${deposit.id}`,
    data: {
      service_name: visit.service_name,
      starts: startOf(visit),
      amount: formatMoney(deposit.amount_minor, deposit.currency, locale),
      until: deposit.due_at ? formatDateTime(deposit.due_at, { zone: visit.zone, locale }) : '',
    },
    link: { ...LINK, subject: ['deposit', deposit.id], validForDays: LINK_DAYS },
    appointmentId: visit.id,
    atOnce: deposit.because === 'rule',
  })
}

const LINK = { purpose: 'deposit', page: '/pay/deposit' } as const

/** The secret page on which a client pays a deposit. */
export async function linkToDeposit(
  ctx: Context,
  deposit: Pick<Deposit, 'id' | 'client_id'>,
): Promise<string> {
  const { url } = await createLink(ctx, {
    ...LINK,
    subject: ['deposit', deposit.id],
    clientId: deposit.client_id,
    validFor: LINK_DAYS * DAY_MS,
  })
  return url
}

async function latestOf(ctx: Context, appointmentId: string): Promise<Deposit | null> {
  const { rows } =
    await sql<Deposit>`select * from deposit where practice_id = ${ctx.practiceId} and appointment_id = ${appointmentId}
    order by asked_at desc, id desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
