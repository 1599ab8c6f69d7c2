import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { queriesOn } from '../../platform/database/transaction.ts'
import { verifyBookings } from '../verify-bookings.ts'

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

const fay = () => app.as(willow.fay)
async function booked(more: object = {}) {
  const wish = {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    startsAt: '2026-03-03T10:00:00-05:00',
    ...more,
  }
  const { body } = await fay().post('/appointments', wish)
  return body
}
const act = (id: string, step: string, body: object = {}) => fay().post(`/appointments/${id}/${step}`, body)
const undo = (id: string, step: string) => fay().delete(`/appointments/${id}/${step}`)
const eventsOf = async (id: string) =>
  (await app.sql('select name from event where subject_id = $1 order by at, id', [id])).map((row) =>
    row.name.replace('appointment.', ''),
  )
async function findings() {
  const found = await Promise.all(
    verifyBookings.map((each) =>
      each.run(queriesOn(app.database.steward), willow.practiceId, app.clock.now()),
    ),
  )
  return found.flat()
}

describe('the way of a visit', () => {
  test('from booked to done, each step with its time and its event', async () => {
    const { id } = await booked()
    app.clock.advance({ minutes: 1 })
    expect((await act(id, 'confirmation')).body).toMatchObject({
      state: 'confirmed',
      confirmedAt: '2026-03-02T14:01:00.000Z',
    })
    app.clock.set('2026-03-03T14:55:00Z')
    expect((await act(id, 'arrival')).body).toMatchObject({
      state: 'arrived',
      arrivedAt: '2026-03-03T14:55:00.000Z',
    })
    app.clock.advance({ minutes: 6 })
    expect((await act(id, 'room', { roomId: willow.room2.id })).body).toMatchObject({
      state: 'in_room',
      room: { id: willow.room2.id },
      inRoomAt: '2026-03-03T15:01:00.000Z',
    })
    app.clock.advance({ minutes: 50 })
    expect((await act(id, 'completion')).body).toMatchObject({
      state: 'done',
      doneAt: '2026-03-03T15:51:00.000Z',
      can: { move: false, cancel: false },
    })
    expect(await eventsOf(id)).toEqual(['booked', 'confirmed', 'arrived', 'in_room', 'done'])
    expect(await findings()).toEqual([])
  })

  test('asked twice, a step is taken once', async () => {
    const { id } = await booked()
    app.clock.set('2026-03-03T14:55:00Z')
    for (const step of ['confirmation', 'confirmation', 'arrival', 'arrival', 'completion', 'completion'])
      expect((await act(id, step)).status).toBe(200)
    expect((await eventsOf(id)).sort()).toEqual(['arrived', 'booked', 'confirmed', 'done'])
  })

  test('the wrong person checked in is checked out again', async () => {
    const { id } = await booked()
    await act(id, 'confirmation')
    app.clock.set('2026-03-03T14:55:00Z')
    await act(id, 'arrival')
    expect((await undo(id, 'arrival')).body).toMatchObject({ state: 'confirmed', arrivedAt: null })
    expect((await undo(id, 'arrival')).body).toMatchObject({ code: 'wrong_state', state: 'confirmed' })
  })

  test('nobody arrives on an earlier day than that of the visit; early on the day itself is fine', async () => {
    const { id } = await booked()
    for (const step of ['arrival', 'room', 'completion'])
      expect((await act(id, step)).body).toMatchObject({ status: 409, code: 'not_today' })
    expect((await fay().get(`/appointments/${id}`)).body).toMatchObject({
      state: 'booked',
      can: { arrive: false, room: false, complete: false, noShow: true },
    })
    // A minute after midnight in New York.
    app.clock.set('2026-03-03T05:01:00Z')
    expect((await act(id, 'arrival')).status).toBe(200)
  })

  test('nobody is missed before the visit begins; who comes late arrives after all', async () => {
    const { id } = await booked()
    expect((await act(id, 'no-show')).body.code).toBe('too_early')
    app.clock.set('2026-03-03T15:20:00Z')
    expect((await act(id, 'no-show')).body).toMatchObject({
      state: 'no_show',
      noShowAt: '2026-03-03T15:20:00.000Z',
    })
    expect((await act(id, 'arrival')).body).toMatchObject({ state: 'arrived', noShowAt: null })
    const other = await booked({ clientId: willow.ann.id, startsAt: '2026-03-03T11:00:00-05:00' })
    app.clock.set('2026-03-03T16:20:00Z')
    await act(other.id, 'no-show')
    expect((await undo(other.id, 'no-show')).body.state).toBe('booked')
  })

  test('a room that somebody else has is refused', async () => {
    const { id } = await booked({ roomId: willow.room1.id })
    await booked({ clientId: willow.ann.id, practitionerId: willow.paul.id, roomId: willow.room2.id })
    app.clock.set('2026-03-03T14:55:00Z')
    expect((await act(id, 'room', { roomId: willow.room2.id })).body).toMatchObject({
      status: 409,
      code: 'no_room',
    })
    expect((await act(id, 'room', { roomId: willow.riversideRoom.id })).status).toBe(404)
    expect((await fay().get(`/appointments/${id}`)).body.room.id).toBe(willow.room1.id)
  })

  test('who may only read takes no step; the notes of the desk are kept with their version', async () => {
    const { id, rowVersion } = await booked()
    for (const step of ['confirmation', 'arrival', 'room', 'completion', 'no-show', 'restoration', 'move']) {
      expect([step, (await app.as(willow.rita).post(`/appointments/${id}/${step}`)).status]).toEqual([
        step,
        403,
      ])
    }
    expect(
      (await fay().patch(`/appointments/${id}`, { notes: 'brings her scans', rowVersion })).body.notes,
    ).toBe('brings her scans')
    expect((await fay().patch(`/appointments/${id}`, { notes: 'other', rowVersion })).body).toMatchObject({
      code: 'changed_meanwhile',
      rowVersion: 2,
    })
    expect(
      (await app.as(willow.rita).patch(`/appointments/${id}`, { notes: 'x', rowVersion: 2 })).status,
    ).toBe(403)
  })
})

