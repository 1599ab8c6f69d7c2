import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let kioskId: string
let kiosk: ReturnType<TestApp['withLink']>

beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await app.as(willow.nora).post('/consents/ready')
  await app.sql(`update client set born_on = '1990-01-02' where id = $1`, [willow.mia.id])
  await app.sql(`update client set born_on = '1985-07-07' where id = $1`, [willow.ann.id])
  const rule = {
    title: 'Privacy first',
    items: [{ kind: 'consent', key: 'privacy', blocks: true }],
    askWhen: 'check_in',
  }
  await app.as(willow.nora).post('/packet-rules', { ...rule, chaseTimes: 0 })
})
afterAll(() => app.end())

async function book(client: ClientPerson, startsAt: string, practitioner = willow.paul) {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    clientId: client.id,
    practitionerId: practitioner.id,
    locationId: willow.mainStreet.id,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string }
}
const linkOf = (found: { body: { url: string } }) => app.withLink(found.body.url.split('/').at(-1)!)
const room = async (who = willow.fay) =>
  (await app.as(who).get('/waiting-room', { locationId: willow.mainStreet.id })).body.items
const rowOf = async (visit: { id: string }, who = willow.fay) =>
  (await room(who)).find((one: { id: string }) => one.id === visit.id)

test('a device is paired by a manager, with a secret behind the # of its address, and switched off at once', async () => {
  expect(
    (await app.as(willow.fay).post('/kiosks', { name: 'Door', locationId: willow.mainStreet.id })).status,
  ).toBe(403)
  const paired = await app.as(willow.max).post('/kiosks', { name: 'Door', locationId: willow.mainStreet.id })
  expect(paired.body.url).toMatch(new RegExp(`/checkin/${willow.mainStreet.id}#[\\w-]{43}$`))
  const first = app.withLink(paired.body.url.split('#')[1])
  expect((await first.get('/kiosk')).body).toMatchObject({ name: 'Door', locationId: willow.mainStreet.id })
  kioskId = paired.body.kiosk.id
  const renewed = await app.as(willow.max).post(`/kiosks/${kioskId}/link`)
  expect((await first.get('/kiosk')).status, 'the earlier pairing ended').toBe(404)
  kiosk = app.withLink(renewed.body.url.split('#')[1])
  const second = await app
    .as(willow.max)
    .post('/kiosks', { name: 'Back door', locationId: willow.mainStreet.id })
  await app.as(willow.max).post(`/kiosks/${second.body.kiosk.id}/revocation`)
  expect((await app.withLink(second.body.url.split('#')[1]).get('/kiosk')).status).toBe(404)
})

