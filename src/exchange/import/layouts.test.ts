import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import type { Kind } from './map/map.ts'
import { bring } from './test-run.ts'

const folder = process.env['ATRIUM_SHARED_DATA'] ?? join(projectRoot(), '..', 'shared', 'data')
const isThere = existsSync(join(folder, 'imports', 'acuity_appointments.csv'))
if (!isThere)
  console.warn(
    `Skipped: the sample exports are not at ${folder}. Set ATRIUM_SHARED_DATA to the folder that holds imports/.`,
  )

describe.skipIf(!isThere)('exports of other programs', () => {
  let app: TestApp
  const expected = isThere
    ? (
        JSON.parse(readFileSync(join(folder, 'imports', 'expected.json'), 'utf8')) as {
          files: Record<string, Record<string, unknown>>
        }
      ).files
    : {}
  beforeAll(async () => {
    app = await testApp({ now: '2026-03-15T12:00:00Z' })
  })
  afterAll(() => app?.end())

  async function bringSample(
    slug: string,
    { file, map, kind = 'appointments' }: { file: string; map: string; kind?: Kind },
  ) {
    const cast = await app.practice(slug)
    const given = JSON.parse(
      readFileSync(join(projectRoot(), 'docs', 'guide', 'import-maps', map), 'utf8'),
    ) as object
    const brought = await bring(app, cast, { kind, map: given, file: join(folder, 'imports', file) })
    return { cast, brought, ...(await brought.run()) }
  }
  const visitsOf = ({ practiceId }: Cast) =>
    app.sql(
      `select a.*, c.given_name, c.family_name, s.name as service, p.name as practitioner, (select value from contact_point x where x.client_id = c.id and kind = 'phone') as phone
      from appointment a join client c on c.id = a.client_id join service s on s.id = a.service_id left join staff p on p.id = a.practitioner_id
      where a.practice_id = $1 and a.source = 'import' order by a.starts_at`,
      [practiceId],
    )

  test('Acuity: wall times in their zone over the clock change, prices, lengths, phones without the apostrophe', async () => {
    const { cast, counts } = await bringSample('acuity', {
      file: 'acuity_appointments.csv',
      map: 'acuity-appointments.json',
    })
    const facts = expected['acuity_appointments.csv'] as {
      rows: number
      start_utc: string[]
      price_total: string
    }
    expect(counts).toMatchObject({
      rows: facts.rows,
      added: facts.rows,
      clients: 12,
      services: 2,
      practitioners: 1,
      refused: 0,
    })
    const visits = await visitsOf(cast)
    expect(visits.map(({ starts_at }) => starts_at.toISOString().replace('.000', ''))).toEqual(
      facts.start_utc,
    )
    expect(visits.reduce((sum, { price_minor }) => sum + price_minor, 0)).toBe(
      Number(facts.price_total) * 100,
    )
    expect(visits[0]).toMatchObject({
      given_name: 'Rajmund',
      phone: '+12025550145',
      state: 'done',
      hour_known: true,
      service: 'Initial visit',
      practitioner: 'Dr Example',
    })
    expect(visits[1].ends_at - visits[1].starts_at).toBe(50 * 60_000)
    expect(visits.map(({ state }) => state)).toEqual([...Array(7).fill('done'), ...Array(5).fill('booked')])
  })

  test('Acuity: visits that are still to come are reminded of, nobody is written to about the past, and undo forgets the plans', async () => {
    const { cast, brought, id } = await bringSample('acuity-reminders', {
      file: 'acuity_appointments.csv',
      map: 'acuity-appointments.json',
    })
    const mails = app.mails.length
    await app.settle()
    expect(app.mails.length).toBe(mails)
    const planned = await app.sql(`select state, rule from message where practice_id = $1`, [cast.practiceId])
    expect(planned).toEqual(Array.from({ length: 5 }, () => ({ state: 'planned', rule: 'reminder' })))
    const undone = await brought.undo(id)
    expect(undone).toMatchObject({
      removed: { appointment: 12, client: 12, service: 2, staff: 1 },
      kept: { client: 0, appointment: 0 },
    })
    expect(await app.sql(`select 1 from message where practice_id = $1`, [cast.practiceId])).toEqual([])
  })

  test('Google Calendar: sessions come in by name and wall time, the all-day entry is left out with its reason', async () => {
    const { cast, counts } = await bringSample('google', {
      file: 'google_calendar.csv',
      map: 'google-calendar.json',
    })
    const { events, all_day: allDay } = expected['google_calendar.csv'] as { events: number; all_day: number }
    expect(counts).toMatchObject({
      rows: events,
      added: events - allDay,
      skipped: allDay,
      skippedBy: { 'An all-day entry is no visit.': allDay },
    })
    const visits = await visitsOf(cast)
    // 8 March 2026 is the day the clocks change in New York: ten o'clock is 14:00 UTC from then on.
    expect(visits.map(({ starts_at }) => starts_at.toISOString().slice(5, 16))).toEqual([
      '03-05T15:00',
      '03-06T15:00',
      '03-07T15:00',
      '03-08T14:00',
      '03-09T14:00',
      '03-10T14:00',
    ])
    expect(visits[2]).toMatchObject({ given_name: '正二', family_name: '' })
  })

  test('Jane: births as days whatever is written beside them, inactive people archived', async () => {
    const { cast, counts } = await bringSample('jane', {
      kind: 'clients',
      file: 'jane_patients.csv',
      map: 'jane-patients.json',
    })
    const facts = expected['jane_patients.csv'] as { rows: number; births: string[]; inactive: number }
    expect(counts).toMatchObject({ rows: facts.rows, added: facts.rows, clients: facts.rows, refused: 0 })
    const people = await app.sql(
      `select * from client where practice_id = $1 and import_key is not null order by number`,
      [cast.practiceId],
    )
    expect(people.map(({ born_on }) => born_on)).toEqual(facts.births)
    expect(people.filter(({ archived_at }) => archived_at).length).toBe(facts.inactive)
    expect((await app.as(cast.nora).get('/clients', { q: 'senger' })).body.items).toHaveLength(1)
  })

  test('Clio: people come in, a company alone is left out, leading zeros stay', async () => {
    const { cast, counts } = await bringSample('clio', {
      kind: 'clients',
      file: 'clio_contacts.csv',
      map: 'clio-contacts.json',
    })
    const facts = expected['clio_contacts.csv'] as {
      rows: number
      people: number
      leading_zero_zip_kept: number
    }
    expect(counts).toMatchObject({
      rows: facts.rows,
      added: facts.people,
      skipped: facts.rows - facts.people,
    })
    const people = await app.sql(
      `select facts ->> 'postcode' as postcode from client where practice_id = $1 and import_key is not null`,
      [cast.practiceId],
    )
    expect(people.filter(({ postcode }) => postcode.startsWith('0'))).toHaveLength(
      facts.leading_zero_zip_kept,
    )
  })
})
