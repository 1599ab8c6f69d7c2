import { sql } from 'kysely'
import { clientName } from '../../../clients/index.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { addLocalDays } from '../../../platform/time/index.ts'
import type { Candidate, WaitingLine, World } from './propose.ts'

interface Named {
  given_name: string | null
  family_name: string | null
  payer_name: string | null
}

/** What the books hold that lines between these days may be: everything owed, and what came and went around then. */
export async function readWorld(
  ctx: Context,
  lines: readonly Pick<WaitingLine, 'bookedOn'>[],
): Promise<World> {
  if (lines.length === 0) return { invoices: [], payments: [], payouts: [], refunds: [] }
  const days = lines.map(({ bookedOn }) => bookedOn).sort()
  const [from, to] = [addLocalDays(days[0]!, -14), addLocalDays(days.at(-1)!, 14)]
  return {
    invoices: await readInvoices(ctx),
    payments: await readPayments(ctx, { from, to }),
    payouts: await readPayouts(ctx, { from, to }),
    refunds: await readRefunds(ctx, { from, to }),
  }
}

interface Between {
  from: string
  to: string
}

async function readInvoices(ctx: Context): Promise<World['invoices']> {
  const { currency } = await ctx.practice()
  const { rows } = await sql<
    Named & {
      id: string
      number: number
      open_minor: number
      issued_on: string
      client_id: string
      payer_id: string | null
    }
  >`select i.id, i.number, i.open_minor, i.issued_on, i.client_id, i.payer_id, c.given_name, c.family_name, y.name as payer_name
    from invoice i join client c on c.practice_id = i.practice_id and c.id = i.client_id
    left join bill_payer y on y.practice_id = i.practice_id and y.id = i.payer_id
    where i.practice_id = ${ctx.practiceId} and i.open_minor > 0 and i.currency = ${currency} order by i.due_on limit 20000`.execute(
    ctx.db,
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    openMinor: row.open_minor,
    issuedOn: row.issued_on,
    clientId: row.client_id,
    payerId: row.payer_id,
    names: namesOf(row),
  }))
}

/** Transfers and cheques that somebody entered by hand and that no line of the bank stands for yet. */
async function readPayments(ctx: Context, { from, to }: Between): Promise<Candidate[]> {
  const { rows } = await sql<
    Named & { id: string; amount_minor: number; day: string; reference: string | null }
  >`select p.id,
      p.amount_minor, p.received_on as day, p.reference, c.given_name, c.family_name, y.name as payer_name
    from payment p join client c on c.practice_id = p.practice_id and c.id = p.client_id
    left join bill_payer y on y.practice_id = p.practice_id and y.id = p.payer_id
    where p.practice_id = ${ctx.practiceId} and p.tender = 'bank_transfer' and p.reversed_at is null and p.received_on between ${from} and ${to}
      and not exists (select from bank_match m where m.practice_id = p.practice_id and m.payment_id = p.id and m.undone_at is null)`.execute(
    ctx.db,
  )
  return rows.map(({ id, amount_minor, day, reference, ...names }) => ({
    id,
    amountMinor: amount_minor,
    day,
    reference,
    names: namesOf(names),
  }))
}

async function readPayouts(ctx: Context, { from, to }: Between): Promise<Candidate[]> {
  const { rows } = await sql<{
    id: string
    amount_minor: number
    day: string
    provider: string
    descriptor: string | null
  }>`select id,
      amount_minor, arrives_on as day, provider, descriptor
    from payout o where practice_id = ${ctx.practiceId} and state = 'paid' and arrives_on between ${from} and ${to}
      and not exists (select from bank_match m where m.practice_id = o.practice_id and m.payout_id = o.id and m.undone_at is null)`.execute(
    ctx.db,
  )
  return rows.map(({ id, amount_minor, day, provider, descriptor }) => ({
    id,
    amountMinor: amount_minor,
    day,
    reference: descriptor,
    names: [provider],
  }))
}

async function readRefunds(ctx: Context, { from, to }: Between): Promise<Candidate[]> {
  const { rows } = await sql<
    Named & { id: string; amount_minor: number; day: string }
  >`select r.id, r.amount_minor, r.refunded_on as day,
      c.given_name, c.family_name, null as payer_name
    from refund r join payment p on p.practice_id = r.practice_id and p.id = r.payment_id
    join client c on c.practice_id = p.practice_id and c.id = p.client_id
    where r.practice_id = ${ctx.practiceId} and r.tender = 'bank_transfer' and r.state = 'done' and r.refunded_on between ${from} and ${to}
      and not exists (select from bank_match m where m.practice_id = r.practice_id and m.refund_id = r.id and m.undone_at is null)`.execute(
    ctx.db,
  )
  return rows.map(({ id, amount_minor, day, ...names }) => ({
    id,
    amountMinor: amount_minor,
    day,
    reference: null,
    names: namesOf(names),
  }))
}

function namesOf(row: Named): string[] {
  const client =
    row.given_name !== null
      ? clientName({ given_name: row.given_name, family_name: row.family_name ?? '' })
      : null
  return [row.payer_name, client].filter((each): each is string => Boolean(each))
}
