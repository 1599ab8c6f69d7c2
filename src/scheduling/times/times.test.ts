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
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
})

const starts = async (query: object) => {
  const { body } = await app
    .as(willow.fay)
    .get('/availability', { serviceId: willow.assessment.id, practitionerId: willow.petra.id, ...query })
  return body.items.map((each: { startsAt: string }) => each.startsAt) as string[]
}
const book = (more: object) =>
  app.as(willow.fay).post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.mia.id,
    ...more,
  })

describe('free times', () => {
  test('begin at nine before and after the clock change of 8 March, an hour earlier in the world', async () => {
    const found = await starts({ from: '2026-03-06', days: 4 })
    expect(found[0]).toBe('2026-03-06T09:00:00-05:00')
    expect(found.find((each) => each.startsWith('2026-03-09'))).toBe('2026-03-09T09:00:00-04:00')
    expect(found.some((each) => /2026-03-0[78]/.test(each))).toBe(false)
    expect(found.at(-1)).toBe('2026-03-09T16:00:00-04:00')
    const monday = await book({ startsAt: '2026-03-09T09:00:00-04:00' })
    expect(monday.body).toMatchObject({ startsAt: '2026-03-09T13:00:00.000Z', zone: 'America/New_York' })
    expect((await book({ startsAt: '2026-03-09T08:00:00-04:00', clientId: willow.ann.id })).body.code).toBe(
      'outside_hours',
    )
  })

  test('leave out what is booked, with its buffers, and what lies outside of hours', async () => {
    await book({ startsAt: '2026-03-03T10:00:00-05:00' })
    const tuesday = await starts({ from: '2026-03-03', days: 1 })
    expect(tuesday.slice(0, 3)).toEqual([
      '2026-03-03T09:00:00-05:00',
      '2026-03-03T11:00:00-05:00',
      '2026-03-03T11:15:00-05:00',
    ])
    const treatment = await starts({ serviceId: willow.treatment.id, from: '2026-03-03', days: 1 })
    // 45 minutes and 15 after: only a start at nine keeps the gap before ten.
    expect(treatment.slice(0, 2)).toEqual(['2026-03-03T09:00:00-05:00', '2026-03-03T11:00:00-05:00'])
    expect(treatment.at(-1)).toBe('2026-03-03T16:15:00-05:00')
  })

  test('of the first few are found even when the next days are full', async () => {
    const off = {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-02T00:00:00-05:00',
      endsAt: '2026-03-11T00:00:00-04:00',
      kind: 'leave',
    }
    await app.as(willow.max).post('/time-off', off)
    expect(await starts({ limit: 2, days: 30 })).toEqual([
      '2026-03-11T09:00:00-04:00',
      '2026-03-11T09:15:00-04:00',
    ])
    expect(await starts({ limit: 2, days: 7 })).toEqual([])
    expect((await starts({ limit: 1, days: 30, practitionerId: undefined }))[0]).toBe(
      '2026-03-02T09:00:00-05:00',
    )
  })

  test('keep free of the client, the room and the equipment, and ignore the visit that is to be moved', async () => {
    const { body } = await book({ startsAt: '2026-03-03T10:00:00-05:00' })
    const paul = { practitionerId: willow.paul.id, from: '2026-03-03', days: 1 }
    expect(await starts(paul)).toContain('2026-03-03T10:00:00-05:00')
    expect(await starts({ ...paul, clientId: willow.mia.id })).not.toContain('2026-03-03T10:00:00-05:00')
    expect(await starts({ from: '2026-03-03', days: 1, except: body.id })).toContain(
      '2026-03-03T10:00:00-05:00',
    )
    await app.sql(`insert into service_room (practice_id, service_id, room_id) values ($1, $2, $3)`, [
      willow.practiceId,
      willow.assessment.id,
      body.room.id,
    ])
    expect(await starts(paul)).not.toContain('2026-03-03T10:30:00-05:00')
  })

  test('of alternating weeks and of a day that differs follow the practitioner', async () => {
    const hours = (weekday: number, cycleWeek: number, locationId: string) => ({
      weekday,
      cycleWeek,
      cycleLength: 2,
      locationId,
      starts: '09:00',
      ends: '10:00',
      validFrom: '2026-03-02',
    })
    const put = await app.as(willow.petra).put(`/practitioners/${willow.petra.id}/hours`, {
      hours: [hours(2, 0, willow.mainStreet.id), hours(2, 1, willow.riverside.id)],
    })
    expect(put.status).toBe(200)
    const { body } = await app
      .as(willow.fay)
      .get('/availability', { serviceId: willow.assessment.id, practitionerId: willow.petra.id, days: 30 })
    expect(
      body.items.map((each: { startsAt: string; locationId: string }) => [
        each.startsAt.slice(0, 10),
        each.locationId,
      ]),
    ).toEqual([
      ['2026-03-03', willow.mainStreet.id],
      ['2026-03-10', willow.riverside.id],
      ['2026-03-17', willow.mainStreet.id],
      ['2026-03-24', willow.riverside.id],
      ['2026-03-31', willow.mainStreet.id],
    ])
    const days = `/practitioners/${willow.petra.id}/days`
    await app.as(willow.petra).put(`${days}/2026-03-03`, { hours: [], note: 'dentist' })
    await app.as(willow.petra).put(`${days}/2026-03-04`, {
      hours: [{ locationId: willow.mainStreet.id, starts: '13:00', ends: '14:00' }],
    })
    expect(await starts({ days: 5 })).toEqual(['2026-03-04T13:00:00-05:00'])
    await app.as(willow.petra).delete(`${days}/2026-03-03`)
    expect(await starts({ days: 5 })).toEqual(['2026-03-03T09:00:00-05:00', '2026-03-04T13:00:00-05:00'])
  })

  test('are refused for a service of another practice and for who may not see the calendar', async () => {
    const other = await app.practice(`oak-${count}`)
    expect((await app.as(other.fay).get('/availability', { serviceId: willow.assessment.id })).status).toBe(
      404,
    )
    expect((await app.visitor().get('/availability', { serviceId: willow.assessment.id })).status).toBe(401)
  })
})

describe('why not', () => {
  test('names every rule against a time and the smallest change that would open it', async () => {
    await book({ startsAt: '2026-03-03T10:00:00-05:00' })
    const ask = (startsAt: string) =>
      app.as(willow.fay).get('/availability/reasons', {
        serviceId: willow.assessment.id,
        practitionerId: willow.petra.id,
        startsAt,
      })
    const { body } = await ask('2026-03-03T10:30:00-05:00')
    expect(body).toMatchObject({
      free: false,
      zone: 'America/New_York',
      later: { startsAt: '2026-03-03T11:00:00-05:00' },
      smallestChange: { kind: 'move', minutes: 30 },
    })
    expect(body.reasons.map((each: { code: string }) => each.code)).toContain('taken')
    expect((await ask('2026-03-03T12:00:00-05:00')).body).toMatchObject({ free: true, reasons: [] })
  })
})
