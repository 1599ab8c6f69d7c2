import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../../testing/cast.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import { bring, countsOf } from './test-run.ts'

let app: TestApp
let cast: Cast
let slug = 0
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

async function fresh() {
  slug += 1
  return (cast = await app.practice(`practice-${slug}`))
}

const map = {
  source: 'old',
  zone: 'America/New_York',
  formats: ['yyyy-MM-dd HH:mm', 'iso'],
  client: { key: ['No'], fullName: 'Name', email: 'Mail' },
  visit: {
    key: ['Visit'],
    startsAt: 'Start',
    minutes: 'Minutes',
    service: 'What',
    practitioner: 'Who',
    state: {
      rules: [
        { when: { column: 'State', is: 'missed' }, state: 'no_show' },
        { when: { column: 'State', is: 'off' }, state: 'cancelled_late' },
      ],
      otherwise: 'by_time',
    },
  },
}
const head = 'Visit,No,Name,Mail,Start,Minutes,What,Who,State\n'
const rows = [
  '1,7,"Roe, Jane",jane@example.com,2026-02-02 09:00,30,Massage,Kim,',
  '2,7,"Roe, Jane",jane@example.com,2026-02-09 09:00,30,Massage,Kim,missed',
  '3,8,Max Power,max@example.com,2026-02-02 09:30,45,Massage,Kim,off',
]
const text = `${head}${rows.join('\n')}\n`

