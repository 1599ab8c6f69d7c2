import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'

let app: TestApp
let willow: Cast
let count = 0
let series: { id: string; visits: { id: string; startsAt: string; rowVersion: number }[] }
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())
// It is Monday 2 March 2026, 09:00 in New York; Mia comes on four Tuesdays at ten.
beforeEach(async () => {
  count += 1
  app.clock.set('2026-03-02T14:00:00Z')
  willow = await app.practice(`willow-${count}`)
  series = (
    await fay().post('/series', {
      serviceId: willow.assessment.id,
      practitionerId: willow.petra.id,
      clientId: willow.mia.id,
      rule: 'FREQ=WEEKLY;COUNT=4',
      start: '2026-03-03T10:00',
    })
  ).body
})

const fay = () => app.as(willow.fay)
const visit = (nth: number) => series.visits[nth - 1]!.id
const change = (nth: number, scope: string, more: object = {}) =>
  fay().post(`/series/${series.id}/changes`, { from: visit(nth), scope, change: { time: '11:30' }, ...more })
const undo = () => fay().post(`/series/${series.id}/undo`)
const now = async () => {
  const { body } = await fay().get(`/series/${series.id}`)
  return body.visits.map(
    (each: { startsAt: string; state: string }) => `${each.startsAt.slice(5, 16)} ${each.state}`,
  )
}
const annAt = (startsAt: string) =>
  fay().post('/appointments', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    clientId: willow.ann.id,
    startsAt,
  })

describe('a change of a series', () => {
  test('reaches this one, this and the following, or all', async () => {
    expect((await change(2, 'this')).status).toBe(200)
    expect(await now()).toEqual([
      '03-03T15:00 booked',
      '03-10T15:30 booked',
      '03-17T14:00 booked',
      '03-24T14:00 booked',
    ])
    await change(3, 'following', { change: { time: '09:15' } })
    expect(await now()).toEqual([
      '03-03T15:00 booked',
      '03-10T15:30 booked',
      '03-17T13:15 booked',
      '03-24T13:15 booked',
    ])
    await change(4, 'all', { change: { practitionerId: willow.paul.id } })
    const { body } = await fay().get(`/series/${series.id}`)
    expect(
      new Set(body.visits.map((each: { practitioner: { id: string } }) => each.practitioner.id)),
    ).toEqual(new Set([willow.paul.id]))
    // Each keeps its own time: only the practitioner was to be different.
    expect(await now()).toEqual([
      '03-03T15:00 booked',
      '03-10T15:30 booked',
      '03-17T13:15 booked',
      '03-24T13:15 booked',
    ])
  })

  test('never touches what is over, has begun, was missed or cancelled', async () => {
    await fay().post(`/appointments/${visit(3)}/cancellation`, { by: 'client' })
    app.clock.set('2026-03-03T14:50:00Z')
    await fay().post(`/appointments/${visit(1)}/arrival`)
    const { body } = await change(1, 'all')
    expect(body.ahead).toBe(2)
    expect(await now()).toEqual([
      '03-03T15:00 arrived',
      '03-10T15:30 booked',
      '03-17T14:00 cancelled',
      '03-24T15:30 booked',
    ])
    expect((await change(1, 'this')).body.code).toBe('nothing_to_change')
    app.clock.set('2026-04-01T14:00:00Z')
    expect((await change(1, 'all')).body.code).toBe('nothing_to_change')
  })

  test('never touches what is billed in advance, nor does the end of the series; once the bill is void it does again', async () => {
    const charge = await app.as(willow.bill).post('/charges', {
      clientId: willow.mia.id,
      description: 'Paid ahead',
      appointmentId: visit(2),
      unitPriceMinor: 12_000,
    })
    const invoice = await app
      .as(willow.bill)
      .post('/invoices', { clientId: willow.mia.id, chargeIds: [charge.body.id], approve: true })
    expect(invoice.status, JSON.stringify(invoice.body)).toBe(200)
    expect(
      (await change(1, 'all')).body.visits.map((each: { startsAt: string }) => each.startsAt.slice(5, 16)),
    ).toEqual(['03-03T16:30', '03-10T14:00', '03-17T15:30', '03-24T15:30'])
    expect((await change(2, 'this')).body.code).toBe('nothing_to_change')
    await fay().post(`/series/${series.id}/cancellation`, { from: visit(1), scope: 'all', by: 'client' })
    expect((await now()).map((each: string) => each.slice(12))).toEqual([
      'cancelled',
      'booked',
      'cancelled',
      'cancelled',
    ])
  })

  test('shows beforehand what each visit would become, and books around what is taken as chosen', async () => {
    await annAt('2026-03-17T11:30:00-04:00')
    const wish = { from: visit(1), scope: 'all', change: { time: '11:30' } }
    const { body } = await fay().post(`/series/${series.id}/changes/preview`, wish)
    expect(
      body.rows.map((row: { was: string; wall: string; state: string }) => [
        row.was.slice(5),
        row.wall.slice(5),
        row.state,
      ]),
    ).toEqual([
      ['03-03T10:00', '03-03T11:30', 'free'],
      ['03-10T10:00', '03-10T11:30', 'free'],
      ['03-17T10:00', '03-17T11:30', 'conflict'],
      ['03-24T10:00', '03-24T11:30', 'free'],
    ])
    const before = await now()
    const refused = await change(1, 'all')
    expect(refused).toMatchObject({ status: 409, body: { code: 'rows_taken', rows: [{ key: visit(3) }] } })
    expect(await now()).toEqual(before)
    const startsAt = body.rows[2].alternatives[0].startsAt
    await change(1, 'all', {
      rows: [
        { id: visit(3), choice: 'move', startsAt },
        { id: visit(4), choice: 'skip' },
      ],
    })
    expect(await now()).toEqual([
      '03-03T16:30 booked',
      '03-10T15:30 booked',
      `${new Date(startsAt).toISOString().slice(5, 16)} booked`,
      '03-24T14:00 booked',
    ])
  })

  test('may move its own visits along: they do not stand in each other’s way', async () => {
    const { status } = await change(1, 'all', { change: { days: 7 } })
    expect(status).toBe(200)
    expect((await now())[3]).toBe('03-31T14:00 booked')
  })

  test('to another service takes its length and price', async () => {
    const { body } = await change(2, 'following', { change: { serviceId: willow.treatment.id } })
    expect(body.visits[1]).toMatchObject({ service: { id: willow.treatment.id }, priceMinor: 8_000 })
    expect(Date.parse(body.visits[1].endsAt) - Date.parse(body.visits[1].startsAt)).toBe(45 * 60_000)
    expect(body.visits[0].service.id).toBe(willow.assessment.id)
  })

  test('is refused to who may not move, for nothing, and for a visit of another series', async () => {
    const wish = { from: visit(1), scope: 'all', change: { time: '11:30' } }
    expect((await app.as(willow.rita).post(`/series/${series.id}/changes`, wish)).status).toBe(403)
    expect((await change(1, 'all', { change: {} })).status).toBe(422)
    expect((await change(1, 'all', { change: { time: '25:00' } })).status).toBe(422)
    expect((await change(1, 'all', { from: willow.mia.id })).status).toBe(404)
  })
})

