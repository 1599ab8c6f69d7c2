import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUTH_ROUTES } from './routes.ts'
import type { TestHouse } from './test-house.ts'
import { PASSWORD, makePerson, testHouse } from './test-house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.end())

const SESSION = '__Host-atrium-session'

describe('signing in', () => {
  test('with e-mail and password opens a session that every request can read', async () => {
    const { email, userId } = await makePerson(house)
    const browser = house.browser()
    const signedIn = await browser.signIn(` ${email.toUpperCase()} `)
    expect(signedIn).toMatchObject({
      status: 200,
      body: { next: 'signed_in', user: { id: userId, email, name: 'Mia Moore', twoFactorEnabled: false } },
    })
    expect(await browser.session()).toEqual({
      userId,
      sessionId: signedIn.body.session.id,
      email,
      name: 'Mia Moore',
      createdAt: house.clock.now(),
      lastPasswordAt: house.clock.now(),
      secondFactor: false,
    })
    expect(house.events.at(-1)).toEqual({
      name: 'signed_in',
      at: house.clock.now(),
      userId,
      sessionId: signedIn.body.session.id,
      address: '192.0.2.7',
      reason: 'password',
    })
  })

  test('with a wrong password, an unknown address or a disabled account is one and the same answer', async () => {
    const mia = await makePerson(house)
    const gone = await makePerson(house)
    await house.signIn.disableUser(gone.userId)
    const wrong = await house.browser('198.51.100.1').signIn(mia.email, 'seven loud herons!')
    const unknown = await house.browser('198.51.100.2').signIn('nobody@willow.example')
    const disabled = await house.browser('198.51.100.3').signIn(gone.email)
    const malformed = await house.browser('198.51.100.4').signIn('no address at all')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
    for (const other of [unknown, disabled, malformed]) {
      expect(other.body).toEqual(wrong.body)
      expect(other.status).toBe(401)
      expect([...other.headers]).toEqual([...wrong.headers])
    }
    await house.signIn.settled()
    expect(house.events.slice(-4).map(({ name, userId }) => [name, userId])).toEqual([
      ['sign_in_failed', mia.userId],
      ['sign_in_failed', null],
      ['sign_in_failed', gone.userId],
      ['sign_in_failed', null],
    ])
  })

  test('works again once a disabled person is enabled', async () => {
    const { email, userId } = await makePerson(house)
    await house.signIn.disableUser(userId)
    await house.signIn.enableUser(userId)
    expect(await house.browser().signIn(email)).toMatchObject({ status: 200 })
  })

  test('needs an account: nobody can sign up from outside, and there is no account to begin with', async () => {
    const fresh = await testHouse()
    expect(await fresh.sql('select count(*)::int as count from auth."user"')).toEqual([{ count: 0 }])
    for (const [email, password] of [
      ['admin', 'admin'],
      ['admin@atrium.test', 'administrator'],
      ['root@localhost', 'password1234'],
    ] as const) {
      expect((await fresh.browser().signIn(email, password)).status).toBe(401)
    }
    const signUp = await fresh
      .browser()
      .post('/sign-up/email', { email: 'eve@evil.example', password: PASSWORD, name: 'Eve' })
    expect(signUp.status).toBe(404)
    await fresh.end()
  })

  test('is stored as an address that belongs to one person, whatever its capitals', async () => {
    const { email } = await makePerson(house)
    const again = house.signIn.createUser({ email: email.toUpperCase(), name: 'Other', password: PASSWORD })
    await expect(again).rejects.toMatchObject({ status: 409, code: 'email_taken' })
  })
})

