import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../testing/harness.ts'
import { isMigrated, migrate } from './migrate.ts'
import { takeSeedingTurn } from './seeding-turn.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

const practices = async () =>
  (await app.database.steward.query('select slug from practice order by slug')).rows.map(({ slug }) => slug)

test('a filling that ends leaves everything and no mark', async () => {
  const turn = await takeSeedingTurn(app.database.owner)
  expect(turn.emptied).toBe(false)
  await turn.fill(() => app.practice('first'))
  turn.end()
  const next = await takeSeedingTurn(app.database.owner)
  expect(next.emptied).toBe(false)
  next.end()
  expect(await practices()).toEqual(['first'])
})

test('a second process waits for the first', async () => {
  const first = await takeSeedingTurn(app.database.owner)
  let waiting = true
  const second = takeSeedingTurn(app.database.owner).then((turn) => {
    waiting = false
    turn.end()
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(waiting).toBe(true)
  first.end()
  await second
})

test('what an interrupted filling left is thrown away, and the database is as new', async () => {
  const turn = await takeSeedingTurn(app.database.owner)
  const killed = turn.fill(async () => {
    await app.practice('half')
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  turn.end()
  const next = await takeSeedingTurn(app.database.owner)
  expect(next.emptied).toBe(true)
  await migrate(app.database)
  expect(await isMigrated(app.database)).toBe(true)
  next.end()
  const { rows } = await app.database.owner.query('select count(*)::int as n from practice')
  expect(rows).toEqual([{ n: 0 }])
})
