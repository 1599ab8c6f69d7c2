import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { notFound } from '../../../platform/problem.ts'
import type { PayoutFacts, PayoutLineFacts } from '../../gateway/gateway.ts'
import { todayOf } from '../../invoices/invoice.ts'
import { BANK, gatewayCostOf, gatewayOf } from '../../ledger/chart.ts'
import { post, reversed, transfersOf } from '../../ledger/post.ts'
import { compareLine } from './compare.ts'

export interface Payout {
  id: string
  provider: string
  account_ref: string
  provider_ref: string
  amount_minor: number
  currency: string
  state: 'pending' | 'paid' | 'failed'
  arrives_on: string
  descriptor: string | null
  posted_on: string | null
  fee_minor: number
  fetched_at: Date
}

interface Told {
  provider: string
  accountRef: string
  payout: PayoutFacts
  lines: readonly PayoutLineFacts[]
}

/**
 * Keeps what a provider tells about a payout and posts it once when it has reached the bank: the money from the
 * provider's account to the bank's, the price beside it. One that comes back is taken back. However often it is told.
 */
export async function keepPayout(ctx: Context, told: Told): Promise<void> {
  const payout = await lockPayout(ctx, told)
  const isNews = await keepLines(ctx, payout, told.lines)
  if (
    told.payout.state === 'paid' &&
    payout.posted_on === null &&
    told.payout.arrivesOn <= (await todayOf(ctx))
  )
    await postPayout(ctx, payout)
  if (told.payout.state === 'failed' && payout.posted_on !== null) await takePayoutBack(ctx, payout)
  if (!isNews && payout.state === told.payout.state) return
  ctx.record('payout.changed', {
    subject: ['payout', payout.id],
    data: { state: told.payout.state, amountMinor: payout.amount_minor, currency: payout.currency },
  })
}

/** The row as it was before, locked; its state is brought up to date. */
async function lockPayout(ctx: Context, { provider, accountRef, payout }: Told): Promise<Payout> {
  await sql`insert into payout (practice_id, id, provider, account_ref, provider_ref, amount_minor, currency, state, arrives_on, descriptor, fetched_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${provider}, ${accountRef}, ${payout.providerRef}, ${payout.amountMinor}, ${payout.currency}, 'pending',
      ${payout.arrivesOn}, ${payout.descriptor}, ${ctx.now}) on conflict on constraint payout_once do nothing`.execute(
    ctx.db,
  )
  const { rows } =
    await sql<Payout>`select * from payout where practice_id = ${ctx.practiceId} and provider = ${provider} and provider_ref = ${payout.providerRef} for update`.execute(
      ctx.db,
    )
  await sql`update payout set state = ${payout.state}, arrives_on = ${payout.arrivesOn}, descriptor = ${payout.descriptor}, fetched_at = ${ctx.now},
    row_version = row_version + 1 where practice_id = ${ctx.practiceId} and id = ${rows[0]!.id}`.execute(
    ctx.db,
  )
  return rows[0]!
}

async function keepLines(ctx: Context, payout: Payout, lines: readonly PayoutLineFacts[]): Promise<boolean> {
  let isNews = false
  for (const line of lines) {
    const { paymentId, difference } = await compareLine(ctx, payout, line)
    const { rows } =
      await sql`insert into payout_line (practice_id, id, payout_id, provider_ref, kind, source_ref, description, happened_on, gross_minor, fee_minor, net_minor,
        payment_id, difference)
      values (${ctx.practiceId}, ${ctx.newId()}, ${payout.id}, ${line.providerRef}, ${line.kind}, ${line.sourceRef}, ${line.description}, ${line.happenedOn},
        ${line.grossMinor}, ${line.feeMinor}, ${line.grossMinor - line.feeMinor}, ${paymentId}, ${difference})
      -- What was not known then may be by now (its message came late); what somebody resolved stays.
      on conflict on constraint payout_line_once do update set payment_id = excluded.payment_id, difference = excluded.difference
        where payout_line.resolved_as is null and payout_line.difference is distinct from excluded.difference returning 1`.execute(
        ctx.db,
      )
    isNews ||= rows.length > 0
  }
  return isNews
}

async function postPayout(ctx: Context, payout: Payout) {
  const { rows } = await sql<{ fee: number; lines: number; net: number }>`select
      coalesce(sum(fee_minor) - sum(gross_minor) filter (where kind = 'cost'), sum(fee_minor), 0)::bigint as fee, count(*)::int as lines,
      coalesce(sum(net_minor), 0)::bigint as net
    from payout_line where practice_id = ${ctx.practiceId} and payout_id = ${payout.id}`.execute(ctx.db)
  const { fee } = rows[0]!
  const postedOn = payout.arrives_on
  const common = { postedOn, currency: payout.currency, subject: ['payout', payout.id] as const }
  const gateway = gatewayOf(payout.provider)
  if (payout.amount_minor !== 0) {
    const isOut = payout.amount_minor > 0
    const amountMinor = Math.abs(payout.amount_minor)
    await post(ctx, {
      ...common,
      kind: isOut ? 'payout' : 'payout_reversal',
      transfers: [
        isOut ? { debit: BANK, credit: gateway, amountMinor } : { debit: gateway, credit: BANK, amountMinor },
      ],
    })
  }
  if (fee !== 0) await postCost(ctx, { ...common, provider: payout.provider, costMinor: fee })
  await sql`update payout set posted_on = ${postedOn}, fee_minor = ${fee} where practice_id = ${ctx.practiceId} and id = ${payout.id}`.execute(
    ctx.db,
  )
}

interface Cost {
  postedOn: string
  currency: string
  subject: readonly [type: string, id: string]
  provider: string
  /** Negative: the provider gave some of its price back. */
  costMinor: number
}

/** What a provider keeps for itself: off what lies with it. */
export async function postCost(ctx: Context, { provider, costMinor, ...entry }: Cost) {
  const [gateway, cost] = [gatewayOf(provider), gatewayCostOf(provider)]
  const isCost = costMinor > 0
  await post(ctx, {
    ...entry,
    kind: isCost ? 'gateway_cost' : 'gateway_cost_reversal',
    transfers: [
      isCost
        ? { debit: cost, credit: gateway, amountMinor: costMinor }
        : { debit: gateway, credit: cost, amountMinor: -costMinor },
    ],
  })
}

/** The bank sent it back: the money lies with the provider again; its price was paid all the same. */
async function takePayoutBack(ctx: Context, payout: Payout) {
  const { rows } = await sql<{ id: string; kind: string }>`select e.id, e.kind from ledger_entry e
    where e.practice_id = ${ctx.practiceId} and e.subject_id = ${payout.id} and e.kind in ('payout', 'payout_reversal') and e.reverses is null
      and not exists (select from ledger_entry r where r.practice_id = e.practice_id and r.reverses = e.id)`.execute(
    ctx.db,
  )
  for (const { id, kind } of rows)
    await post(ctx, {
      kind: kind === 'payout' ? 'payout_reversal' : 'payout',
      postedOn: await todayOf(ctx),
      currency: payout.currency,
      subject: ['payout', payout.id],
      reverses: id,
      transfers: reversed(await transfersOf(ctx, id)),
    })
  await sql`update payout set posted_on = null where practice_id = ${ctx.practiceId} and id = ${payout.id}`.execute(
    ctx.db,
  )
}

export async function findPayout(ctx: Context, id: string): Promise<Payout> {
  const { rows } =
    await sql<Payout>`select * from payout where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This payout')
  return rows[0]
}
