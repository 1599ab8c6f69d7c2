import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { hold as holdOperation } from './operations.ts'
import type { Operation } from '../../platform/operation/operation.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// Every test has a diary of its own and begins on Monday 2 March 2026, 09:00 in New York.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
})

const TUESDAY_TEN = '2026-03-03T10:00:00-05:00'
/** Holds a time as a visitor from an address of their own. */
async function hold(more: object = {}, address = '10.0.0.1') {
  const input = {
    practice: willow.slug,
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    startsAt: TUESDAY_TEN,
    ...more,
  }
  try {
    const actor = { kind: 'public', name: 'Visitor' } as const
    const { status, body } = await app.perform(holdOperation as unknown as Operation, {
      practiceId: willow.practiceId,
      actor,
      input,
      address,
    })
    return { status, body: body as any }
  } catch (error) {
    const { status, code, details } = error as { status: number; code: string; details: object }
    return { status, body: { code, ...details } as any }
  }
}
const confirm = (token: string, more: object = {}) =>
  app.withLink(token).post('/holds/confirmation', {
    givenName: 'Nell',
    familyName: 'Grant',
    email: 'nell@grant.example',
    ...more,
  })
const visitor = (path: string, query: Record<string, unknown> = {}) =>
  app.visitor().get(`/public/${willow.slug}${path}`, query)

describe('the booking page', () => {
  test('shows what can be booked online, in the language of whoever reads', async () => {
    await app.sql(`update service set bookable_online = false where id = $1`, [willow.gait.id])
    await app.sql(`update service set translations = '{"de": {"name": "Erstbefund"}}' where id = $1`, [
      willow.assessment.id,
    ])
    const { body } = await visitor('/booking')
    expect(body.practice).toMatchObject({ name: 'Willow Lane', currency: 'USD', zone: 'America/New_York' })
    expect(body.services.map((each: { name: string }) => each.name)).toEqual([
      'Initial assessment',
      'Physiotherapy treatment',
    ])
    expect(body.services[0].locationIds).toEqual([willow.mainStreet.id, willow.riverside.id])
    expect(body.practitioners.map((each: { name: string }) => each.name)).toEqual([
      'Paul Adeyemi',
      'Petra Schmidt',
    ])
    const german = await app.fetch(
      new Request(`http://atrium.test/api/public/${willow.slug}/booking`, {
        headers: { 'accept-language': 'de-DE' },
      }),
    )
    expect(((await german.json()) as any).services[0].name).toBe('Erstbefund')
    expect((await app.visitor().get('/public/nowhere/booking')).status).toBe(404)
  })

  test('offers each start once, after the notice, and tells whose clock it is', async () => {
    const { body } = await visitor('/availability', { serviceId: willow.assessment.id, days: 1, limit: 3 })
    // It is 09:00; the service wants an hour's notice, and both practitioners are free.
    expect(body.items).toEqual([
      expect.objectContaining({
        startsAt: '2026-03-02T10:00:00-05:00',
        endsAt: '2026-03-02T11:00:00-05:00',
        zone: 'America/New_York',
      }),
      expect.objectContaining({ startsAt: '2026-03-02T10:15:00-05:00' }),
      expect.objectContaining({ startsAt: '2026-03-02T10:30:00-05:00' }),
    ])
  })
})

