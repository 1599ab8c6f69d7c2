import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD_COST, createPasswords } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { createSignIn } from './sign-in.ts'
import type { TestHouse } from './test-house.ts'
import { PASSWORD, makePerson, testHouse } from './test-house.ts'

describe('a chosen password', () => {
  const ownWords = ['Willow Lane Physiotherapy', 'mia.moore', 'Mia Moore']
  const refusedAs = (password: string) => {
    try {
      refuseWeakPassword(password, { ownWords })
      return null
    } catch (error) {
      expect(error).toMatchObject({
        status: 422,
        code: 'invalid',
        details: { fields: [{ field: 'password' }] },
      })
      return (error as Error).message
    }
  }

  test.each(['short', '11 letters!', 'ünïcödé=11!', ''])('%s is too short', (password) => {
    expect(refusedAs(password)).toMatch(/at least 12/)
  })

  test.each([
    'password1234',
    'Password1234!',
    'P4ssw0rd2024',
    'qwerty123456',
    'letmein!!2026',
    'dragondragon',
    '123456789012',
    '1q2w3e4r5t6y',
    'Welcome-2026!',
    'passwort1234',
    'manchesterunited',
  ])('%s is tried first', (password) => {
    expect(refusedAs(password)).toMatch(/tried first|repeats or follows/)
  })

  test.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'qwertyuiopas',
    'abcdefghijkl',
    'abcd12345678',
    'xyxyxyxyxyxyx',
  ])('%s repeats or follows the keyboard', (password) => {
    expect(refusedAs(password)).toMatch(/repeats or follows|tried first/)
  })

  test.each([
    'willowlane2026',
    'WillowLane!!1',
    'physiotherapy1',
    'Atrium-2026-x',
    'miamoore12345',
    'Willow.Lane.7',
  ])('%s is mostly a name', (password) => {
    expect(refusedAs(password)).toMatch(/mostly the name/)
  })

  test.each([
    'seven quiet herons',
    'correct horse battery staple',
    'willow tree by the lake',
    'Zx9$kq!mPw2r',
    'blauer morgen am see',
    'a'.repeat(70),
    'l'.repeat(64),
    'пароль из многих слов',
    '          spaces',
    '🦊🐻🦉🐢🐝🦋🐙🦔🐌🐞🦜🐳',
  ])('%s is fine, without rules about kinds of characters', (password) => {
    expect(refusedAs(password)).toBeNull()
  })

  test('may be 256 characters long and no longer', () => {
    const words = 'many different words in a row '
    expect(refusedAs(words.repeat(8))).toBeNull()
    expect(refusedAs(words.repeat(9))).toMatch(/at most 256/)
  })
})

describe('a kept password', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await testHouse()
  })
  afterAll(() => house.end())
  const hashOf = async (userId: string): Promise<string> =>
    (await house.sql('select password from auth.account where user_id = $1', [userId]))[0].password

  test('is scrypt with its parameters and a salt of its own', async () => {
    const { hash, verify } = createPasswords()
    const [first, second] = [await hash(PASSWORD), await hash(PASSWORD)]
    expect(first).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
    expect(first).not.toBe(second)
    // Said by Node's own scrypt, from the parts of the text alone.
    const [, , , salt, key] = first.split('$')
    const again = scryptSync(PASSWORD, Buffer.from(salt!, 'base64'), 32, {
      N: 2 ** 15,
      r: 8,
      p: 3,
      maxmem: 2 ** 27,
    })
    expect(again.toString('base64').replace(/=+$/, '')).toBe(key)
    expect(await verify(first, PASSWORD)).toBe(true)
    expect(await verify(first, `${PASSWORD} `)).toBe(false)
    expect(await verify('nonsense', PASSWORD)).toBe(false)
  })

  test('is the same however the keyboard composes it', async () => {
    const { hash, verify } = createPasswords({ N: 1024, r: 8, p: 1 })
    expect(
      await verify(await hash('für alle Fälle gut'.normalize('NFD')), 'für alle Fälle gut'.normalize('NFC')),
    ).toBe(true)
  })

  test('is stored anew at the next sign-in when the work was raised', async () => {
    const { email, userId } = await makePerson(house)
    expect(await hashOf(userId)).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$/)
    const raised = createSignIn({ ...house.parts, passwordCost: { N: 2048, r: 8, p: 2 } })
    const tryWith = (password: string) =>
      raised.handle(
        new Request('https://atrium.test/api/auth/sign-in/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email, password }),
        }),
        '203.0.113.9',
      )
    expect((await tryWith('not the password')).status).toBe(401)
    expect(await hashOf(userId)).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$/)
    expect((await tryWith(PASSWORD)).status).toBe(200)
    expect(await hashOf(userId)).toMatch(/^\$scrypt\$ln=11,r=8,p=2\$/)
    expect((await tryWith(PASSWORD)).status).toBe(200)
  })

  test('is refused when weak wherever one is set', async () => {
    const { userId, email } = await makePerson(house)
    const browser = house.browser()
    await browser.signIn(email)
    const change = await browser.post('/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'password1234',
    })
    expect(change).toMatchObject({
      status: 422,
      body: { code: 'invalid', fields: [{ field: 'newPassword' }] },
    })
    expect(
      await browser.post('/change-password', { currentPassword: PASSWORD, newPassword: 'n'.repeat(70) }),
    ).toMatchObject({ status: 200 })
    await expect(house.signIn.setPassword({ userId, password: 'password1234' })).rejects.toMatchObject({
      status: 422,
    })
    await expect(
      house.signIn.setPassword({ userId, password: 'willow lane 1', ownWords: ['Willow Lane'] }),
    ).rejects.toMatchObject({ status: 422 })
    await expect(
      house.signIn.createUser({ email: 'x@willow.example', name: 'X', password: 'qwerty123456' }),
    ).rejects.toMatchObject({ status: 422 })
  })

  test('is hashed a few at a time; beyond a queue the rest are told to come again', async () => {
    const { hash } = createPasswords({ N: 1024, r: 8, p: 1 })
    const all = await Promise.allSettled(Array.from({ length: 80 }, () => hash(PASSWORD)))
    const refused = all.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(80 - 62)
    expect(refused[0]).toMatchObject({ reason: { status: 503, code: 'busy' } })
    expect(await hash(PASSWORD)).toMatch(/^\$scrypt/)
  })

  test('costs today what the guidance asks for', () => {
    expect(PASSWORD_COST).toEqual({ N: 32768, r: 8, p: 3 })
  })
})
