import { sql } from 'kysely'
import { z } from 'zod'
import { clientName, seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Instant, Minor, toPage, valuesOfCursor } from '../../platform/operation/shapes.ts'
import { daysBetween } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import type { Debtor, OverdueInvoice } from './overdue.ts'
import { readOverdue } from './overdue.ts'
import { findDunning, stepsFor } from './settings.ts'
import { NOTHING_WHY, SPARED, WORDINGS, planSteps } from './steps.ts'

const Name = { clientId: Id.nullable(), payerId: Id.nullable(), name: z.string() }

export const DunningPreview = z.object({
  day: Day,
  isOn: z.boolean(),
  currency: z.string(),
  /** What is written and called for today. */
  letters: z.int(),
  calls: z.int(),
  totalMinor: Minor,
  items: z.array(
    z.object({
      ...Name,
      /** What happens today; nothing: `why`. */
      acts: z.array(
        z.object({
          act: z.enum(['letter', 'call']),
          step: z.int(),
          wording: z.enum(WORDINGS),
          feeMinor: Minor.nullable(),
          withStatement: z.boolean(),
        }),
      ),
      why: z.enum(NOTHING_WHY).nullable(),
      /** Nobody can be sent a message: it is printed. */
      isPrinted: z.boolean(),
      openMinor: Minor,
      invoices: z.array(
        z.object({
          id: Id,
          number: z.int(),
          openMinor: Minor,
          dueOn: Day,
          daysOverdue: z.int(),
          lastStep: z.int(),
          lastOn: Day.nullable(),
          spared: z.enum(SPARED).nullable(),
        }),
      ),
    }),
  ),
})
type Item = z.input<typeof DunningPreview>['items'][number]

/** Who would get what today, and why the others get nothing: the same plan that the sweep carries out. */
export async function previewDunning(ctx: Context): Promise<z.input<typeof DunningPreview>> {
  const [today, dunning] = [await todayOf(ctx), await findDunning(ctx)]
  const groups = await readOverdue(ctx, { today })
  const names = await namesOf(
    ctx,
    groups.map(({ debtor }) => debtor),
  )
  const items = groups.map(({ debtor, invoices }): Item => {
    const steps = stepsFor(dunning, debtor.payerId)
    const { acts, why } = planSteps({ today, steps, minOpenMinor: dunning.minOpenMinor }, invoices)
    const known = names.get(debtor.payerId ?? debtor.clientId!)
    return {
      ...debtor,
      name: known?.name ?? '',
      isPrinted: known?.isPrinted ?? true,
      why,
      openMinor: invoices.reduce((sum, each) => sum + each.openMinor, 0),
      acts: acts.map(({ act, step }) => ({
        act,
        step,
        wording: steps[step - 1]!.wording,
        feeMinor: act === 'letter' ? steps[step - 1]!.feeMinor : null,
        withStatement: act === 'letter' && steps[step - 1]!.attachStatement,
      })),
      invoices: invoices.map((each) => lineOf(each, today)),
    }
  })
  const withActs = items.filter((each) => each.acts.length > 0)
  const count = (act: string) => withActs.filter((each) => each.acts.some((one) => one.act === act)).length
  return {
    day: today,
    isOn: dunning.isOn,
    currency: (await ctx.practice()).currency,
    letters: count('letter'),
    calls: count('call'),
    totalMinor: withActs.reduce((sum, each) => sum + each.openMinor, 0),
    items: items.sort((a, b) => b.acts.length - a.acts.length || b.openMinor - a.openMinor),
  }
}

function lineOf(each: OverdueInvoice, today: string) {
  const { id, number, openMinor, dueOn, lastStep, lastOn, spared } = each
  return { id, number, openMinor, dueOn, lastStep, lastOn, spared, daysOverdue: daysBetween(dueOn, today) }
}

async function namesOf(
  ctx: Context,
  debtors: readonly Debtor[],
): Promise<Map<string, { name: string; isPrinted: boolean }>> {
  const ids = (key: keyof Debtor) => debtors.map((each) => each[key]).filter((id) => id !== null)
  const { rows: clients } = await sql<{
    id: string
    given_name: string
    family_name: string
  }>`select id, given_name, family_name
    from client where practice_id = ${ctx.practiceId} and id = any(${ids('clientId')})`.execute(ctx.db)
  const { rows: payers } = await sql<{
    id: string
    name: string
    client_id: string | null
  }>`select id, name, client_id
    from bill_payer where practice_id = ${ctx.practiceId} and id = any(${ids('payerId')})`.execute(ctx.db)
  return new Map([
    ...clients.map((row) => [row.id, { name: clientName(row), isPrinted: false }] as const),
    ...payers.map((row) => [row.id, { name: row.name, isPrinted: row.client_id === null }] as const),
  ])
}

export const LetterView = z.object({
  id: Id,
  ...Name,
  step: z.int(),
  act: z.enum(['letter', 'call']),
  day: Day,
  currency: z.string(),
  totalMinor: Minor,
  feeMinor: Minor.nullable(),
  feeInvoiceId: Id.nullable(),
  isByHand: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
  /** print: nobody gets a message; stopped: paid before it left; else what became of the message. */
  state: z.enum([
    'print',
    'stopped',
    'planned',
    'sending',
    'sent',
    'failed',
    'skipped',
    'cancelled',
    'done_by_phone',
    'call',
  ]),
  messageId: Id.nullable(),
  invoices: z.array(z.object({ id: Id, number: z.int(), openMinor: Minor, isPaid: z.boolean() })),
})

interface LetterQuestion {
  clientId?: string | undefined
  payerId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

/** What was written and called for, the latest first. */
export async function listLetters(ctx: Context, question: LetterQuestion) {
  const { clientId, payerId, from, to, limit, cursor } = question
  const after = cursor ? valuesOfCursor(cursor, 2) : null
  const { rows } = await sql<
    z.input<typeof LetterView>
  >`select r.id, r.client_id as "clientId", r.payer_id as "payerId",
      coalesce(y.name, trim(c.given_name || ' ' || c.family_name)) as name, r.step, r.act, r.day, r.currency, r.total_minor as "totalMinor",
      r.fee_minor as "feeMinor", r.fee_invoice_id as "feeInvoiceId", r.is_by_hand as "isByHand", r.created_at as "createdAt", r.created_by as "createdBy",
      r.message_id as "messageId", case when r.stopped_at is not null then 'stopped' when r.act = 'call' then 'call' else coalesce(m.state, 'print') end as state,
      (select json_agg(json_build_object('id', i.id, 'number', i.number, 'openMinor', l.open_minor, 'isPaid', i.open_minor = 0) order by i.number)
        from dunning_letter_invoice l join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
        where l.practice_id = r.practice_id and l.letter_id = r.id) as invoices
    from dunning_letter r
    left join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join bill_payer y on y.practice_id = r.practice_id and y.id = r.payer_id
    left join message m on m.practice_id = r.practice_id and m.id = r.message_id
    where r.practice_id = ${ctx.practiceId} and (r.client_id is null or ${seesClient(ctx, sql.ref('r.client_id'))})
      ${clientId ? sql`and r.client_id = ${clientId}` : sql``}
      ${payerId ? sql`and r.payer_id = ${payerId}` : sql``}
      ${from ? sql`and r.day >= ${from}` : sql``}
      ${to ? sql`and r.day <= ${to}` : sql``}
      ${after ? sql`and (r.day, r.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by r.day desc, r.id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.day, row.id])
}
