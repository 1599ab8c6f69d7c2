import { afterAll, beforeAll, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { accountOfKind, familyOf, taxOf, typeOfAccount } from './chart.ts'
import { checkMove } from './moves.ts'
import { post } from './post.ts'
import { verifyBooks } from './verify.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const findings = async () =>
  (await verifyBooks.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now())).map(
    (each) => `${each.what}: ${each.where}`,
  )

test('an account is of the chart, with its part where it needs one', () => {
  expect(typeOfAccount('cash:0123')).toBe('asset')
  expect(familyOf(taxOf({ code: 'ust', ratePpm: 190_000 }))).toBe('tax')
  expect(accountOfKind('package')).toBe('prepaid_packages')
  expect(accountOfKind('no_show')).toBe('revenue:no_show')
  expect(() => typeOfAccount('revenue')).toThrow('has no revenue')
  expect(() => typeOfAccount('deposits:mine')).toThrow('has no deposits:mine')
  expect(() => typeOfAccount('slush_fund')).toThrow('has no slush_fund')
})

test('an entry moves only what its kind moves', async () => {
  expect(() => checkMove('invoice', { debit: 'receivable', credit: 'tax:ust_1900' })).not.toThrow()
  expect(() => checkMove('invoice', { debit: 'cash', credit: 'revenue:service' })).toThrow('does not move')
  await expect(
    app.inPractice(
      { practiceId: willow.practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' },
      (ctx) =>
        post(ctx, {
          kind: 'payment',
          postedOn: '2026-03-02',
          currency: 'USD',
          subject: ['payment', ctx.newId()],
          transfers: [{ debit: 'bank', credit: 'revenue:service', amountMinor: 100 }],
        }),
    ),
  ).rejects.toThrow('does not move')
  expect(await findings()).toEqual([])
})

test('what somebody wrote past the program is found: foreign accounts, foreign movements, wrong sides', async () => {
  const entry = crypto.randomUUID()
  await app.sql(
    `insert into ledger_account (practice_id, code, type) values ($1, 'slush_fund', 'asset'), ($1, 'deposits', 'liability'), ($1, 'revenue:other', 'expense')`,
    [willow.practiceId],
  )
  await app.sql(
    `insert into ledger_entry (practice_id, id, kind, posted_on, at, actor_name, subject_type, subject_id, transfer_count, total_minor)
     values ($1, $2, 'deposit_kept', '2026-03-02', now(), 'x', 'payment', $2, 1, 500)`,
    [willow.practiceId, entry],
  )
  await app.sql(
    `insert into ledger_transfer (practice_id, id, entry_id, posted_on, debit, credit, amount_minor, currency)
     values ($1, $2, $2, '2026-03-02', 'deposits', 'slush_fund', 500, 'USD')`,
    [willow.practiceId, entry],
  )
  expect(await findings()).toEqual([
    'An account is not in the chart of accounts, or of another type there: account revenue:other',
    'An account is not in the chart of accounts, or of another type there: account slush_fund',
    `An entry moved accounts that its kind never moves: transfer ${entry}`,
    'An account ended a day on its wrong side: account deposits on 2026-03-02',
  ])
})
