import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { notFound } from '../../platform/problem.ts'

export const RUN_STATES = [
  'planned',
  'charging',
  'paid',
  'needs_payer',
  'gave_up',
  'over_limit',
  'stopped',
] as const

/** What autopay does with one invoice. */
export interface Run {
  invoice_id: string
  client_id: string
  amount_minor: number
  currency: string
  notice_on: string
  charge_on: string
  noticed_at: Date | null
  tries: number
  state: (typeof RUN_STATES)[number]
  why: string | null
  card_charge_id: string | null
  changed_at: Date
  row_version: number
}

export async function findRunIfAny(ctx: Context, invoiceId: string): Promise<Run | undefined> {
  const { rows } =
    await sql<Run>`select * from autopay_run where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId}`.execute(
      ctx.db,
    )
  return rows[0]
}

/** Locked until the transaction ends; the invoice is locked before, as everywhere. */
export async function lockRun(ctx: Context, invoiceId: string): Promise<Run> {
  const { rows } =
    await sql<Run>`select * from autopay_run where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} for update`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This planned charge')
  return rows[0]
}

type Change = Partial<Pick<Run, 'state' | 'why' | 'tries' | 'card_charge_id' | 'charge_on' | 'amount_minor'>>

/** Writes what changed on a locked row. */
export async function moveRun(ctx: Context, run: Run, change: Change) {
  const next = { ...run, why: null, ...change }
  await sql`update autopay_run set state = ${next.state}, why = ${next.why}, tries = ${next.tries}, card_charge_id = ${next.card_charge_id},
      charge_on = ${next.charge_on}, amount_minor = ${next.amount_minor}, changed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and invoice_id = ${run.invoice_id}`.execute(ctx.db)
}