describe('a move', () => {
  test('to another time and practitioner frees the old one, and tells what was before', async () => {
    const { id } = await booked()
    const { body } = await act(id, 'move', {
      startsAt: '2026-03-04T14:00:00-05:00',
      practitionerId: willow.paul.id,
    })
    expect(body).toMatchObject({
      state: 'booked',
      startsAt: '2026-03-04T19:00:00.000Z',
      practitioner: { id: willow.paul.id },
      rowVersion: 2,
    })
    expect((await booked({ clientId: willow.ann.id })).state).toBe('booked')
    const [event] = await app.sql(
      `select data from event where subject_id = $1 and name = 'appointment.moved'`,
      [id],
    )
    expect(event!.data).toMatchObject({
      startsAt: '2026-03-04T19:00:00.000Z',
      by: 'practice',
      before: { startsAt: '2026-03-03T15:00:00.000Z', practitionerId: willow.petra.id },
    })
    expect(await app.sql('select sequence from appointment where id = $1', [id])).toEqual([{ sequence: 1 }])
    expect(await findings()).toEqual([])
  })

  test('by a quarter of an hour does not stand in its own way; a longer one keeps its place', async () => {
    const { id, room } = await booked()
    expect((await act(id, 'move', { startsAt: '2026-03-03T10:15:00-05:00' })).body).toMatchObject({
      startsAt: '2026-03-03T15:15:00.000Z',
      room: { id: room.id },
    })
    expect((await act(id, 'move', { durationMinutes: 90 })).body).toMatchObject({
      endsAt: '2026-03-03T16:45:00.000Z',
      room: { id: room.id },
    })
  })

  test('to the place where the practitioner is that day', async () => {
    const { id } = await booked()
    expect((await act(id, 'move', { startsAt: '2026-03-05T10:00:00-05:00' })).body).toMatchObject({
      location: { id: willow.riverside.id },
      room: { id: willow.riversideRoom.id },
    })
  })

  test('to a taken time changes nothing and tells the next free times', async () => {
    const { id } = await booked()
    await booked({ clientId: willow.ann.id, startsAt: '2026-03-03T14:00:00-05:00' })
    const { body } = await act(id, 'move', { startsAt: '2026-03-03T14:30:00-05:00' })
    expect(body).toMatchObject({
      status: 409,
      code: 'slot_taken',
      alternatives: [{ startsAt: '2026-03-03T15:00:00-05:00' }, {}, {}],
    })
    expect((await fay().get(`/appointments/${id}`)).body).toMatchObject({
      startsAt: '2026-03-03T15:00:00.000Z',
      rowVersion: 1,
    })
    expect((await act(id, 'move', { startsAt: '2026-03-03T08:00:00-05:00' })).body.code).toBe('outside_hours')
    expect(
      (await act(id, 'move', { startsAt: '2026-03-03T14:30:00-05:00', knowingly: { reason: 'both know' } }))
        .body.overlapReason,
    ).toBe('both know')
    expect(await findings()).toEqual([])
  })

  test('of a version somebody else changed meanwhile is refused', async () => {
    const { id } = await booked()
    await act(id, 'confirmation')
    expect((await act(id, 'move', { startsAt: '2026-03-04T10:00:00-05:00', rowVersion: 1 })).body.code).toBe(
      'changed_meanwhile',
    )
    expect((await act(id, 'cancellation', { by: 'client', rowVersion: 1 })).body.code).toBe(
      'changed_meanwhile',
    )
  })
})

