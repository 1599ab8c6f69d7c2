import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSignIn } from './sign-in.ts'
import type { TestBrowser, TestHouse } from './test-house.ts'
import { makePerson, testHouse } from './test-house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.end())

async function signedIn() {
  const person = await makePerson(house)
  const browser = house.browser()
  await browser.signIn(person.email)
  return { ...person, browser }
}

/** Requests of the same cookies after the browser has dropped them. */
function frozen(browser: TestBrowser) {
  const cookie = browser.request().headers.get('cookie')!
  return () => house.signIn.sessionOf(new Request('https://atrium.test/api/day', { headers: { cookie } }))
}

describe('an idle session', () => {
  test('ends after the minutes of the settings, and stays while somebody works', async () => {
    const { browser, userId } = await signedIn()
    for (let step = 0; step < 4; step += 1) {
      house.clock.advance({ minutes: 14 })
      expect(await browser.session()).not.toBeNull()
    }
    const stolen = frozen(browser)
    house.clock.advance({ minutes: 15 })
    expect(await browser.session()).toBeNull()
    // No second life when the clock of another request is behind.
    expect(await house.sql('select * from auth.session where user_id = $1', [userId])).toEqual([])
    expect(await stolen()).toBeNull()
    await house.signIn.settled()
    expect(house.events.at(-1)).toMatchObject({ name: 'session_ended', userId, reason: 'idle' })
  })

  test.each([
    ['polling in the background', { 'x-background': '1' }, '/api/day'],
    ['an event stream', { accept: 'text/event-stream' }, '/api/day'],
    ['the live stream however it is read', {}, '/api/stream?practice=willow-lane'],
  ])('is not kept alive by %s', async (_, headers, path) => {
    const { browser } = await signedIn()
    for (let minute = 0; minute < 14; minute += 1) {
      house.clock.advance({ minutes: 1 })
      expect(await browser.session(headers as Record<string, string>, path)).not.toBeNull()
    }
    house.clock.advance({ minutes: 1 })
    expect(await browser.session()).toBeNull()
  })

  test('is not kept alive by any parameter', async () => {
    const { browser } = await signedIn()
    house.clock.advance({ minutes: 15 })
    const wishes = [
      'skip_timeout=1',
      'skip_timeout_reset=1',
      'disableRefresh=false',
      'rememberMe=true',
      'keepalive=1',
    ]
    for (const wish of wishes)
      expect(
        await browser.session({ 'x-background': '0', 'x-keep-alive': '1' }, `/api/day?${wish}`),
      ).toBeNull()
  })

  test('asking who is signed in counts only when a person asks', async () => {
    const { browser } = await signedIn()
    house.clock.advance({ minutes: 10 })
    await browser.get('/get-session', { 'x-background': '1' })
    house.clock.advance({ minutes: 4, seconds: 30 })
    expect(await browser.get('/get-session')).toMatchObject({ status: 200 })
    house.clock.advance({ minutes: 14 })
    expect(await browser.session()).not.toBeNull()
  })

  test('may be short: the minutes are a setting', async () => {
    const strict = createSignIn({
      ...house.parts,
      settings: { ...house.parts.settings, sessionIdleMinutes: 2 },
    })
    const { browser } = await signedIn()
    expect(await strict.sessionOf(browser.request())).not.toBeNull()
    house.clock.advance({ minutes: 2 })
    expect(await strict.sessionOf(browser.request())).toBeNull()
  })
})
