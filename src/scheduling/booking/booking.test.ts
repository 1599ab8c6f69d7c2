import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York. Every test has a diary of its own.
beforeEach(async () => {
  count += 1
  willow = await app.practice(`willow-${count}`)
})

const fay = () => app.as(willow.fay)
const tuesdayAtTen = (more: object = {}) => ({
  serviceId: willow.assessment.id,
  practitionerId: willow.petra.id,
  clientId: willow.mia.id,
  startsAt: '2026-03-03T10:00:00-05:00',
  ...more,
})
const book = (more: object = {}, headers: Record<string, string> = {}) =>
  fay().post('/appointments', tuesdayAtTen(more), headers)

describe('a booking', () => {
  test('has its practitioner, room, price, times and what may be done with it', async () => {
    const { status, body } = await book()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'booked',
      client: { id: willow.mia.id, name: 'Mia Rossi', number: 1 },
      practitioner: { id: willow.petra.id, name: 'Petra Schmidt' },
      service: { name: 'Initial assessment' },
      location: { id: willow.mainStreet.id },
      startsAt: '2026-03-03T15:00:00.000Z',
      endsAt: '2026-03-03T16:00:00.000Z',
      zone: 'America/New_York',
      priceMinor: 12_000,
      bookedAt: '2026-03-02T14:00:00.000Z',
      createdBy: 'Fay Moreau',
      // Tomorrow’s: nobody is checked in for it today.
      can: { move: true, cancel: true, confirm: true, arrive: false, restore: false, edit: true },
    })
    expect([willow.room1.id, willow.room2.id]).toContain(body.room.id)
    expect((await fay().get(`/appointments/${body.id}`)).body).toEqual(body)
    const taken = await app.sql('select resource_kind from occupancy where appointment_id = $1 order by 1', [
      body.id,
    ])
    expect(taken.map((row) => row.resource_kind)).toEqual(['client', 'practitioner', 'room'])
    const [event] = await app.sql(`select * from event where subject_id = $1`, [body.id])
    expect(event).toMatchObject({
      name: 'appointment.booked',
      client_id: willow.mia.id,
      data: {
        serviceId: willow.assessment.id,
        practitionerId: willow.petra.id,
        startsAt: '2026-03-03T15:00:00.000Z',
        source: 'staff',
        isNewClient: true,
      },
    })
  })

  test('goes where the practitioner is that day', async () => {
    const thursday = await book({ startsAt: '2026-03-05T10:00:00-05:00' })
    expect(thursday.body).toMatchObject({
      location: { id: willow.riverside.id },
      room: { id: willow.riversideRoom.id },
    })
  })

  test('can be made for a new client in the same step, and under one key it is made once', async () => {
    const newClient = {
      givenName: 'Otto',
      familyName: 'Klein',
      email: 'otto@klein.example',
      bornOn: '1970-01-02',
    }
    const both = [1, 2].map(() => book({ clientId: undefined, newClient }, { 'idempotency-key': 'otto-1' }))
    const answers = await Promise.all(both)
    expect(answers.map((each) => each.status)).toEqual([200, 200])
    expect(answers[0]!.body).toEqual(answers[1]!.body)
    expect(answers[0]!.body.client).toMatchObject({ name: 'Otto Klein', bornOn: '1970-01-02' })
    expect(
      await app.sql(`select 1 from client where family_name = 'Klein' and practice_id = $1`, [
        willow.practiceId,
      ]),
    ).toHaveLength(1)
  })

  test('from an enquiry makes its person a client without retyping, once', async () => {
    const lead = (name: string) =>
      app.sql(
        `insert into lead (practice_id, id, name, email, source, stage, created_at, stage_changed_at)
         values ($1, gen_random_uuid(), $2, 'iris@blum.example', 'website', 'new', now(), now()) returning id`,
        [willow.practiceId, name],
      )
    const [{ id: leadId }] = (await lead('Iris van der Blum')) as [{ id: string }]
    const { body } = await book({ clientId: undefined, leadId })
    expect(body).toMatchObject({ leadId, client: { name: 'Iris van der Blum' } })
    expect(await app.sql('select stage, client_id from lead where id = $1', [leadId])).toEqual([
      { stage: 'booked', client_id: body.client.id },
    ])
    const [person] = await app.sql('select given_name, family_name from client where id = $1', [
      body.client.id,
    ])
    expect(person).toEqual({ given_name: 'Iris van der', family_name: 'Blum' })
    expect(
      (await book({ clientId: undefined, leadId, startsAt: '2026-03-04T10:00:00-05:00' })).body.client.id,
    ).toBe(body.client.id)
    expect((await book({ leadId, startsAt: '2026-03-06T10:00:00-05:00' })).body.code).toBe(
      'already_converted',
    )
    expect((await book({ clientId: undefined })).body.fields[0].field).toBe('clientId')
  })

  test('is seen by nobody of another practice, and refused to who may not book', async () => {
    const { body } = await book()
    const other = await app.practice(`oak-${count}`)
    expect((await app.as(other.fay).get(`/appointments/${body.id}`)).status).toBe(404)
    expect(
      (await app.as(other.fay).post(`/appointments/${body.id}/cancellation`, { by: 'practice' })).status,
    ).toBe(404)
    expect((await app.as(willow.rita).post('/appointments', tuesdayAtTen())).status).toBe(403)
    expect((await app.as(willow.rita).get(`/appointments/${body.id}`)).body.can).toMatchObject({
      move: false,
      cancel: false,
      edit: false,
    })
    expect((await app.visitor().post('/appointments', tuesdayAtTen())).status).toBe(401)
    const foreign = await app.as(other.fay).post('/appointments', tuesdayAtTen())
    expect(foreign.status).toBe(404)
  })

  test('of a walk-in may have begun already', async () => {
    const { status, body } = await book({
      startsAt: '2026-03-02T08:55:00-05:00',
      source: 'walk_in',
      knowingly: { reason: 'came early' },
    })
    expect([status, body.source, body.overlapReason]).toEqual([200, 'walk_in', null])
    expect(
      (
        await book({
          startsAt: '2026-03-02T09:07:00-05:00',
          clientId: willow.ann.id,
          practitionerId: willow.paul.id,
          source: 'walk_in',
        })
      ).status,
    ).toBe(200)
  })
})

