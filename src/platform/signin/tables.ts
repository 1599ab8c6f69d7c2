import { createAdapterFactory } from 'better-auth/adapters'
import type { CleanedWhere, CustomAdapter, DBAdapter } from 'better-auth/adapters'
import type { BetterAuthOptions } from 'better-auth'
import type pg from 'pg'
import type { SessionStore, StoredSession } from './session-store.ts'

type Row = Record<string, unknown>
type Where = { field: string; value: unknown; operator?: string | undefined }[]

const OPERATORS: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }
/** better-auth looks at its own clock; whether a session lives is decided in the store, so here it always does. */
const ALIVE_MS = 3_600_000

/** Gives better-auth its tables in the schema `auth`. Sessions go to our store, which keeps only hashes of their tokens. */
export function authTables({ pool, sessions }: { pool: pg.Pool; sessions: SessionStore }) {
  const factory = createAdapterFactory({
    config: {
      adapterId: 'atrium',
      supportsJSON: true,
      supportsDates: true,
      supportsBooleans: true,
      transaction: false,
    },
    adapter: () => tableAccess(pool),
  })
  return (options: BetterAuthOptions): DBAdapter =>
    withSessions(factory(options) as unknown as DBAdapter, sessions)
}

function tableAccess(pool: pg.Pool): CustomAdapter {
  async function rowsOf(text: string, values: unknown[]): Promise<Row[]> {
    return (await pool.query(text, values)).rows.map(camelRow)
  }
  async function changed(text: string, values: unknown[]): Promise<number> {
    return (await pool.query(text, values)).rowCount ?? 0
  }
  const access = {
    create: async ({ model, data }: { model: string; data: Row }) => {
      const columns = Object.keys(data)
      const places = columns.map((_, index) => `$${index + 1}`)
      const text = `insert into ${table(model)} (${columns.map(column).join(', ')}) values (${places.join(', ')}) returning *`
      return (await rowsOf(text, Object.values(data)))[0]
    },
    findOne: async ({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const condition = conditionOf(where)
      return (
        (await rowsOf(`select * from ${table(model)} ${condition.text} limit 1`, condition.values))[0] ?? null
      )
    },
    findMany: async ({
      model,
      where,
      limit,
      sortBy,
    }: {
      model: string
      where?: CleanedWhere[]
      limit: number
      sortBy?: { field: string; direction: 'asc' | 'desc' }
    }) => {
      const condition = conditionOf(where ?? [])
      const order = sortBy
        ? `order by ${column(sortBy.field)} ${sortBy.direction === 'desc' ? 'desc' : 'asc'}`
        : ''
      return rowsOf(
        `select * from ${table(model)} ${condition.text} ${order} limit ${Math.floor(limit)}`,
        condition.values,
      )
    },
    update: async ({ model, where, update }: { model: string; where: CleanedWhere[]; update: Row }) => {
      const change = changeOf(model, update, where)
      return (await rowsOf(`${change.text} returning *`, change.values))[0] ?? null
    },
    updateMany: async ({ model, where, update }: { model: string; where: CleanedWhere[]; update: Row }) => {
      const change = changeOf(model, update, where)
      return changed(change.text, change.values)
    },
    delete: async ({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const condition = conditionOf(where)
      await changed(`delete from ${table(model)} ${condition.text}`, condition.values)
    },
    deleteMany: async ({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const condition = conditionOf(where)
      return changed(`delete from ${table(model)} ${condition.text}`, condition.values)
    },
    /** One row, taken by exactly one of those who race for it. */
    consumeOne: async ({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const condition = conditionOf(where)
      const one = `select ctid from ${table(model)} ${condition.text} limit 1 for update skip locked`
      return (
        (
          await rowsOf(`delete from ${table(model)} where ctid in (${one}) returning *`, condition.values)
        )[0] ?? null
      )
    },
    /** Where and change in one statement: the condition guards the change. */
    incrementOne: async ({
      model,
      where,
      increment,
      set = {},
    }: {
      model: string
      where: CleanedWhere[]
      increment: Record<string, number>
      set?: Row
    }) => {
      const change = changeOf(model, set, where, increment)
      return (await rowsOf(`${change.text} returning *`, change.values))[0] ?? null
    },
    count: async ({ model, where }: { model: string; where?: CleanedWhere[] }) => {
      const condition = conditionOf(where ?? [])
      return Number(
        (await rowsOf(`select count(*) as count from ${table(model)} ${condition.text}`, condition.values))[0]
          ?.count,
      )
    },
  }
  return access as unknown as CustomAdapter
}

function changeOf(model: string, set: Row, where: Where, increment: Record<string, number> = {}) {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const assignments = [
    ...Object.entries(set).map(([field, value]) => `${column(field)} = ${place(value)}`),
    ...Object.entries(increment).map(([field, by]) => `${column(field)} = ${column(field)} + ${place(by)}`),
  ]
  const condition = conditionOf(where, values)
  if (!condition.text) throw new Error('A change without a condition is not allowed.')
  return { text: `update ${table(model)} set ${assignments.join(', ')} ${condition.text}`, values }
}

function conditionOf(where: Where, values: unknown[] = []) {
  const tests = where.map(({ field, value, operator = 'eq', ...rest }) => {
    if ((rest as { connector?: string }).connector === 'OR')
      throw new Error('Only conditions that all hold are supported.')
    if (operator === 'in') return `${column(field)}::text = any($${values.push(value)})`
    if (value === null) return `${column(field)} is ${operator === 'ne' ? 'not ' : ''}null`
    const sign = OPERATORS[operator]
    if (!sign) throw new Error(`The comparison ${operator} is not supported.`)
    return `${column(field)} ${sign} $${values.push(value)}`
  })
  return { text: tests.length > 0 ? `where ${tests.join(' and ')}` : '', values }
}

function table(model: string): string {
  return `auth.${column(model)}`
}

/** `twoFactorEnabled` → `"two_factor_enabled"`. */
function column(name: string): string {
  if (!/^[a-zA-Z_]+$/.test(name)) throw new Error('A column is named by letters.')
  return `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`
}

function camelRow(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}

function withSessions(inner: DBAdapter, sessions: SessionStore): DBAdapter {
  const isSession = ({ model }: { model: string }) => model === 'session'
  const refuse = () => {
    throw new Error('Sessions are not changed this way.')
  }
  const outer = {
    ...inner,
    create: async (wish: { model: string; data: Row }) =>
      isSession(wish) ? openFor(sessions, wish.data) : inner.create(wish as never),
    findOne: async (wish: { model: string; where: Where }) =>
      isSession(wish) ? ((await findFor(sessions, wish.where))[0] ?? null) : inner.findOne(wish as never),
    findMany: async (wish: { model: string; where: Where }) =>
      isSession(wish) ? findFor(sessions, wish.where) : inner.findMany(wish as never),
    delete: async (wish: { model: string; where: Where }) =>
      void (isSession(wish) ? await endFor(sessions, wish.where) : await inner.delete(wish as never)),
    deleteMany: async (wish: { model: string; where: Where }) =>
      isSession(wish) ? endFor(sessions, wish.where) : inner.deleteMany(wish as never),
    update: async (wish: { model: string }) => (isSession(wish) ? refuse() : inner.update(wish as never)),
    updateMany: async (wish: { model: string }) =>
      isSession(wish) ? refuse() : inner.updateMany(wish as never),
    transaction: async (work: (adapter: unknown) => unknown) => work(outer),
  }
  return outer as unknown as DBAdapter
}

async function openFor(sessions: SessionStore, data: Row) {
  const token = String(data.token)
  const session = await sessions.open({
    token,
    userId: String(data.userId),
    address: text(data.ipAddress),
    userAgent: text(data.userAgent),
  })
  return session && asBetterAuth(session, token)
}

async function findFor(sessions: SessionStore, where: Where) {
  const [only, ...others] = where
  if (only?.field === 'token' && others.length === 0) {
    const session = await sessions.find(String(only.value), { busy: false })
    return session ? [{ ...asBetterAuth(session, String(only.value)), user: session.user }] : []
  }
  // Read before a deletion for hooks that we don't have.
  if (only?.field === 'userId') return []
  throw new Error('Sessions are looked up by their token only.')
}

async function endFor(sessions: SessionStore, where: Where): Promise<number> {
  const [only, ...others] = where
  if (only?.field === 'userId' && others.length === 0)
    return (await sessions.endAllOf(String(only.value))).length
  if (only?.field !== 'token' || others.length > 0)
    throw new Error('Sessions are ended by token or person only.')
  const session = await sessions.find(String(only.value), { busy: false })
  return session ? sessions.end([session.id]) : 0
}

function asBetterAuth(session: StoredSession, token: string) {
  const { id, userId, createdAt, lastUsedAt, address, userAgent } = session
  return {
    id,
    token,
    userId,
    createdAt,
    updatedAt: lastUsedAt,
    expiresAt: new Date(Date.now() + ALIVE_MS),
    ipAddress: address ?? '',
    userAgent: userAgent ?? '',
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null
}
