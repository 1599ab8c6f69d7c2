import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { projectRoot } from '../platform/project-root.ts'

interface Wish {
  /** Owner URL of a migrated database. */
  url: string
  owner: pg.Pool
  practiceId: string
  clientId: string
  messages: number
  kills: number
}

export interface Outcome {
  /** How often the mail server took each Message-ID. */
  received: Map<string, number>
  kills: number
  /** Messages that stood as lent when the program was killed, over all kills. */
  underWay: number
}

const PATIENCE_MS = 300_000

/** The program itself sends planned messages over SMTP and is killed (SIGKILL) so many times while it does. */
export async function sendUnderFire(wish: Wish): Promise<Outcome> {
  const server = await startMailServer()
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-fire-'))
  let program: ReturnType<typeof keepRunning> | undefined
  let underWay = 0
  try {
    await planMessages(wish)
    for (let round = 1; round <= wish.kills + 1; round += 1) {
      program = keepRunning(() => startProgram(wish.url, { dataDir, smtpPort: server.port }))
      const isLast = round > wish.kills
      const enough = isLast ? wish.messages : Math.round((wish.messages * round) / (wish.kills + 1))
      await until(() => server.received.size >= enough)
      if (isLast) await until(async () => (await countIn(wish, ['planned', 'sending'])) === 0)
      // Not always at the same step between the server's answer and the commit.
      await pause((round * 7) % 23)
      await program.kill()
      underWay += await countIn(wish, ['sending'])
      await letLeasesEnd(wish)
    }
    return { received: server.received, kills: wish.kills, underWay }
  } finally {
    await program?.kill()
    await server.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** Takes mail and answers a few milliseconds later: the moment in which a sender that dies does not know what became of it. */
async function startMailServer() {
  const received = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let head = ''
      stream.on('data', (part: Buffer) => {
        if (!head.includes('\r\n\r\n')) head += part.toString('latin1')
      })
      stream.on('end', () => {
        const id = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? 'none'
        received.set(id, (received.get(id) ?? 0) + 1)
        setTimeout(done, received.size % 4)
      })
    },
  })
  // A sender that is killed resets its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { received, port, close }
}

async function planMessages({ owner, practiceId, clientId, messages }: Wish) {
  await owner.query(
    `insert into message (practice_id, id, client_id, channel, address, recipient_name, rule, purpose, template, subject_type, subject_id, locale,
       subject, title, body, button, link, state, why, send_at, key, created_at)
     select $1, gen_random_uuid(), $2, 'email', 'guest' || n || '@clients.example', 'Guest ' || n, 'reminder', 'reminder', 'reminder', 'client', $2, 'en',
       'A reminder from Willow Lane', 'Your appointment', 'We look forward to seeing you.', 'See it',
       '{"purpose":"visit","page":"/visit","subjectType":"client","subjectId":"00000000-0000-7000-8000-000000000000","validForDays":30}',
       'planned', 'Reminder 24 h before the visit.', now() - n * interval '1 ms', 'under fire ' || n, now()
     from generate_series(1, $3::int) n`,
    [practiceId, clientId, messages],
  )
}

function startProgram(
  url: string,
  { dataDir, smtpPort }: { dataDir: string; smtpPort: number },
): ChildProcess {
  return spawn(process.execPath, [join(projectRoot(), 'dist/server/main.js')], {
    env: {
      ...process.env,
      PORT: '0',
      ATRIUM_DATA: dataDir,
      ATRIUM_DEMO: 'off',
      ATRIUM_LOG: 'error',
      DATABASE_URL: url,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function until(isTrue: () => boolean | Promise<boolean>) {
  for (let waited = 0; waited < PATIENCE_MS; waited += 10) {
    if (await isTrue()) return
    await pause(10)
  }
  throw new Error('The program did not send what was planned.')
}

async function countIn({ owner, practiceId }: Wish, states: string[]): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int as n from message where practice_id = $1 and state = any($2)',
    [practiceId, states],
  )
  return rows[0]!.n
}

/** As an init system does it: a program that could not start (the database was busy) is started again. */
function keepRunning(start: () => ChildProcess) {
  let child: ChildProcess
  let isKilled = false
  const begin = () => {
    child = start()
    child.once('exit', () => {
      if (!isKilled) setTimeout(() => isKilled || begin(), 200)
    })
  }
  begin()
  return {
    async kill() {
      isKilled = true
      child.kill('SIGKILL')
      await until(() => child.signalCode !== null || child.exitCode !== null)
    },
  }
}

/** What the killed program had lent is given back after two minutes; nobody waits for them here. */
async function letLeasesEnd({ owner }: Wish) {
  await owner.query(`update message set taken_until = now() where taken_until is not null`)
  await owner.query(`update job set leased_until = now() where leased_until is not null`)
}
