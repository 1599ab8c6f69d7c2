import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  app.mails.length = 0
  willow = await app.practice(`several-${count}`)
})

const FRIDAY = '2026-03-06T00:00:00-05:00'
const visitor = () => app.visitor()
const also = () => [{ serviceId: willow.gait.id }]
/** Treatment (45 minutes, 15 after), then gait analysis on the only treadmill (30 minutes). */
const times = async (more: object = {}) => {
  const ask = { serviceId: willow.treatment.id, also: willow.gait.id, from: FRIDAY, days: 1, ...more }
  const answer = await visitor().get(`/public/${willow.slug}/availability`, ask)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items as { startsAt: string; endsAt: string; locationId: string }[]
}
const hold = (startsAt: string, more: object = {}) =>
  visitor().post(`/public/${willow.slug}/holds`, {
    serviceId: willow.treatment.id,
    also: also(),
    startsAt,
    ...more,
  })
// Sweeps reach every practice, so each has a client with an address of their own.
const who = () => ({ givenName: 'Nell', familyName: 'Grant', email: `nell${count}@grant.example` })
const confirm = (token: string) => app.withLink(token).post('/holds/confirmation', who())

async function booked() {
  const [first] = await times()
  const held = await hold(first!.startsAt)
  expect(held.status, JSON.stringify(held.body)).toBe(200)
  const answer = await confirm(held.body.token)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await app.settle()
  return { ...answer.body, startsAt: first!.startsAt } as {
    token: string
    startsAt: string
    visit: { id: string; parts: { startsAt: string; endsAt: string; name: string }[] } & Record<
      string,
      unknown
    >
  }
}
const states = async () =>
  (
    await app.sql(
      `select state from appointment where practice_id = $1 and bundle_id is not null order by starts_at`,
      [willow.practiceId],
    )
  ).map((row) => row.state)
const mails = () => app.mails.filter((mail) => mail.to.address === who().email)
const planned = () =>
  app.sql(
    `select rule, (regexp_match(body, E'\\n([^\\n]*Gait analysis[^\\n]*)'))[1] as services from message where practice_id = $1 and rule = 'reminder' and state = 'planned'`,
    [willow.practiceId],
  )

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