describe('an import of visits', () => {
  test('makes clients, services and practitioners once, and every state as the rules say', async () => {
    const { practiceId } = await fresh()
    const { counts } = await (await bring(app, cast, { map, text })).run()
    expect(counts).toMatchObject({ rows: 3, added: 3, clients: 2, services: 1, practitioners: 1 })
    const visits = await app.sql(
      `select a.state, a.cancelled_late, a.starts_at, a.source, a.created_by, c.family_name from appointment a join client c on c.id = a.client_id
      where a.practice_id = $1 order by a.import_key`,
      [practiceId],
    )
    expect(visits).toEqual([
      {
        state: 'done',
        cancelled_late: null,
        starts_at: new Date('2026-02-02T14:00:00Z'),
        source: 'import',
        created_by: 'tests',
        family_name: 'Roe',
      },
      {
        state: 'no_show',
        cancelled_late: null,
        starts_at: new Date('2026-02-09T14:00:00Z'),
        source: 'import',
        created_by: 'tests',
        family_name: 'Roe',
      },
      {
        state: 'cancelled',
        cancelled_late: true,
        starts_at: new Date('2026-02-02T14:30:00Z'),
        source: 'import',
        created_by: 'tests',
        family_name: 'Power',
      },
    ])
    expect(
      await app.sql(`select 1 from client_practitioner where practice_id = $1`, [practiceId]),
    ).toHaveLength(1)
  })

  test('a second run adds nothing, and a longer file only what is new', async () => {
    await fresh()
    await (await bring(app, cast, { map, text })).run()
    const before = await countsOf(app, cast)
    expect((await (await bring(app, cast, { map, text })).run()).counts).toMatchObject({
      added: 0,
      known: 3,
      clients: 0,
    })
    expect(await countsOf(app, cast)).toMatchObject({ ...before, event: before['event']! + 1 })
    const longer = `${text}4,7,"Roe, Jane",jane@example.com,2026-02-16 09:00,30,Massage,Kim,\n`
    expect((await (await bring(app, cast, { map, text: longer })).run()).counts).toMatchObject({
      added: 1,
      known: 3,
      clients: 0,
      services: 0,
      practitioners: 0,
    })
  })

  test('a dry run says exactly what the run will do, and keeps nothing', async () => {
    await fresh()
    const before = await countsOf(app, cast)
    const clash = `${text}9,9,Eve Late,eve@example.com,2026-02-02 09:15,30,Massage,Kim,\n`
    const brought = await bring(app, cast, { map, text: clash })
    const tried = await brought.tryOut()
    expect(await countsOf(app, cast)).toEqual(before)
    expect((await brought.run()).counts).toEqual(tried)
    expect(tried).toMatchObject({ added: 3, refused: 1, refusedBy: { clash: 1 } })
  })

  test('rows that cannot be taken are told with their line and reason, and cost nothing else', async () => {
    await fresh()
    const wrong = [
      '4,,,,2026-02-03 09:00,30,Massage,Kim,',
      '5,10,,,2026-02-03 09:00,30,Massage,Kim,',
      '6,11,Ann Other,,03.02.2026,30,Massage,Kim,',
      '7,12,Ann Other,,2026-02-30 09:00,30,Massage,Kim,',
      '8,13,Ann Other,,2026-02-03 09:00,-5,Massage,Kim,',
      '9,14,Ann Other,,2026-02-03 09:00,30,,Kim,',
      '10,15,Ann\u0001Other,,2026-02-03 09:00,30,Massage,Kim,',
      '11,16,too few',
      '1,7,"Roe, Jane",jane@example.com,2026-02-02 09:00,30,Massage,Kim,',
      '12,17,"Never closed,,2026-02-03 09:00,30,Massage,Kim,',
      '13,18,Last One,no-mail,2026-02-04 11:00,30,Massage,Kim,',
    ]
    const brought = await bring(app, cast, { map, text: `${text}${wrong.join('\n')}\n` })
    const { counts } = await brought.run()
    const told = brought.problems
      .sort((a, b) => a.line - b.line)
      .map(({ line, kind, code }) => `${line} ${kind} ${code}`)
    expect(told).toEqual([
      '5 refused no_client',
      '6 refused no_name',
      '7 refused bad_date',
      '8 refused bad_date',
      '9 refused bad_length',
      '10 refused no_service',
      '11 refused control_characters',
      '12 refused too_few',
      '13 repeated repeated',
      '14 refused quote',
      '15 odd email_unreadable',
    ])
    expect(counts).toMatchObject({ rows: 14, added: 4, refused: 9, repeated: 1, odd: 1, clients: 3 })
    expect(counts.rows).toBe(counts.added + counts.known + counts.repeated + counts.refused + counts.skipped)
  })

  test('nobody is in two places: a clash is refused with its row, its client is not made, and "keep" keeps it marked', async () => {
    const { practiceId } = await fresh()
    const clash = `${head}${rows[0]}\n9,9,Eve Late,eve@example.com,2026-02-02 09:15,30,Massage,Kim,\n`
    const brought = await bring(app, cast, { map, text: clash })
    const { id, counts } = await brought.run()
    expect(counts).toMatchObject({ added: 1, refused: 1, clients: 1, refusedBy: { clash: 1 } })
    expect(brought.problems).toMatchObject([{ line: 3, code: 'clash', cells: { Name: 'Eve Late' } }])
    await brought.undo(id)
    const kept = await (await bring(app, cast, { map: { ...map, clash: 'keep' }, text: clash })).run()
    expect(kept.counts).toMatchObject({ added: 2, refused: 0, clashesKept: 1, clients: 2 })
    expect(
      await app.sql(
        `select overlap_reason from appointment where practice_id = $1 and overlap_reason is not null`,
        [practiceId],
      ),
    ).toEqual([{ overlap_reason: 'imported' }])
  })

  test('visits of which only the day is known take up nobody’s time', async () => {
    const { practiceId } = await fresh()
    const days = `${head}1,7,Jane Roe,,2026-02-02,30,Massage,Kim,\n2,8,Max Power,,2026-02-02,30,Massage,Kim,\n`
    const { counts } = await (await bring(app, cast, { map, text: days })).run()
    expect(counts).toMatchObject({ added: 2, refused: 0 })
    expect(
      await app.sql(`select distinct hour_known, starts_at from appointment where practice_id = $1`, [
        practiceId,
      ]),
    ).toEqual([{ hour_known: false, starts_at: new Date('2026-02-02T05:00:00Z') }])
    expect(await app.sql(`select 1 from occupancy where practice_id = $1`, [practiceId])).toEqual([])
  })

  test('services, practitioners and locations are found by name whatever their case, and not made where that is forbidden', async () => {
    await fresh()
    const known = text.replaceAll('Massage', 'initial ASSESSMENT').replaceAll('Kim', 'petra schmidt')
    expect((await (await bring(app, cast, { map, text: known })).run()).counts).toMatchObject({
      added: 3,
      services: 0,
      practitioners: 0,
    })
    const strict = { ...map, source: 'strict', create: { services: false, practitioners: false } }
    const brought = await bring(app, cast, { map: strict, text })
    expect((await brought.run()).counts).toMatchObject({
      added: 0,
      refused: 3,
      clients: 0,
      refusedBy: { no_such_service: 3 },
    })
    expect(brought.problems[0]?.message).toBe('There is no service called "Massage".')
  })

  test('an hour that the clock change skips is taken later and told as odd; "done" ahead of its day, too', async () => {
    await fresh()
    const odd = `${head}1,7,Jane Roe,,2026-03-08 02:30,30,Massage,Kim,\n2,7,Jane Roe,,2026-03-20 10:00,30,Massage,Kim,missed\n`
    const { counts } = await (await bring(app, cast, { map, text: odd })).run()
    expect(counts).toMatchObject({ added: 2, odd: 2, oddBy: { clock_change: 1, over_before_its_day: 1 } })
  })
})

