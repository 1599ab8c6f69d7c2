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
  willow = await app.practice(`willow-${count}`)
})

const at = (more: object = {}) => ({
  locationId: willow.mainStreet.id,
  weekday: 1,
  starts: '09:00',
  ends: '12:00',
  validFrom: '2026-03-02',
  ...more,
})
const plain = { cycleLength: 1, cycleWeek: 0, cycleAnchor: null, nextDay: false, validTo: null }
const put = (hours: object[], who = willow.petra, whose = willow.petra) =>
  app.as(who).put(`/practitioners/${whose.id}/hours`, { hours })

describe('weekly hours', () => {
  test('are set by the practitioner or a manager, and by nobody else', async () => {
    expect((await put([at(), at({ starts: '13:00', ends: '17:00' })])).body.hours).toEqual([
      { ...at(), ...plain },
      { ...at({ starts: '13:00', ends: '17:00' }), ...plain },
    ])
    expect((await put([at()], willow.max)).status).toBe(200)
    expect((await put([at()], willow.paul)).status).toBe(403)
    expect((await put([at()], willow.fay)).status).toBe(403)
    expect((await put([at()], willow.max, willow.nora)).status).toBe(404)
    const other = await app.practice(`oak-${count}`)
    expect((await put([at()], other.max)).status).toBe(404)
    expect((await app.as(willow.fay).get(`/practitioners/${willow.petra.id}/hours`)).body).toMatchObject({
      hours: [at()],
      exceptions: [],
      timeOff: [],
    })
  })

  test('refuse what cannot be: two places at once, an end before the start, a week outside of its cycle', async () => {
    const fieldOf = async (hours: object[]) => (await put(hours)).body.fields?.[0].field
    expect(
      await fieldOf([at(), at({ locationId: willow.riverside.id, starts: '11:00', ends: '15:00' })]),
    ).toBe('hours.1.starts')
    expect(await fieldOf([at({ starts: '22:00', ends: '06:00' })])).toBe('hours.0.ends')
    expect(await fieldOf([at({ cycleLength: 2, cycleWeek: 2 })])).toBe('hours.0.cycleWeek')
    expect(await fieldOf([at({ starts: '25:00' })])).toBe('hours.0.starts')
    expect(await fieldOf([at({ validTo: '2026-03-01' })])).toBe('hours.0.validTo')
    expect(await fieldOf([at({ validFrom: '2026-02-30' })])).toBe('hours.0.validFrom')
    expect(
      (
        await put([
          at({ cycleLength: 2, cycleWeek: 0 }),
          at({ cycleLength: 2, cycleWeek: 1, locationId: willow.riverside.id }),
        ])
      ).status,
    ).toBe(200)
    expect((await put([at({ ends: '24:00' })])).body.hours[0].ends).toBe('24:00')
    expect((await put([at({ locationId: willow.room1.id })])).status).toBe(422)
  })
})

describe('time off', () => {
  test('answers the visits it meets, and may be taken back', async () => {
    const visit = {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      startsAt: '2026-03-03T10:00:00-05:00',
    }
    const { id } = (await app.as(willow.fay).post('/appointments', visit)).body
    const off = {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-03T09:30:00-05:00',
      endsAt: '2026-03-03T12:00:00-05:00',
      kind: 'sick',
      note: 'flu',
    }
    const { body } = await app.as(willow.petra).post('/time-off', off)
    expect(body).toMatchObject({
      timeOff: { kind: 'sick', startsAt: '2026-03-03T14:30:00.000Z' },
      affected: [{ id, clientName: 'Mia Rossi' }],
    })
    expect(
      (
        await app
          .as(willow.rita)
          .get('/time-off', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' })
      ).body.items,
    ).toHaveLength(1)
    expect((await app.as(willow.paul).post(`/time-off/${body.timeOff.id}/cancellation`)).status).toBe(403)
    expect((await app.as(willow.petra).post(`/time-off/${body.timeOff.id}/cancellation`)).status).toBe(200)
    expect(
      (
        await app
          .as(willow.petra)
          .get('/time-off', { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' })
      ).body.items,
    ).toEqual([])
  })

  test('ends after it starts, is no longer than a leave can be, and is one’s own', async () => {
    const off = {
      practitionerId: willow.petra.id,
      startsAt: '2026-03-03T09:00:00-05:00',
      endsAt: '2026-03-03T08:00:00-05:00',
      kind: 'leave',
    }
    expect((await app.as(willow.petra).post('/time-off', off)).body.fields[0].field).toBe('endsAt')
    expect(
      (await app.as(willow.petra).post('/time-off', { ...off, endsAt: '2028-03-03T09:00:00-05:00' })).body
        .fields[0].field,
    ).toBe('endsAt')
    expect(
      (await app.as(willow.paul).post('/time-off', { ...off, endsAt: '2026-03-03T10:00:00-05:00' })).status,
    ).toBe(403)
    expect(
      (
        await app
          .as(willow.max)
          .post('/time-off', { ...off, practitionerId: willow.fay.id, endsAt: '2026-03-03T10:00:00-05:00' })
      ).status,
    ).toBe(404)
  })
})
