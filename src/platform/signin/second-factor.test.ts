import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestHouse } from './test-house.ts'
import { PASSWORD, makePerson, phoneOf, testHouse, withSecondFactor } from './test-house.ts'
import { codeOf, isCode } from './totp.ts'

let house: TestHouse
const required = new Set<string>()
beforeAll(async () => {
  house = await testHouse({ secondFactorRequired: async (userId) => required.has(userId) })
})
afterAll(() => house.end())

test('a code is that of RFC 6238’s own examples', () => {
  const secret = '12345678901234567890'
  expect(codeOf(secret, Math.floor(59 / 30))).toBe('287082')
  expect(codeOf(secret, Math.floor(1111111109 / 30))).toBe('081804')
  expect(codeOf(secret, Math.floor(20000000000 / 30))).toBe('353130')
  expect(isCode('287 082', '287082')).toBe(true)
  for (const typed of ['287083', '28708', '２８７０８２', 'abcdef', ''])
    expect(isCode(typed, '287082')).toBe(false)
})

describe('with a second factor', () => {
  test('the password alone opens nothing; password and code do', async () => {
    const { email, userId } = await makePerson(house)
    const { phone, done } = await withSecondFactor(house, email)
    expect(done).toMatchObject({ status: 200, body: { next: 'signed_in', user: { twoFactorEnabled: true } } })
    const browser = house.browser()
    const half = await browser.signIn(email)
    expect(half).toMatchObject({ status: 200, body: { next: 'second_factor' } })
    expect([...browser.jar.keys()]).toEqual(['__Host-atrium-second-step'])
    expect(await browser.session()).toBeNull()
    expect(await browser.get('/get-session')).toMatchObject({ status: 401 })
    expect(await house.signIn.listSessions(userId)).toHaveLength(1)
    const whole = await browser.post('/two-factor/verify-totp', { code: phone.code() })
    expect(whole).toMatchObject({ status: 200, body: { next: 'signed_in' } })
    expect(await browser.session()).toMatchObject({ userId, secondFactor: true })
    expect(house.events.at(-1)).toMatchObject({ name: 'signed_in', reason: 'code' })
  })

  test('a code works once', async () => {
    const { email } = await makePerson(house)
    const { phone } = await withSecondFactor(house, email)
    const [first, second] = [house.browser(), house.browser()]
    await first.signIn(email)
    await second.signIn(email)
    const code = phone.code()
    expect(await first.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 200 })
    expect(await second.post('/two-factor/verify-totp', { code })).toMatchObject({
      status: 401,
      body: { code: 'wrong_code' },
    })
    expect(await second.session()).toBeNull()
  })

  test('a code that two send in the same moment lets one in', async () => {
    const { email } = await makePerson(house)
    const { phone } = await withSecondFactor(house, email)
    const browsers = [house.browser(), house.browser(), house.browser(), house.browser()]
    for (const browser of browsers) await browser.signIn(email)
    const answers = await Promise.all(
      browsers.map((browser) => browser.post('/two-factor/verify-totp', { code: phone.code() })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  test('the code that switched it on does not sign in again', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const { body } = await browser.post('/two-factor/enable', { password: PASSWORD })
    const code = phoneOf(body.totpURI, house).code()
    expect(await browser.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 200 })
    const other = house.browser()
    await other.signIn(email)
    expect(await other.post('/two-factor/verify-totp', { code })).toMatchObject({ status: 401 })
  })

  test('a code is good in its own half minute only', async () => {
    const { email } = await makePerson(house)
    const { phone } = await withSecondFactor(house, email)
    const browser = house.browser()
    await browser.signIn(email)
    for (const stepsAway of [-1, 1]) {
      expect(await browser.post('/two-factor/verify-totp', { code: phone.code(stepsAway) })).toMatchObject({
        status: 401,
      })
    }
    expect(await browser.post('/two-factor/verify-totp', { code: phone.code() })).toMatchObject({
      status: 200,
    })
  })

  test('guessing codes ends after five tries for one password, in parallel too', async () => {
    const { email } = await makePerson(house)
    const { phone } = await withSecondFactor(house, email)
    const browser = house.browser('198.51.100.20')
    await browser.signIn(email)
    const wrong = phone.code(5)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser.post('/two-factor/verify-totp', { code: wrong })),
    )
    expect(answers.every(({ status }) => status >= 400)).toBe(true)
    for (let more = 0; more < 6; more += 1) await browser.post('/two-factor/verify-totp', { code: wrong })
    // Even the right one comes too late for this challenge.
    expect(
      (await browser.post('/two-factor/verify-totp', { code: phone.code() })).status,
    ).toBeGreaterThanOrEqual(400)
    expect(await browser.session()).toBeNull()
  })

  test('a backup code opens once', async () => {
    const { email } = await makePerson(house)
    const { backupCodes } = await withSecondFactor(house, email)
    expect(new Set(backupCodes).size).toBe(10)
    const [first, second] = [house.browser(), house.browser()]
    await first.signIn(email)
    await second.signIn(email)
    expect(await first.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).toMatchObject({
      status: 200,
      body: { next: 'signed_in' },
    })
    expect(await second.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).toMatchObject({
      status: 401,
      body: { code: 'wrong_code' },
    })
    expect(await second.post('/two-factor/verify-backup-code', { code: backupCodes[1] })).toMatchObject({
      status: 200,
    })
  })

  test('new backup codes make the old ones worthless', async () => {
    const { email } = await makePerson(house)
    const { browser, backupCodes } = await withSecondFactor(house, email)
    expect(
      await browser.post('/two-factor/generate-backup-codes', { password: 'not the password' }),
    ).toMatchObject({ status: 403 })
    const renewed = await browser.post('/two-factor/generate-backup-codes', { password: PASSWORD })
    const other = house.browser()
    await other.signIn(email)
    expect(await other.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).toMatchObject({
      status: 401,
    })
    expect(
      await other.post('/two-factor/verify-backup-code', { code: renewed.body.backupCodes[0] }),
    ).toMatchObject({ status: 200 })
  })

  test('neither secret nor codes can be read from the database', async () => {
    const { email, userId } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const { body } = await browser.post('/two-factor/enable', { password: PASSWORD })
    const rows = JSON.stringify(await house.sql('select * from auth.two_factor where user_id = $1', [userId]))
    expect(rows).not.toContain(body.backupCodes[0])
    expect(rows).not.toContain(new URL(body.totpURI).searchParams.get('secret'))
  })

  test('switching it on or off ends the other sessions, tells the person and asks for the password', async () => {
    const { email, userId } = await makePerson(house)
    const elsewhere = house.browser()
    await elsewhere.signIn(email)
    const { browser, phone } = await withSecondFactor(house, email)
    expect(await elsewhere.session()).toBeNull()
    expect(house.mails.at(-1)).toMatchObject({ to: email, subject: 'Second factor switched on' })
    await elsewhere.signIn(email)
    await elsewhere.post('/two-factor/verify-totp', { code: phone.code() })
    expect(await elsewhere.session()).not.toBeNull()
    expect(await browser.post('/two-factor/disable', { password: 'not the password' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    })
    expect(await browser.post('/two-factor/disable', { password: PASSWORD })).toMatchObject({ status: 200 })
    expect(await elsewhere.session()).toBeNull()
    expect(await browser.session()).toMatchObject({ secondFactor: false })
    expect(house.mails.at(-1)).toMatchObject({ to: email, subject: 'Second factor switched off' })
    expect(await elsewhere.signIn(email)).toMatchObject({ body: { next: 'signed_in' } })
    const names = house.events.filter((event) => event.userId === userId).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['second_factor_on', 'second_factor_off']))
  })

  test('switching it on proves no password: what matters asks again as soon as before', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const passwordAt = house.clock.now()
    const { body } = await browser.post('/two-factor/enable', { password: PASSWORD })
    house.clock.advance({ minutes: 8 })
    expect(
      await browser.post('/two-factor/verify-totp', { code: phoneOf(body.totpURI, house).code() }),
    ).toMatchObject({ status: 200 })
    expect(await browser.session()).toMatchObject({ lastPasswordAt: passwordAt })
  })

  test('who lost the phone gets in again once the owner has removed it', async () => {
    const { email, userId } = await makePerson(house)
    const { browser } = await withSecondFactor(house, email)
    await house.signIn.removeSecondFactor(userId)
    expect(await browser.session()).toBeNull()
    expect(await house.browser().signIn(email)).toMatchObject({ body: { next: 'signed_in' } })
  })
})

