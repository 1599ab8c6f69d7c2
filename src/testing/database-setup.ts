import { createHash } from 'node:crypto'
import pg from 'pg'
import { openDatabase } from '../platform/database/database.ts'
import { allMigrations, migrate } from '../platform/database/migrate.ts'
import { startWarmServer } from './warm-server.ts'

const TEMPLATES_KEPT = 10
const TEMPLATE_LOCK = 727_270_002

/**
 * Runs once before all tests: sees to a server and to a migrated template database on it, from which every test file
 * makes its own. Tells the tests by ATRIUM_TEST_DATABASE_URL (the owner, on the server) and ATRIUM_TEST_TEMPLATE.
 * The server is that of `npm test`, or of DATABASE_URL, or one that stays warm in .cache.
 */
export default async function setup() {
  const given = process.env['ATRIUM_TEST_DATABASE_URL'] ?? process.env['DATABASE_URL']
  const url = given ?? (await startWarmServer())
  process.env['ATRIUM_TEST_DATABASE_URL'] = url
  process.env['ATRIUM_TEST_TEMPLATE'] = await makeTemplate(url).catch((error: Error) => {
    // Tests without a database can still run; those with one fail with this name in their message.
    console.error(`The template database could not be made: ${error.message}`)
    return 'atrium_template_that_could_not_be_made'
  })
  // A server of somebody's own is left as it was found; the others keep the template warm or are gone anyway.
  return process.env['DATABASE_URL'] ? () => dropTemplate(url) : undefined
}

async function dropTemplate(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query(`drop database if exists ${process.env['ATRIUM_TEST_TEMPLATE']}`).catch(() => {})
  await client.end()
}

/** The template of exactly these migrations; another run that wants the same one waits for it. */
async function makeTemplate(url: string): Promise<string> {
  const files = allMigrations()
  const content = createHash('sha256')
  for (const file of files) content.update(`${file.name}:${file.checksum}\n`)
  const name = `atrium_template_${content.digest('hex').slice(0, 12)}`
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await build(client, url, name)
    return name
  } finally {
    await client.end()
  }
}

async function build(client: pg.Client, url: string, name: string) {
  const draft = `${name}_draft`
  await client.query(`drop database if exists ${draft} with (force)`)
  await client.query(`create database ${draft}`)
  const target = new URL(url)
  target.pathname = `/${draft}`
  const database = openDatabase(target.href)
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
  await client.query(`alter database ${draft} rename to ${name}`)
  // A template with a connection can't be copied.
  await client.query(`alter database ${name} allow_connections false`)
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, 'atrium_template_') order by oid desc offset $1`,
    [TEMPLATES_KEPT],
  )
  for (const { datname } of rows) await client.query(`drop database if exists ${datname}`).catch(() => {})
}
