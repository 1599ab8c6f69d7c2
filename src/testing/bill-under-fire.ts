import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { projectRoot } from '../platform/project-root.ts'
import type { Cast } from './cast.ts'

interface Wish {
  /** Owner URL of a migrated database. */
  url: string
  owner: pg.Pool
  cast: Cast
  /** An API key of the practice that may bill. */
  key: string
  kills: number
  /** Every so many kills the program itself, else only its connections to the database. */
  programEvery: number
  /** People at work at once. */
  workers: number
}

export interface BillingUnderFire {
  /** Stories that were begun: each is one invoice and one payment, whatever happened meanwhile. */
  stories: number
  /** Calls that were cut off without an answer, and were asked again with the same key. */
  cutOff: number
  killedPrograms: number
  killedConnections: number
}

const SECRET = 'a secret of the tests that is long enough for everything'
const PATIENCE_MS = 240_000

/**
 * People bill, take payments at the desk and get a provider's messages (three times each, all at once) from the real
 * program while it, or its connections to the database, are killed. Whoever gets no answer asks again with the same
 * Idempotency-Key, as a browser does; at the end every story that was begun is finished.
 */
export async function billUnderFire(wish: Wish): Promise<BillingUnderFire> {
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-bills-'))
  const fire = { port: 0, isOver: false, stories: 0, done: 0, cutOff: 0 }
  const killed = { killedPrograms: 0, killedConnections: 0 }
  let program = await startProgram(wish.url, dataDir)
  fire.port = program.port
  const workers = Array.from({ length: wish.workers }, () => work(wish, fire))
  try {
    for (let kill = 1; kill <= wish.kills; kill += 1) {
      const enough = fire.done + 2
      await until(() => fire.done >= enough)
      await pause((kill * 37) % 90)
      if (kill % wish.programEvery === 0) {
        fire.port = 0
        await end(program.child)
        killed.killedPrograms += 1
        await wish.owner.query(`update job set leased_until = now() where leased_until is not null`)
        program = await startProgram(wish.url, dataDir)
        fire.port = program.port
      } else killed.killedConnections += await cutConnections(wish.owner)
    }
    fire.isOver = true
    await Promise.all(workers)
  } finally {
    fire.isOver = true
    await end(program.child)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  return { stories: fire.stories, cutOff: fire.cutOff, ...killed }
}

interface Fire {
  port: number
  isOver: boolean
  stories: number
  done: number
  cutOff: number
}

async function work(wish: Wish, fire: Fire): Promise<void> {
  while (!fire.isOver) {
    const nth = (fire.stories += 1)
    const amount = 1_000 + nth
    const ask = (path: string, body: object, key: string) =>
      insist(fire, {
        path,
        body,
        headers: { authorization: `Bearer ${wish.key}`, 'idempotency-key': `${key} ${nth}` },
      })
    const invoice = (await ask(
      '/invoices',
      {
        clientId: [wish.cast.mia.id, wish.cast.leo.id, wish.cast.ann.id][nth % 3],
        lines: [{ description: `Story ${nth}`, unitPriceMinor: amount }],
        approve: true,
      },
      'bill',
    )) as { id: string }
    if (nth % 3 !== 0)
      await ask(`/invoices/${invoice.id}/payments`, { tender: 'cash', amountMinor: amount }, 'pay')
    else await payOnline(wish, fire, { invoiceId: invoice.id, amount, nth })
    fire.done += 1
  }
}

/** The payer opens the provider's page; then its message comes three times at once, and is sent again until it is taken. */
async function payOnline(wish: Wish, fire: Fire, story: { invoiceId: string; amount: number; nth: number }) {
  const { cast } = wish
  // The way of a payer through the public door is limited to a person's pace; here the checkout stands as it leaves it.
  const { rows } = await wish.owner.query<{ id: string }>(
    `insert into checkout (practice_id, id, invoice_id, client_id, provider, amount_minor, currency, state, created_at, provider_ref)
     select $1, gen_random_uuid(), id, client_id, 'test', $3, currency, 'open', now(), 'session of ' || id from invoice where practice_id = $1 and id = $2 returning id`,
    [cast.practiceId, story.invoiceId, story.amount],
  )
  const body = JSON.stringify({
    id: `message ${story.nth}`,
    type: 'checkout.paid',
    checkoutId: rows[0]!.id,
    providerRef: `session ${story.nth}`,
    amountMinor: story.amount,
    currency: 'USD',
  })
  const send = () =>
    insist(fire, {
      path: `/public/${cast.slug}/payment-webhooks/test`,
      body,
      headers: () => ({ 'webhook-signature': sign(cast.practiceId, body) }),
    })
  await Promise.all([send(), send(), send()])
}

function sign(practiceId: string, body: string): string {
  const secret = createHmac('sha256', SECRET).update(`test gateway ${practiceId}`).digest('hex')
  const t = Math.floor(Date.now() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}`
}

interface Ask {
  path: string
  body: object | string
  headers: Record<string, string> | (() => Record<string, string>)
}

/** Asks until there is an answer; a refusal that is none of the fire's is an error. */
async function insist(fire: Fire, { path, body, headers }: Ask): Promise<unknown> {
  const began = Date.now()
  for (;;) {
    if (Date.now() - began > PATIENCE_MS) throw new Error(`No answer for ${path}.`)
    if (fire.port === 0) {
      await pause(25)
      continue
    }
    const answer = await fetch(`http://127.0.0.1:${fire.port}/api${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(typeof headers === 'function' ? headers() : headers),
      },
    }).catch(() => null)
    if (answer?.status === 200) {
      const said = await answer.json().catch(() => null)
      if (said) return said
    } else if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 409)
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    fire.cutOff += 1
    await pause(20)
  }
}

