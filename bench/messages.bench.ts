import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { operations } from '../src/app.ts'
import { createMail } from '../src/platform/mail/mail.ts'
import { perform } from '../src/platform/operation/gate.ts'
import { inTransaction } from '../src/platform/database/transaction.ts'
import type { Bench, BenchPremises, Figure } from './bench.ts'
import type { Diary } from './diary-fixture.ts'
import { NOW, addVisits, openDiary, quick } from './diary-fixture.ts'

const REMINDERS = 10_000
/** The carrier's own number of connections: platform/mail/carried.ts. */
const CONNECTIONS = 5
const SYSTEM = { kind: 'system', name: 'bench' } as const

/** Planning and sending ten thousand reminders, and reading the inbox and threads of a hundred thousand messages. */
const bench: Bench = async (premises) => {
  const { sink, port } = await startSink(premises)
  const mail = createMail({
    url: `smtp://127.0.0.1:${port}`,
    from: { address: 'desk@willow.example' },
    folder: join(premises.folder, 'mail'),
  })
  const diary = await openDiary(premises, { practitioners: 30, rooms: 30, clients: 2_000 }, { mail })
  try {
    await giveAddresses(diary)
    premises.say(`Planning ${REMINDERS} reminders …`)
    const planning = await plan(diary)
    premises.say('Sending them …')
    const sending = await send(diary, port)
    premises.say('Writing a hundred thousand messages …')
    await writeThreads(diary)
    return [planning, sending, ...(await inboxes(diary)), await thread(diary)]
  } finally {
    await diary.stop()
    sink.kill()
  }
}

export default bench

async function startSink({ root }: BenchPremises): Promise<{ sink: ChildProcess; port: number }> {
  const sink = fork(join(root, 'dist', 'bench', 'bench', 'mail-sink.js'))
  const port = await new Promise<number>((resolve) => sink.once('message', (said) => resolve(Number(said))))
  return { sink, port }
}

async function giveAddresses({ database, practiceId }: Diary) {
  await database.owner.query(
    `insert into contact_point (practice_id, id, client_id, kind, value, is_preferred, created_at)
     select practice_id, gen_random_uuid(), id, 'email', 'guest' || number || '@clients.example', true, created_at from client where practice_id = $1
     on conflict do nothing`,
    [practiceId],
  )
  await database.owner.query(`update service set reminder_minutes = '{1440}' where practice_id = $1`, [
    practiceId,
  ])
}

/** The reminders of ten thousand visits by the job that follows a change of a service, beside one bare insert for each. */
async function plan(diary: Diary): Promise<Figure> {
  const { app, database, practiceId, serviceId } = diary
  await addVisits(diary, { visits: REMINDERS, firstWeek: 1 })
  await app.settle()
  await app.inPractice({ practiceId, actor: SYSTEM, name: 'bench' }, async (ctx) =>
    ctx.record('service.updated', { subject: ['service', serviceId] }),
  )
  const began = performance.now()
  await app.settle()
  const seconds = (performance.now() - began) / 1000
  const { rows } = await database.owner.query(
    `select * from message where practice_id = $1 and rule = 'reminder' and state = 'planned'`,
    [practiceId],
  )
  const bare = await insertBare(diary, rows)
  return {
    name: 'reminders planned',
    value: rows.length / seconds,
    unit: '/s',
    limit: bare,
    ratio: rows.length / seconds / bare,
  }
}

/** The same rows, one statement each, two hundred to a transaction as the job does, under the same rules of the table. */
async function insertBare({ database, practiceId }: Diary, rows: Record<string, unknown>[]): Promise<number> {
  const began = performance.now()
  for (let at = 0; at < rows.length; at += 200) {
    await inTransaction(database.app, practiceId, async (_db, client) => {
      for (const row of rows.slice(at, at + 200))
        await client.query({
          name: 'bare',
          text: `insert into message select (jsonb_populate_record(null::message, $1::jsonb)).*`,
          values: [
            JSON.stringify({
              ...row,
              id: crypto.randomUUID(),
              key: `bare ${String(row.id)}`,
              state: 'cancelled',
            }),
          ],
        })
    })
  }
  const perSecond = (rows.length * 1000) / (performance.now() - began)
  await database.owner.query(`delete from message where practice_id = $1 and key like 'bare %'`, [practiceId])
  return perSecond
}

/** From the sweep that finds them due until the last is marked as sent, beside nodemailer alone with mails of that size. */
async function send(diary: Diary, port: number): Promise<Figure> {
  const { app, database, practiceId } = diary
  await database.owner.query(
    `update message set send_at = $2 where practice_id = $1 and state = 'planned' and rule = 'reminder'`,
    [practiceId, new Date(NOW.getTime() - 60_000)],
  )
  await database.owner.query('vacuum analyze message')
  const bareBefore = await sendBare(port, 2_000)
  const began = performance.now()
  let last = 0
  for (let left = REMINDERS; left > 0 && left !== last;) {
    last = left
    await app.sweepAll()
    await app.settle()
    left = await countPlanned(diary)
  }
  const ms = performance.now() - began
  const { rows } = await database.owner.query(
    `select count(*)::int as n from message where practice_id = $1 and state = 'sent' and rule = 'reminder'`,
    [practiceId],
  )
  const bare = Math.max(bareBefore, await sendBare(port, 2_000))
  const value = (rows[0].n * 1000) / ms
  return { name: 'reminders sent by SMTP', value, unit: '/s', limit: bare, ratio: value / bare }
}

