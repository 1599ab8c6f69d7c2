import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import { daysBetween } from '../../platform/time/index.ts'
import { createCharge } from '../charges/charge.ts'
import { dunningWords } from './words.ts'
import { lockInvoices, todayOf } from '../invoices/invoice.ts'
import { issueCharges } from '../invoices/issue.ts'
import { findParties } from '../invoices/parties.ts'
import type { Debtor, OverdueInvoice } from './overdue.ts'
import { readOverdue } from './overdue.ts'
import type { Dunning } from './settings.ts'
import { stepsFor } from './settings.ts'
import type { Act, Step } from './steps.ts'
import { nextStepOf, planSteps } from './steps.ts'
import { sendLetter } from './tell.ts'

export interface Letter {
  id: string
  client_id: string | null
  payer_id: string | null
  step: number
  act: Step['act']
  wording: Step['wording'] | null
  day: string
  currency: string
  total_minor: number
  fee_minor: number | null
  fee_invoice_id: string | null
  message_id: string | null
  is_by_hand: boolean
  created_at: Date
  created_by: string
  stopped_at: Date | null
}

/**
 * Does what is due for a debtor today: one letter and at most one call, whatever number of invoices. Their invoices are
 * locked and looked at again: whoever pays meanwhile waits or is seen. Answers what was done.
 */
export async function remind(
  ctx: Context,
  { debtor, dunning, byHand }: { debtor: Debtor; dunning: Dunning; byHand?: boolean },
): Promise<Letter[]> {
  const today = await todayOf(ctx)
  const before = await readOverdue(ctx, { today, debtor })
  await lockInvoices(
    ctx,
    before.flatMap(({ invoices }) => invoices.map(({ id }) => id)),
  )
  const steps = stepsFor(dunning, debtor.payerId)
  const letters: Letter[] = []
  for (const { invoices } of await readOverdue(ctx, { today, debtor })) {
    const rule = { today, steps, minOpenMinor: dunning.minOpenMinor }
    const acts = byHand ? nextByHand(rule, invoices) : planSteps(rule, invoices).acts
    for (const act of acts)
      letters.push(await writeLetter(ctx, { act, debtor, invoices, today, steps, byHand: byHand === true }))
  }
  return letters
}

/** Somebody wants it now: every invoice takes its next step, days or not; after the last one it is that once more. */
function nextByHand({ steps }: { steps: readonly Step[] }, invoices: readonly OverdueInvoice[]): Act[] {
  const total = invoices.reduce((sum, each) => sum + each.openMinor, 0)
  const letters = steps.flatMap((step, at) => (step.act === 'letter' ? [at + 1] : []))
  const last = letters.at(-1)
  if (last === undefined || total === 0) return []
  const taken = invoices
    .filter((each) => !each.isFee && each.spared === null)
    .map((each) => ({ id: each.id, step: nextStepOf(steps, each.lastStep, total) }))
    .filter(({ step }) => letters.includes(step))
  const step = taken.length > 0 ? Math.max(...taken.map((each) => each.step)) : last
  return [{ act: 'letter', step, taken }]
}

interface Writing {
  act: Act
  debtor: Debtor
  invoices: readonly OverdueInvoice[]
  today: string
  steps: readonly Step[]
  byHand: boolean
}

async function writeLetter(ctx: Context, writing: Writing): Promise<Letter> {
  const { act, debtor, today, byHand } = writing
  const listed = writing.invoices.filter((each) => byHand || each.spared === null)
  const step = writing.steps[act.step - 1]!
  const id = ctx.newId()
  const fee = act.act === 'letter' && act.taken.length > 0 ? await billFee(ctx, { id, step, listed }) : null
  const { rows } =
    await sql<Letter>`insert into dunning_letter (practice_id, id, client_id, payer_id, step, act, wording, day, currency, total_minor, fee_minor, fee_invoice_id,
      is_by_hand, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${debtor.clientId}, ${debtor.payerId}, ${act.step}, ${act.act}, ${act.act === 'letter' ? step.wording : null}, ${today},
      ${listed[0]!.currency}, ${listed.reduce((sum, each) => sum + each.openMinor, 0)}, ${fee?.minor ?? null}, ${fee?.invoiceId ?? null},
      ${byHand}, ${ctx.now}, ${ctx.actor.name}) returning *`.execute(ctx.db)
  const letter = rows[0]!
  await writeLines(ctx, letter, { ...writing, listed })
  if (act.act === 'letter') letter.message_id = await sendLetter(ctx, letter, { step, invoices: listed })
  ctx.record(act.act === 'letter' ? 'dunning.written' : 'dunning.call_due', {
    subject: ['dunning_letter', id],
    clientId: debtor.clientId,
    data: {
      step: act.step,
      payerId: debtor.payerId,
      totalMinor: letter.total_minor,
      currency: letter.currency,
      invoiceIds: listed.map((each) => each.id),
    },
  })
  return letter
}

async function writeLines(
  ctx: Context,
  letter: Letter,
  { act, listed, today }: Writing & { listed: readonly OverdueInvoice[] },
) {
  const stepOf = new Map(act.taken.map(({ id, step }) => [id, step]))
  const rows = listed.map((each) => ({
    practice_id: ctx.practiceId,
    letter_id: letter.id,
    invoice_id: each.id,
    step: stepOf.get(each.id) ?? null,
    counts: true,
    open_minor: each.openMinor,
    days_overdue: daysBetween(each.dueOn, today),
  }))
  await sql`insert into dunning_letter_invoice select * from jsonb_populate_recordset(null::dunning_letter_invoice, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
}

/** The fee is an invoice of its own: what it reminds of was issued long ago and stays as it was printed. */
async function billFee(
  ctx: Context,
  { id, step, listed }: { id: string; step: Step; listed: readonly OverdueInvoice[] },
): Promise<{ minor: number; invoiceId: string } | null> {
  if (step.feeMinor === null) return null
  const { clientId, payerId, currency } = listed[0]!
  const { locale } = await findParties(ctx, clientId, payerId)
  const charge = await createCharge(ctx, {
    clientId,
    payerId,
    kind: 'reminder',
    description: dunningWords[locale].fee,
    servedOn: await todayOf(ctx),
    quantity: 1,
    unitPriceMinor: step.feeMinor,
    // Damages for paying late are no price for a service: no tax on them.
    taxBasisPoints: 0,
    priceIncludesTax: false,
    currency,
    sourceKey: `dunning:${id}`,
  })
  const invoice = await issueCharges(ctx, [charge!])
  return { minor: invoice.total_minor, invoiceId: invoice.id }
}

/** 409 `nothing_overdue` when there is nothing to remind of, `already_today` unless it is meant. */
export async function remindByHand(
  ctx: Context,
  wish: { debtor: Debtor; dunning: Dunning; again: boolean },
): Promise<Letter> {
  const { clientId, payerId } = wish.debtor
  const { rows } =
    await sql`select 1 from dunning_letter where practice_id = ${ctx.practiceId} and day = ${await todayOf(ctx)} and stopped_at is null
    and act = 'letter' and client_id is not distinct from ${clientId}::uuid and payer_id is not distinct from ${payerId}::uuid`.execute(
      ctx.db,
    )
  if (rows.length > 0 && !wish.again)
    throw problem(
      409,
      'already_today',
      'A reminder was written today already. Say so if another one is meant.',
    )
  const [letter] = await remind(ctx, { ...wish, byHand: true })
  if (!letter)
    throw problem(409, 'nothing_overdue', 'Nothing is overdue here, or there is no letter to send.')
  return letter
}
