import pg from 'pg'

/** The pools of one process. Each acts as one role; only `owner` may change the schema. */
export interface Database {
  url: string
  owner: pg.Pool
  /** Of requests: nothing else may keep them waiting. */
  app: pg.Pool
  /** The same role for jobs and sweeps, with few connections. */
  behind: pg.Pool
  worker: pg.Pool
  auth: pg.Pool
  steward: pg.Pool
  close(): Promise<void>
}

const INT8 = 20
const DATE = 1082

pg.types.setTypeParser(INT8, safeInteger)
pg.types.setTypeParser(DATE, (text) => text)

/** So many jobs at once work on the database; what needs more of them waits in the queue, not in the pool. */
export const BEHIND_CONNECTIONS = 4

/** Opens the pools; nothing connects before the first query. */
export function openDatabase(url: string, sizes: { app?: number } = {}): Database {
  const pools = {
    owner: pool(url, null, 3),
    app: pool(url, 'atrium_app', sizes.app ?? 16),
    behind: pool(url, 'atrium_app', BEHIND_CONNECTIONS),
    worker: pool(url, 'atrium_worker', 2),
    auth: pool(url, 'atrium_auth', 4),
    steward: pool(url, 'atrium_steward', 2),
  }
  const close = async () => {
    await Promise.all(Object.values(pools).map((each) => each.end()))
  }
  return { url, ...pools, close }
}

function pool(connectionString: string, role: string | null, max: number): pg.Pool {
  const made = new pg.Pool({
    connectionString,
    max,
    // Statements are sent without waiting for the answers of those before them; see inTransaction.
    pipeline: role === 'atrium_app',
    // The role is the connection's default: RESET ROLE comes back to it, not to the owner.
    options: [role && `-c role=${role}`, '-c statement_timeout=60s', '-c timezone=UTC']
      .filter(Boolean)
      .join(' '),
    connectionTimeoutMillis: 8_000,
    idleTimeoutMillis: 30_000,
    application_name: `atrium ${role ?? 'owner'}`,
  })
  // An idle connection that breaks (the server restarted) must not end the process; the pool opens a new one.
  made.on('error', () => {})
  return made
}

/** An int8 as a JavaScript number; beyond 2^53 it would lie, so it throws. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} is too large.`)
  return value
}