describe('the session', () => {
  test('stands in a cookie that scripts, other hosts and plain http never get', async () => {
    const { email } = await makePerson(house)
    const { headers } = await house.browser().signIn(email)
    const lines = headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual(['__Host-atrium-device', SESSION])
    for (const line of lines) {
      expect(line).toMatch(/; Secure/)
      expect(line).toMatch(/; HttpOnly/)
      expect(line).toMatch(/; SameSite=Lax/)
      expect(line).toMatch(/; Path=\//)
      expect(line).not.toMatch(/Domain/i)
    }
  })

  test('has a plain cookie name on http, because browsers refuse the prefix there', async () => {
    const plain = await testHouse({ settings: { publicUrl: 'http://127.0.0.1:3000' } })
    const { email } = await makePerson(plain)
    const browser = plain.browser()
    const { headers } = await browser.signIn(email)
    expect([...browser.jar.keys()].sort()).toEqual(['atrium-device', 'atrium-session'])
    expect(headers.getSetCookie().join()).not.toMatch(/secure/i)
    expect(await browser.session()).toMatchObject({ email })
    await plain.end()
  })

  test('has an id nobody can guess; the database knows its hash only, and answers never show it', async () => {
    const { email, userId } = await makePerson(house)
    const browser = house.browser()
    const { body } = await browser.signIn(email)
    const token = decodeURIComponent(browser.jar.get(SESSION)!).split('.')[0]!
    // 32 signs out of 62: 190 bits.
    expect(token).toMatch(/^[A-Za-z0-9]{32}$/)
    const [row] = await house.sql('select * from auth.session where user_id = $1', [userId])
    expect(row.token_hash).toBe(createHash('sha256').update(token).digest('base64url'))
    expect(JSON.stringify([row, body])).not.toContain(token)
  })

  test('is new at each sign-in, and the one this browser had before is dead', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const before = browser.request()
    const first = await house.signIn.sessionOf(before)
    await browser.signIn(email)
    const second = await browser.session()
    expect(second!.sessionId).not.toBe(first!.sessionId)
    expect(await house.signIn.sessionOf(before)).toBeNull()
  })

  test('can’t be chosen from outside: a token with a forged signature opens nothing', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const value = decodeURIComponent(browser.jar.get(SESSION)!)
    const forged = `${value.slice(0, -3)}${value.at(-3) === 'A' ? 'B' : 'A'}${value.slice(-2)}`
    for (const cookie of [forged, value.split('.')[0]!, `x${value}`, '%E0%A4%A', '', '.']) {
      const request = new Request('https://atrium.test/api/day', {
        headers: { cookie: `${SESSION}=${cookie}` },
      })
      expect(await house.signIn.sessionOf(request)).toBeNull()
    }
    expect(await browser.session()).not.toBeNull()
  })
})

describe('the paths', () => {
  test('are those on the list and no other of better-auth’s', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const closed = [
      '/sign-up/email',
      '/update-user',
      '/delete-user',
      '/set-password',
      '/reset-password',
      '/request-password-reset',
      '/link-social',
      '/sign-in/social',
      '/revoke-sessions',
      '/update-session',
      '/two-factor/get-totp-uri',
      '/two-factor/send-otp',
      '/two-factor/view-backup-codes',
      '/list-accounts',
      '/ok',
      '/error',
      '/get-session/',
      '//get-session',
      '/__proto__',
      '',
    ]
    for (const path of closed) {
      expect((await browser.post(path, { password: PASSWORD })).status, path).toBe(404)
      expect((await browser.get(path)).status, path).toBe(404)
    }
    expect(AUTH_ROUTES.size).toBe(14)
  })

  test('refuse a caller without session, wherever one is needed', async () => {
    const open = [
      'POST /sign-in/email',
      'POST /sign-out',
      'POST /two-factor/verify-totp',
      'POST /two-factor/verify-backup-code',
    ]
    for (const route of AUTH_ROUTES.keys()) {
      if (open.includes(route)) continue
      const [method, path] = route.split(' ') as [string, string]
      const stranger = house.browser()
      const answer =
        method === 'GET'
          ? await stranger.get(path)
          : await stranger.post(path, { code: '123456', password: 'x', sessionId: 'x' })
      expect(answer, route).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    }
  })

  test('take no request of another site, no form and no unknown field', async () => {
    const { email } = await makePerson(house)
    const body = { email, password: PASSWORD }
    const browser = house.browser()
    expect(await browser.post('/sign-in/email', body, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    })
    expect(await browser.post('/sign-in/email', body, { origin: 'null' })).toMatchObject({ status: 403 })
    expect(await browser.post('/sign-in/email', body, { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    })
    expect(
      await browser.post('/sign-in/email', { ...body, callbackURL: 'https://evil.example' }),
    ).toMatchObject({ status: 422 })
    expect(await browser.post('/sign-in/email', { email, password: 'x'.repeat(20_000) })).toMatchObject({
      status: 413,
    })
    expect(browser.jar.size).toBe(0)
  })
})
