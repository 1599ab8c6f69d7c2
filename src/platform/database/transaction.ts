import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import type { DB } from './rows.generated.ts'

export type Db = Kysely<DB>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Takes a statement whose answer nobody needs: it is sent together with the commit. */
export type Lastly = (statement: CompiledQuery) => void

/**
 * One transaction limited to one practice: row-level security shows it no other rows.
 * Commits when `work` resolves, rolls back when it throws.
 *
 * The app's connections send without waiting for answers (pg's pipeline mode), so the beginning travels with the first
 * statement of the work, and what was given to `lastly` with the commit: each saves a round trip. When one of these
 * fails, PostgreSQL answers the commit with a rollback, and the error is thrown here.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  practiceId: string,
  work: (db: Db, client: pg.PoolClient, lastly: Lastly) => Promise<T>,
): Promise<T> {
  if (!UUID.test(practiceId)) throw new TypeError('A practice id is a uuid.')
  return withClient(pool, async (client) => {
    const last: CompiledQuery[] = []
    const begun = sendTogether(client, [
      () => client.query(`begin; set local app.practice_id = '${practiceId}'`),
    ])
    try {
      const result = await work(queriesOn(client), client, (statement) => void last.push(statement))
      const ends = last.map((statement) => () => run(client, statement))
      await Promise.all([...begun, ...sendTogether(client, [...ends, () => client.query('commit')])])
      return result
    } catch (error) {
      await Promise.allSettled([...begun, client.query('rollback')])
      throw error
    }
  })
}

/** Sends these, and whatever follows in the same breath, as one packet. */
function sendTogether(client: pg.PoolClient, sends: (() => Promise<unknown>)[]): Promise<unknown>[] {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  // All microtasks come before it, so work that begins with a query still catches this packet.
  setImmediate(() => stream.uncork())
  const sent = sends.map((send) => send())
  // Failures are thrown where all are awaited together; until then nobody may call them unhandled.
  for (const each of sent) each.catch(() => {})
  return sent
}

function run(client: pg.PoolClient | pg.Pool, { sql, parameters }: CompiledQuery) {
  return client.query({ name: statementName(sql), text: sql, values: [...parameters] })
}

/** Queries outside of any practice, for lookups through functions and for the worker. */
export function queriesOn(client: pg.PoolClient | pg.Pool): Db {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneConnection(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => (broken = error)
  client.on('error', onError)
  try {
    return await work(client)
  } finally {
    client.removeListener('error', onError)
    client.release(broken)
  }
}

/** Kysely on a connection that is already in its transaction. */
class OneConnection implements Driver, DatabaseConnection {
  #client: pg.PoolClient | pg.Pool
  constructor(client: pg.PoolClient | pg.Pool) {
    this.#client = client
  }
  async init() {}
  async acquireConnection() {
    return this
  }
  async beginTransaction(): Promise<void> {
    throw new Error('The transaction is already open; a second one inside it is not supported.')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await run(this.#client, query)
    const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(result.command)
    return { rows: result.rows, ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) }
  }
  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not supported here.')
  }
}

const seen = new Map<string, string | null>()
const MOST_STATEMENTS = 1_000

/**
 * Statements that come again are prepared once per connection (planning costs as much as running them).
 * The first time a text is seen it stays unnamed, so that one-off texts do not fill the server's memory.
 */
function statementName(text: string): string | undefined {
  const known = seen.get(text)
  if (known) return known
  if (known === null) {
    const name = `s${createHash('sha1').update(text).digest('hex').slice(0, 20)}`
    seen.set(text, name)
    return name
  }
  if (seen.size < MOST_STATEMENTS) seen.set(text, null)
  return undefined
}
