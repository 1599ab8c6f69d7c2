import type pg from 'pg'
import { z } from 'zod'
import type { Clock, Random } from '../clock.ts'
import { uuidv7 } from '../clock.ts'
import { invalid, notFound, problem } from '../problem.ts'
import type { NewUser } from './contract.ts'
import type { Passwords } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'

const UNIQUE_VIOLATION = '23505'

export interface UserParts {
  pool: pg.Pool
  clock: Clock
  random: Random
  passwords: Passwords
}

/** The rows of a person and their password. */
export function createUsers({ pool, clock, random, passwords }: UserParts) {
  async function insert({ email: typed, name, password, ownWords = [] }: NewUser): Promise<string> {
    const email = plainEmail(typed)
    if (!name.trim()) throw invalid('name', 'Give a name.')
    refuseWeakPassword(password, { ownWords: [...ownWords, ...wordsOf(email, name)] })
    const hash = await passwords.hash(password)
    const now = clock.now()
    const ids = [uuidv7(now, random), uuidv7(now, random)]
    // One statement, so that there is never a person without a way in.
    await refusingTaken(pool.query(INSERT, [...ids, name.trim(), email, hash, now]))
    return ids[0]!
  }

  async function setPassword({
    userId,
    password,
    ownWords = [],
  }: {
    userId: string
    password: string
    ownWords?: string[]
  }) {
    const user = await find(userId)
    refuseWeakPassword(password, { ownWords: [...ownWords, ...wordsOf(user.email, user.name)] })
    await replaceHash(userId, await passwords.hash(password))
  }

  async function replaceHash(userId: string, hash: string) {
    await pool.query(
      `update auth.account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'`,
      [userId, hash, clock.now()],
    )
  }

  /** Stores the password again when today's parameters are heavier than those it was stored with. */
  async function raiseHashIfOutdated(userId: string, password: string) {
    const { rows } = await pool.query(
      `select password from auth.account where user_id = $1 and provider_id = 'credential'`,
      [userId],
    )
    const known: string | undefined = rows[0]?.password
    if (known && passwords.isOutdated(known)) await replaceHash(userId, await passwords.hash(password))
  }

  async function find(userId: string): Promise<{ email: string; name: string }> {
    const { rows } = await pool.query('select email, name from auth."user" where id = $1', [userId])
    if (!rows[0]) throw notFound('This person')
    return rows[0]
  }

  async function findByEmailIfAny(email: string): Promise<{ userId: string; name: string } | null> {
    const { rows } = await pool.query('select id as "userId", name from auth."user" where email = $1', [
      email.trim().toLowerCase(),
    ])
    return rows[0] ?? null
  }

  async function changeEmail(userId: string, typed: string): Promise<{ before: string; after: string }> {
    const after = plainEmail(typed)
    const before = (await find(userId)).email
    await refusingTaken(
      pool.query('update auth."user" set email = $2, email_verified = false, updated_at = $3 where id = $1', [
        userId,
        after,
        clock.now(),
      ]),
    )
    return { before, after }
  }

  async function changeName(userId: string, name: string) {
    if (!name.trim()) throw invalid('name', 'Give a name.')
    await pool.query('update auth."user" set name = $2, updated_at = $3 where id = $1', [
      userId,
      name.trim(),
      clock.now(),
    ])
  }

  async function setDisabled(userId: string, disabled: boolean) {
    await find(userId)
    await pool.query('update auth."user" set disabled_at = $2, updated_at = $3 where id = $1', [
      userId,
      disabled ? clock.now() : null,
      clock.now(),
    ])
  }

  async function removeSecondFactor(userId: string) {
    await pool.query('update auth."user" set two_factor_enabled = false, updated_at = $2 where id = $1', [
      userId,
      clock.now(),
    ])
    await pool.query('delete from auth.two_factor where user_id = $1', [userId])
  }

  return {
    insert,
    setPassword,
    raiseHashIfOutdated,
    find,
    findByEmailIfAny,
    changeEmail,
    changeName,
    setDisabled,
    removeSecondFactor,
  }
}

export type Users = ReturnType<typeof createUsers>

/** Words of the person's own, not to be their password. */
export function wordsOf(email: string, name: string): string[] {
  return [email.split('@')[0] ?? '', name]
}

const INSERT = `
  with person as (
    insert into auth."user" (id, name, email, created_at, updated_at) values ($1, $3, $4, $6, $6) returning id
  )
  insert into auth.account (id, user_id, provider_id, account_id, password, created_at, updated_at)
  select $2, id, 'credential', id::text, $5, $6, $6 from person`

function plainEmail(typed: string): string {
  const email = typed.trim().toLowerCase()
  if (email.length > 254 || !z.email().safeParse(email).success)
    throw invalid('email', 'This is not an e-mail address.')
  return email
}

async function refusingTaken(query: Promise<unknown>) {
  try {
    await query
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    throw problem(409, 'email_taken', 'Somebody already signs in with this address.')
  }
}