describe('a cancellation', () => {
  test('says by whom, why and whether late, and frees the time', async () => {
    const { id } = await booked()
    expect((await act(id, 'cancellation', { by: 'client', reason: 'ill' })).body).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'client',
      cancelReason: 'ill',
      // Booked for tomorrow at ten; the cutoff of 24 hours ends today at ten.
      cancelledLate: false,
    })
    const late = await booked({ startsAt: '2026-03-02T15:00:00-05:00' })
    expect((await act(late.id, 'cancellation', { by: 'client' })).body.cancelledLate).toBe(true)
    const ours = await booked({ startsAt: '2026-03-02T15:00:00-05:00' })
    expect((await act(ours.id, 'cancellation', { by: 'practice' })).body.cancelledLate).toBe(false)
    expect(await findings()).toEqual([])
  })

  test('is taken back when the time is still free, and refused when it is not', async () => {
    const { id } = await booked()
    await act(id, 'cancellation', { by: 'client' })
    expect((await act(id, 'restoration')).body).toMatchObject({
      state: 'booked',
      cancelledAt: null,
      cancelledBy: null,
    })
    await act(id, 'cancellation', { by: 'client' })
    await booked({ clientId: willow.ann.id })
    expect((await act(id, 'restoration')).body).toMatchObject({
      status: 409,
      code: 'slot_taken',
      alternatives: [{ startsAt: '2026-03-03T11:00:00-05:00' }, {}, {}],
    })
    expect((await fay().get(`/appointments/${id}`)).body.state).toBe('cancelled')
    expect(await findings()).toEqual([])
  })
})

describe('the proof of the bookings', () => {
  test('finds a visit without its time, time of a cancelled visit, and an overlap behind the constraints', async () => {
    const [first, second] = [
      await booked(),
      await booked({ clientId: willow.ann.id, startsAt: '2026-03-03T11:00:00-05:00' }),
    ]
    expect(await findings()).toEqual([])
    await app.sql(`delete from occupancy where appointment_id = $1 and resource_kind = 'room'`, [first.id])
    await app.sql(`update appointment set state = 'expired' where id = $1`, [second.id])
    await app.sql(`alter table occupancy drop constraint occupancy_lead, drop constraint occupancy_tail`)
    await app.sql(
      `insert into occupancy select practice_id, resource_id, $1, resource_kind, starts_at + interval '1 minute', ends_at, lead, tail, null from occupancy
      where appointment_id = $2 and resource_kind = 'client'`,
      [first.id, second.id],
    )
    expect([...new Set((await findings()).map((each) => each.what))].sort()).toEqual([
      'overlapping visits',
      'time taken by a visit that is expired',
      'visit without its room',
    ])
    await app.sql(`delete from occupancy where appointment_id = $1`, [first.id])
    await app.sql(`alter table occupancy add constraint occupancy_lead exclude using gist (practice_id with =, resource_id with =, lead with &&),
      add constraint occupancy_tail exclude using gist (practice_id with =, resource_id with =, tail with &&)`)
  })
})
