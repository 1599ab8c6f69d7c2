import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestHouse } from './test-house.ts'
import { makePerson, testHouse } from './test-house.ts'

let house: TestHouse
const TABLES = ['account', 'guess', 'known_device', 'session', 'two_factor', 'user', 'verification']

beforeAll(async () => {
  house = await testHouse()
  const { email } = await makePerson(house)
  await house.browser().signIn(email)
})
afterAll(() => house.end())

describe('the tables of sign-in', () => {
  test('are all behind forced row-level security', async () => {
    const { rows } = await house.database.owner.query(
      `select relname, relrowsecurity and relforcerowsecurity as forced from pg_class where relkind = 'r' and relnamespace = 'auth'::regnamespace order by relname`,
    )
    expect(rows).toEqual(TABLES.map((relname) => ({ relname, forced: true })))
  })

  test('are closed to the roles that the trade and its jobs work as', async () => {
    for (const pool of [house.database.app, house.database.worker]) {
      for (const name of TABLES) {
        for (const statement of [`select from auth."${name}"`, `delete from auth."${name}"`])
          await expect(pool.query(statement), statement).rejects.toMatchObject({ code: '42501' })
      }
    }
  })

  test('give the sign-in role no more than it needs, and nothing of a practice', async () => {
    const { auth } = house.database
    await expect(auth.query('delete from auth."user"')).rejects.toMatchObject({ code: '42501' })
    await expect(auth.query('delete from auth.account')).rejects.toMatchObject({ code: '42501' })
    await expect(auth.query('truncate auth.session')).rejects.toMatchObject({ code: '42501' })
    await expect(auth.query('create table auth.mine ()')).rejects.toMatchObject({ code: '42501' })
    await expect(auth.query('select from event')).rejects.toMatchObject({ code: '42501' })
    const { rows } = await auth.query(
      'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ name: 'atrium_auth', rolsuper: false, rolbypassrls: false }])
  })

  test('refuse a password that is not hashed and an address with capitals', async () => {
    const { auth } = house.database
    await expect(auth.query(`update auth.account set password = 'seven quiet herons'`)).rejects.toMatchObject(
      { code: '23514' },
    )
    await expect(auth.query(`update auth."user" set email = 'Mia@Willow.example'`)).rejects.toMatchObject({
      code: '23514',
    })
  })
})

test('nothing is served when the database is away', async () => {
  const { email } = await makePerson(house)
  const browser = house.browser()
  await browser.signIn(email)
  const away = new pg.Pool({
    connectionString: 'postgres://nobody@127.0.0.1:1/none',
    connectionTimeoutMillis: 500,
  })
  away.on('error', () => {})
  const { createSignIn } = await import('./sign-in.ts')
  const broken = createSignIn({ ...house.parts, authPool: away })
  await expect(broken.sessionOf(browser.request())).rejects.toThrow()
  await away.end()
})
