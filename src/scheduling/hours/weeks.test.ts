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
  // Open day and night, so that only the practitioner's own hours count.
  await app.sql(`delete from opening_hours where practice_id = $1`, [willow.practiceId])
})

const at = (more: object = {}) => ({
  locationId: willow.mainStreet.id,
  weekday: 2,
  starts: '09:00',
  ends: '10:00',
  validFrom: '2026-03-02',
  ...more,
})
const url = () => `/practitioners/${willow.petra.id}/hours`
const put = (hours: object[], more: object = {}) => app.as(willow.petra).put(url(), { hours, ...more })
const starts = async (query: object = {}) => {
  const { body } = await app.as(willow.fay).get('/availability', {
    serviceId: willow.assessment.id,
    practitionerId: willow.petra.id,
    days: 60,
    ...query,
  })
  return body.items.map((each: { startsAt: string }) => each.startsAt.slice(0, 16)) as string[]
}
const days = async (query: object = {}) => [
  ...new Set((await starts(query)).map((each) => each.slice(0, 10))),
]
const message = async (answer: Promise<{ body: { fields?: { field: string; message: string }[] } }>) =>
  (await answer).body.fields?.[0]

describe('alternating weeks', () => {
  const cycle = (week: number, more: object = {}) => at({ cycleLength: 2, cycleWeek: week, ...more })

  test('never turn round: not when saved again, not when the same hours begin later', async () => {
    const saved = await put([cycle(0), cycle(1, { locationId: willow.riverside.id })])
    expect(saved.body.hours.map((each: { cycleAnchor: string }) => each.cycleAnchor)).toEqual([
      '2026-03-02',
      '2026-03-02',
    ])
    const first = await starts({ locationId: willow.mainStreet.id })
    expect(first.slice(0, 3)).toEqual(['2026-03-03T09:00', '2026-03-17T09:00', '2026-03-31T09:00'])
    // What was read is saved again a week later, from then on and then as a whole.
    const { hours } = (await app.as(willow.petra).get(url())).body
    expect((await put(hours, { from: '2026-03-10' })).status).toBe(200)
    expect(await starts({ locationId: willow.mainStreet.id })).toEqual(first)
    const again = (await app.as(willow.petra).get(url())).body.hours
    expect(again).toEqual(hours)
    await put(again.map((each: object) => ({ ...each, validFrom: '2026-03-11' })))
    expect(await starts({ locationId: willow.mainStreet.id })).toEqual(first.slice(1))
  })

  test('of three weeks come in their turn, over the end of a year and a 53rd week', async () => {
    await put([at({ cycleLength: 3, cycleWeek: 1, cycleAnchor: '2026-03-04', weekday: 1 })])
    const found = await days({ from: '2026-12-14', days: 62 })
    expect(found).toEqual(['2026-12-28', '2027-01-18', '2027-02-08'])
  })

  test('of cycles that meet sooner or later overlap, those that never meet do not', async () => {
    const fourth = at({ cycleLength: 4, cycleWeek: 2, starts: '09:30', ends: '11:00' })
    const told = await message(put([cycle(0), fourth]))
    expect(told).toEqual({
      field: 'hours.1.starts',
      message:
        'Tuesday of week A 09:00–10:00 (Main Street) and Tuesday of week C 09:30–11:00 (Main Street) overlap: nobody works at two places or twice at once.',
    })
    expect((await put([cycle(1), fourth])).status).toBe(200)
  })
})

describe('hours for a time', () => {
  test('that change in the future keep the past, and are one again when they are the same', async () => {
    await put([at({ validFrom: '2026-01-05' })])
    const { body } = await put([at({ starts: '13:00', ends: '14:00' })], {
      from: '2026-03-16',
      to: '2026-03-29',
    })
    expect(
      body.hours.map((each: { starts: string; validFrom: string; validTo: string }) => [
        each.starts,
        each.validFrom,
        each.validTo,
      ]),
    ).toEqual([
      ['09:00', '2026-01-05', '2026-03-15'],
      ['09:00', '2026-03-30', null],
      ['13:00', '2026-03-16', '2026-03-29'],
    ])
    expect((await starts()).slice(0, 5)).toEqual([
      '2026-03-03T09:00',
      '2026-03-10T09:00',
      '2026-03-17T13:00',
      '2026-03-24T13:00',
      '2026-03-31T09:00',
    ])
    const back = await put([at()], { from: '2026-03-16', to: '2026-03-29' })
    expect(back.body.hours).toMatchObject([{ starts: '09:00', validFrom: '2026-01-05', validTo: null }])
  })

  test('say which coming visits lie outside of them now, and move none', async () => {
    const visit = async (startsAt: string) =>
      (
        await app.as(willow.fay).post('/appointments', {
          serviceId: willow.assessment.id,
          practitionerId: willow.petra.id,
          clientId: willow.mia.id,
          startsAt,
        })
      ).body.id
    await visit('2026-03-03T09:00:00-05:00')
    const later = await visit('2026-03-10T14:00:00-04:00')
    const { body } = await put([at()])
    expect(body.outside).toMatchObject([
      { id: later, clientName: 'Mia Rossi', serviceName: expect.any(String) },
    ])
    expect((await put([at({ ends: '11:00' })])).body.outside).toEqual([])
    expect((await app.as(willow.fay).get(`/appointments/${later}`)).body.startsAt).toBe(
      '2026-03-10T18:00:00.000Z',
    )
  })

  test('are at different places on one day', async () => {
    await put([
      at({ ends: '12:00' }),
      at({ starts: '13:00', ends: '15:00', locationId: willow.riverside.id }),
    ])
    expect(await starts({ locationId: willow.riverside.id, days: 2 })).toContain('2026-03-03T13:00')
    expect(await starts({ locationId: willow.mainStreet.id, days: 2 })).not.toContain('2026-03-03T13:00')
  })

  test('pass midnight when they say so', async () => {
    await put([at({ weekday: 6, starts: '22:00', ends: '03:00', nextDay: true })])
    // The clock goes from two to three in the night to 8 March 2026: this shift is an hour shorter.
    const night = (await starts()).filter((each) => each < '2026-03-09')
    expect(night[0]).toBe('2026-03-07T22:00')
    expect(night.at(-1)).toBe('2026-03-08T01:00')
    const told = await message(
      put([
        at({ weekday: 6, starts: '22:00', ends: '03:00', nextDay: true }),
        at({ weekday: 7, starts: '02:30', ends: '05:00' }),
      ]),
    )
    expect(told?.message).toContain('Saturday 22:00–03:00 (Main Street) and Sunday 02:30–05:00')
  })
})

