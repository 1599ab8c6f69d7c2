import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`wait-${count}`)
})

const nell = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
const join = (more: object = {}) =>
  app.visitor().post(`/public/${willow.slug}/waitlist`, { serviceId: willow.treatment.id, ...nell, ...more })
const waiting = async () => (await app.as(willow.fay).get('/waitlist')).body.items

test('whoever finds no time waits for one, with what they wish', async () => {
  expect((await join({ practitionerId: willow.petra.id, dayParts: ['morning'] })).body).toEqual({
    kept: 'waitlist',
  })
  const [entry] = await waiting()
  expect(entry).toMatchObject({
    client: { name: 'Nell Grant' },
    service: { id: willow.treatment.id },
    practitioners: [{ id: willow.petra.id }],
    createdBy: 'Booking page',
  })
  expect(entry.wantedTimes[0]).toEqual({ weekday: 1, from: '06:00', to: '12:00' })
  expect(entry.wantedTimes).toHaveLength(7)
})

test('a known client waits as themselves, and once', async () => {
  const mia = { givenName: 'Mia', familyName: 'Rossi', email: 'mia@rossi.example', bornOn: '1988-05-04' }
  expect((await join(mia)).body).toEqual({ kept: 'waitlist' })
  expect((await waiting())[0].client.id).toBe(willow.mia.id)
  expect(await join(mia)).toMatchObject({ status: 409, body: { code: 'already_waiting' } })
})

test('where strangers have to confirm, a stranger’s wish is an enquiry and no client is made', async () => {
  await app.sql(
    `update practice set settings = '{"online_booking": {"confirmByMail": "unknown"}}' where practice_id = $1`,
    [willow.practiceId],
  )
  expect((await join({ dayParts: ['evening'], notes: 'My knee.' })).body).toEqual({ kept: 'enquiry' })
  expect(await waiting()).toEqual([])
  const { items } = (await app.as(willow.fay).get('/leads')).body
  expect(items[0]).toMatchObject({ name: 'Nell Grant', source: 'waitlist' })
  expect(items[0].message).toContain('(evening).\nMy knee.')
})

test('programs and floods are refused, and another practice’s service is unknown', async () => {
  expect((await join({ website: 'x' })).body.code).toBe('looks_automatic')
  const other = await app.practice(`wait-other-${count}`)
  expect((await join({ serviceId: other.treatment.id })).status).toBe(404)
})
