import { sql } from 'kysely'
import { z } from 'zod'
import { ROLES } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid } from '../../platform/problem.ts'
import { line, text } from '../../platform/operation/shapes.ts'

export const ONLINE_PROVIDERS = ['test', 'stripe'] as const

export const BillingSettings = z.object({
  /** each_visit: a done visit is invoiced at once; by_hand: its charge waits for somebody. */
  invoiceMode: z.enum(['each_visit', 'by_hand']),
  dueDays: z.int().min(0).max(365),
  pricesIncludeTax: z.boolean(),
  /** line: each line is rounded; invoice: the sum of each tax is, and the lines share it. */
  taxRounding: z.enum(['line', 'invoice']).default('line'),
  /** The largest discount of each role, in basis points; a role that is not named may give any. */
  discountLimits: z
    .partialRecord(z.enum(ROLES), z.int().min(0).max(10_000))
    .default(() => ({ front_desk: 2_000 })),
  /** Done visits become drafts, some roles approve them, and what is approved goes out when somebody sends it. */
  approvalStep: z.boolean().default(false),
  /** Who takes cards online; 'test' moves no money. */
  onlineProvider: z.enum(ONLINE_PROVIDERS).nullable(),
  invoiceNote: text(2_000).nullable(),
  /** Bank details and the like, printed on invoices. */
  bankLines: z.array(line(120)).max(6),
  /** 0: nobody has chosen yet, the defaults count. */
  rowVersion: z.int().min(0),
})
export type BillingSettings = z.infer<typeof BillingSettings>

interface Row {
  invoice_mode: 'each_visit' | 'by_hand'
  due_days: number
  prices_include_tax: boolean
  tax_rounding: 'line' | 'invoice'
  discount_limits: BillingSettings['discountLimits']
  approval_step: boolean
  online_provider: (typeof ONLINE_PROVIDERS)[number] | null
  invoice_note: string | null
  bank_lines: string[]
  row_version: number
}

// Countries where prices for consumers are quoted without the tax on top of them.
const WITHOUT_TAX = ['US', 'CA']

/** How this practice bills. */
export async function findBillingSettings(ctx: Context): Promise<BillingSettings> {
  const { rows } =
    await sql<Row>`select invoice_mode, due_days, prices_include_tax, tax_rounding, discount_limits, approval_step, online_provider, invoice_note, bank_lines, row_version
    from billing_settings where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const row = rows[0]
  if (!row) {
    const { country } = await ctx.practice()
    return {
      invoiceMode: 'each_visit',
      dueDays: 14,
      pricesIncludeTax: !WITHOUT_TAX.includes(country),
      taxRounding: 'line',
      discountLimits: { front_desk: 2_000 },
      approvalStep: false,
      // Where the demo runs, its page for trying is offered; a real practice chooses a provider itself.
      onlineProvider: ctx.services.settings.demo ? 'test' : null,
      invoiceNote: null,
      bankLines: [],
      rowVersion: 0,
    }
  }
  return {
    invoiceMode: row.invoice_mode,
    dueDays: row.due_days,
    pricesIncludeTax: row.prices_include_tax,
    taxRounding: row.tax_rounding,
    discountLimits: row.discount_limits,
    approvalStep: row.approval_step,
    onlineProvider: row.online_provider,
    invoiceNote: row.invoice_note,
    bankLines: row.bank_lines,
    rowVersion: row.row_version,
  }
}

/** Replaces the settings; 409 `changed_meanwhile` when somebody else did so since `rowVersion` was read. */
export async function saveBillingSettings(ctx: Context, wish: BillingSettings): Promise<BillingSettings> {
  await refuseWithoutAccount(ctx, wish)
  const before = await findBillingSettings(ctx)
  const { rows } =
    await sql`insert into billing_settings (practice_id, invoice_mode, due_days, prices_include_tax, tax_rounding, discount_limits, approval_step, online_provider, invoice_note,
      bank_lines, row_version)
    values (${ctx.practiceId}, ${wish.invoiceMode}, ${wish.dueDays}, ${wish.pricesIncludeTax}, ${wish.taxRounding}, ${JSON.stringify(wish.discountLimits)}::jsonb, ${wish.approvalStep}, ${wish.onlineProvider}, ${wish.invoiceNote}, ${wish.bankLines}, 1)
    on conflict (practice_id) do update set invoice_mode = excluded.invoice_mode, due_days = excluded.due_days,
      prices_include_tax = excluded.prices_include_tax, tax_rounding = excluded.tax_rounding, discount_limits = excluded.discount_limits, approval_step = excluded.approval_step, online_provider = excluded.online_provider, invoice_note = excluded.invoice_note, bank_lines = excluded.bank_lines,
      row_version = billing_settings.row_version + 1
    where billing_settings.row_version = ${wish.rowVersion} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('billing.settings_changed', { subject: ['practice', ctx.practiceId], before, after: wish })
  return findBillingSettings(ctx)
}

async function refuseWithoutAccount(ctx: Context, { onlineProvider }: BillingSettings) {
  if (onlineProvider !== 'stripe') return
  const { rows } =
    await sql`select 1 from gateway_connection where practice_id = ${ctx.practiceId} and provider = 'stripe'`.execute(
      ctx.db,
    )
  if (rows.length === 0)
    throw invalid('onlineProvider', 'Connect a Stripe account first; then cards can be taken with it.')
}
