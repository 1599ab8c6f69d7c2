import { planAutopay } from '../src/billing/autopay/plan.ts'
import type { Bench } from './bench.ts'
import type { Diary } from './diary-fixture.ts'
import { NOW, openDiary } from './diary-fixture.ts'

const CANDIDATES = 100_000
const CLIENTS = 2_000
const ROUNDS = 3
const TARGET = 0.5

/** Planning 100,000 open invoices of clients who agreed to be charged, beside the bare insert of the same rows. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: 1, rooms: 1, clients: CLIENTS })
  try {
    await issueMany(diary)
    const best = { bare: Infinity, planned: Infinity }
    // Turn and turn about, so that both meet the same neighbours on the machine.
    for (let round = 0; round < ROUNDS; round += 1) {
      best.bare = Math.min(best.bare, await timed(diary, () => insertBare(diary)))
      best.planned = Math.min(best.planned, await timed(diary, () => plan(diary)))
    }
    const ratio = best.bare / best.planned
    return [
      {
        name: 'autopay candidates planned',
        value: CANDIDATES / best.planned,
        unit: '/s',
        limit: CANDIDATES / best.bare,
        ratio,
        target: TARGET,
        ok: ratio >= TARGET,
      },
    ]
  } finally {
    await diary.stop()
  }
}

export default bench

async function issueMany({ database, practiceId, clients }: Diary) {
  await database.owner.query(
    `insert into autopay (practice_id, id, client_id, limit_minor, agreed_to, agreed_text, agreed_at, agreed_by, agreed_how)
     select $1, gen_random_uuid(), c, 1000000, 'autopay.1', 'agreed', $2::timestamptz - interval '90 days', 'bench', 'staff' from unnest($3::uuid[]) c`,
    [practiceId, NOW, clients],
  )
  await database.owner.query(
    `insert into invoice (practice_id, id, number, client_id, currency, net_minor, tax_minor, total_minor, open_minor, issued_on, due_on, moved_on,
       locale, created_at, created_by, issued_at, issued_by)
     select $1, gen_random_uuid(), n, ($3::uuid[])[1 + n % $4::int], 'USD', 8000, 0, 8000, 8000, '2026-02-20', '2026-03-06', '2026-02-20',
       'en', $2, 'bench', $2, 'bench' from generate_series(1, $5::int) n`,
    [practiceId, new Date(NOW.getTime() - 60_000), clients, clients.length, CANDIDATES],
  )
  await database.owner.query('analyze invoice, autopay, autopay_run')
}

async function timed({ database, practiceId }: Diary, work: () => Promise<number>): Promise<number> {
  await database.owner.query('delete from autopay_run where practice_id = $1', [practiceId])
  await database.owner.query('vacuum autopay_run')
  const begun = performance.now()
  const count = await work()
  const seconds = (performance.now() - begun) / 1000
  if (count !== CANDIDATES) throw new Error(`${count} of ${CANDIDATES} were planned.`)
  return seconds
}

const plan = ({ app, practiceId }: Diary) =>
  app.inPractice({ practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' }, (ctx) =>
    planAutopay(ctx),
  )

/** The same rows from the same table, without asking who agreed, what is planned already and where the limit lies. */
async function insertBare({ database, practiceId }: Diary): Promise<number> {
  const { rowCount } = await database.owner.query(
    `insert into autopay_run (practice_id, invoice_id, client_id, amount_minor, currency, notice_on, charge_on, state, planned_at, changed_at)
     select practice_id, id, client_id, open_minor, currency, '2026-03-02', '2026-03-05', 'planned', $2, $2
     from invoice where practice_id = $1 and open_minor > 0`,
    [practiceId, NOW],
  )
  return rowCount ?? 0
}
