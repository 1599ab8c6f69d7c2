import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientAddressOf, hostOf, networkOf, plainAddress } from './address.ts'
import type { TestHouse } from './test-house.ts'
import { PASSWORD, makePerson, testHouse } from './test-house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.end())

const guesses = (count: number) => Array.from({ length: count }, (_, index) => `guess number ${index}`)
let next = 0
/** An address that no other test used. */
const freshAddress = () => `10.${(next += 1)}.0.1`

describe('guessing passwords', () => {
  test('one address has twenty tries over all accounts, even all at once', async () => {
    const attacker = house.browser(freshAddress())
    const answers = await Promise.all(
      guesses(60).map((password, index) => attacker.signIn(`person${index % 30}@willow.example`, password)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(20)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(40)
    expect(refused[0]).toMatchObject({ body: { code: 'too_many_tries', retryAfter: 900 } })
    expect(refused[0]!.headers.get('retry-after')).toBe('900')
  })

  test('one account has ten tries from one neighbourhood, even all at once', async () => {
    const { email } = await makePerson(house)
    const answers = await Promise.all(
      guesses(30).map((password, index) => house.browser(`172.16.1.${index}`).signIn(email, password)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(await house.browser('172.16.1.200').signIn(email)).toMatchObject({ status: 429 })
  })

  test('one account has sixty tries an hour from the whole world', async () => {
    const { email } = await makePerson(house)
    const answers = await Promise.all(
      guesses(80).map((password, index) => house.browser(`10.200.${index}.1`).signIn(email, password)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(60)
    house.clock.advance({ minutes: 61 })
    expect(await house.browser(freshAddress()).signIn(email)).toMatchObject({ status: 200 })
  })

  test('does not lock out the owner elsewhere, nor the owner’s own browser even where the guesses come from', async () => {
    const { email } = await makePerson(house)
    const known = house.browser('10.99.0.1')
    await known.signIn(email)
    const attacker = house.browser('10.99.0.1')
    for (const password of guesses(25)) await attacker.signIn(email, password)
    expect(await attacker.signIn(email)).toMatchObject({ status: 429 })
    expect(await house.browser(freshAddress()).signIn(email)).toMatchObject({ status: 200 })
    expect(await known.signIn(email)).toMatchObject({ status: 200 })
    for (const [index, password] of guesses(60).entries())
      await house.browser(`10.201.${index}.1`).signIn(email, password)
    expect(await house.browser(freshAddress()).signIn(email)).toMatchObject({ status: 429 })
    expect(await known.signIn(email)).toMatchObject({ status: 200 })
  })

  test('a stolen device cookie has ten tries, for its own account only', async () => {
    const mia = await makePerson(house)
    const leo = await makePerson(house, 'Leo Lang')
    const known = house.browser(freshAddress())
    await known.signIn(mia.email)
    const device = known.jar.get('__Host-atrium-device')!
    const thief = (address: string) => {
      const browser = house.browser(address)
      browser.jar.set('__Host-atrium-device', device)
      return browser
    }
    const answers = await Promise.all(
      guesses(20).map((password, index) => thief(`10.202.${index}.1`).signIn(mia.email, password)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    // For somebody else's account the cookie is worth nothing: the address counts.
    const address = freshAddress()
    for (const password of guesses(10)) await thief(address).signIn(leo.email, password)
    expect(await thief(address).signIn(leo.email)).toMatchObject({ status: 429 })
  })

  test('is answered alike for accounts that exist and that don’t', async () => {
    const { email } = await makePerson(house)
    const real = house.browser(freshAddress())
    const invented = house.browser(freshAddress())
    for (const password of guesses(14)) {
      const [first, second] = [
        await real.signIn(email, password),
        await invented.signIn('nobody-here@willow.example', password),
      ]
      expect([first.status, first.body]).toEqual([second.status, second.body])
    }
  })

  test('right passwords are not counted: a whole team signs in behind one address', async () => {
    const address = freshAddress()
    const { email } = await makePerson(house)
    for (let person = 0; person < 30; person += 1)
      expect(await house.browser(address).signIn(email)).toMatchObject({ status: 200 })
  })

  test('an attacker’s own account between guesses wins nothing', async () => {
    const address = freshAddress()
    const own = await makePerson(house, 'Eve Evans')
    let wrong = 0
    for (const [index, password] of guesses(30).entries()) {
      await house.browser(address).signIn(own.email)
      if ((await house.browser(address).signIn(`victim${index}@willow.example`, password)).status === 401)
        wrong += 1
    }
    expect(wrong).toBeLessThanOrEqual(20)
  })

  test('is over after a quarter of an hour, and tidying forgets it', async () => {
    const address = freshAddress()
    const { email } = await makePerson(house)
    for (const password of guesses(12)) await house.browser(address).signIn(email, password)
    expect(await house.browser(address).signIn(email)).toMatchObject({ status: 429 })
    house.clock.advance({ minutes: 15 })
    expect(await house.browser(address).signIn(email)).toMatchObject({ status: 200 })
    house.clock.advance({ hours: 2 })
    await house.signIn.tidy()
    expect(await house.sql('select * from auth.guess')).toEqual([])
  })

  test('keeps no address and no account in plain words', async () => {
    const address = freshAddress()
    await house.browser(address).signIn('somebody@willow.example', PASSWORD)
    const rows = JSON.stringify(await house.sql('select * from auth.guess'))
    expect(rows).not.toContain(address)
    expect(rows).not.toContain('willow')
  })

  test('inside a session the password is limited, too', async () => {
    const { email } = await makePerson(house)
    const browser = house.browser(freshAddress())
    await browser.signIn(email)
    const answers = await Promise.all(
      guesses(15).map((password) => browser.post('/verify-password', { password })),
    )
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10)
    expect(
      await browser.post('/change-password', {
        currentPassword: PASSWORD,
        newPassword: 'eleven loud herons',
      }),
    ).toMatchObject({ status: 429 })
  })
})

describe('the address', () => {
  test('is the socket’s: X-Forwarded-For gives no new tries', async () => {
    const address = freshAddress()
    const { email } = await makePerson(house)
    const answers = []
    for (const [index, password] of guesses(15).entries()) {
      answers.push(
        await house.browser(address).post(
          '/sign-in/email',
          { email, password },
          {
            'x-forwarded-for': `203.0.113.${index}`,
            'x-real-ip': `203.0.113.${index}`,
            'x-atrium-client-address': `203.0.113.${index}`,
            forwarded: `for=203.0.113.${index}`,
          },
        ),
      )
    }
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    await house
      .browser(freshAddress())
      .post(
        '/sign-in/email',
        { email, password: PASSWORD },
        { 'x-forwarded-for': '203.0.113.77', 'x-atrium-client-address': '203.0.113.77' },
      )
    expect(house.events.at(-1)).toMatchObject({ name: 'signed_in', address: `10.${next}.0.1` })
    expect((await house.signIn.listSessions(house.events.at(-1)!.userId!))[0]).toMatchObject({
      address: `10.${next}.0.1`,
    })
  })

  test('behind proxies of ours is what the outermost of them wrote, not what the client claims', () => {
    const request = (forwarded?: string) =>
      new Request('https://atrium.test/', { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} })
    expect(clientAddressOf(request('6.6.6.6, 198.51.100.7'), '127.0.0.1', 0)).toBe('127.0.0.1')
    expect(clientAddressOf(request('6.6.6.6, 198.51.100.7'), '127.0.0.1', 1)).toBe('198.51.100.7')
    expect(clientAddressOf(request('6.6.6.6, 198.51.100.7, 10.0.0.2'), '127.0.0.1', 2)).toBe('198.51.100.7')
    expect(clientAddressOf(request(), '::ffff:192.0.2.1', true)).toBe('192.0.2.1')
    expect(clientAddressOf(request('nonsense'), '192.0.2.1', 1)).toBe('192.0.2.1')
    expect(clientAddressOf(request('[2001:db8::7]:443'), '127.0.0.1', 1)).toBe('2001:db8::7')
  })

  test('counts per IPv4 address, and per network of one IPv6 customer', () => {
    expect(hostOf('192.0.2.1')).toBe('192.0.2.1')
    expect(networkOf('192.0.2.1')).toBe('192.0.2')
    expect(hostOf('2001:db8:1:2:3:4:5:6')).toBe(hostOf('2001:db8:1:2::9'))
    expect(hostOf('2001:db8:1:2::1')).not.toBe(hostOf('2001:db8:1:3::1'))
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:0db8:0001:ffff::1'))
    expect(hostOf('::1')).toBe('0:0:0:0')
    expect(plainAddress('1.2.3.4:55')).toBe('1.2.3.4')
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1')
    expect(plainAddress('not an address')).toBeNull()
  })
})