/** As when the network between program and database breaks: every connection of the program is gone at once. */
async function cutConnections(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'atrium atrium\\_%'`,
  )
  return rows[0]!.n
}

async function startProgram(url: string, dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/server/main.js')], {
    env: {
      ...process.env,
      PORT: '0',
      ATRIUM_DATA: dataDir,
      ATRIUM_DEMO: 'off',
      ATRIUM_LOG: 'error',
      ATRIUM_SECRET: SECRET,
      DATABASE_URL: url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout!.on('data', (part) => (said += part))
  child.stderr!.on('data', (part) => (said += part))
  for (const until = Date.now() + 90_000; Date.now() < until; await pause(25)) {
    const port = /Atrium is ready at http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
    if (port) return { child, port: Number(port) }
    if (child.exitCode !== null) break
  }
  child.kill('SIGKILL')
  throw new Error(`The program did not start:\n${said}`)
}

async function end(child: ChildProcess) {
  child.kill('SIGKILL')
  while (child.exitCode === null && child.signalCode === null) await pause(10)
}

async function until(isTrue: () => boolean) {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await pause(10)) if (isTrue()) return
  throw new Error('Nothing went on any more.')
}

/** What every story must have left: one invoice, one charge, one payment of its amount, on it; anything else is a finding. */
export async function findWrongStories(
  owner: pg.Pool,
  practiceId: string,
  stories: number,
): Promise<string[]> {
  const { rows } = await owner.query<{
    story: string
    charges: number
    invoices: number
    payments: number
    open: number
  }>(
    `select 'Story ' || n as story, (select count(*)::int from charge c where c.practice_id = $1 and c.description = 'Story ' || n and c.voided_at is null) as charges,
       count(distinct l.invoice_id)::int as invoices,
       (select count(distinct t.payment_id)::int from ledger_transfer t where t.practice_id = $1 and t.invoice_id = any(array_agg(l.invoice_id)) and t.payment_id is not null) as payments,
       coalesce(sum(i.open_minor), -1)::int as open
     from generate_series(1, $2::int) n
     left join invoice_line l on l.practice_id = $1 and l.description = 'Story ' || n
     left join invoice i on i.practice_id = $1 and i.id = l.invoice_id group by n`,
    [practiceId, stories],
  )
  const { rows: credit } = await owner.query(
    `select id from payment where practice_id = $1 and unapplied_minor > 0`,
    [practiceId],
  )
  const wrong = rows.filter(
    (row) => row.charges !== 1 || row.invoices !== 1 || row.payments !== 1 || row.open !== 0,
  )
  return [
    ...wrong.map((row) => JSON.stringify(row)),
    ...credit.map(({ id }) => `payment ${id} stands on nothing`),
  ]
}
