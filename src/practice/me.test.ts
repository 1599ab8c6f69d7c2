import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

test('who signs in is told where they are, as what, and what they may', async () => {
  const { status, body } = await app.as(willow.fay).get('/me')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    user: { name: 'Fay Moreau', email: 'fay@willow-lane.example', secondFactor: false },
    staffId: willow.fay.id,
    role: 'front_desk',
    practice: {
      slug: 'willow-lane',
      name: 'Willow Lane',
      currency: 'USD',
      zone: 'America/New_York',
      pack: 'physiotherapy',
    },
    practices: [{ slug: 'willow-lane', name: 'Willow Lane' }],
    locations: [{ name: 'Main Street', zone: 'America/New_York' }, { name: 'Riverside' }],
  })
  expect(body.permissions).toContain('clients.edit')
  expect(body.permissions).not.toContain('staff.manage')
})

test('the words of the profession come in the language of the screen', async () => {
  const answer = await app.as(willow.fay).get('/me')
  expect(answer.body.words).toMatchObject({ client: 'patient', practitioner: 'therapist' })
  const key = await app.makeKey(willow, 'front_desk')
  const german = await app.fetch(
    new Request('http://atrium.test/api/me', {
      headers: { authorization: `Bearer ${key}`, 'accept-language': 'de' },
    }),
  )
  expect(await german.json()).toMatchObject({ words: { client: 'Patient', appointments: 'Termine' } })
})

test('a key learns its own role and scopes, and no person', async () => {
  const key = await app.makeKey(willow, 'front_desk', ['clients.see'])
  const { body } = await app.withKey(key).get('/me')
  expect(body).toMatchObject({ staffId: null, role: 'front_desk', permissions: ['clients.see'] })
})

test('a visitor is asked to sign in', async () => {
  expect((await app.visitor().get('/me')).status).toBe(401)
})

test('who works in two practices chooses, and gets nothing of the other', async () => {
  const oak = await app.practice('oak-street')
  const fay = app.as(willow.fay)
  await fay.get('/me')
  const [{ user_id }] = (await app.sql('select user_id from staff where id = $1', [willow.fay.id])) as [
    { user_id: string },
  ]
  await app.sql('update staff set user_id = $1 where id = $2', [user_id, oak.rita.id])
  const there = await app.as({ ...willow.fay, slug: 'oak-street' }).get('/me')
  expect(there.body).toMatchObject({ role: 'read_only', practice: { slug: 'oak-street' } })
  expect(there.body.practices.map((each: { slug: string }) => each.slug).sort()).toEqual([
    'oak-street',
    'willow-lane',
  ])
})
