import { sql } from 'kysely'
import { formatMoney } from '../../platform/money/money.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { lockInvoice } from '../invoices/invoice.ts'
import { limitOf } from './settings.ts'

interface Wish {
  invoiceId: string
  amountMinor: number
}

/**
 * Whether whoever acts may give up so much of an invoice alone: what was written off of it before counts, or many small
 * ones would make a large one. The invoice stays locked, so that two at once do not both fit.
 */
export async function mayWriteOff(ctx: Context, { invoiceId, amountMinor }: Wish): Promise<boolean> {
  const limit = await limitOf(ctx)
  if (limit === null) return true
  await lockInvoice(ctx, invoiceId)
  const { rows } = await sql<{
    before: number
  }>`select coalesce(sum(amount_minor), 0)::bigint as before from write_off
    where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} and reversed_at is null`.execute(
    ctx.db,
  )
  return amountMinor + rows[0]!.before <= limit
}

/** 409 `above_limit` when another person is needed. */
export async function refuseAboveLimit(ctx: Context, wish: Wish) {
  if (await mayWriteOff(ctx, wish)) return
  const limitMinor = (await limitOf(ctx))!
  const { currency } = await ctx.practice()
  throw problem(
    409,
    'above_limit',
    `You may write off at most ${formatMoney(limitMinor, currency, ctx.locale)} of an invoice. Ask another person to approve it.`,
    { limitMinor },
  )
}
