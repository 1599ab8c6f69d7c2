import { expect, test } from 'vitest'
import { createActKeys } from './act-keys.ts'
import { ProblemError } from './problem.ts'
import { session } from './session.ts'

function counting(): () => string {
  let count = 0
  return () => `key ${(count += 1)}`
}
const refusal = (status: number) => new ProblemError({ status, code: 'x', message: '' })

test('pressing again after a lost answer sends the same key, so that the act happens once', () => {
  const keys = createActKeys(counting())
  expect(keys.keyFor({ amount: 5 })).toBe('key 1')
  keys.settled(refusal(0))
  expect(keys.keyFor({ amount: 5 })).toBe('key 1')
  keys.settled(refusal(503))
  expect(keys.keyFor({ amount: 5 })).toBe('key 1')
})

test('something else than before is another act', () => {
  const keys = createActKeys(counting())
  keys.keyFor({ amount: 5 })
  keys.settled(refusal(0))
  expect(keys.keyFor({ amount: 6 })).toBe('key 2')
})

test('after an answer, also a refusal, the same input is a new act', () => {
  const keys = createActKeys(counting())
  keys.keyFor({ amount: 5 })
  keys.settled()
  expect(keys.keyFor({ amount: 5 })).toBe('key 2')
  keys.settled(refusal(409))
  expect(keys.keyFor({ amount: 5 })).toBe('key 3')
})

test('all calls that met the closed door wait for one dialog and go on together', async () => {
  session.watch(true)
  const calls = [session.ask('sign_in'), session.ask('sign_in')]
  expect(session.get().asks).toBe('sign_in')
  session.answer(true)
  expect(await Promise.all(calls)).toEqual([true, true])
  expect(session.get().asks).toBeNull()
})

test('a lost session takes the place of the question for the password', async () => {
  session.watch(true)
  const confirming = session.ask('password')
  const lost = session.ask('sign_in')
  expect(session.get().asks).toBe('sign_in')
  session.answer(false)
  expect(await Promise.all([confirming, lost])).toEqual([false, false])
})

test('before anybody is signed in, a 401 is simply a refusal', async () => {
  session.watch(false)
  expect(await session.ask('sign_in')).toBe(false)
  expect(session.get().asks).toBeNull()
})
