import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queriesOn } from '../../platform/database/transaction.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { verifyBookings } from '../verify-bookings.ts'

let app: TestApp
let willow: Cast
let serviceId: string
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
  serviceId = await group()
})

const TUESDAY = '2026-03-03T10:00:00-05:00'
const fay = () => app.as(willow.fay)

async function group(more: object = {}): Promise<string> {
  const made = await app.as(willow.max).post('/services', {
    name: 'Yoga',
    durationMinutes: 60,
    capacity: 2,
    bufferAfterMinutes: 15,
    practitioners: [{ id: willow.petra.id }, { id: willow.paul.id }],
    ...more,
  })
  expect(made.status).toBe(200)
  return made.body.id
}

async function session(more: object = {}) {
  const made = await fay().post('/sessions', {
    serviceId,
    practitionerId: willow.petra.id,
    startsAt: [TUESDAY],
    ...more,
  })
  expect(made.status).toBe(200)
  return made.body.items[0]
}

const join = (id: string, clientId: string) => fay().post(`/sessions/${id}/attendees`, { clientId })
const open = async (id: string) => (await fay().get(`/sessions/${id}`)).body

async function allIsWell() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  expect(found.flat()).toEqual([])
}

describe('a session', () => {
  test('takes up its practitioner and room once, and is joined by booking at its time', async () => {
    const yoga = await session()
    expect(yoga).toMatchObject({ name: 'Yoga', capacity: 2, taken: 0, seatsLeft: 2, onDemand: false })
    const wish = { serviceId, practitionerId: willow.petra.id, startsAt: TUESDAY }
    const mia = await fay().post('/appointments', { ...wish, clientId: willow.mia.id })
    expect(mia.body).toMatchObject({ sessionId: yoga.id, room: { id: yoga.room.id }, state: 'booked' })
    const ann = await fay().post('/appointments', { ...wish, clientId: willow.ann.id })
    expect(ann.body.sessionId).toBe(yoga.id)
    const leo = await fay().post('/appointments', { ...wish, clientId: willow.leo.id })
    expect([leo.status, leo.body.code]).toEqual([409, 'session_full'])
    expect(
      (await fay().get('/sessions', { from: TUESDAY, to: '2026-03-04T00:00:00Z' })).body.items,
    ).toMatchObject([{ id: yoga.id, taken: 2, seatsLeft: 0 }])
    // Nobody else has Petra then, and nobody sits twice.
    const other = await fay().post('/appointments', {
      serviceId: willow.treatment.id,
      practitionerId: willow.petra.id,
      clientId: willow.leo.id,
      startsAt: '2026-03-03T10:30:00-05:00',
    })
    expect(other.body.code).toBe('slot_taken')
    expect((await join(yoga.id, willow.mia.id)).status).toBe(409)
    await allIsWell()
  })

  test('group booking joins the session instead of creating a second one', async () => {
    const wish = { serviceId, practitionerId: willow.petra.id, startsAt: TUESDAY }
    const mia = await fay().post('/appointments', { ...wish, clientId: willow.mia.id })
    const ann = await fay().post('/appointments', { ...wish, clientId: willow.ann.id })
    expect(ann.body.sessionId).toBe(mia.body.sessionId)
    expect(await open(mia.body.sessionId)).toMatchObject({ onDemand: true, taken: 2 })
    await allIsWell()
    // The last who leaves closes what the first opened, and Petra is free again.
    for (const { body } of [mia, ann])
      expect((await fay().post(`/appointments/${body.id}/cancellation`, { by: 'client' })).status).toBe(200)
    expect((await open(mia.body.sessionId)).cancelledAt).not.toBe(null)
    const alone = await fay().post('/appointments', {
      ...wish,
      serviceId: willow.treatment.id,
      clientId: willow.leo.id,
    })
    expect(alone.status).toBe(200)
    await allIsWell()
  })

  test('is moved with all who have a seat, or not at all', async () => {
    const yoga = await session()
    const seat = (await join(yoga.id, willow.mia.id)).body
    const busy = await fay().post('/appointments', {
      serviceId: willow.treatment.id,
      practitionerId: willow.paul.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-03T14:00:00-05:00',
    })
    expect(busy.status).toBe(200)
    const clash = await fay().post(`/sessions/${yoga.id}/move`, { startsAt: '2026-03-03T14:00:00-05:00' })
    expect(clash.body).toMatchObject({ code: 'client_double_booked', clients: ['Mia Rossi'] })
    const moved = await fay().post(`/sessions/${yoga.id}/move`, { startsAt: '2026-03-03T11:30:00-05:00' })
    expect(moved.body).toMatchObject({ startsAt: '2026-03-03T16:30:00.000Z', taken: 1 })
    expect((await fay().get(`/appointments/${seat.id}`)).body.startsAt).toBe('2026-03-03T16:30:00.000Z')
    await allIsWell()
  })

  test('is cancelled as a whole: every visit by the practice, and its time is free', async () => {
    const yoga = await session()
    const seat = (await join(yoga.id, willow.mia.id)).body
    expect((await fay().post(`/sessions/${yoga.id}/cancellation`, {})).body.fields[0].field).toBe('reason')
    const gone = await fay().post(`/sessions/${yoga.id}/cancellation`, { reason: 'Petra is ill' })
    expect(gone.body).toMatchObject({ cancelReason: 'Petra is ill', taken: 0 })
    expect((await fay().get(`/appointments/${seat.id}`)).body).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'practice',
      cancelReason: 'Petra is ill',
    })
    expect((await join(yoga.id, willow.ann.id)).body.code).toBe('wrong_state')
    await allIsWell()
    // Who is brought back finds the time free, and a session of their own.
    expect((await fay().post(`/appointments/${seat.id}/restoration`)).body.sessionId).not.toBe(yoga.id)
    await allIsWell()
  })

  test('has no fewer seats than are taken, and more let people in', async () => {
    const yoga = await session()
    await join(yoga.id, willow.mia.id)
    await join(yoga.id, willow.ann.id)
    const { rowVersion } = await open(yoga.id)
    expect((await fay().patch(`/sessions/${yoga.id}`, { rowVersion, capacity: 1 })).body.code).toBe(
      'seats_taken',
    )
    expect((await fay().patch(`/sessions/${yoga.id}`, { rowVersion, capacity: 3 })).body.seatsLeft).toBe(1)
    expect((await join(yoga.id, willow.leo.id)).status).toBe(200)
  })

  test('notes for each person who came and who did not', async () => {
    const yoga = await session()
    const [mia, ann] = [(await join(yoga.id, willow.mia.id)).body, (await join(yoga.id, willow.ann.id)).body]
    app.clock.set('2026-03-03T15:05:00Z')
    await fay().post(`/appointments/${mia.id}/arrival`)
    await fay().post(`/appointments/${ann.id}/no-show`)
    const { attendees } = await open(yoga.id)
    expect(attendees.map((each: { state: string }) => each.state).sort()).toEqual(['arrived', 'no_show'])
    app.clock.set('2026-03-02T14:00:00Z')
  })
})