describe('a hold', () => {
  test('keeps the time for ten minutes, from everybody', async () => {
    const held = await hold()
    expect(held.body).toMatchObject({
      heldUntil: '2026-03-02T14:10:00.000Z',
      visit: { state: 'held', startsAt: TUESDAY_TEN, practitioner: { name: 'Petra Schmidt' } },
    })
    expect((await hold({}, '10.0.0.2')).body).toMatchObject({
      code: 'slot_taken',
      alternatives: [{ startsAt: '2026-03-03T11:00:00-05:00' }, {}, {}],
    })
    const staff = {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: TUESDAY_TEN,
    }
    expect((await app.as(willow.fay).post('/appointments', staff)).body.code).toBe('slot_taken')
    app.clock.advance({ minutes: 10 })
    expect((await app.as(willow.fay).post('/appointments', staff)).status).toBe(200)
    expect(
      await app.sql(`select state from appointment where practice_id = $1 order by created_at`, [
        willow.practiceId,
      ]),
    ).toEqual([{ state: 'expired' }, { state: 'booked' }])
    expect((await confirm(held.body.token)).body.code).toBe('hold_expired')
  })

  test('that expired is seen as free, and the sweep clears it away', async () => {
    await hold()
    app.clock.advance({ minutes: 10 })
    const { body } = await visitor('/availability', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      from: '2026-03-03',
      days: 1,
    })
    expect(body.items.map((each: { startsAt: string }) => each.startsAt)).toContain(TUESDAY_TEN)
    await app.sweepAll()
    expect(await app.sql(`select 1 from occupancy where practice_id = $1`, [willow.practiceId])).toEqual([])
    expect(
      await app.sql(`select name from event where practice_id = $1 order by at, id`, [willow.practiceId]),
    ).toEqual([{ name: 'appointment.held' }, { name: 'appointment.expired' }])
  })

  test('can be looked at and given up', async () => {
    const { body } = await hold()
    expect((await app.withLink(body.token).get('/holds/current')).body).toMatchObject({
      visit: { state: 'held' },
    })
    expect((await app.withLink(body.token).delete('/holds/current')).status).toBe(200)
    expect((await hold({}, '10.0.0.2')).status).toBe(200)
    expect((await app.withLink('x'.repeat(43)).get('/holds/current')).status).toBe(404)
  })

  test('is not for hoarding: three at once and twenty a day from one address', async () => {
    await app.sql(
      `update practice set settings = '{"online_booking": {"puzzle": "never"}}' where practice_id = $1`,
      [willow.practiceId],
    )
    const at = (hour: number) => `2026-03-04T${String(hour).padStart(2, '0')}:00:00-05:00`
    for (const hour of [9, 10, 11]) expect((await hold({ startsAt: at(hour) })).status).toBe(200)
    expect(await hold({ startsAt: at(12) })).toMatchObject({ status: 429, body: { code: 'too_many_holds' } })
    expect((await hold({ startsAt: at(12) }, '10.0.0.2')).status).toBe(200)
    const statuses: number[] = []
    for (let turn = 0; turn < 8; turn += 1) {
      app.clock.advance({ minutes: 11 })
      for (const hour of [9, 10, 11]) statuses.push((await hold({ startsAt: at(hour) })).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(17)
    const kept = await app.sql(
      `select distinct held_by from appointment where practice_id = $1 and held_by is not null`,
      [willow.practiceId],
    )
    expect(kept.every((row) => /^[0-9a-f]{32}$/.test(row.held_by))).toBe(true)
  })

  test('keeps the rules of online booking', async () => {
    const code = async (more: object) => (await hold(more)).body.code
    expect(await code({ startsAt: '2026-03-02T09:30:00-05:00' })).toBe('too_late')
    expect(await code({ startsAt: '2026-10-05T10:00:00-04:00' })).toBe('too_early')
    expect(await code({ startsAt: '2026-03-03T10:07:00-05:00' })).toBe('off_grid')
    await app.sql(`update staff set bookable_online = false where id = $1`, [willow.petra.id])
    expect(await code({})).toBe('not_offered')
    expect(await code({ practitionerId: null })).toBeUndefined()
    await app.sql(`update service set bookable_online = false where id = $1`, [willow.assessment.id])
    expect(await code({ practitionerId: null })).toBe('not_offered')
    expect(await code({ serviceId: willow.room1.id })).toBe('not_found')
  })
})

describe('the confirmation', () => {
  test('makes a client and a visit that the client can manage by link', async () => {
    const { token } = (await hold()).body
    const booked = await confirm(token, { phone: '(212) 555-0199', notes: 'knee', source: 'a friend' })
    expect(booked.body).toMatchObject({
      visit: { state: 'booked', clientName: 'Nell Grant' },
      manageUrl: expect.stringContaining('http://atrium.test/visit/'),
    })
    const [event] = await app.sql(
      `select data from event where practice_id = $1 and name = 'appointment.booked'`,
      [willow.practiceId],
    )
    expect(event!.data).toMatchObject({ source: 'online', isNewClient: true, heardFrom: 'a friend' })
    const mine = app.withLink(booked.body.token)
    expect((await mine.get('/visit')).body).toMatchObject({
      startsAt: TUESDAY_TEN,
      can: { cancel: true, move: true },
      practice: { name: 'Willow Lane' },
    })
    // A hold's link does not open the visit, and a visit's link not the hold.
    expect((await app.withLink(token).get('/visit')).status).toBe(404)
    expect((await mine.get('/holds/current')).status).toBe(404)
    expect((await confirm(token)).body.code).toBe('wrong_state')
  })

  test('sent twice under one key is answered twice and books once', async () => {
    const { token } = (await hold()).body
    const send = () =>
      app
        .withLink(token)
        .post(
          '/holds/confirmation',
          { givenName: 'Nell', familyName: 'Grant', email: 'nell@grant.example' },
          { 'idempotency-key': 'twice' },
        )
    const [first, second] = [await send(), await send()]
    expect(second.body).toEqual(first.body)
    expect(
      await app.sql(`select 1 from client where practice_id = $1 and family_name = 'Grant'`, [
        willow.practiceId,
      ]),
    ).toHaveLength(1)
  })

  test('knows a client by name, birth date and contact together, never by the e-mail alone', async () => {
    const who = { email: 'MIA@rossi.example', bornOn: '1988-05-04' }
    const cases = [
      [{ ...who, givenName: 'Mia', familyName: 'Rossi' }, willow.mia.id],
      [{ ...who, givenName: 'mía', familyName: 'ROSSI' }, willow.mia.id],
      [
        { ...who, givenName: 'Mia', familyName: 'Rossi', email: 'new@rossi.example', phone: '212-555-0111' },
        willow.mia.id,
      ],
      [{ ...who, givenName: 'Leo', familyName: 'Rossi', bornOn: '2015-09-30' }, willow.leo.id],
      [{ ...who, givenName: 'Tom', familyName: 'Rossi' }, null],
      [{ ...who, givenName: 'Mia', familyName: 'Rossi', bornOn: '1990-01-01' }, null],
      [{ ...who, givenName: 'Mia', familyName: 'Rossi', bornOn: null }, null],
      [{ ...who, givenName: 'Mia', familyName: 'Rossi', email: 'other@rossi.example' }, null],
    ] as const
    for (const [index, [details, expected]] of cases.entries()) {
      const { token } = (
        await hold(
          {
            startsAt: `2026-03-${10 + index}T11:00:00-04:00`,
            practitionerId: null,
            ...(index > 3 ? { startsAt: `2026-03-${12 + index}T11:00:00-04:00` } : {}),
          },
          `10.0.1.${index}`,
        )
      ).body
      const { visit } = (await confirm(token, details)).body
      const [row] = await app.sql(`select client_id from appointment where id = $1`, [visit.id])
      if (expected) expect(row!.client_id).toBe(expected)
      else expect([willow.mia.id, willow.leo.id, willow.ann.id]).not.toContain(row!.client_id)
    }
  })

  test('refuses a client who is somewhere else at that time, and the hold stays', async () => {
    const staff = {
      serviceId: willow.assessment.id,
      practitionerId: willow.paul.id,
      clientId: willow.mia.id,
      startsAt: TUESDAY_TEN,
    }
    expect((await app.as(willow.fay).post('/appointments', staff)).status).toBe(200)
    const { token } = (await hold()).body
    const mia = { givenName: 'Mia', familyName: 'Rossi', email: 'mia@rossi.example', bornOn: '1988-05-04' }
    expect((await confirm(token, mia)).body.code).toBe('client_double_booked')
    expect((await confirm(token)).status).toBe(200)
  })
})

describe('the client with the link from the mail', () => {
  async function booked(startsAt = '2026-03-05T10:00:00-05:00') {
    const { token } = (await hold({ startsAt })).body
    return app.withLink((await confirm(token)).body.token)
  }

  test('says that they will come: no GET does it, twice is once, and what is over cannot be confirmed', async () => {
    const mine = await booked()
    expect((await mine.get('/visit')).body).toMatchObject({ state: 'booked', can: { confirm: true } })
    for (const _time of [1, 2])
      expect((await mine.post('/visit/confirmation', {})).body).toMatchObject({
        state: 'confirmed',
        can: { confirm: false, cancel: true, move: true },
      })
    await mine.post('/visit/cancellation')
    expect((await mine.post('/visit/confirmation', {})).body.code).toBe('wrong_state')
  })

  test('cancels until the cutoff, and calls afterwards', async () => {
    const early = await booked()
    expect((await early.post('/visit/cancellation', { reason: 'away' })).body).toMatchObject({
      state: 'cancelled',
      cancelledLate: false,
      can: { cancel: false, move: false },
    })
    expect((await early.post('/visit/cancellation')).body.code).toBe('wrong_state')
    const late = await booked()
    app.clock.advance({ minutes: 2 * 24 * 60 + 61 })
    expect((await late.get('/visit')).body.can).toEqual({ confirm: true, cancel: false, move: false })
    expect((await late.post('/visit/cancellation')).body).toMatchObject({
      code: 'cutoff_passed',
      until: '2026-03-04T15:00:00.000Z',
    })
  })

  test('moves to another free time of the same practitioner', async () => {
    const mine = await booked()
    const { body } = await mine.get('/visit/availability', { from: '2026-03-06', days: 1 })
    expect(body.items[0].startsAt).toBe('2026-03-06T09:00:00-05:00')
    expect((await mine.post('/visit/move', { startsAt: '2026-03-06T09:00:00-05:00' })).body).toMatchObject({
      state: 'booked',
      startsAt: '2026-03-06T09:00:00-05:00',
    })
    expect((await mine.post('/visit/move', { startsAt: '2026-03-06T09:05:00-05:00' })).body.code).toBe(
      'off_grid',
    )
    const [event] = await app.sql(
      `select data, client_id from event where practice_id = $1 and name = 'appointment.moved'`,
      [willow.practiceId],
    )
    expect(event).toMatchObject({ data: { by: 'client', before: { startsAt: '2026-03-05T15:00:00.000Z' } } })
  })
})