describe('the end of a series', () => {
  test('from a visit on leaves the earlier ones as they are', async () => {
    const { body } = await fay().post(`/series/${series.id}/cancellation`, {
      from: visit(3),
      scope: 'following',
      by: 'practice',
    })
    expect(body).toMatchObject({ ahead: 2, lastChange: { kind: 'cancelled', visits: 2 } })
    expect((await now()).map((each: string) => each.slice(12))).toEqual([
      'booked',
      'booked',
      'cancelled',
      'cancelled',
    ])
  })
})

describe('undo', () => {
  test('gives back what a change took, what a cancellation ended, and takes a booking back', async () => {
    const booked = await now()
    await change(1, 'all', { change: { practitionerId: willow.paul.id, time: '13:00' } })
    await fay().post(`/series/${series.id}/cancellation`, {
      from: visit(2),
      scope: 'following',
      by: 'practice',
    })
    expect((await undo()).status).toBe(200)
    expect((await now()).every((each: string) => each.endsWith('booked'))).toBe(true)
    const { body } = await undo()
    expect(await now()).toEqual(booked)
    expect(body.visits[0].practitioner.id).toBe(willow.petra.id)
    await undo()
    expect((await now()).every((each: string) => each.endsWith('cancelled'))).toBe(true)
    expect((await undo()).body.code).toBe('nothing_to_undo')
    const [left] = await app.sql('select count(*)::int as n from occupancy where practice_id = $1', [
      willow.practiceId,
    ])
    expect(left!.n).toBe(0)
  })

  test('is refused where somebody changed a visit since, or where the time is taken, and changes nothing', async () => {
    await change(1, 'all')
    await fay().post(`/appointments/${visit(2)}/move`, { startsAt: '2026-03-11T11:00:00-04:00' })
    const moved = await now()
    expect((await undo()).body).toMatchObject({ code: 'changed_since', visits: [visit(2)] })
    expect(await now()).toEqual(moved)
    await change(3, 'this', { change: { time: '14:00' } })
    await annAt('2026-03-17T11:30:00-04:00')
    expect((await undo()).body).toMatchObject({ code: 'rows_taken', rows: [{ key: visit(3) }] })
  })
})