describe('a class', () => {
  const tuesdays = [TUESDAY, '2026-03-10T10:00:00-04:00', '2026-03-17T10:00:00-04:00']

  test('is scheduled on all its dates or on none, and says which cannot be', async () => {
    await app.sql(
      `insert into closure (practice_id, id, starts_on, ends_on, name) values ($1, gen_random_uuid(), '2026-03-10', '2026-03-10', 'Training')`,
      [willow.practiceId],
    )
    const wish = { serviceId, practitionerId: willow.petra.id, startsAt: tuesdays, title: 'Yoga for backs' }
    const refused = await fay().post('/sessions', wish)
    expect(refused.body).toMatchObject({
      code: 'sessions_refused',
      refused: [{ startsAt: '2026-03-10T14:00:00.000Z', code: 'closed' }],
    })
    expect((await fay().get('/sessions', { from: TUESDAY, to: '2026-04-01T00:00:00Z' })).body.items).toEqual(
      [],
    )
    const { body } = await fay().post('/sessions', { ...wish, skipRefused: true })
    expect(body.items).toHaveLength(2)
    expect(body.items[0]).toMatchObject({ name: 'Yoga for backs', classId: body.items[1].classId })
    expect(body.refused).toHaveLength(1)
    await allIsWell()
  })

  test('needs a service with seats, and somebody who may', async () => {
    const wish = { serviceId: willow.treatment.id, practitionerId: willow.petra.id, startsAt: [TUESDAY] }
    expect((await fay().post('/sessions', wish)).body.fields[0].field).toBe('serviceId')
    expect((await app.as(willow.bill).post('/sessions', { ...wish, serviceId })).status).toBe(403)
  })
})