describe('where the practice requires a second factor', () => {
  test('the password alone leads to setting it up and to nothing else', async () => {
    const { email, userId } = await makePerson(house)
    required.add(userId)
    const browser = house.browser()
    expect(await browser.signIn(email)).toMatchObject({ status: 200, body: { next: 'second_factor_setup' } })
    expect(await browser.session()).toBeNull()
    expect(await browser.get('/list-sessions')).toMatchObject({ status: 401 })
    expect(
      await browser.post('/change-password', {
        currentPassword: PASSWORD,
        newPassword: 'eleven loud herons',
      }),
    ).toMatchObject({ status: 401 })
    const { body } = await browser.post('/two-factor/enable', { password: PASSWORD })
    const phone = phoneOf(body.totpURI, house)
    expect(await browser.post('/two-factor/verify-totp', { code: phone.code() })).toMatchObject({
      status: 200,
      body: { next: 'signed_in' },
    })
    expect(await browser.session()).toMatchObject({ userId, secondFactor: true })
    expect(await browser.post('/two-factor/disable', { password: PASSWORD })).toMatchObject({
      status: 409,
      body: { code: 'second_factor_required' },
    })
  })

  test('there is a quarter of an hour for setting it up', async () => {
    const { email, userId } = await makePerson(house)
    required.add(userId)
    const browser = house.browser()
    await browser.signIn(email)
    house.clock.advance({ minutes: 16 })
    expect(await browser.post('/two-factor/enable', { password: PASSWORD })).toMatchObject({ status: 401 })
  })
})
