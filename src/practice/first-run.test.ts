import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '../testing/harness.ts'
import { firstRunToken } from './first-run.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

const wish = (token: string) => ({
  token,
  practice: {
    name: 'Praxis Müller & Söhne',
    pack: 'physiotherapy',
    locale: 'de',
    currency: 'EUR',
    country: 'DE',
    zone: 'Europe/Berlin',
    phone: null,
    email: null,
  },
  location: {
    name: 'Hauptstraße',
    addressLines: ['Hauptstraße 1', '10115 Berlin'],
    opening: [{ weekday: 1, opens: '08:00', closes: '18:00' }],
  },
  owner: {
    name: 'Jana Müller',
    email: 'Jana@Mueller.example',
    password: 'ein langer Satz über Weiden',
    isPractitioner: true,
    title: 'Physiotherapeutin',
  },
})

const send = (body: unknown, headers: Record<string, string> = {}) =>
  app.fetch(
    new Request('http://atrium.test/api/first-run', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://atrium.test', ...headers },
      body: JSON.stringify(body),
    }),
  )

test('an empty installation has nobody to sign in as, and opens to the printed token only', async () => {
  expect(await app.firstRunToken()).toBe(firstRunToken(app.house))
  const status = (await app.visitor().get('/first-run')).body
  expect(status.needed).toBe(true)
  expect(
    status.packs.map((each: { key: string; services: number }) => [each.key, each.services]),
  ).toContainEqual(['physiotherapy', 12])
  for (const token of ['', 'admin', `${firstRunToken(app.house).slice(0, -1)}!`])
    expect((await send(wish(token))).status).toBe(403)
  expect(await app.practiceIds()).toEqual([])
})

test('bad wishes name their fields and make nothing, not even a user', async () => {
  const good = wish(firstRunToken(app.house))
  const refused = async (body: unknown) => {
    const answer = await send(body)
    return [
      answer.status,
      ((await answer.json()) as { fields?: { field: string }[] }).fields?.map((each) => each.field),
    ]
  }
  expect(
    await refused({
      ...good,
      practice: { ...good.practice, zone: 'Mars/Base', currency: 'XXX', pack: 'magic' },
    }),
  ).toEqual([422, ['practice.pack', 'practice.currency', 'practice.zone']])
  expect(await refused({ ...good, owner: { ...good.owner, password: 'password1234' } })).toEqual([
    422,
    ['password'],
  ])
  expect((await send(good, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await send(good, { 'content-type': 'text/plain' })).status).toBe(415)
  expect(await app.practiceIds()).toEqual([])
  expect(await app.sql('select * from auth."user"')).toEqual([])
})

test('of two who begin at once, one makes the practice; its owner is signed in and everything of the pack stands ready', async () => {
  const token = firstRunToken(app.house)
  const both = await Promise.all([
    send(wish(token)),
    send({ ...wish(token), owner: { ...wish(token).owner, email: 'second@mueller.example' } }),
  ])
  expect(both.map((each) => each.status).sort()).toEqual([200, 409])
  const cookie = both
    .find((each) => each.status === 200)!
    .headers.get('set-cookie')!
    .split(';')[0]!
  const get = async (path: string) =>
    (
      await app.fetch(
        new Request(`http://atrium.test/api${path}`, { headers: { cookie, 'accept-language': 'de' } }),
      )
    ).json()
  expect(await get('/me')).toMatchObject({
    role: 'owner',
    practice: {
      slug: 'praxis-mueller-soehne',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      pack: 'physiotherapy',
    },
    words: { client: 'Patient' },
  })
  const places = (await get('/locations')) as {
    items: {
      opening: unknown[]
      rooms: { name: string }[]
      equipment: { name: string; units: unknown[] }[]
    }[]
  }
  expect(places.items[0]).toMatchObject({
    opening: [{ weekday: 1, opens: '08:00', closes: '18:00' }],
    rooms: [{ name: 'Raum 1' }, { name: 'Raum 2' }, { name: 'Trainingsfläche' }],
  })
  expect(places.items[0]!.equipment.map((each) => [each.name, each.units.length])).toEqual([
    ['Laufbänder', 2],
    ['Stoßwellengerät', 1],
  ])
  const events = await app.sql(`select name, data from event where name = 'practice.created'`)
  expect(events).toMatchObject([{ data: { pack: 'physiotherapy' } }])
  await app.settle()
})

test('afterwards the token opens nothing, and is printed no more', async () => {
  expect(await app.firstRunToken()).toBeNull()
  expect((await app.visitor().get('/first-run')).body).toEqual({ needed: false, packs: [], currencies: [] })
  const again = await send(wish(firstRunToken(app.house)))
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ code: 'already_done' })
})

test('the public page knows the practice by its address', async () => {
  const answer = await app
    .visitor()
    .post('/public/praxis-mueller-soehne/enquiries', { name: 'Kim', email: 'kim@example.org' })
  expect(answer.status).toBe(200)
})