describe('the waitlist of a session', () => {
  test('is kept in order; the desk gives the seat that frees with one click', async () => {
    const yoga = await session({ capacity: 1 })
    const mia = (await join(yoga.id, willow.mia.id)).body
    await fay().post(`/sessions/${yoga.id}/waitlist`, { clientId: willow.ann.id, notes: 'mornings' })
    await fay().post(`/sessions/${yoga.id}/waitlist`, { clientId: willow.ann.id })
    app.clock.set('2026-03-02T14:00:01Z')
    await fay().post(`/sessions/${yoga.id}/waitlist`, { clientId: willow.leo.id })
    app.clock.set('2026-03-02T14:00:00Z')
    expect((await fay().post(`/sessions/${yoga.id}/waitlist`, { clientId: willow.mia.id })).body.code).toBe(
      'has_seat',
    )
    const { waitlist } = await open(yoga.id)
    expect(waitlist.map((each: { clientId: string }) => each.clientId)).toEqual([
      willow.ann.id,
      willow.leo.id,
    ])
    const give = () => fay().post(`/sessions/${yoga.id}/waitlist/${waitlist[0].id}/promotion`)
    expect((await give()).body.code).toBe('session_full')
    await fay().post(`/appointments/${mia.id}/cancellation`, { by: 'client' })
    await app.settle()
    expect((await open(yoga.id)).taken).toBe(0)
    expect((await give()).body).toMatchObject({ taken: 1, waitlist: [{ clientId: willow.leo.id }] })
    await fay().delete(`/sessions/${yoga.id}/waitlist/${waitlist[1].id}`)
    expect((await open(yoga.id)).waitlist).toEqual([])
    await allIsWell()
  })

  test('moves up by itself where the session says so, past those who are elsewhere', async () => {
    const yoga = await session({ capacity: 1, autoPromote: true })
    const mia = (await join(yoga.id, willow.mia.id)).body
    for (const clientId of [willow.ann.id, willow.leo.id])
      await fay().post(`/sessions/${yoga.id}/waitlist`, { clientId })
    await fay().post('/appointments', {
      serviceId: willow.treatment.id,
      practitionerId: willow.paul.id,
      clientId: willow.ann.id,
      startsAt: TUESDAY,
    })
    await fay().post(`/appointments/${mia.id}/cancellation`, { by: 'client' })
    await app.settle()
    await app.settle()
    const { attendees, waitlist } = await open(yoga.id)
    expect(attendees.filter((each: { state: string }) => each.state === 'booked')).toMatchObject([
      { client: { id: willow.leo.id }, source: 'waitlist' },
    ])
    expect(waitlist).toMatchObject([{ clientId: willow.ann.id }])
    await allIsWell()
  })
})

describe('online', () => {
  const times = async () =>
    (
      await app
        .visitor()
        .get(`/public/${willow.slug}/availability`, { serviceId, from: '2026-03-03', days: 1 })
    ).body.items.map((each: { startsAt: string }) => each.startsAt)

  test('clients join the sessions that are scheduled, and only those where the service says so', async () => {
    serviceId = await group({ scheduledOnly: true })
    expect(await times()).toEqual([])
    const yoga = await session({ capacity: 1 })
    expect(await times()).toEqual([TUESDAY])
    const hold = await app
      .visitor()
      .post(`/public/${willow.slug}/holds`, { serviceId, startsAt: TUESDAY, practitionerId: willow.petra.id })
    expect(hold.status).toBe(200)
    expect(await times()).toEqual([])
    expect((await join(yoga.id, willow.mia.id)).body.code).toBe('session_full')
    // The hold is over: its seat counts as free, and whoever wants it has it.
    app.clock.set('2026-03-02T14:11:00Z')
    expect((await join(yoga.id, willow.mia.id)).status).toBe(200)
    app.clock.set('2026-03-02T14:00:00Z')
    await allIsWell()
  })
})
