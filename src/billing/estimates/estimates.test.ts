import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type Caller, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let bill: () => Caller
beforeAll(async () => {
  app = await testApp()
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice('estimates')
  const key = await app.makeKey(willow, 'billing')
  bill = () => app.withKey(key)
})
afterAll(() => app.end())

const estimate = async (wish: object = {}) =>
  (
    await bill().post('/estimates', {
      clientId: willow.mia.id,
      validUntil: '2026-04-01',
      lines: [
        { serviceId: willow.treatment.id, quantity: 3 },
        { description: 'Tape', unitPriceMinor: 1_000 },
      ],
      ...wish,
    })
  ).body

test('an estimate takes the prices of that client, is numbered, and is printed in two wordings', async () => {
  const plain = await estimate()
  expect(plain).toMatchObject({ number: 1, state: 'open', totalMinor: 25_000, chargedMinor: null })
  expect(plain.lines).toMatchObject([
    { description: 'Physiotherapy treatment', quantity: 3, unitPriceMinor: 8_000, totalMinor: 24_000 },
    { description: 'Tape', totalMinor: 1_000 },
  ])
  const goodFaith = await estimate({ wording: 'good_faith', diagnoses: ['M54.5'] })
  expect(goodFaith.number).toBe(2)
  for (const { id } of [plain, goodFaith]) {
    const pdf = await bill().get(`/estimates/${id}/pdf`)
    expect(pdf.status).toBe(200)
  }
  expect(
    (
      await bill().post('/estimates', {
        clientId: willow.mia.id,
        validUntil: '2026-03-01',
        lines: [{ description: 'x', unitPriceMinor: 1 }],
      })
    ).status,
  ).toBe(422)
  expect(
    (await bill().post('/estimates', { clientId: willow.mia.id, validUntil: '2026-04-01', lines: [{}] }))
      .status,
  ).toBe(422)
})

test('the client accepts on the page of the link with their name, and the visits to come belong to it', async () => {
  const { id } = await estimate()
  const visit = crypto.randomUUID()
  await app.sql(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source, price_minor,
       buffer_before_minutes, buffer_after_minutes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, '2026-03-05T15:00:00Z', '2026-03-05T15:45:00Z', 'America/New_York', 'booked', 'staff', 9000, 0, 0, 'Fay', now())`,
    [willow.practiceId, visit, willow.mia.id, willow.petra.id, willow.treatment.id, willow.mainStreet.id],
  )
  const sent = await bill().post(`/estimates/${id}/sending`)
  expect(sent.body.sentAt).not.toBeNull()
  await app.settle()
  app.clock.advance({ minutes: 2 })
  await app.settle()
  const { url } = (await bill().post(`/estimates/${id}/link`)).body
  const mia = app.withLink(url.split('/').at(-1))
  expect((await mia.get('/estimate')).body.estimate).toMatchObject({ state: 'open', totalMinor: 25_000 })
  expect((await mia.post('/estimate/acceptance', { name: '  ' })).status).toBe(422)
  const accepted = await mia.post('/estimate/acceptance', { name: 'Mia Rossi' })
  expect(accepted.body.estimate).toMatchObject({ state: 'accepted', acceptedName: 'Mia Rossi' })
  expect((await mia.post('/estimate/acceptance', { name: 'Somebody Else' })).body.estimate.acceptedName).toBe(
    'Mia Rossi',
  )
  expect((await bill().post(`/estimates/${id}/cancellation`)).body.code).toBe('is_accepted')
  await app.sql(`update appointment set state = 'done' where id = $1`, [visit])
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'tests' },
    name: 'tests',
  }
  await app.inPractice(who, async (ctx) =>
    ctx.record('appointment.done', { subject: ['appointment', visit], clientId: willow.mia.id }),
  )
  await app.settle()
  const { body } = await bill().get(`/estimates/${id}`)
  expect(body).toMatchObject({ chargedMinor: 9_000, visits: [{ appointmentId: visit, chargedMinor: 9_000 }] })
})

test('what is past its day or withdrawn cannot be accepted', async () => {
  const [late, gone] = [await estimate(), await estimate()]
  await bill().post(`/estimates/${gone.id}/cancellation`)
  expect((await bill().post(`/estimates/${gone.id}/acceptance`, { name: 'Mia' })).body.code).toBe(
    'is_cancelled',
  )
  app.clock.set('2026-04-02T14:00:00Z')
  expect((await bill().post(`/estimates/${late.id}/acceptance`, { name: 'Mia' })).body.code).toBe(
    'is_expired',
  )
  expect((await bill().get(`/estimates/${late.id}`)).body.state).toBe('expired')
})
