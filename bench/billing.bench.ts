import { systemRandom, uuidv7 } from '../src/platform/clock.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import type { Context } from '../src/platform/operation/context.ts'
import { createCharge, issueCharges, payInvoice } from '../src/billing/index.ts'
import { ageReceivables } from '../src/billing/reports/aging.ts'
import type { Bench, Figure } from './bench.ts'
import type { Diary } from './diary-fixture.ts'
import { NOW, openDiary, perSecond } from './diary-fixture.ts'

const ROUNDS = 3
const TARGET = 0.35
const TODAY = '2026-03-02'

/** A paid invoice: charge with tax, number, lines, ledger, events and audit, then its payment; beside its bare rows. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 4, rooms: 4, clients: 2_000 })
  const figures: Figure[] = []
  try {
    await perSecond(8, 200, (turn) => postPaid(diary, turn))
    await perSecond(8, 200, (turn) => insertBare(diary, turn))
    for (const workers of [1, 8]) {
      const jobs = workers === 1 ? 150 : 400
      const rates = { bare: 0, posted: 0 }
      // Turn and turn about, so that both meet the same neighbours on the machine.
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.bare = Math.max(rates.bare, await perSecond(workers, jobs, (turn) => insertBare(diary, turn)))
        rates.posted = Math.max(rates.posted, await perSecond(workers, jobs, (turn) => postPaid(diary, turn)))
      }
      const ratio = rates.posted / rates.bare
      figures.push({
        name: `paid invoices posted, ${workers} at once`,
        value: rates.posted,
        unit: '/s',
        limit: rates.bare,
        ratio,
        target: TARGET,
        ok: ratio >= TARGET,
      })
    }
    figures.push(await measureAging(diary))
  } finally {
    await diary.stop()
  }
  return figures
}

export default bench

const within = <T>(diary: Diary, work: (ctx: Context) => Promise<T>) =>
  diary.app.inPractice(
    { practiceId: diary.practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' },
    work,
  )

async function postPaid(diary: Diary, turn: number) {
  const invoice = await within(diary, async (ctx) => {
    const charge = await createCharge(ctx, {
      clientId: diary.clients[turn % diary.clients.length]!,
      kind: 'service',
      description: 'Treatment',
      servedOn: TODAY,
      quantity: 1,
      unitPriceMinor: 10_000,
      taxBasisPoints: 1_900,
      priceIncludesTax: false,
      currency: 'USD',
      practitionerId: diary.practitioners[0]!,
      locationId: diary.locationId,
      serviceId: diary.serviceId,
    })
    return issueCharges(ctx, [charge!])
  })
  await within(diary, (ctx) => payInvoice(ctx, invoice.id, { tender: 'card_terminal', amountMinor: 11_900 }))
}

/** The rows of the same and nothing else: one statement for each table, in the same two transactions. */
async function insertBare(diary: Diary, turn: number) {
  const id = () => uuidv7(NOW, systemRandom)
  const base = {
    practice_id: diary.practiceId,
    currency: 'USD',
    client_id: diary.clients[turn % diary.clients.length]!,
    created_at: NOW,
    created_by: 'bare',
  }
  const cut = {
    practitioner_id: diary.practitioners[0]!,
    location_id: diary.locationId,
    service_id: diary.serviceId,
  }
  const sums = { net_minor: 10_000, tax_minor: 1_900, total_minor: 11_900 }
  const line = {
    kind: 'service',
    description: 'Treatment',
    served_on: TODAY,
    quantity: '1.000',
    unit_price_minor: 10_000,
    tax_basis_points: 1_900,
    price_includes_tax: false,
    ...cut,
    ...sums,
  }
  const [chargeId, invoiceId, lineId, paymentId] = [id(), id(), id(), id()]
  const entry = (kind: string, transfers: object[]) => {
    const entryId = id()
    const row = {
      practice_id: base.practice_id,
      id: entryId,
      kind,
      posted_on: TODAY,
      at: NOW,
      actor_name: 'bare',
      subject_type: 'invoice',
      subject_id: invoiceId,
      transfer_count: transfers.length,
      total_minor: 11_900,
    }
    return {
      row,
      transfers: transfers.map((each) => ({
        practice_id: base.practice_id,
        id: id(),
        entry_id: entryId,
        posted_on: TODAY,
        currency: 'USD',
        client_id: base.client_id,
        ...each,
      })),
    }
  }
  const onLine = { ...cut, invoice_id: invoiceId, line_id: lineId }
  const issued = entry('invoice', [
    { debit: 'receivable', credit: 'revenue:service', amount_minor: 10_000, ...onLine },
    { debit: 'receivable', credit: 'tax:rate_1900', amount_minor: 1_900, ...onLine },
  ])
  const paid = entry('payment', [
    { debit: 'card_terminal', credit: 'client_credit', amount_minor: 11_900, payment_id: paymentId },
  ])
  const applied = entry('application', [
    { debit: 'client_credit', credit: 'receivable', amount_minor: 11_900, payment_id: paymentId, ...onLine },
  ])
  await rowsIn(diary, async (insert, client) => {
    await insert('charge', [{ ...base, id: chargeId, ...line, row_version: 1 }])
    const { rows } = await client.query({
      name: 'bare_number',
      text: `update document_counter set last_number = last_number + 1 where practice_id = $1 and series = 'invoice' returning last_number`,
      values: [diary.practiceId],
    })
    await insert('invoice', [
      {
        ...base,
        id: invoiceId,
        number: rows[0].last_number,
        ...sums,
        open_minor: 11_900,
        credited_minor: 0,
        issued_on: TODAY,
        due_on: TODAY,
        moved_on: TODAY,
        locale: 'en',
        issued_at: NOW,
        row_version: 1,
      },
    ])
    await insert('invoice_line', [
      {
        practice_id: base.practice_id,
        id: lineId,
        invoice_id: invoiceId,
        charge_id: chargeId,
        position: 1,
        ...line,
      },
    ])
    await client.query({
      name: 'bare_charge',
      text: 'update charge set invoice_id = $3 where practice_id = $1 and id = $2',
      values: [diary.practiceId, chargeId, invoiceId],
    })
    await insert('ledger_entry', [issued.row])
    await insert('ledger_transfer', issued.transfers)
  })
  await rowsIn(diary, async (insert, client) => {
    await insert('payment', [
      {
        ...base,
        id: paymentId,
        tender: 'card_terminal',
        amount_minor: 11_900,
        unapplied_minor: 0,
        refunded_minor: 0,
        received_on: TODAY,
        moved_on: TODAY,
        row_version: 1,
      },
    ])
    await insert('ledger_entry', [paid.row, applied.row])
    await insert('ledger_transfer', [...paid.transfers, ...applied.transfers])
    await client.query({
      name: 'bare_paid',
      text: 'update invoice set open_minor = 0, moved_on = $3 where practice_id = $1 and id = $2',
      values: [diary.practiceId, invoiceId, TODAY],
    })
  })
}

