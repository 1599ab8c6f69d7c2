import { sql } from 'kysely'
import type { Town } from './town.ts'
import { DESK, OWNER, attempt, lookUp } from './town.ts'

interface OpenInvoice {
  id: string
  client_id: string
  open_minor: number
  currency: string
}

/** What people and the office do with bills and money besides paying on the way out: one act of it. */
export async function moveMoney(town: Town): Promise<void> {
  const act = town.chance.pickWeighted<(town: Town) => Promise<unknown>>([
    [payPart, 5],
    [payAhead, 4],
    [payTwiceAtOnce, 3],
    [useCredit, 3],
    [giveBack, 3],
    [takeBack, 2],
    [voidOne, 2],
    [giveUp, 2],
    [sellAtDesk, 4],
  ])
  await act(town)
}

async function openInvoice(town: Town): Promise<OpenInvoice | null> {
  const { chance, practice } = town
  const rows = await lookUp(
    town,
    sql<OpenInvoice>`select id, client_id, open_minor, currency from invoice
      where practice_id = ${practice.practiceId} and open_minor > 0 order by id desc limit 40`,
  )
  return rows.length > 0 ? chance.pick(rows) : null
}

/** Some of it now, the rest another time; now and then more than is open, which the desk has to mean. */
async function payPart(town: Town) {
  const { stage, chance } = town
  const invoice = await openInvoice(town)
  if (!invoice) return
  const most = chance.happens(0.1) ? invoice.open_minor * 2 : invoice.open_minor
  await attempt(town, 'paid a part', () =>
    stage.call(stage.person(DESK), 'POST /invoices/{id}/payments', {
      id: invoice.id,
      tender: chance.pick(['cash', 'card_terminal', 'bank_transfer', 'cheque'] as const),
      amountMinor: chance.between(1, most),
      currency: invoice.currency,
      allowCredit: chance.happens(0.5),
    }),
  )
}

/** A round sum for whatever is open; what is left over stays as credit. */
async function payAhead(town: Town) {
  const { stage, chance, clientIds } = town
  if (clientIds.length === 0) return
  await attempt(town, 'paid a round sum', () =>
    stage.call(stage.person(DESK), 'POST /clients/{id}/payments', {
      id: chance.pick(clientIds),
      tender: 'bank_transfer',
      amountMinor: chance.between(1, 6) * 50_00,
    }),
  )
}

/** Two windows, or a double click: the bill is paid once. */
async function payTwiceAtOnce(town: Town) {
  const { stage } = town
  const invoice = await openInvoice(town)
  if (!invoice) return
  const pay = () =>
    attempt(town, 'paid in two windows at once', () =>
      stage.call(stage.person(DESK), 'POST /invoices/{id}/payments', {
        id: invoice.id,
        tender: 'card_terminal',
        amountMinor: invoice.open_minor,
        currency: invoice.currency,
      }),
    )
  await Promise.all([pay(), pay()])
}

async function useCredit(town: Town) {
  const { stage, chance, practice } = town
  const rows = await lookUp(
    town,
    sql<{
      id: string
    }>`select i.id from invoice i join payment p on p.practice_id = i.practice_id and p.client_id = i.client_id
      where i.practice_id = ${practice.practiceId} and i.open_minor > 0 and p.unapplied_minor > 0 order by i.id limit 40`,
  )
  const invoice = rows.length > 0 ? chance.pick(rows) : await openInvoice(town)
  if (!invoice) return
  await attempt(town, 'paid with credit', () =>
    stage.call(stage.person(DESK), 'POST /invoices/{id}/credit', { id: invoice.id }),
  )
}

async function latestPayment(town: Town) {
  const { chance, practice } = town
  const rows = await lookUp(
    town,
    sql<{ id: string; amount_minor: number }>`select id, amount_minor from payment
      where practice_id = ${practice.practiceId} order by id desc limit 60`,
  )
  return rows.length > 0 ? chance.pick(rows) : null
}

/** Money of a payment goes back, all or some, even more than is left of it: then it is refused. */
async function giveBack(town: Town) {
  const { stage, chance } = town
  const payment = await latestPayment(town)
  if (!payment) return
  await attempt(town, 'gave money back', () =>
    stage.call(stage.person(OWNER), 'POST /payments/{id}/refunds', {
      id: payment.id,
      amountMinor: chance.happens(0.5) ? payment.amount_minor : chance.between(1, payment.amount_minor),
      reason: 'Was not satisfied.',
    }),
  )
}

async function takeBack(town: Town) {
  const { stage } = town
  const payment = await latestPayment(town)
  if (!payment) return
  await attempt(town, 'took a payment back', () =>
    stage.call(stage.person(OWNER), 'POST /payments/{id}/reversal', {
      id: payment.id,
      reason: 'Entered for the wrong person.',
    }),
  )
}

/** A bill was wrong, whether it is paid or not; half of the times it is written anew. */
async function voidOne(town: Town) {
  const { stage, chance, practice } = town
  const rows = await lookUp(
    town,
    sql<{
      id: string
    }>`select id from invoice where practice_id = ${practice.practiceId} and number is not null
      order by id desc limit 40`,
  )
  if (rows.length === 0) return
  await attempt(town, 'voided a bill', () =>
    stage.call(stage.person(OWNER), 'POST /invoices/{id}/void', {
      id: chance.pick(rows).id,
      reason: 'The wrong service.',
      charges: chance.happens(0.5) ? 'bill_again' : 'void',
    }),
  )
}

async function giveUp(town: Town) {
  const { stage, chance } = town
  const invoice = await openInvoice(town)
  if (!invoice) return
  await attempt(town, 'wrote off', () =>
    stage.call(stage.person(OWNER), 'POST /invoices/{id}/write-offs', {
      id: invoice.id,
      amountMinor: chance.between(1, invoice.open_minor),
      reasonCode: chance.pick(['goodwill', 'uncollectable', 'small_balance'] as const),
      reason: 'Not worth a letter.',
    }),
  )
}

/** Something from the shelf, in odd quantities, taxed and with a discount: billed at once, on a day of its own. */
async function sellAtDesk(town: Town) {
  const { stage, chance, clientIds } = town
  if (clientIds.length === 0) return
  await attempt(town, 'sold at the desk', () =>
    stage.call(stage.person(OWNER), 'POST /invoices', {
      clientId: chance.pick(clientIds),
      approve: true,
      lines: Array.from({ length: chance.between(1, 3) }, () => ({
        kind: 'product',
        description: 'Exercise band',
        quantity: chance.pick([1, 2, 3, 0.333, 1.5]),
        unitPriceMinor: chance.between(1, 40_00),
        taxBasisPoints: chance.pick([0, 700, 1_900, 2_000]),
      })),
    }),
  )
}
