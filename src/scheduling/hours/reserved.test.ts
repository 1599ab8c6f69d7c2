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
// Monday 2 March 2026, 09:00 in New York.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
})

const TEN = '2026-03-10T10:00:00-04:00'
/** Tuesday mornings, for first visits, until a day before. */
const mornings = (more: object = {}) => ({
  weekday: 2,
  starts: '09:00',
  ends: '12:00',
  validFrom: '2026-03-02',
  serviceIds: [willow.assessment.id],
  releaseMinutes: 1440,
  ...more,
})
const keep = (reserved: object[], who = willow.petra) =>
  app.as(who).put(`/practitioners/${willow.petra.id}/reserved-hours`, { reserved })
const book = (more: object = {}) =>
  app.as(willow.fay).post('/appointments', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: TEN,
    ...more,
  })
const startsOf = async (serviceId: string, more: object = {}) =>
  (
    await app.visitor().get(`/public/${willow.slug}/availability`, {
      serviceId,
      practitionerId: willow.petra.id,
      from: '2026-03-10',
      days: 1,
      ...more,
    })
  ).body.items.map(({ startsAt }: { startsAt: string }) => startsAt.slice(11, 16)) as string[]

test('kept mornings are offered to their service alone, and to everybody a day before they begin', async () => {
  expect((await keep([mornings()])).status).toBe(200)
  expect((await startsOf(willow.assessment.id))[0]).toBe('09:00')
  expect((await startsOf(willow.treatment.id))[0]).toBe('12:00')
  app.clock.set('2026-03-09T12:59:00Z')
  expect((await startsOf(willow.treatment.id))[0]).toBe('12:00')
  app.clock.set('2026-03-09T13:00:00Z')
  expect((await startsOf(willow.treatment.id))[0]).toBe('09:00')
  expect((await book()).status).toBe(200)
})

test('the desk is refused with the rule and may break it with a reason; why not says what the time is kept for', async () => {
  await keep([mornings()])
  const refused = await book()
  expect(refused).toMatchObject({ status: 422, body: { code: 'reserved', rules: [{ code: 'reserved' }] } })
  expect(refused.body.alternatives[0].startsAt).toContain('T12:00')
  const why = await app.as(willow.fay).get('/availability/reasons', {
    serviceId: willow.treatment.id,
    practitionerId: willow.petra.id,
    startsAt: TEN,
    by: 'staff',
  })
  expect(why.body.reasons).toMatchObject([
    {
      code: 'reserved',
      values: { name: 'Initial assessment', clients: null, released: '2026-03-09T13:00:00.000Z' },
    },
  ])
  expect((await book({ knowingly: { reason: 'The doctor asked for it' } })).status).toBe(200)
  // A visit that reaches into the kept time is in it.
  expect(
    (await book({ startsAt: '2026-03-17T08:45:00-04:00', clientId: willow.ann.id })).body.rules,
  ).toContainEqual(expect.objectContaining({ code: 'reserved' }))
})

test('hours for new clients are held by anybody and refused to a known one as soon as that is known', async () => {
  await book({ startsAt: '2026-03-04T10:00:00-05:00' })
  await keep([mornings({ serviceIds: [], clients: 'new', releaseMinutes: null })])
  const wish = { serviceId: willow.treatment.id, practitionerId: willow.petra.id }
  const refused = await book()
  expect(refused.body).toMatchObject({ code: 'reserved', rules: [{ values: { clients: 'new' } }] })
  const hold = async (startsAt: string) =>
    (await app.visitor().post(`/public/${willow.slug}/holds`, { ...wish, startsAt })).body.token as string
  const known = (await app.as(willow.fay).get(`/clients/${willow.mia.id}`)).body
  const asMia = {
    givenName: known.givenName,
    familyName: known.familyName,
    bornOn: known.bornOn,
    email: 'mia@rossi.example',
  }
  const confirm = async (token: string, who: object) => app.withLink(token).post('/holds/confirmation', who)
  expect((await confirm(await hold(TEN), asMia)).body.code).toBe('reserved')
  const stranger = { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' }
  expect((await confirm(await hold('2026-03-10T11:00:00-04:00'), stranger)).status).toBe(200)
})

test('impossible ones are named at their field, and nobody changes another’s', async () => {
  const fieldOf = async (one: object) => (await keep([mornings(one)])).body.fields?.[0].field
  expect(await fieldOf({ ends: '09:00' })).toBe('reserved.0.ends')
  expect(await fieldOf({ validTo: '2026-03-01' })).toBe('reserved.0.validTo')
  expect(await fieldOf({ serviceIds: [] })).toBe('reserved.0.serviceIds')
  expect(await fieldOf({ locationId: '018f0000-0000-7000-8000-000000000000' })).toBe('reserved.0.locationId')
  expect((await keep([mornings()], willow.paul)).status).toBe(403)
  expect((await keep([mornings()], willow.max)).status).toBe(200)
  const read = await app.as(willow.fay).get(`/practitioners/${willow.petra.id}/reserved-hours`)
  expect(read.body.reserved).toEqual([{ ...mornings(), validTo: null, locationId: null, clients: null }])
})

test('the calendar shades what is kept, and a trial shows what would be free without writing', async () => {
  await keep([mornings({ clients: 'new' })])
  const { body } = await app.as(willow.fay).get('/calendar', { from: '2026-03-10', to: '2026-03-10' })
  expect(body.reserved).toMatchObject([
    {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-10T13:00:00.000Z',
      endsAt: '2026-03-10T16:00:00.000Z',
      name: 'Initial assessment',
      clients: 'new',
    },
  ])
  const trial = await app.as(willow.petra).post('/hours/preview', {
    practitionerId: willow.petra.id,
    serviceId: willow.treatment.id,
    reserved: [mornings({ ends: '15:00' })],
    from: '2026-03-10',
    lookDays: 1,
  })
  expect(trial.body.items[0].startsAt).toContain('T15:00')
  const after = await app.as(willow.fay).get(`/practitioners/${willow.petra.id}/reserved-hours`)
  expect(after.body.reserved[0].ends).toBe('12:00')
})
