import { systemRandom, uuidv7 } from '../src/platform/clock.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import type { Context } from '../src/platform/operation/context.ts'
import { perform } from '../src/platform/operation/gate.ts'
import { operations } from '../src/app.ts'
import { sql } from 'kysely'
import type { Bench } from './bench.ts'
import type { Diary } from './diary-fixture.ts'
import { NOW, openDiary, perSecond } from './diary-fixture.ts'

const AUTOMATIONS = 50
const EVENTS = 60
const ROUNDS = 3
const TARGET = 0.35
/** As many as the worker has lanes. */
const LANES = 4
const SYSTEM = { kind: 'system', name: 'bench' } as const

/** Events per second through 50 automations, one of which acts, beside the rows that this writes by bare SQL. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, {
    practitioners: 2,
    rooms: 2,
    clients: EVENTS * (2 * ROUNDS + 2),
  })
  try {
    const rules: string[] = []
    for (let nth = 0; nth < AUTOMATIONS; nth += 1) rules.push(await addAutomation(diary, nth))
    const rates = { bare: 0, engine: 0 }
    // Turn and turn about, so that both meet the same neighbours on the machine; each turn has clients of its own.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const clients = diary.clients.slice(2 * round * EVENTS, 2 * (round + 1) * EVENTS)
      const engine = await throughEngine(diary, clients.slice(0, EVENTS))
      const bare = await byBareSql(diary, rules, clients.slice(EVENTS))
      // The first round warms both.
      if (round === 0) continue
      rates.engine = Math.max(rates.engine, engine)
      rates.bare = Math.max(rates.bare, bare)
    }
    await checkWork(diary)
    const ratio = rates.engine / rates.bare
    return [
      {
        name: `events through ${AUTOMATIONS} automations, one of which acts, against the bare rows`,
        value: Math.round(rates.engine),
        unit: '/s',
        limit: Math.round(rates.bare),
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

/** 49 whose condition decides against it, and one that tags the client. */
async function addAutomation({ app, practiceId }: Diary, nth: number): Promise<string> {
  const create = operations.find(({ path }) => path === 'POST /automations')!
  const definition = {
    events: ['client.updated'],
    conditions:
      nth === 0
        ? []
        : [{ fact: nth % 2 ? 'visits.missed' : 'account.open', op: 'more_than', value: 1_000 + nth }],
    steps: [{ kind: 'do', action: 'clients.add_tag', settings: { tag: 'Changed' } }],
  }
  const { body } = await perform(app.house, create, {
    practiceId,
    actor: SYSTEM,
    input: { name: `Rule ${nth}`, definition, on: true },
  })
  return (body as { id: string }).id
}

async function throughEngine({ app, practiceId }: Diary, clients: readonly string[]): Promise<number> {
  await app.settle()
  await app.inPractice({ practiceId, actor: SYSTEM, name: 'bench' }, async (ctx: Context) => {
    for (const clientId of clients)
      ctx.record('client.updated', { subject: ['client', clientId], clientId, data: {} })
  })
  const from = performance.now()
  await app.settle()
  return (clients.length * 1_000) / (performance.now() - from)
}

/** What one event leaves: its runs, then in a second transaction the tag, the step, the run's end and what that tells. */
async function byBareSql(diary: Diary, rules: readonly string[], clients: readonly string[]) {
  const { database, practiceId } = diary
  return perSecond(LANES, clients.length, async (turn) => {
    const clientId = clients[turn]!
    const event = newId()
    const runs = rules.map((automationId, nth) => ({
      ...runOf(diary, clientId),
      automation_id: automationId,
      event_id: event,
      ...(nth === 0 ? { state: 'due', due_at: NOW } : { state: 'skipped', ended_at: NOW, why: WHY }),
    }))
    await inTransaction(database.behind, practiceId, async (db) => {
      await sql`insert into automation_run select * from jsonb_populate_recordset(null::automation_run, ${JSON.stringify(runs)}::jsonb)`.execute(
        db,
      )
    })
    await inTransaction(database.behind, practiceId, async (db) => {
      await sql`with tagged as (insert into client_tag (practice_id, id, client_id, tag, tag_key, added_at, added_by)
          values (${practiceId}, ${newId()}, ${clientId}, 'Bare', 'bare', ${NOW}, 'bench')),
        noted as (insert into automation_step (practice_id, run_id, step, outcome, words, at)
          values (${practiceId}, ${runs[0]!.id}, 0, 'did', ${JSON.stringify(WHY)}::jsonb, ${NOW})),
        told as (insert into event (practice_id, id, name, subject_type, subject_id, client_id, data, operation, actor_kind, actor_name, at)
          values (${practiceId}, ${newId()}, 'client.tag_added', 'client', ${clientId}, ${clientId}, '{"tag": "Bare"}', 'bench', 'system', 'bench', ${NOW})),
        audited as (insert into audit_entry (practice_id, id, at, operation, outcome, actor_kind, actor_name, subject_type, subject_id, client_id, changes)
          values (${practiceId}, ${newId()}, ${NOW}, 'bench', 'done', 'system', 'bench', 'client', ${clientId}, ${clientId}, '[]'))
        update automation_run set state = 'done', due_at = null, ended_at = ${NOW}, step = 1
          where practice_id = ${practiceId} and id = ${runs[0]!.id}`.execute(db)
    })
  })
}

const WHY = {
  en: 'A condition did not hold (the client’s visits: missed was 0).',
  de: 'Eine Bedingung war nicht erfüllt (die Termine der Person: versäumt war 0).',
}
const newId = () => uuidv7(NOW, systemRandom)

function runOf({ practiceId }: Diary, clientId: string) {
  return {
    practice_id: practiceId,
    id: newId(),
    version: 1,
    event_name: 'client.updated',
    subject_type: 'client',
    subject_id: clientId,
    client_id: clientId,
    refs: { client: clientId },
    step: 0,
    depth: 0,
    by_person: false,
    began_at: NOW,
  }
}

/** A fast engine that did nothing would be no engine. */
async function checkWork({ database, practiceId }: Diary) {
  const { rows } = await database.owner.query<{ n: number }>(
    `select count(*)::int as n from client_tag where practice_id = $1 and tag = 'Changed'`,
    [practiceId],
  )
  if (rows[0]!.n !== EVENTS * (ROUNDS + 1)) throw new Error(`Only ${rows[0]!.n} of the clients were tagged.`)
}
