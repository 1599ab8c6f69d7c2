import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSignIn } from './sign-in.ts'
import type { TestBrowser, TestHouse } from './test-house.ts'
import { PASSWORD, makePerson, testHouse } from './test-house.ts'

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

describe('a session ends on the server', () => {
  test('by signing out', async () => {
    const { browser, userId } = await signedIn()
    const stolen = frozen(browser)
    expect(await stolen()).not.toBeNull()
    expect(await browser.post('/sign-out')).toMatchObject({ status: 200 })
    expect([...browser.jar.keys()]).toEqual(['__Host-atrium-device'])
    expect(await stolen()).toBeNull()
    expect(house.events.at(-1)).toMatchObject({ name: 'signed_out', userId, address: '192.0.2.7' })
  })

  test('by changing the password, everywhere, while this browser goes on in a new one', async () => {
    const { browser, email, userId } = await signedIn()
    const elsewhere = house.browser()
    await elsewhere.signIn(email)
    const [before, there] = [frozen(browser), frozen(elsewhere)]
    const body = { currentPassword: 'not the password', newPassword: 'eleven loud herons' }
    expect(await browser.post('/change-password', body)).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    })
    expect(await there()).not.toBeNull()
    expect(await browser.post('/change-password', { ...body, currentPassword: PASSWORD })).toMatchObject({
      status: 200,
    })
    expect([await before(), await there()]).toEqual([null, null])
    expect(await browser.session()).toMatchObject({ userId })
    expect(await house.browser().signIn(email)).toMatchObject({ status: 401 })
    expect(await house.browser().signIn(email, 'eleven loud herons')).toMatchObject({ status: 200 })
    expect(house.mails.at(-1)).toMatchObject({ to: email, subject: 'Your password was changed' })
    expect(house.events.filter((event) => event.userId === userId).map(({ name }) => name)).toContain(
      'password_changed',
    )
  })

  test('by a new password that somebody else sets', async () => {
    const { browser, userId, email } = await signedIn()
    await house.signIn.setPassword({ userId, password: 'eleven loud herons' })
    expect(await browser.session()).toBeNull()
    expect(await house.browser().signIn(email, 'eleven loud herons')).toMatchObject({ status: 200 })
  })

  test('by disabling the person, or ending all of theirs', async () => {
    const { browser, userId } = await signedIn()
    await house.signIn.disableUser(userId)
    expect(await browser.session()).toBeNull()
    const other = await signedIn()
    expect(await house.signIn.endSessionsOf(other.userId)).toBe(1)
    expect(await other.browser.session()).toBeNull()
    expect(await house.signIn.endSessionsOf(other.userId)).toBe(0)
  })

  test('after sixteen hours, however busy', async () => {
    const { browser } = await signedIn()
    for (let quarter = 0; quarter < 16 * 6; quarter += 1) {
      expect(await browser.session()).not.toBeNull()
      house.clock.advance({ minutes: 10 })
    }
    expect(await browser.session()).toBeNull()
    await house.signIn.settled()
    expect(house.events.at(-1)).toMatchObject({ name: 'session_ended', reason: 'expired' })
  })

  test('in another process a second later at most', async () => {
    const { browser, userId } = await signedIn()
    const other = createSignIn(house.parts)
    expect(await other.sessionOf(browser.request())).not.toBeNull()
    await house.signIn.endSessionsOf(userId)
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    expect(await other.sessionOf(browser.request())).toBeNull()
  })
})

