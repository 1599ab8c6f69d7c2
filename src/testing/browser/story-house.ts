import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'

const root = join(import.meta.dirname, '../../..')
const server = join(root, 'dist/server')
export const password = 'correct horse battery staple'

/**
 * The practices of the stories, with the same cast. Stories that count money and visits, or end the sessions of
 * others, have one to themselves.
 */
const houses = ['willow-lane', 'elm-yard', 'ash-court'] as const
export type House = (typeof houses)[number]

// The built program is what the stories run on, so its own modules prepare their data.
// oxlint-disable-next-line no-explicit-any
const built = (path: string): Promise<any> => import(pathToFileURL(join(server, path)).href)

/** Starts the built program on a random port with a database of its own, in which the cast of the tests lives. */
export default async function openStoryHouse(): Promise<() => Promise<void>> {
  for (const path of [join(server, 'main.js'), join(root, 'dist/web/staff.html')]) {
    if (!existsSync(path)) throw new Error('Build first: npm run build')
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'atrium-stories-'))
  const { url, drop } = await makeDatabase()
  await furnish(url, dataDir)
  const child = spawn(process.execPath, [join(server, 'main.js')], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      ATRIUM_DATA: dataDir,
      ATRIUM_DEMO: 'off',
      ATRIUM_LOG: 'error',
      // Stories may play a gateway on this machine.
      ATRIUM_PRIVATE_GATEWAYS: 'on',
      DATABASE_URL: url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.env.ATRIUM_TEST_STORY_URL = await readyAddress(child)
  process.env.ATRIUM_TEST_STORY_DATABASE = url
  return async () => {
    await ended(child)
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const given = process.env.ATRIUM_TEST_DATABASE_URL ?? process.env.DATABASE_URL
  const base: string = given ?? (await (await built('testing/warm-server.js')).startWarmServer())
  const name = `atrium_test_stories_${randomBytes(6).toString('hex')}`
  await onServer(base, `create database ${name}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(base, `drop database if exists ${name} with (force)`) }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The cast in each house with the note templates of its profession, and a sign-in for everybody on the staff. */
async function furnish(url: string, dataDir: string): Promise<void> {
  const { openDatabase } = await built('platform/database/database.js')
  const { migrate } = await built('platform/database/migrate.js')
  const { loadSettings } = await built('platform/settings.js')
  const { createApp } = await built('app.js')
  const { seedCast } = await built('testing/seed-cast.js')
  const { installPack } = await built('records/note-template.js')
  const database = openDatabase(url)
  try {
    await migrate(database)
    const settings = loadSettings({ ATRIUM_DATA: dataDir, ATRIUM_LOG: 'error' })
    const secret = 'a secret of the stories that is long enough for everything'
    const app = createApp({ settings: { ...settings, secret }, database })
    for (const house of houses) {
      const cast = await seedCast(database.owner, house)
      const who = { practiceId: cast.practiceId, actor: { kind: 'system', name: 'stories' }, name: 'stories' }
      await app.inPractice(who, (ctx: unknown) => installPack.run(ctx, null))
      for (const person of Object.values(cast) as { kind?: string; id: string; name: string }[]) {
        if (person.kind !== 'staff') continue
        const { userId } = await app.signIn.createUser({
          email: emailOf(person.name, house),
          name: person.name,
          password,
        })
        await database.owner.query('update staff set user_id = $1 where id = $2', [userId, person.id])
      }
    }
    await app.stop()
  } finally {
    await database.close()
  }
}

export function emailOf(name: string, house: House): string {
  return `${name.split(' ')[0]?.toLowerCase()}@${house}.example`
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /Atrium is ready at (http:\/\/\S+)/.exec(said)
      if (found?.[1]) resolve(found[1].replace(/\/$/, ''))
    })
    child.once('exit', (code) =>
      reject(new Error(`The server ended with ${code} before it was ready.\n${said}`)),
    )
    setTimeout(() => reject(new Error(`The server was not ready within a minute.\n${said}`)), 60_000).unref()
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
  })
}