describe('two services in one visit', () => {
  test('are offered where they fit back to back, and only to the end of the hours', async () => {
    const both = await times()
    const [first] = both
    expect(first!.startsAt.slice(11, 16)).toBe('09:00')
    expect(first!.endsAt.slice(11, 16)).toBe('10:15')
    const one = await times({ also: undefined })
    expect(both.length).toBeLessThan(one.length)
    expect((await times({ also: willow.gait.id, serviceId: willow.gait.id })).length).toBeGreaterThan(0)
  })

  test('are held, booked and told of once, with one set of reminders', async () => {
    const { visit, token, startsAt } = await booked()
    expect(visit).toMatchObject({
      state: 'booked',
      startsAt,
      service: { name: 'Physiotherapy treatment, Gait analysis' },
      can: { cancel: true, move: true },
    })
    expect(visit.parts).toHaveLength(2)
    expect(visit.parts[1]!.startsAt >= visit.parts[0]!.endsAt).toBe(true)
    expect(await states()).toEqual(['booked', 'booked'])
    const told = mails().filter((mail) => !mail.subject.includes('form'))
    expect(told.map(({ subject }) => subject)).toEqual(['Your visits at Willow Lane are booked'])
    expect(told[0]!.text).toContain('Your appointment with 2 services in a row is booked')
    expect(told[0]!.text).toMatch(/\/visit\/[\w-]{20}/)
    const reminders = await planned()
    expect(reminders.length).toBeGreaterThan(0)
    expect(new Set(reminders.map(({ services }) => services))).toEqual(
      new Set(['Physiotherapy treatment, Gait analysis']),
    )
    const single = (
      await app.sql(`select reminder_minutes from service where id = $1`, [willow.treatment.id])
    )[0]!
    expect(reminders.length).toBeLessThanOrEqual((single.reminder_minutes as number[]).length)
    const file = await app.withLink(token).get('/visit')
    expect(file.body.priceMinor).toBe(
      (file.body.parts as { priceMinor: number }[]).reduce((sum, each) => sum + each.priceMinor, 0),
    )
    await allIsWell()
  })

  test('of two people who want the same the second is told when both can be had', async () => {
    const [first] = await times()
    const all = { practitionerId: willow.petra.id }
    expect((await hold(first!.startsAt, all)).status).toBe(200)
    const late = await hold(first!.startsAt, all)
    expect(late).toMatchObject({ status: 409, body: { code: 'slot_taken' } })
    const [next] = late.body.alternatives
    expect((await hold(next.startsAt, all)).status).toBe(200)
    await allIsWell()
  })

  test('become free together when nobody confirms them, and count as one kept time', async () => {
    const [first] = await times()
    await hold(first!.startsAt)
    app.clock.advance({ minutes: 11 })
    await app.sweepAll()
    expect(await states()).toEqual(['expired', 'expired'])
    expect((await times())[0]!.startsAt).toBe(first!.startsAt)
  })

  test('are given up together', async () => {
    const [first] = await times()
    const { body } = await hold(first!.startsAt)
    expect((await app.withLink(body.token).delete('/holds/current')).status).toBe(200)
    expect(await states()).toEqual(['expired', 'expired'])
  })

  test('are cancelled as a whole, and the client reads it once', async () => {
    const { token } = await booked()
    const answer = await app.withLink(token).post('/visit/cancellation', {})
    expect(answer.body).toMatchObject({ state: 'cancelled', can: { cancel: false, move: false } })
    expect(await states()).toEqual(['cancelled', 'cancelled'])
    await app.settle()
    expect(mails().filter(({ subject }) => subject.includes('cancelled'))).toHaveLength(1)
    expect(await planned()).toEqual([])
    await allIsWell()
  })

  test('are moved as a whole to a time at which both can be had', async () => {
    const { token, visit } = await booked()
    const free = await app.withLink(token).get('/visit/availability', { from: '2026-03-09', days: 2 })
    const [next] = free.body.items
    const moved = await app.withLink(token).post('/visit/move', { startsAt: next.startsAt })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(moved.body).toMatchObject({ startsAt: next.startsAt, endsAt: next.endsAt })
    expect(moved.body.parts.map((each: { name: string }) => each.name)).toEqual(
      visit.parts.map(({ name }) => name),
    )
    await app.settle()
    expect(mails().filter(({ subject }) => subject.includes('changed'))).toHaveLength(1)
    expect(new Set((await planned()).map(({ services }) => services)).size).toBe(1)
    const odd = await app.withLink(token).post('/visit/move', { startsAt: '2026-03-09T03:00:00-04:00' })
    expect(odd).toMatchObject({ status: 409, body: { code: 'slot_taken' } })
    await allIsWell()
  })

  test('after the desk cancels one, the other reminds alone', async () => {
    const { visit, token } = await booked()
    await app
      .as(willow.fay)
      .post(`/appointments/${visit.id}/cancellation`, { by: 'practice', reason: 'Broken' })
    await app.settle()
    expect((await app.withLink(token).get('/visit')).body.service.name).toBe('Gait analysis')
    expect(new Set((await planned()).map(({ services }) => services))).toEqual(new Set(['Gait analysis']))
  })

  test('wait for the mailed link together, where the practice asks for one', async () => {
    const rules = (await app.as(willow.max).get('/online-booking')).body.rules
    await app.as(willow.max).put('/online-booking', { ...rules, confirmByMail: 'always' })
    const [first] = await times()
    const held = await hold(first!.startsAt)
    const asked = await confirm(held.body.token)
    expect(asked.body).toMatchObject({ token: null, visit: { state: 'held' } })
    await app.settle()
    app.clock.advance({ minutes: 20 })
    await app.sweepAll()
    const token = /\/book\/confirm\/([\w-]+)/.exec(mails().at(-1)!.text)![1]!
    const answer = await app.withLink(token).post('/booking-confirmation', {})
    expect(answer.body).toMatchObject({ visit: { state: 'booked' } })
    expect(await states()).toEqual(['booked', 'booked'])
  })
})