describe('one’s own sessions', () => {
  test('are listed with browser, address and last use, and can be ended one by one', async () => {
    const { browser, email, userId } = await signedIn()
    house.clock.advance({ minutes: 1 })
    const phone = house.browser('198.51.100.5')
    await phone.signIn(email)
    house.clock.advance({ minutes: 5 })
    await phone.session()
    const { body: list } = await browser.get('/list-sessions')
    expect(list).toMatchObject([
      { current: false, ipAddress: '198.51.100.5', updatedAt: house.clock.now().toISOString() },
      { current: true, ipAddress: '192.0.2.7', userAgent: 'Test browser' },
    ])
    expect(Object.keys(list[0]).sort()).toEqual([
      'createdAt',
      'current',
      'id',
      'ipAddress',
      'updatedAt',
      'userAgent',
    ])
    expect(await browser.post('/revoke-session', { id: list[0].id })).toMatchObject({ status: 200 })
    expect(await phone.session()).toBeNull()
    expect(await browser.get('/list-sessions')).toMatchObject({ body: [{ current: true }] })
    expect(house.events.at(-1)).toMatchObject({
      name: 'session_ended',
      userId,
      sessionId: list[0].id,
      reason: 'ended',
    })
  })

  test('all others can be ended at once', async () => {
    const { browser, email } = await signedIn()
    const others = [house.browser(), house.browser()]
    for (const other of others) await other.signIn(email)
    expect(await browser.post('/revoke-other-sessions')).toMatchObject({ body: { ended: 2 } })
    expect([await others[0]!.session(), await others[1]!.session()]).toEqual([null, null])
    expect(await browser.session()).not.toBeNull()
  })

  test('are nobody else’s to end', async () => {
    const mia = await signedIn()
    const eve = await signedIn()
    const [session] = await house.signIn.listSessions(mia.userId)
    expect(await eve.browser.post('/revoke-session', { id: session!.sessionId })).toMatchObject({
      status: 404,
    })
    await expect(house.signIn.endSession(eve.userId, session!.sessionId)).rejects.toMatchObject({
      status: 404,
    })
    expect(await mia.browser.session()).not.toBeNull()
  })

  test('can be listed and ended by who is allowed to do so for others', async () => {
    const { browser, userId } = await signedIn()
    const [session] = await house.signIn.listSessions(userId)
    await house.signIn.endSession(userId, session!.sessionId)
    expect(await browser.session()).toBeNull()
  })
})

describe('what matters asks for the password again', () => {
  test('after ten minutes changing the address is refused until it is confirmed', async () => {
    const { browser, email, userId } = await signedIn()
    house.clock.advance({ minutes: 10, seconds: 1 })
    const wish = { email: `new-${email}` }
    expect(await browser.post('/change-email', wish)).toMatchObject({
      status: 403,
      body: { code: 'confirm_password' },
    })
    expect(await browser.post('/verify-password', { password: 'not the password' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    })
    expect(await browser.post('/change-email', wish)).toMatchObject({ status: 403 })
    expect(await browser.post('/verify-password', { password: PASSWORD })).toMatchObject({ status: 200 })
    expect(await browser.post('/change-email', wish)).toMatchObject({
      status: 200,
      body: { email: `new-${email}` },
    })
    expect(await browser.session()).toMatchObject({
      email: `new-${email}`,
      lastPasswordAt: house.clock.now(),
    })
    expect(house.mails.at(-1)).toMatchObject({ to: email, subject: 'Your sign-in address was changed' })
    expect(await house.browser().signIn(email)).toMatchObject({ status: 401 })
    expect(house.events.filter((event) => event.userId === userId).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['password_confirmed', 'email_changed']),
    )
  })

  test('operations can demand it of their callers', async () => {
    const { browser } = await signedIn()
    const session = (await browser.session())!
    house.signIn.requireFreshSession(session)
    house.clock.advance({ minutes: 11 })
    expect(() => house.signIn.requireFreshSession(session)).toThrow(
      expect.objectContaining({ status: 403, code: 'confirm_password' }),
    )
  })
})

describe('a session opened without a password', () => {
  test('is like any other', async () => {
    const { userId } = await makePerson(house)
    const { cookie, setCookie } = await house.signIn.openSession(userId, { address: '192.0.2.9' })
    expect(setCookie).toMatch(
      /^__Host-atrium-session=.+; Max-Age=57600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const request = new Request('https://atrium.test/api/day', { headers: { cookie } })
    expect(await house.signIn.sessionOf(request)).toMatchObject({ userId })
    const out = await house.signIn.handle(
      new Request('https://atrium.test/api/auth/sign-out', { method: 'POST', headers: { cookie } }),
      null,
    )
    expect(out.status).toBe(200)
    expect(await house.signIn.sessionOf(request)).toBeNull()
  })

  test('is refused for who is disabled', async () => {
    const { userId } = await makePerson(house)
    await house.signIn.disableUser(userId)
    await expect(house.signIn.openSession(userId)).rejects.toMatchObject({ status: 404 })
  })
})

test('tidying removes what is over and nothing else', async () => {
  const gone = await signedIn()
  house.clock.advance({ minutes: 20 })
  const here = await signedIn()
  await house.signIn.tidy()
  expect(
    await house.sql('select user_id from auth.session where user_id = any($1)', [[gone.userId, here.userId]]),
  ).toEqual([{ user_id: here.userId }])
  house.clock.advance({ days: 181 })
  await house.signIn.tidy()
  expect(await house.sql('select * from auth.known_device')).toEqual([])
})