describe('undo', () => {
  test('takes back exactly what was made: what was there before stays', async () => {
    await fresh()
    const before = await countsOf(app, cast)
    const brought = await bring(app, cast, {
      map,
      text: text.replace('Massage,Kim,off', 'Gait analysis,Petra Schmidt,off'),
    })
    const { id } = await brought.run()
    expect(await brought.undo(id)).toEqual({
      removed: { appointment: 3, client: 2, service: 1, staff: 1, location: 0 },
      kept: { appointment: 0, client: 0, service: 0, staff: 0, location: 0 },
    })
    const { event: _events, ...after } = await countsOf(app, cast)
    expect(before).toMatchObject(after)
  })

  test('is refused where something was built on it, says what, and can leave just that', async () => {
    await fresh()
    const { id } = await (await bring(app, cast, { map, text })).run()
    const [jane] = await app.sql(`select id from client where practice_id = $1 and import_key = 'old/7'`, [
      cast.practiceId,
    ])
    await app.as(cast.fay).post('/appointments', {
      clientId: jane!['id'],
      serviceId: cast.assessment.id,
      practitionerId: cast.petra.id,
      startsAt: '2026-03-04T10:00:00-05:00',
    })
    const refused = await app.as(cast.nora).post(`/imports/${id}/undo`, { reason: 'wrong file' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'import_in_use', uses: { appointment: 1 } } })
    expect((await app.as(cast.nora).get(`/imports/${id}`)).body.state).toBe('finished')
    const started = await app
      .as(cast.nora)
      .post(`/imports/${id}/undo`, { reason: 'wrong file', keepUsed: true })
    expect(started).toMatchObject({ status: 200, body: { state: 'undoing' } })
    await app.settle()
    expect((await app.as(cast.nora).get(`/imports/${id}`)).body).toMatchObject({
      state: 'undone',
      undoneBy: 'Nora Okafor',
    })
    expect(
      await app.sql(`select import_key from client where practice_id = $1 and import_key is not null`, [
        cast.practiceId,
      ]),
    ).toEqual([{ import_key: 'old/7' }])
    const [audit] = await app.sql(
      `select reason, actor_name from audit_entry where practice_id = $1 and operation = 'POST /imports/{id}/undo' and outcome = 'done'`,
      [cast.practiceId],
    )
    expect(audit).toEqual({ reason: 'wrong file', actor_name: 'Nora Okafor' })
  })
})
