import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'
import type { Tender } from '../ledger/chart.ts'

/** A row of `payment` as the code of this slice reads it. */
export interface Payment {
  id: string
  client_id: string
  payer_id: string | null
  tender: Tender
  provider: string | null
  amount_minor: number
  currency: string
  unapplied_minor: number
  refunded_minor: number
  received_on: string
  moved_on: string
  location_id: string | null
  reference: string | null
  checkout_id: string | null
  package_id: string | null
  gift_card_id: string | null
  drawer_id: string | null
  created_at: Date
  created_by: string
  reversed_at: Date | null
  reversed_by: string | null
  reverse_reason: string | null
  row_version: number
}

export async function findPayment(ctx: Context, id: string): Promise<Payment> {
  const { rows } =
    await sql<Payment>`select * from payment where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This payment')
  return rows[0]
}

/** Payments locked in the order of their ids; always after the invoices they touch. */
export async function lockPayments(ctx: Context, ids: readonly string[]): Promise<Payment[]> {
  const { rows } =
    await sql<Payment>`select * from payment where practice_id = ${ctx.practiceId} and id = any(${[...ids]}) order by id for update`.execute(
      ctx.db,
    )
  return rows
}

/** Money of a client, or of a payer for that client, that stands on no invoice: its payments, oldest first, locked. */
export async function lockCreditOf(
  ctx: Context,
  wish: { clientId: string; payerId: string | null; currency: string },
): Promise<Payment[]> {
  const { rows } =
    await sql<Payment>`select * from payment where practice_id = ${ctx.practiceId} and client_id = ${wish.clientId}
    and payer_id is not distinct from ${wish.payerId}::uuid and currency = ${wish.currency} and unapplied_minor > 0 order by id for update`.execute(
      ctx.db,
    )
  return rows.filter((each) => each.unapplied_minor > 0)
}
