import { sql } from 'kysely'
import { cancelPlanned } from '../../messages/index.ts'
import { subscriber } from '../../platform/events/subscribers.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { House } from '../../platform/operation/gate.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { instantToWall } from '../../platform/time/index.ts'
import { findInvoice, todayOf } from '../invoices/invoice.ts'
import { voidInvoice } from '../invoices/void.ts'
import { remind } from './letter.ts'
import type { Debtor } from './overdue.ts'
import { readOverdue } from './overdue.ts'
import { findDunning, noteSwept, stepsFor } from './settings.ts'
import { planSteps } from './steps.ts'
import { DUNNING_RULE } from './tell.ts'

const ACTOR = { kind: 'system', name: 'Reminders of payment' } as const

/**
 * Every ten minutes: what is due today and not done. Each debtor is a transaction of its own; a step that was taken
 * stands in the table, so whoever is killed goes on where they were, and two at once take no step twice.
 */
export const dunningSweep = sweep({
  name: 'billing.dunning',
  everySeconds: 600,
  run: async (house, practiceId) => {
    const who = { practiceId, actor: ACTOR, name: 'billing.dunning' }
    const due = await inPractice(house, who, findDue)
    if (!due) return
    const failed = await remindAll(house, practiceId, due.debtors)
    if (failed === 0) await inPractice(house, who, (ctx) => noteSwept(ctx, due.today))
  },
})

async function remindAll(house: House, practiceId: string, debtors: readonly Debtor[]): Promise<number> {
  let failed = 0
  for (const debtor of debtors) {
    try {
      await inPractice(house, { practiceId, actor: ACTOR, name: 'billing.remind' }, async (ctx) =>
        remind(ctx, { debtor, dunning: await findDunning(ctx) }),
      )
    } catch (error) {
      // One letter that cannot be written keeps nobody else's back; it is tried again.
      failed += 1
      house.services.log.warn(
        { err: error as Error, practiceId },
        'a reminder of payment could not be written',
      )
    }
  }
  return failed
}

async function findDue(ctx: Context): Promise<{ today: string; debtors: Debtor[] } | null> {
  const dunning = await findDunning(ctx)
  const today = await todayOf(ctx)
  const hour = Number(instantToWall(ctx.now, (await ctx.practice()).zone).slice(11, 13))
  if (!dunning.isOn || dunning.sweptOn === today || hour < dunning.sendHour) return null
  const debtors = (await readOverdue(ctx, { today }))
    .filter(({ debtor, invoices }) => {
      const rule = { today, steps: stepsFor(dunning, debtor.payerId), minOpenMinor: dunning.minOpenMinor }
      return planSteps(rule, invoices).acts.length > 0
    })
    .map(({ debtor }) => debtor)
  return { today, debtors }
}

/** What was paid is not reminded of: a letter that has not left is called off, and what is left is looked at anew. */
export const stopWhenPaid = subscriber({
  name: 'billing.stopDunning',
  on: ['invoice.paid', 'invoice.balance_changed', 'invoice.voided', 'invoice.written_off'],
  run: async (ctx, event) => {
    const { rows } = await sql<{ id: string; fee_invoice_id: string | null }>`select r.id, r.fee_invoice_id
      from dunning_letter_invoice l join dunning_letter r on r.practice_id = l.practice_id and r.id = l.letter_id
      join message m on m.practice_id = r.practice_id and m.id = r.message_id and m.state = 'planned'
      where l.practice_id = ${ctx.practiceId} and l.invoice_id = ${event.subjectId} and r.stopped_at is null and r.created_at <= ${event.at}`.execute(
      ctx.db,
    )
    for (const letter of rows) await stopLetter(ctx, letter)
  },
})

async function stopLetter(ctx: Context, letter: { id: string; fee_invoice_id: string | null }) {
  const stopped = await cancelPlanned(ctx, {
    subjectId: letter.id,
    rules: [DUNNING_RULE],
    why: 'It was paid meanwhile.',
  })
  // It may just have left: then it stays as it was written.
  if (stopped === 0) return
  await sql`update dunning_letter set stopped_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${letter.id}`.execute(
    ctx.db,
  )
  await sql`update dunning_letter_invoice set counts = false where practice_id = ${ctx.practiceId} and letter_id = ${letter.id}`.execute(
    ctx.db,
  )
  await noteSwept(ctx, null)
  if (letter.fee_invoice_id) {
    const fee = await findInvoice(ctx, letter.fee_invoice_id)
    // Nobody got the letter that it was for.
    if (!fee.voided_at && fee.open_minor === fee.total_minor)
      await voidInvoice(ctx, fee.id, { reason: 'The reminder was not sent.', charges: 'void' })
  }
  ctx.record('dunning.stopped', { subject: ['dunning_letter', letter.id] })
}
