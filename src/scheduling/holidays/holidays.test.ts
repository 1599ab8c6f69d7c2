import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { holidaysOf } from './calendar.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data/codes/public_holidays_2025_2027.json')
const national = { state: null, region: null, languages: [] }

describe('the calendar of holidays', () => {
  test.skipIf(!existsSync(DATA))(
    'has the national holidays of ten countries in three years (skipped where the shared data is absent)',
    async () => {
      const { countries } = JSON.parse(readFileSync(DATA, 'utf8')) as {
        countries: Record<string, Record<string, { date: string }[]>>
      }
      expect(Object.keys(countries)).toHaveLength(10)
      for (const [country, years] of Object.entries(countries)) {
        for (const [year, told] of Object.entries(years)) {
          const found = await holidaysOf({ country, ...national }, [Number(year)])
          const days = new Set(found.filter(({ kind }) => kind === 'public').map(({ day }) => day))
          expect([...days].sort(), `${country} ${year}`).toEqual(
            [...new Set(told.map(({ date }) => date))].sort(),
          )
        }
      }
    },
  )

  test('knows regions, languages, feasts of several days and parts of a day', async () => {
    const bavaria = await holidaysOf({ country: 'DE', state: 'BY', region: null, languages: ['de'] }, [2026])
    expect(bavaria.find(({ day }) => day === '2026-01-06')?.name).toBe('Heilige Drei Könige')
    const berlin = await holidaysOf({ country: 'DE', state: 'BE', region: null, languages: ['de'] }, [2026])
    expect(berlin.some(({ day }) => day === '2026-01-06')).toBe(false)
    const turkey = await holidaysOf({ country: 'TR', ...national }, [2026])
    expect(turkey.find(({ day }) => day === '2026-03-20')).toMatchObject({ lastDay: '2026-03-22' })
    const partly = (
      await holidaysOf({ country: 'DE', state: null, region: null, languages: [] }, [2026])
    ).filter(({ partOfDay }) => partOfDay)
    expect(partly.every(({ kind }) => kind !== 'public')).toBe(true)
  })
})

describe('holidays of a location', () => {
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
  const url = () => `/locations/${willow.mainStreet.id}/holidays`
  const list = async () => (await app.as(willow.fay).get(url())).body
  const accept = (body: object = {}) => app.as(willow.max).post(`${url()}/acceptance`, body)
  const stateOf = async (day: string) =>
    (await list()).items.find((each: { day: string }) => each.day === day)?.state

  test('are those of the practice’s country, until a region is chosen; 24 months ahead', async () => {
    const { region, items } = await list()
    expect(region).toMatchObject({ country: 'US', chosen: false })
    expect(items[0].day >= '2026-03-02').toBe(true)
    expect(items.at(-1).day <= '2028-03-02').toBe(true)
    expect(items.filter((each: { name: string }) => each.name === 'Thanksgiving Day')).toHaveLength(2)
    const chosen = await app.as(willow.max).put(`/locations/${willow.mainStreet.id}/holiday-region`, {
      country: 'DE',
      state: 'BY',
      languages: ['de'],
    })
    expect(chosen.status).toBe(200)
    const german = await list()
    expect(german.region).toMatchObject({ country: 'DE', state: 'BY', chosen: true })
    expect(german.items.map((each: { name: string }) => each.name)).toContain('Fronleichnam')
    const choices = (await app.as(willow.fay).get('/holidays/regions', { country: 'DE', state: 'BY' })).body
    expect(choices.countries.length).toBeGreaterThan(150)
    expect(choices.states.map((each: { key: string }) => each.key)).toContain('BY')
  })

  test('close the location when they are accepted, once, and nobody is offered a time', async () => {
    const first = await accept()
    expect(first.body.closed.length).toBeGreaterThan(15)
    expect((await accept()).body.closed).toEqual([])
    expect(await stateOf('2026-05-25')).toBe('accepted')
    const closures = (await app.as(willow.fay).get('/closures')).body.items
    expect(closures.filter((each: { startsOn: string }) => each.startsOn === '2026-05-25')).toMatchObject([
      { name: 'Memorial Day', locationId: willow.mainStreet.id },
    ])
    const ask = {
      serviceId: willow.assessment.id,
      locationId: willow.mainStreet.id,
      from: '2026-05-25',
      days: 1,
    }
    expect((await app.as(willow.fay).get('/availability', ask)).body.items).toEqual([])
  })

  test('that were taken back stay open, unless they are named and wanted again', async () => {
    await accept({ days: ['2026-05-25', '2026-07-04'] })
    const closure = (await app.as(willow.fay).get('/closures')).body.items.find(
      (each: { startsOn: string }) => each.startsOn === '2026-05-25',
    )
    await app.as(willow.max).delete(`/closures/${closure.id}`)
    expect(await stateOf('2026-05-25')).toBe('removed')
    expect((await accept({ days: ['2026-05-25'] })).body.closed).toEqual([])
    const all = (await accept()).body.closed.map((each: { day: string }) => each.day)
    expect(all).not.toContain('2026-05-25')
    expect(all).not.toContain('2026-07-04')
    expect((await accept({ days: ['2026-05-25'], again: true })).body.closed).toMatchObject([
      { day: '2026-05-25' },
    ])
    expect(await stateOf('2026-05-25')).toBe('accepted')
  })

  test('that two people accept at once close the location once', async () => {
    await app.as(willow.nora).get('/closures')
    await app.as(willow.max).get('/closures')
    const answers = await Promise.all([
      accept(),
      app.as(willow.nora).post(`${url()}/acceptance`, {}),
      accept(),
    ])
    expect(answers.map((each) => each.status)).toEqual([200, 200, 200])
    const closures = (await app.as(willow.fay).get('/closures')).body.items as { startsOn: string }[]
    expect(new Set(closures.map(({ startsOn }) => startsOn)).size).toBe(closures.length)
    expect(answers.flatMap((each) => each.body.closed)).toHaveLength(closures.length)
  })

  test('on days that are closed already close nothing twice', async () => {
    await app
      .as(willow.max)
      .post('/closures', { startsOn: '2026-05-23', endsOn: '2026-05-26', name: 'Painting' })
    expect(await stateOf('2026-05-25')).toBe('closed_already')
    const { body } = await accept()
    expect(body.closed.map((each: { day: string }) => each.day)).not.toContain('2026-05-25')
  })

  test('of unknown countries and days are refused, and belong to one practice', async () => {
    const choose = (body: object) =>
      app.as(willow.max).put(`/locations/${willow.mainStreet.id}/holiday-region`, body)
    expect((await choose({ country: 'XX' })).body.fields[0].field).toBe('country')
    expect((await choose({ country: 'DE', state: 'ZZ' })).body.fields[0].field).toBe('state')
    expect((await choose({ country: 'DE', state: 'BY', region: 'ZZ' })).body.fields[0].field).toBe('region')
    expect((await choose({ country: 'DE', region: 'A' })).body.fields[0].field).toBe('region')
    expect((await accept({ days: ['2026-05-26'] })).body.fields[0].field).toBe('days')
    expect((await app.as(willow.fay).post(`${url()}/acceptance`, {})).status).toBe(403)
    const oak = await app.practice(`oak-${count}`)
    expect((await app.as(oak.nora).get(url())).status).toBe(404)
    expect((await app.as(oak.nora).post(`${url()}/acceptance`, {})).status).toBe(404)
  })
})
