import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { expireGiftCards } from '../gift/card.ts'
import { lockInvoices, todayOf } from '../invoices/invoice.ts'
import { PREPAID_PACKAGES, revenueOf } from '../ledger/chart.ts'
import { post } from '../ledger/post.ts'
import { receive, settle } from '../payments/take.ts'
import type { Payment } from '../payments/payment.ts'
import type { ClientPackage } from './package.ts'
import { lockPackage } from './package.ts'

const ACTOR = { kind: 'system', name: 'Packages' } as const
const MOST_AT_ONCE = 200

/** What expired yesterday or earlier and may be earned becomes revenue; the rest stays owed to the client. */
export const expireSweep = sweep({
  name: 'billing.expirePrepaid',
  everySeconds: 3600,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: 'billing.expirePrepaid' }, async (ctx) => {
      await expirePackages(ctx)
      await expireGiftCards(ctx)
    })
  },
})

async function expirePackages(ctx: Context) {
  const today = await todayOf(ctx)
  const { rows } =
    await sql<ClientPackage>`select * from client_package where practice_id = ${ctx.practiceId} and ended_at is null and expires_on < ${today}
      and (on_expiry = 'earn' or units_left = 0) order by id limit ${MOST_AT_ONCE} for update skip locked`.execute(
      ctx.db,
    )
  for (const held of rows) await expire(ctx, held, today)
}

async function expire(ctx: Context, held: ClientPackage, today: string) {
  if (held.value_left_minor > 0)
    await post(ctx, {
      kind: 'expired',
      postedOn: today,
      currency: held.currency,
      subject: ['package', held.id],
      transfers: [
        {
          debit: PREPAID_PACKAGES,
          credit: revenueOf('breakage'),
          amountMinor: held.value_left_minor,
          clientId: held.client_id,
        },
      ],
    })
  await end(ctx, held, 'expired')
  if (held.units_left > 0)
    ctx.record('package.expired', {
      subject: ['package', held.id],
      clientId: held.client_id,
      data: { name: held.name, unitsLeft: held.units_left, valueMinor: held.value_left_minor },
    })
}

async function end(ctx: Context, held: ClientPackage, because: 'expired' | 'refunded') {
  await sql`update client_package set units_ended = units_ended + units_left, units_left = 0, value_left_minor = 0, ended_at = ${ctx.now}, ended_because = ${because}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${held.id}`.execute(ctx.db)
}

/** Gives a package more time. 409 `is_over` when what was left became revenue or was given back; 422 for an earlier day. */
export async function extendPackage(
  ctx: Context,
  id: string,
  wish: { expiresOn: string | null; reason: string },
) {
  const held = await lockPackage(ctx, id)
  refuseIfOver(held)
  if (wish.expiresOn !== null && held.expires_on !== null && wish.expiresOn <= held.expires_on)
    throw invalid('expiresOn', 'Choose a day after the one on which it expires now.')
  await sql`update client_package set expires_on = ${wish.expiresOn}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('package.extended', {
    subject: ['package', id],
    clientId: held.client_id,
    data: { expiresOn: wish.expiresOn },
    before: { expiresOn: held.expires_on },
    after: wish,
  })
}

function refuseIfOver(held: ClientPackage) {
  if (held.sold_on === null)
    throw problem(409, 'not_sold', 'This package is not billed yet. Approve its invoice first.')
  if (held.ended_at || held.units_left === 0)
    throw problem(409, 'is_over', 'Nothing of this package is left.')
}

/**
 * Gives back what is left of a package: it becomes the client's credit, on the invoice that sold it first where that is
 * still open, and can be refunded from there. 409 `is_over`, `not_sold`, `is_taxed` (its tax needs a credit note).
 */
export async function refundPackage(ctx: Context, id: string, reason: string): Promise<Payment> {
  const { rows } = await sql<{ invoiceId: string }>`select c.invoice_id as "invoiceId" from client_package p
    join charge c on c.practice_id = p.practice_id and c.id = p.charge_id
    where p.practice_id = ${ctx.practiceId} and p.id = ${id} and c.invoice_id is not null`.execute(ctx.db)
  const invoices = await lockInvoices(
    ctx,
    rows.map((each) => each.invoiceId),
  )
  const held = await lockPackage(ctx, id)
  refuseIfOver(held)
  if (held.is_taxed)
    throw problem(
      409,
      'is_taxed',
      'Tax was billed with this package. Void its invoice instead, so that the tax is given back, too.',
    )
  await end(ctx, held, 'refunded')
  const payment = await receive(ctx, {
    clientId: held.client_id,
    payerId: null,
    currency: held.currency,
    tender: 'package',
    packageId: id,
    amountMinor: held.value_left_minor,
    reference: reason,
  })
  await settle(
    ctx,
    invoices.filter((each) => each.open_minor > 0 && each.payer_id === null),
    payment,
  )
  ctx.record('package.refunded', {
    subject: ['package', id],
    clientId: held.client_id,
    data: { valueMinor: held.value_left_minor, unitsLeft: held.units_left },
  })
  return payment
}