type Client = Parameters<Parameters<typeof inTransaction>[2]>[1]
type Insert = (table: string, rows: object[]) => Promise<unknown>

function rowsIn(diary: Diary, work: (insert: Insert, client: Client) => Promise<void>) {
  return inTransaction(diary.database.app, diary.practiceId, async (_db, client) => {
    const insert: Insert = (table, rows) =>
      client.query({
        name: `bare_${table}s`,
        text: `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        values: [JSON.stringify(rows)],
      })
    await work(insert, client)
  })
}

/** Receivables by age of all that was posted, beside the one sum over the same transfers. */
async function measureAging(diary: Diary): Promise<Figure> {
  await diary.database.owner.query('vacuum analyze ledger_transfer')
  const ms = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const bare = `select client_id, line_id, sum(case when debit = 'receivable' then amount_minor else -amount_minor end) from ledger_transfer
    where practice_id = $1 and posted_on <= $2 and (debit = 'receivable' or credit = 'receivable') group by 1, 2`
  let [best, limit] = [Infinity, Infinity]
  for (let round = 0; round < 5; round += 1) {
    limit = Math.min(
      limit,
      await ms(() =>
        inTransaction(diary.database.app, diary.practiceId, (_db, client) =>
          client.query(bare, [diary.practiceId, TODAY]),
        ),
      ),
    )
    best = Math.min(
      best,
      await ms(() => within(diary, (ctx) => ageReceivables(ctx, { asOf: TODAY, basis: 'service' }))),
    )
  }
  const ratio = limit / best
  return { name: 'receivables by age', value: best, unit: 'ms', limit, ratio, target: 0.5, ok: ratio >= 0.5 }
}