async function countPlanned({ database, practiceId }: Diary): Promise<number> {
  const { rows } = await database.owner.query(
    `select count(*)::int as n from message where practice_id = $1 and state in ('planned', 'sending') and rule = 'reminder'`,
    [practiceId],
  )
  return rows[0].n
}

/** Mails per second of nodemailer with as many connections and the same size, and nothing else to do. */
async function sendBare(port: number, mails: number): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 100,
    ignoreTLS: true,
  } as Parameters<typeof createTransport>[0])
  const text = 'We look forward to seeing you. '.repeat(20)
  const html = `<!doctype html><html><body>${'<p>We look forward to seeing you.</p>'.repeat(90)}</body></html>`
  const began = performance.now()
  await Promise.all(
    Array.from({ length: mails }, (_, n) =>
      transport.sendMail({
        from: 'desk@willow.example',
        to: `guest${n}@clients.example`,
        subject: 'A reminder from Willow Lane',
        text,
        html,
      }),
    ),
  )
  transport.close()
  return (mails * 1000) / (performance.now() - began)
}

/** Sixty thousand messages out and forty thousand in, of two thousand people. */
async function writeThreads({ database, practiceId, clients }: Diary) {
  const { owner } = database
  const values = [practiceId, clients, NOW]
  await owner.query(`delete from message where practice_id = $1`, [practiceId])
  await owner.query(
    `insert into message (practice_id, id, client_id, channel, address, recipient_name, rule, purpose, subject_type, subject_id, locale, subject, title, body,
       state, why, send_at, sent_at, key, created_at)
     select $1, gen_random_uuid(), c, 'email', 'a@b.example', 'Guest', 'by_hand', 'care', 'client', c, 'en', 'A message', 'A message',
       'Thank you for your question about number ' || n || '.', 'sent', 'Written by hand.', at, at, 'bench ' || n, at
     from generate_series(1, 60000) n, lateral (select ($2::uuid[])[1 + n % 2000] as c, $3::timestamptz - n * interval '4 minutes' as at) x`,
    values,
  )
  await owner.query(
    `insert into inbound_message (practice_id, id, client_id, channel, from_address, body, kind, received_at, key)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 2000], 'email', 'a@b.example', 'May I bring number ' || n || '?', 'message',
       $3::timestamptz - n * interval '6 minutes', 'bench ' || n from generate_series(1, 40000) n`,
    values,
  )
  await owner.query(
    `insert into conversation (practice_id, id, client_id, state, unread, last_at, last_text, last_direction, last_channel)
     select $1, gen_random_uuid(), ($2::uuid[])[n], case when n % 4 = 0 then 'open' else 'closed' end, (n % 4 = 0)::int,
       $3::timestamptz - n * interval '4 minutes', 'May I bring my mother?', 'in', 'email' from generate_series(1, 2000) n`,
    values,
  )
  await owner.query('vacuum analyze')
}

async function inboxes(diary: Diary): Promise<Figure[]> {
  const bare = `select v.*, c.given_name, c.family_name from conversation v join client c on c.practice_id = v.practice_id and c.id = v.client_id
    where v.practice_id = $1 and v.state = 'open' order by v.last_at desc, v.id desc limit 51`
  const all = bare.replace(`and v.state = 'open'`, '')
  return [
    await read(diary, {
      name: 'inbox, what is to do, of 100,000 messages',
      path: 'GET /conversations',
      input: { limit: 50 },
      bare,
    }),
    await read(diary, {
      name: 'inbox, all threads, of 100,000 messages',
      path: 'GET /conversations',
      input: { view: 'all', limit: 50 },
      bare: all,
    }),
  ]
}

async function thread(diary: Diary): Promise<Figure> {
  const { database, practiceId, clients } = diary
  const { rows } = await database.owner.query(
    `select id from conversation where practice_id = $1 and client_id = $2`,
    [practiceId, clients[1]],
  )
  const bare = `(select id, send_at as at, body from message where practice_id = $1 and client_id = '${clients[1]}' order by send_at desc, id desc limit 51)
    union all (select id, received_at, body from inbound_message where practice_id = $1 and client_id = '${clients[1]}' order by received_at desc, id desc limit 51)
    order by at desc, id desc limit 51`
  return read(diary, {
    name: 'thread of a client, of 100,000 messages',
    path: 'GET /conversations/{id}/entries',
    input: { id: rows[0].id, limit: 50 },
    bare,
  })
}

interface Read {
  name: string
  path: string
  input: object
  /** The same rows by one statement; $1 is the practice. */
  bare: string
}

/** The operation through the gate, with its answer checked, beside the statement alone, in turn and in the same transaction. */
async function read(diary: Diary, { name, path, input, bare }: Read): Promise<Figure> {
  const { app, database, practiceId } = diary
  const operation = operations.find((each) => each.path === path)!
  const times = { whole: [] as number[], bare: [] as number[] }
  for (let turn = 0; turn < 120; turn += 1) {
    const began = performance.now()
    await perform(app.house, operation, { practiceId, actor: SYSTEM, input })
    const between = performance.now()
    await inTransaction(database.app, practiceId, (_db, client) =>
      client.query({ name: `bare ${name}`, text: bare, values: [practiceId] }),
    )
    if (turn < 20) continue
    times.whole.push(between - began)
    times.bare.push(performance.now() - between)
  }
  const [value, limit] = [quick(times.whole), quick(times.bare)]
  const ratio = limit / value
  return { name, value, unit: 'ms', limit, ratio, target: 0.5, ok: ratio >= 0.5 }
}
