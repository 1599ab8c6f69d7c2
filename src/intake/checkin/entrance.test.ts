import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast, ClientPerson } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await app.sql(`update client set born_on = '1990-01-02' where id = $1`, [willow.mia.id])
  await app.sql(
    `insert into contact_point (practice_id, id, client_id, kind, value, created_at) values ($1, gen_random_uuid(), $2, 'phone', '+12125550111', now())`,
    [willow.practiceId, willow.ann.id],
  )
  await app.sql(`update client set born_on = '1985-07-07' where id = $1`, [willow.ann.id])
})
afterAll(() => app.end())

async function book(client: ClientPerson, startsAt: string) {
  const answer = await app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    clientId: client.id,
    practitionerId: willow.paul.id,
    locationId: willow.mainStreet.id,
    startsAt,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return answer.body as { id: string }
}
const add = async (kind: 'device' | 'poster') =>
  (await app.as(willow.max).post('/kiosks', { name: kind, locationId: willow.mainStreet.id, kind })).body
const behind = (url: string) => app.withLink(url.split('#')[1]!)

test('the device shows a code that opens the check-in on one’s own phone, for half an hour', async () => {
  await book(willow.mia, '2026-03-02T15:00:00Z')
  const device = await add('device')
  const { body } = await behind(device.url).post('/kiosk/phone-link')
  expect(body.url).toMatch(new RegExp(`/checkin/${willow.mainStreet.id}/phone#[\\w-]{43}$`))
  const phone = behind(body.url)
  expect((await phone.get('/entrance')).body).toMatchObject({
    locationName: expect.any(String),
    ways: ['name', 'phone', 'code'],
  })
  expect((await phone.post('/kiosk/phone-link')).status, 'a phone can’t prolong itself').toBe(404)
  expect((await phone.get('/kiosk')).status, 'and is no device').toBe(404)
  const found = await phone.post('/entrance/search', { familyName: 'Rossi', bornOn: '1990-01-02' })
  expect(found.body.state).toBe('found')
  const own = app.withLink(found.body.url.split('/').at(-1))
  app.clock.advance({ minutes: 31 })
  expect((await phone.get('/entrance')).body.code, 'a picture of the screen is soon worth nothing').toBe(
    'link_expired',
  )
  expect((await own.get('/visit/check-in')).body.firstName, 'the page of the visit stays').toBe('Mia')
  const again = behind((await behind(device.url).post('/kiosk/phone-link')).body.url)
  await app.as(willow.max).post(`/kiosks/${device.kiosk.id}/revocation`)
  expect((await again.get('/entrance')).status, 'a device that is off ends its codes').toBe(404)
})

test('a poster asks for what a stranger does not know: a name is not enough; each print works until it is off', async () => {
  const visit = await book(willow.ann, '2026-03-02T17:30:00Z')
  const poster = await add('poster')
  expect(poster.url).toContain('/phone#')
  const phone = behind(poster.url)
  expect((await phone.get('/entrance')).body.ways).toEqual(['phone', 'code'])
  const [ann] = await app.sql(`select family_name from client where id = $1`, [willow.ann.id])
  expect(
    (await phone.post('/entrance/search', { familyName: ann!.family_name, bornOn: '1985-07-07' })).body.state,
  ).toBe('nobody')
  const byPhone = await phone.post('/entrance/search', { phone: '(212) 555-0111', bornOn: '1985-07-07' })
  expect(byPhone.body.state).toBe('found')
  const { code } = (await app.withLink(byPhone.body.url.split('/').at(-1)).get('/visit/check-in')).body
  expect((await phone.post('/entrance/search', { code, bornOn: '1985-07-07' })).body.state).toBe('found')

  const printed = await app.as(willow.max).post(`/kiosks/${poster.kiosk.id}/poster`)
  expect(printed.body.name).toBe('check-in-poster.pdf')
  expect(Buffer.from(printed.body.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect((await phone.get('/entrance')).status, 'what hangs already stays good').toBe(200)
  expect((await app.as(willow.fay).post(`/kiosks/${poster.kiosk.id}/poster`)).status).toBe(403)

  for (let nth = 0; nth < 40; nth += 1)
    await phone.post('/entrance/search', { code: `AAAA${1000 + nth}`, bornOn: '1985-07-07' })
  expect((await phone.post('/entrance/search', { code, bornOn: '1985-07-07' })).body.state).toBe('wait')
  await app.as(willow.max).post(`/kiosks/${poster.kiosk.id}/revocation`)
  expect((await phone.get('/entrance')).status).toBe(404)
  expect((await app.as(willow.max).post(`/kiosks/${poster.kiosk.id}/poster`)).body.code).toBe('wrong_state')
  expect(visit.id).toBeTruthy()
})

test('who waits is told to the practitioner whose client it is, and to the desk; not to other practitioners', async () => {
  app.clock.set('2026-03-02T17:20:00Z')
  const [visit] = await app.sql(`select id from appointment where client_id = $1`, [willow.ann.id])
  const before = await app.as(willow.paul).get('/waiting-room/arrivals')
  expect(before.body).toEqual({ count: 0, items: [] })
  expect((await app.as(willow.fay).post(`/appointments/${visit!.id}/arrival`)).status).toBe(200)
  const mine = (await app.as(willow.paul).get('/waiting-room/arrivals')).body
  expect(mine).toMatchObject({ count: 1, items: [{ id: visit!.id, isMine: true }] })
  expect((await app.as(willow.petra).get('/waiting-room/arrivals')).body.count).toBe(0)
  expect((await app.as(willow.fay).get('/waiting-room/arrivals')).body).toMatchObject({
    count: 1,
    items: [{ isMine: false }],
  })
})

test('the reminder of a visit at the practice opens its check-in by a link of its own', async () => {
  const visit = await book(willow.mia, '2026-03-09T15:00:00Z')
  for (const instant of ['2026-03-08T14:50:00Z', '2026-03-08T15:01:00Z']) {
    app.clock.set(instant)
    await app.sweepAll()
    await app.settle()
  }
  const mail = app.mails.findLast(({ text }) => text.includes('/arrive/'))
  const token = /\/arrive\/([\w-]+)/.exec(mail!.text)![1]!
  expect(mail!.html).toContain(`/arrive/${token}`)
  app.clock.set('2026-03-09T14:30:00Z')
  const own = app.withLink(token)
  expect((await own.get('/visit/check-in')).body.state).toBe('open')
  expect((await own.post('/visit/check-in', { way: 'phone' })).body.state).toBe('waiting')
  const [row] = await app.sql(`select state from appointment where id = $1`, [visit.id])
  expect(row!.state).toBe('arrived')
})
