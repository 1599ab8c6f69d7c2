import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPractice } from '../../practice/index.ts'
import { findMeasure, readMeasure } from '../../insight/index.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import { bring, countsOf } from './test-run.ts'

const folder = process.env['ATRIUM_SHARED_DATA'] ?? join(projectRoot(), '..', 'shared', 'data')
const file = join(folder, 'noshow', 'appointments_part_a.csv')
const expectedFile = join(folder, 'noshow', 'expected_reports_part_a.json')
const isThere = existsSync(file)
if (!isThere)
  console.warn(
    `Skipped: the public no-show file is not at ${file}. Set ATRIUM_SHARED_DATA to the folder that holds noshow/.`,
  )

describe.skipIf(!isThere)('the public no-show file', () => {
  let app: TestApp
  let practiceId: string
  let expected: Expected
  let brought: Awaited<ReturnType<typeof bring>>
  let first: Awaited<ReturnType<(typeof brought)['run']>>
  const map = JSON.parse(
    readFileSync(join(projectRoot(), 'docs', 'guide', 'noshow-map.json'), 'utf8'),
  ) as object

  beforeAll(async () => {
    expected = (JSON.parse(readFileSync(expectedFile, 'utf8')) as { report: Expected }).report
    app = await testApp()
    practiceId = crypto.randomUUID()
    await within((ctx) =>
      createPractice(ctx, {
        name: 'Vitória',
        pack: 'general',
        locale: 'en',
        currency: 'BRL',
        country: 'BR',
        zone: 'America/Sao_Paulo',
        location: { name: 'Head office', opening: [] },
        owner: { name: 'Olga', email: 'olga@vitoria.example' },
      }),
    )
    brought = await bring(app, { practiceId }, { map, file })
    first = await brought.run()
  }, 900_000)
  afterAll(() => app?.end())

  const within = <T>(work: Parameters<typeof app.inPractice<T>>[1]) =>
    app.inPractice({ practiceId, actor: { kind: 'system', name: 'tests' }, name: 'tests' }, work)

  async function noShowsBy(by: string) {
    const { groups, total } = await within((ctx) =>
      readMeasure(ctx, findMeasure(ctx, 'no-show'), { by, from: null, to: null }),
    )
    const groupsOf = groups.map(({ label, numerator, denominator, value }): [string, Bucket] => [
      label,
      { appointments: denominator!, no_shows: numerator, rate: Math.round(value! * 1e6) / 1e6 },
    ])
    return { all: total, groups: Object.fromEntries(groupsOf), order: groupsOf.map(([label]) => label) }
  }

  test('comes in with no row lost: every row is added, impossible ones told apart and counted', () => {
    const { rows, added, refused, skipped, repeated, known, clients, locations, oddBy, odd } = first.counts
    expect({ rows, added, refused, skipped, repeated, known }).toEqual({
      rows: expected.rows,
      added: expected.rows,
      refused: 0,
      skipped: 0,
      repeated: 0,
      known: 0,
    })
    expect({ clients, locations }).toEqual({ clients: expected.patients, locations: expected.neighbourhoods })
    const { duplicate_appointment_ids: _none, ...defects } = expected.defects
    expect(oddBy).toEqual(defects)
    expect(odd).toBe(brought.problems.length)
    expect(brought.problems.every(({ kind, line }) => kind === 'odd' && line > 1)).toBe(true)
  })

  test.each([
    ['weekday', 'by_weekday'],
    ['lead-time', 'by_lead_days'],
    ['age-group', 'by_age'],
    ['week', 'by_week_iso'],
    ['fact:sms', 'by_sms'],
    ['fact:gender', 'by_gender'],
    ['fact:scholarship', 'by_scholarship'],
  ] as const)('no-shows by %s are those that were counted independently', async (by, key) => {
    expect((await noShowsBy(by)).groups).toEqual(expected[key])
  })

  test('no-shows by location: 80 of them, the ten largest first', async () => {
    const { groups, order } = await noShowsBy('location')
    expect(order).toHaveLength(expected.neighbourhoods)
    const top = Object.keys(expected.top10_neighbourhoods_by_volume)
    expect(order.slice(0, 10)).toEqual(top)
    for (const name of top) expect(groups[name]).toEqual(expected.top10_neighbourhoods_by_volume[name])
  })

  test('the months and days add up to the whole', async () => {
    const months = await noShowsBy('month')
    expect(Object.keys(months.groups)).toEqual(['2016-04', '2016-05', '2016-06'])
    expect(months.all).toMatchObject({
      denominator: expected.rows,
      numerator: expected.no_shows,
      clients: expected.patients,
      firstDay: expected.first_day,
      lastDay: expected.last_day,
      days: expected.working_days,
    })
    expect(Math.round(months.all.value! * 1e6) / 1e6).toBe(expected.no_show_rate)
    const days = Object.entries((await noShowsBy('day')).groups).map(
      ([day, { appointments }]) => [day, appointments] as const,
    )
    expect(days.sort((a, b) => b[1] - a[1])[0]).toEqual(expected.busiest_day)
  })

  test('one client however many rows: the one with the most has them all', async () => {
    const [row] = await app.sql(
      `select max(count)::int as most, count(*) filter (where count > 1)::int as several
      from (select count(*) from appointment where practice_id = $1 group by client_id) x`,
      [practiceId],
    )
    expect(row).toEqual({
      most: expected.max_appointments_for_one_patient,
      several: expected.patients_with_more_than_one,
    })
  })

  test('it takes up nobody’s time, mails nobody, and leaves one entry in the thread, not one a row', async () => {
    const counts = await countsOf(app, { practiceId })
    expect(counts['occupancy']).toBe(0)
    expect(
      await app.sql(`select name from event where practice_id = $1 and starts_with(name, 'appointment.')`, [
        practiceId,
      ]),
    ).toEqual([])
    expect(
      await app.sql(`select name from event where practice_id = $1 and name = 'import.finished'`, [
        practiceId,
      ]),
    ).toHaveLength(1)
    expect(app.mails).toEqual([])
  })

  test('a second run adds nothing', async () => {
    const before = await countsOf(app, { practiceId })
    const { counts } = await brought.run()
    expect(counts).toMatchObject({
      rows: expected.rows,
      added: 0,
      known: expected.rows,
      repeated: 0,
      refused: 0,
      clients: 0,
      locations: 0,
      services: 0,
    })
    expect(await countsOf(app, { practiceId })).toMatchObject({ ...before, event: before['event']! + 1 })
  }, 600_000)

  test('the undo takes back exactly what the first run made', async () => {
    const undone = await brought.undo(first.id)
    expect(undone.removed).toEqual({
      appointment: expected.rows,
      client: expected.patients,
      service: 1,
      staff: 0,
      location: expected.neighbourhoods,
    })
    expect(await countsOf(app, { practiceId })).toMatchObject({
      appointment: 0,
      client: 0,
      service: 0,
      location: 1,
      staff: 1,
    })
  }, 600_000)
})

interface Bucket {
  appointments: number
  no_shows: number
  rate: number
}

interface Expected {
  rows: number
  patients: number
  no_shows: number
  no_show_rate: number
  first_day: string
  last_day: string
  neighbourhoods: number
  working_days: number
  busiest_day: [string, number]
  by_weekday: Record<string, Bucket>
  by_lead_days: Record<string, Bucket>
  by_age: Record<string, Bucket>
  by_week_iso: Record<string, Bucket>
  by_sms: Record<string, Bucket>
  by_gender: Record<string, Bucket>
  by_scholarship: Record<string, Bucket>
  top10_neighbourhoods_by_volume: Record<string, Bucket>
  defects: Record<string, number>
  patients_with_more_than_one: number
  max_appointments_for_one_patient: number
}