describe('each rule is asked at booking', () => {
  const refusals: [name: string, wish: () => object, status: number, code: string][] = [
    [
      'before the practitioner begins',
      () => ({ startsAt: '2026-03-03T08:30:00-05:00' }),
      422,
      'outside_hours',
    ],
    [
      'on a day on which the location is not open',
      () => ({ startsAt: '2026-03-07T10:00:00-05:00' }),
      422,
      'closed',
    ],
    ['the day before yesterday', () => ({ startsAt: '2026-02-27T10:00:00-05:00' }), 422, 'too_late'],
    ['with somebody who does not give it', () => ({ practitionerId: willow.nora.id }), 422, 'not_offered'],
    ['by video, when it is given in person', () => ({ mode: 'video' }), 422, 'not_offered'],
    ['in a room of another location', () => ({ roomId: willow.riversideRoom.id }), 422, 'no_room'],
    [
      'where the equipment is not',
      () => ({
        serviceId: willow.gait.id,
        locationId: willow.riverside.id,
        startsAt: '2026-03-05T10:00:00-05:00',
      }),
      422,
      'not_offered',
    ],
    ['at half a minute', () => ({ startsAt: '2026-03-03T10:00:30-05:00' }), 422, 'invalid'],
    ['for a client who is not there', () => ({ clientId: willow.room1.id }), 404, 'not_found'],
    ['for a service that is not there', () => ({ serviceId: willow.room1.id }), 404, 'not_found'],
  ]
  test.each(refusals)('%s', async (_name, wish, status, code) => {
    const answer = await book(wish())
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await app.sql('select 1 from appointment where practice_id = $1', [willow.practiceId])).toEqual([])
  })

  test('a holiday closes the whole practice', async () => {
    await app.sql(
      `insert into closure (practice_id, id, starts_on, ends_on, name) values ($1, gen_random_uuid(), '2026-03-03', '2026-03-03', 'Town holiday')`,
      [willow.practiceId],
    )
    const { body } = await book()
    expect(body).toMatchObject({
      code: 'closed',
      rules: [{ code: 'holiday', values: { name: 'Town holiday' } }],
    })
    expect(body.alternatives[0].startsAt).toBe('2026-03-04T09:00:00-05:00')
  })

  test('time off, and with the right and a reason it may be ignored', async () => {
    const off = {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-03T09:00:00-05:00',
      endsAt: '2026-03-03T12:00:00-05:00',
      kind: 'meeting',
    }
    expect((await app.as(willow.petra).post('/time-off', off)).status).toBe(200)
    expect((await book()).body).toMatchObject({
      code: 'time_off',
      canOverlap: true,
      alternatives: [{ startsAt: '2026-03-03T12:00:00-05:00' }, {}, {}],
    })
    expect(
      (await app.as(willow.petra).post('/appointments', tuesdayAtTen({ knowingly: { reason: 'urgent' } })))
        .status,
    ).toBe(403)
    expect((await book({ knowingly: { reason: 'urgent' } })).body).toMatchObject({
      state: 'booked',
      overlapReason: null,
    })
  })

  test('a service by video only takes place by video when nobody says how, and takes no room', async () => {
    await app.sql(`update service set modes = '{video}' where practice_id = $1 and id = $2`, [
      willow.practiceId,
      willow.treatment.id,
    ])
    const { items } = (
      await app.as(willow.fay).get('/availability', { serviceId: willow.treatment.id, days: 2, limit: 1 })
    ).body
    const booked = await app.as(willow.fay).post('/appointments', {
      serviceId: willow.treatment.id,
      clientId: willow.mia.id,
      startsAt: items[0].startsAt,
    })
    expect(booked).toMatchObject({ status: 200, body: { mode: 'video', room: null } })
  })

  test('a service for new clients only is not for those who came before', async () => {
    await app.sql(`update service set clients_only = 'new' where id = $1`, [willow.assessment.id])
    expect((await book()).status).toBe(200)
    expect((await book({ startsAt: '2026-03-04T10:00:00-05:00' })).body.code).toBe('client_only')
    await app.sql(`update service set clients_only = 'existing' where id = $1`, [willow.assessment.id])
    expect((await book({ startsAt: '2026-03-04T10:00:00-05:00' })).status).toBe(200)
    expect((await book({ startsAt: '2026-03-04T12:00:00-05:00', clientId: willow.ann.id })).body.code).toBe(
      'client_only',
    )
  })

  test('nobody is in two places: not the practitioner, the client, the room or the treadmill', async () => {
    expect((await book({ roomId: willow.room1.id })).status).toBe(200)
    expect(
      (await book({ clientId: willow.ann.id, startsAt: '2026-03-03T10:30:00-05:00' })).body,
    ).toMatchObject({ status: 409, code: 'slot_taken' })
    expect(
      (await book({ practitionerId: willow.paul.id, startsAt: '2026-03-03T10:30:00-05:00' })).body.code,
    ).toBe('client_double_booked')
    const paul = { practitionerId: willow.paul.id, clientId: willow.ann.id }
    expect((await book({ ...paul, roomId: willow.room1.id })).body.code).toBe('no_room')
    expect((await book({ ...paul })).body).toMatchObject({ state: 'booked', room: { id: willow.room2.id } })

    const gait = { serviceId: willow.gait.id, startsAt: '2026-03-04T10:00:00-05:00' }
    expect((await book(gait)).body.equipment).toEqual([expect.objectContaining({ name: 'Treadmill 1' })])
    expect((await book({ ...gait, ...paul })).body.code).toBe('no_equipment')
  })

  test('between neighbours the longer of the two buffers is kept, and none at the ends of the day', async () => {
    const treatment = { serviceId: willow.treatment.id }
    expect((await book({ ...treatment, startsAt: '2026-03-03T16:15:00-05:00' })).status).toBe(200)
    expect(
      (await book({ ...treatment, clientId: willow.ann.id, startsAt: '2026-03-03T15:30:00-05:00' })).body
        .code,
    ).toBe('slot_taken')
    expect(
      (await book({ ...treatment, clientId: willow.ann.id, startsAt: '2026-03-03T15:15:00-05:00' })).status,
    ).toBe(200)
    // The assessment has no buffer of its own, but the treatment before it has 15 minutes.
    expect((await book({ startsAt: '2026-03-03T16:00:00-05:00', clientId: willow.leo.id })).body.code).toBe(
      'slot_taken',
    )
    expect((await book({ startsAt: '2026-03-03T14:15:00-05:00', clientId: willow.leo.id })).status).toBe(200)
  })

  test('a family that shares an e-mail is two people', async () => {
    expect((await book()).status).toBe(200)
    const son = await book({ clientId: willow.leo.id, practitionerId: willow.paul.id })
    expect(son.body).toMatchObject({ state: 'booked', client: { name: 'Leo Rossi' } })
  })
})