describe('of two services one wants the approval of the practice', () => {
  beforeEach(() => app.sql('update service set requires_approval = true where id = $1', [willow.gait.id]))

  test('both wait, and are agreed to in one step', async () => {
    const { visit } = await booked()
    expect(visit).toMatchObject({ state: 'requested' })
    expect(await states()).toEqual(['requested', 'requested'])
    expect(mails()).toHaveLength(1)
    expect(mails()[0]!.text).toContain('Physiotherapy treatment, Gait analysis')
    // One row for the practice, and one in the count.
    const { items } = (await app.as(willow.fay).get('/appointment-requests')).body
    expect(items).toMatchObject([
      { id: visit.id, parts: [{ service: 'Physiotherapy treatment' }, { service: 'Gait analysis' }] },
    ])
    expect((await app.as(willow.fay).get('/appointment-requests/count')).body.count).toBe(1)
    const answer = await app.as(willow.fay).post(`/appointments/${visit.id}/approval`, {})
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await states()).toEqual(['booked', 'booked'])
    await app.settle()
    expect(mails().filter(({ subject }) => subject.includes('booked'))).toHaveLength(1)
  })

  test('another time is proposed for both', async () => {
    const { visit } = await booked()
    const startsAt = '2026-03-06T13:00:00-05:00'
    const answer = await app.as(willow.fay).post(`/appointments/${visit.id}/approval`, { startsAt })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await states()).toEqual(['booked', 'booked'])
    await app.settle()
    expect(mails().filter(({ subject }) => subject.includes('booked'))).toHaveLength(1)
    await allIsWell()
  })

  test('both are declined, or over when nobody answers, and the client reads it once', async () => {
    const { visit } = await booked()
    await app.as(willow.fay).post(`/appointments/${visit.id}/refusal`, { reason: 'No treadmill' })
    expect(await states()).toEqual(['cancelled', 'cancelled'])
    await app.settle()
    expect(mails()).toHaveLength(2)
    await booked()
    app.clock.advance({ hours: 60 })
    await app.sweepAll()
    await app.settle()
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled'])
    expect(mails()).toHaveLength(4)
  })
})

test('a client chooses among the lengths of a service, each with its price', async () => {
  await app.sql(
    `update service set duration_variants = '[{"minutes": 60, "priceMinor": 9900}]' where id = $1`,
    [willow.treatment.id],
  )
  const page = (await visitor().get(`/public/${willow.slug}/booking`)).body
  const service = page.services.find((each: { id: string }) => each.id === willow.treatment.id)
  expect(service.lengths.map((each: { minutes: number }) => each.minutes)).toEqual([45, 60])
  const [first] = await times({ also: undefined, durationMinutes: 60 })
  expect(Date.parse(first!.endsAt) - Date.parse(first!.startsAt)).toBe(3_600_000)
  const held = await hold(first!.startsAt, { also: [], durationMinutes: 60 })
  expect(held.body.visit).toMatchObject({ priceMinor: 9900, endsAt: first!.endsAt })
  expect((await hold(first!.startsAt, { also: [], durationMinutes: 50 })).body).toMatchObject({
    code: 'invalid',
    fields: [{ field: 'durationMinutes' }],
  })
  expect(await times({ also: `${willow.gait.id}:30`, durationMinutes: 60 })).not.toEqual([])
})

test('the picture of a practitioner is cut small, without the place where it was taken, and shown to clients', async () => {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2a7' } })
    .withExif({ IFD0: { Copyright: 'Somebody' } })
    .jpeg()
    .toBuffer()
  const path = `/practitioners/${willow.petra.id}/photo`
  const send = async (role: 'manager' | 'front_desk', content: Uint8Array) => {
    const authorization = `Bearer ${await app.makeKey(willow, role)}`
    const answer = await app.fetch(
      new Request(`http://atrium.test/api${path}`, {
        method: 'PUT',
        headers: { authorization },
        body: Buffer.from(content),
      }),
    )
    return { status: answer.status, body: await answer.json() }
  }
  expect((await send('front_desk', bytes)).status).toBe(403)
  expect((await send('manager', new TextEncoder().encode('<svg/>'))).body).toMatchObject({
    code: 'file_refused',
  })
  expect((await send('manager', bytes)).status).toBe(200)
  const page = (await visitor().get(`/public/${willow.slug}/booking`)).body
  const petra = page.practitioners.find((each: { id: string }) => each.id === willow.petra.id)
  const shown = await app.fetch(new Request(`http://atrium.test${petra.photo}`))
  expect(shown.headers.get('content-type')).toBe('image/webp')
  const picture = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
  expect(picture).toMatchObject({ width: 240, height: 240, format: 'webp' })
  expect(picture.exif).toBeUndefined()
  await app.as(willow.max).delete(path)
  expect((await app.fetch(new Request(`http://atrium.test${petra.photo}`))).status).toBe(404)
})