describe('hours that cannot be', () => {
  test('are refused with the field and the way out, and nothing is half done', async () => {
    await put([at()])
    const refused = async (hours: object[], more: object = {}) => message(put(hours, more))
    expect(await refused([at({ ends: '09:00' })])).toMatchObject({
      field: 'hours.0.ends',
      message: expect.stringContaining('ends on the next day'),
    })
    expect(await refused([at({ nextDay: true })])).toMatchObject({ field: 'hours.0.ends' })
    expect(await refused([at({ validFrom: '2026-03-04', validTo: '2026-03-09' })])).toEqual({
      field: 'hours.0.validTo',
      message:
        'There is no Tuesday between 2026-03-04 and 2026-03-09: these hours would never hold. Choose other days.',
    })
    expect((await refused([at({ cycleLength: 2, cycleWeek: 1, validTo: '2026-03-08' })]))?.message).toContain(
      'no Tuesday of week B',
    )
    expect(await refused([at({ locationId: willow.room1.id })])).toMatchObject({
      field: 'hours.0.locationId',
    })
    expect((await refused([at()], { from: '2026-03-10', to: '2026-03-09' }))?.field).toBe('to')
    expect((await app.as(willow.petra).get(url())).body.hours).toHaveLength(1)
  })

  test('cannot begin at a location that is closed for good; those that stood there may stay', async () => {
    await put([at({ locationId: willow.riverside.id })])
    await app.as(willow.nora).post(`/locations/${willow.riverside.id}/archiving`)
    expect(await message(put([at({ weekday: 3, locationId: willow.riverside.id })]))).toEqual({
      field: 'hours.0.locationId',
      message: 'Riverside is closed for good. Choose another location, or reopen it in the settings.',
    })
    expect((await put([at({ locationId: willow.riverside.id }), at({ weekday: 4 })])).status).toBe(200)
  })
})

describe('the preview', () => {
  test('answers the free times of hours, days and time off that nobody has written', async () => {
    await put([at()])
    const before = await starts({ days: 7 })
    const ask = (trial: object) =>
      app.as(willow.petra).post('/hours/preview', {
        practitionerId: willow.petra.id,
        serviceId: willow.assessment.id,
        from: '2026-03-03',
        ...trial,
      })
    const found = async (trial: object) =>
      (await ask(trial)).body.items.map((each: { startsAt: string }) => each.startsAt.slice(0, 16))
    expect(await found({})).toEqual(['2026-03-03T09:00'])
    expect(await found({ hours: [at({ weekday: 4 })] })).toEqual(['2026-03-05T09:00'])
    expect(
      await found({ hours: [at({ weekday: 4 })], period: { from: '2026-03-09' }, lookDays: 14 }),
    ).toEqual(['2026-03-03T09:00', '2026-03-12T09:00'])
    expect(
      await found({
        days: [
          {
            from: '2026-03-03',
            to: '2026-03-03',
            effect: 'add',
            hours: [{ locationId: willow.mainStreet.id, starts: '15:00', ends: '16:00' }],
          },
        ],
      }),
    ).toEqual(['2026-03-03T09:00', '2026-03-03T15:00'])
    expect(
      await found({
        timeOff: {
          startsAt: '2026-03-03T00:00:00-05:00',
          endsAt: '2026-03-04T00:00:00-05:00',
          kind: 'blocked',
        },
      }),
    ).toEqual([])
    expect((await ask({ hours: [at({ ends: '08:00' })] })).body.fields[0].field).toBe('hours.0.ends')
    expect((await ask({ practitionerId: willow.paul.id })).status).toBe(403)
    expect(await starts({ days: 7 })).toEqual(before)
  })
})