describe('a knowing overlap', () => {
  test('stands beside the other visit with its reason, and frees nothing of it when it is cancelled', async () => {
    const first = await book()
    const second = await book({ clientId: willow.ann.id, knowingly: { reason: 'fits in between' } })
    expect(second.body).toMatchObject({ state: 'booked', overlapReason: 'fits in between' })
    const [entry] = await app.sql(`select changes from audit_entry where subject_id = $1`, [second.body.id])
    expect(entry!.changes[0].after).toMatchObject({ overlapReason: 'fits in between' })
    expect(
      (await fay().post(`/appointments/${second.body.id}/cancellation`, { by: 'practice' })).status,
    ).toBe(200)
    expect((await book({ clientId: willow.leo.id })).body.code).toBe('slot_taken')
    expect((await fay().get(`/appointments/${first.body.id}`)).body.state).toBe('booked')
    expect(
      (
        await app
          .as(willow.paul)
          .post('/appointments', tuesdayAtTen({ clientId: willow.ann.id, knowingly: { reason: 'me too' } }))
      ).status,
    ).toBe(403)
  })
})

describe('any practitioner', () => {
  const any = (more: object = {}) => book({ practitionerId: undefined, ...more })

  test('the usual one first, then the one seen last, then the least booked; the reason is kept', async () => {
    await app.sql('update client set usual_practitioner_id = $1 where id = $2', [
      willow.paul.id,
      willow.mia.id,
    ])
    expect((await any()).body).toMatchObject({
      practitioner: { id: willow.paul.id },
      chosenBecause: { rule: 'usual' },
    })
    const seen = await any({ startsAt: '2026-03-04T10:00:00-05:00', clientId: willow.leo.id })
    // Paul has an hour that week, Petra none.
    expect(seen.body).toMatchObject({
      practitioner: { id: willow.petra.id },
      chosenBecause: { rule: 'least_booked' },
    })
    await app.sql('update client set usual_practitioner_id = null where id = $1', [willow.mia.id])
    expect((await any({ startsAt: '2026-03-06T10:00:00-05:00' })).body).toMatchObject({
      practitioner: { id: willow.paul.id },
      chosenBecause: { rule: 'last_seen' },
    })
  })

  test('shares the load evenly over a week', async () => {
    const whole: string[] = []
    for (const hour of [9, 10, 11, 12, 13, 14]) {
      const { body } = await any({
        startsAt: `2026-03-04T${String(hour).padStart(2, '0')}:00:00-05:00`,
        newClient: { givenName: 'Guest', familyName: `No ${hour}` },
        clientId: undefined,
      })
      whole.push(body.practitioner.id)
    }
    expect(whole.filter((id) => id === willow.petra.id)).toHaveLength(3)
  })

  test('takes whoever is left, and says so when nobody is', async () => {
    await book()
    expect((await any({ clientId: willow.ann.id })).body).toMatchObject({
      practitioner: { id: willow.paul.id },
      chosenBecause: { rule: 'only_one' },
    })
    expect((await any({ clientId: willow.leo.id })).body).toMatchObject({
      code: 'slot_taken',
      alternatives: [{ startsAt: '2026-03-03T11:00:00-05:00' }, {}, {}],
    })
  })
})