test('one finds oneself by two signs that both fit; nothing is told before, and who guesses waits', async () => {
  await book(willow.mia, '2026-03-02T15:00:00Z')
  const nobody = { state: 'nobody' }
  expect((await kiosk.post('/kiosk/search', { familyName: 'Rossi', bornOn: '1990-01-03' })).body).toEqual(
    nobody,
  )
  expect((await kiosk.post('/kiosk/search', { familyName: 'Nobody', bornOn: '1990-01-02' })).body).toEqual(
    nobody,
  )
  expect(
    (await kiosk.post('/kiosk/search', { bornOn: '1990-01-02' })).body,
    'a birth date alone is no sign',
  ).toEqual(nobody)
  const found = await kiosk.post('/kiosk/search', { familyName: ' ROSSÍ ', bornOn: '1990-01-02' })
  expect(found.body).toMatchObject({ state: 'found', url: expect.stringMatching(/\/arrive\//) })
  const seen = (await linkOf(found).get('/visit/check-in')).body
  expect(seen).toMatchObject({ firstName: 'Mia', state: 'open', serviceName: expect.any(String) })
  expect(JSON.stringify(seen), 'a screen has onlookers').not.toContain(willow.mia.email)
  const byCode = await kiosk.post('/kiosk/search', { code: seen.code.toLowerCase(), bornOn: '1990-01-02' })
  expect(byCode.body.state).toBe('found')
  for (let nth = 0; nth < 5; nth += 1)
    await kiosk.post('/kiosk/search', { familyName: `X${nth}`, bornOn: '1990-01-02' })
  const wait = await kiosk.post('/kiosk/search', { familyName: 'Rossi', bornOn: '1990-01-02' })
  expect(wait.body).toMatchObject({ state: 'wait', seconds: expect.any(Number) })
  app.clock.advance({ minutes: 6 })
  expect((await kiosk.post('/kiosk/search', { familyName: 'Rossi', bornOn: '1990-01-02' })).body.state).toBe(
    'found',
  )
})

test('twins of one name are asked for the first name', async () => {
  await app.sql(`update client set born_on = '1990-01-02' where id = $1`, [willow.leo.id])
  await book(willow.leo, '2026-03-02T17:00:00Z')
  expect((await kiosk.post('/kiosk/search', { familyName: 'Rossi', bornOn: '1990-01-02' })).body).toEqual({
    state: 'first_name',
  })
  const found = await kiosk.post('/kiosk/search', {
    familyName: 'Rossi',
    givenName: 'leo',
    bornOn: '1990-01-02',
  })
  expect((await linkOf(found).get('/visit/check-in')).body).toMatchObject({
    firstName: 'Leo',
    state: 'too_early',
  })
  expect((await linkOf(found).post('/visit/check-in', { way: 'kiosk' })).body.code).toBe('too_early')
})

test('a missing consent holds the check-in up; signed on the spot, the client is here and the desk sees it live', async () => {
  const found = await kiosk.post('/kiosk/search', {
    familyName: 'Rossi',
    givenName: 'Mia',
    bornOn: '1990-01-02',
  })
  const mia = linkOf(found)
  const corrected = await mia.post('/visit/check-in/details', { phone: '+12125550177' })
  expect(corrected.body.details).toMatchObject({ phone: '… 177', confirmedAt: expect.any(String) })
  const blocked = await mia.post('/visit/check-in', { way: 'kiosk' })
  expect(blocked.body).toMatchObject({
    status: 409,
    code: 'check_in_blocked',
    missing: [{ kind: 'consent', title: 'How we handle your data' }],
  })
  const [visit] = await app.sql(`select id from appointment where client_id = $1`, [willow.mia.id])
  expect(await rowOf(visit as { id: string })).toMatchObject({
    state: 'booked',
    missing: expect.arrayContaining([{ kind: 'consent', title: 'How we handle your data', blocks: true }]),
  })
  const items = (await mia.post('/visit/forms')).body.items
  const link = app.withLink(
    items
      .find((one: { blocks: boolean }) => one.blocks)
      .url.split('/')
      .at(-1),
  )
  const { textId } = (await link.get('/consent')).body
  await link.post('/consent/answer', {
    decision: 'agreed',
    textId,
    signature: { name: 'Mia Rossi', relation: 'self', method: 'typed' },
  })
  await app.settle()
  expect((await mia.post('/visit/check-in', { way: 'kiosk' })).body).toMatchObject({ state: 'waiting' })
  expect((await mia.post('/visit/check-in', { way: 'kiosk' })).body.state, 'twice is once').toBe('waiting')
  app.clock.advance({ minutes: 25 })
  expect(await rowOf(visit as { id: string })).toMatchObject({
    state: 'arrived',
    way: 'kiosk',
    waitingMinutes: 25,
    isLongWait: true,
  })
  expect(await rowOf(visit as { id: string }, willow.paul), 'the practitioner sees who waits').toMatchObject({
    state: 'arrived',
  })
  await app.as(willow.fay).post(`/appointments/${visit!.id}/ready`)
  expect((await mia.get('/visit/check-in')).body.code, 'the link of the device is short-lived').toBe(
    'link_expired',
  )
  const again = await kiosk.post('/kiosk/search', {
    familyName: 'Rossi',
    givenName: 'Mia',
    bornOn: '1990-01-02',
  })
  const later = linkOf(again)
  expect((await later.get('/visit/check-in')).body.state).toBe('ready')
  await app.as(willow.fay).post(`/appointments/${visit!.id}/room`)
  expect((await later.get('/visit/check-in')).body.state).toBe('in_room')
  expect((await app.as(willow.fay).post(`/appointments/${visit!.id}/ready`)).body.code).toBe('wrong_state')
})

test('the desk, too, is told what is missing; with a reason it lets the client in, and that is kept', async () => {
  const visit = await book(willow.ann, '2026-03-02T18:30:00Z', willow.petra)
  const refused = await app.as(willow.fay).post(`/appointments/${visit.id}/arrival`)
  expect(refused.body).toMatchObject({ status: 409, code: 'check_in_blocked' })
  const let_in = await app
    .as(willow.fay)
    .post(`/appointments/${visit.id}/arrival`, { reason: 'signs on paper after the visit' })
  expect(let_in.body).toMatchObject({ state: 'arrived' })
  expect(await rowOf(visit)).toMatchObject({ overrideReason: 'signs on paper after the visit' })
  const [event] = await app.sql(
    `select actor_name from event where name = 'check_in.overridden' and subject_id = $1`,
    [visit.id],
  )
  expect(event!.actor_name).toBe(willow.fay.name)
})

test('what is owed is shown with a way to pay, only to the client of the visit', async () => {
  const found = await kiosk.post('/kiosk/search', {
    familyName: 'Rossi',
    givenName: 'Leo',
    bornOn: '1990-01-02',
  })
  expect((await linkOf(found).post('/visit/due')).body).toEqual({ items: [] })
  expect((await kiosk.post('/visit/due')).status).toBe(404)
})
