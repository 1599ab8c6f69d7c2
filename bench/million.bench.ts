import { CompiledQuery } from 'kysely'
import type { PoolClient } from 'pg'
import { DIARY, findFreeTimes, readDiary } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'
import { NOW, openDiary, quick } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const DAY = 86_400_000
const PRACTITIONERS = 60
/** Ten years behind, eight hours a day, three of four taken: about a million. */
const DAYS_BEHIND = 4_000
const DAYS_AHEAD = 60

/** Free times in a practice that holds a million visits. What is behind must cost nothing. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: PRACTITIONERS, rooms: 10, clients: 5_000 })
  try {
    premises.say('Writing a million visits …')
    const began = performance.now()
    const visits = await writeVisits(diary, premises.say)
    premises.say(`${visits} visits in ${Math.round((performance.now() - began) / 1000)} s.`)
    await checkPlan(diary)
    return [
      await month(diary, 'free times of a practitioner-month, 1M visits, 10 rooms to choose from'),
      await withoutRooms(diary),
      await firstTen(diary),
    ]
  } finally {
    await diary.stop()
  }
}

export default bench

/**
 * Visits with what they take up, by set-based SQL: practitioner and client of each, and for the months ahead a room for
 * ten of them. Keeping constraints row by row is most of the writing. Foreign keys are put back and proved at once; the
 * exclusion constraints stay away, for no read uses their indexes and building them takes minutes: one look at all rows in
 * order proves the same.
 */
async function writeVisits(diary: Diary, say: (line: string) => void) {
  const owner = await diary.database.owner.connect()
  try {
    return await writeWith(owner, diary, say)
  } finally {
    owner.release(true)
  }
}

async function writeWith(owner: PoolClient, diary: Diary, say: (line: string) => void) {
  const { practiceId, serviceId, locationId, practitioners, rooms, clients } = diary
  await owner.query(`set statement_timeout = 0; set maintenance_work_mem = '512MB'`)
  const { rows: constraints } = await owner.query<{ of: string; name: string; text: string; kind: string }>(
    `select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as text, contype as kind from pg_constraint
     where conrelid in ('appointment'::regclass, 'occupancy'::regclass) and contype in ('x', 'f') and conparentid = 0`,
  )
  for (const { of, name } of constraints) await owner.query(`alter table ${of} drop constraint ${name}`)
  const { rowCount } = await owner.query(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source,
       price_minor, buffer_before_minutes, buffer_after_minutes, booked_at, created_by, created_at)
     select $1, gen_random_uuid(), ($5::uuid[])[1 + ((d + $7) * 7 + h * 60 + p) % array_length($5::uuid[], 1)], ($4::uuid[])[p], $2, $3,
       at, at + interval '1 hour', 'America/New_York', case when at < $6 then 'done' else 'booked' end, 'staff', 12000, 0, 0, at, 'bench', at
     from generate_series(-$7::int, $8::int) d, generate_series(0, 7) h, generate_series(1, array_length($4::uuid[], 1)) p,
       lateral (select date_trunc('day', $6::timestamptz) + make_interval(days => d, hours => 13 + h) as at) t
     where extract(isodow from at) < 6 and abs(d + p + h) % 4 <> 0
       -- The weeks that the fixture filled stay as they are.
       and not exists (select from appointment x where x.practice_id = $1 and x.starts_at >= $6::timestamptz - interval '141 days' and x.starts_at = at)`,
    [practiceId, serviceId, locationId, practitioners, clients, NOW, DAYS_BEHIND, DAYS_AHEAD],
  )
  say(`${rowCount} visits are there; what they take up follows …`)
  await owner.query(
    `insert into occupancy (practice_id, resource_id, appointment_id, resource_kind, starts_at, ends_at, lead, tail)
     select a.practice_id, x.id, a.id, x.kind, a.starts_at, a.ends_at, tstzrange(a.starts_at, a.ends_at), tstzrange(a.starts_at, a.ends_at)
     from appointment a, lateral (values (a.practitioner_id, 'practitioner'), (a.client_id, 'client'),
       (case when a.starts_at > $2 then ($3::uuid[])[array_position($4::uuid[], a.practitioner_id)] end, 'room')) x (id, kind)
     where a.practice_id = $1 and a.created_by = 'bench' and a.created_at = a.starts_at and x.id is not null on conflict do nothing`,
    [practiceId, NOW, rooms, practitioners],
  )
  say('Foreign keys are put back; that no two visits meet is proved …')
  for (const { of, name, text, kind } of constraints)
    if (kind === 'f') await owner.query(`alter table ${of} add constraint ${name} ${text}`)
  const { rows: meeting } = await owner.query<{ count: number }>(
    `select count(*)::int from (select ends_at > lead(starts_at) over (partition by resource_id order by starts_at) as meets
     from occupancy where practice_id = $1) x where meets`,
    [practiceId],
  )
  if (meeting[0]!.count > 0) throw new Error(`${meeting[0]!.count} visits meet the next one.`)
  await owner.query('vacuum analyze appointment, occupancy')
  return rowCount
}

/** Under row-level security, as the program asks: a plan that reads a table from end to end is a fault. */
async function checkPlan({ app, practiceId, serviceId, practitioners }: Diary) {
  const who = { practiceId, actor: { kind: 'system' as const, name: 'bench' }, name: 'bench' }
  const from = new Date(NOW.getTime() + 7 * DAY)
  const to = new Date(from.getTime() + 31 * DAY)
  const values = [practiceId, serviceId, practitioners[0]!, null, null, from, to, to, null, null, NOW]
  const plan = await app.inPractice(who, async (ctx) => {
    const { rows } = await ctx.db.executeQuery<Record<string, string>>(
      CompiledQuery.raw(`explain ${DIARY}`, values),
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  if (/Seq Scan on (occupancy|appointment)/.test(plan)) throw new Error(`A table is read whole:\n${plan}`)
}

async function month(diary: Diary, name: string): Promise<Figure> {
  const { serviceId, practitioners } = diary
  const from = new Date(NOW.getTime() + 7 * DAY)
  const ask = { serviceId, practitionerId: practitioners[0]!, from, days: 31, by: 'client' as const }
  return measure(diary, { name, ask, to: new Date(from.getTime() + 31 * DAY), atMost: 2 })
}

async function withoutRooms(diary: Diary): Promise<Figure> {
  await diary.database.owner.query('update service set needs_room = false where practice_id = $1', [
    diary.practiceId,
  ])
  const figure = await month(diary, 'free times of a practitioner-month, 1M visits, no room needed')
  await diary.database.owner.query('update service set needs_room = true where practice_id = $1', [
    diary.practiceId,
  ])
  return figure
}

async function firstTen(diary: Diary): Promise<Figure> {
  const from = new Date(NOW.getTime() + 7 * DAY)
  const ask = { serviceId: diary.serviceId, from, days: 31, limit: 10, by: 'client' as const }
  const name = `first 10 free times of ${PRACTITIONERS} practitioners and 10 rooms, 1M visits`
  return measure(diary, { name, ask, to: new Date(from.getTime() + DAY) })
}

interface Asked {
  name: string
  ask: Parameters<typeof findFreeTimes>[1]
  to: Date
  /** Milliseconds; without it the reads alone are the measure. */
  atMost?: number
}

/** The quicker turns of the search (a quarter is quicker) beside its reads alone, in turn. */
async function measure({ app, practiceId }: Diary, { name, ask, to, atMost }: Asked): Promise<Figure> {
  const who = { practiceId, actor: { kind: 'system' as const, name: 'bench' }, name: 'bench' }
  return app.inPractice(who, async (ctx) => {
    const times = { search: [] as number[], reads: [] as number[] }
    const rulesTo = new Date(ask.from.getTime() + ask.days * DAY)
    for (let turn = 0; turn < 80; turn += 1) {
      const began = performance.now()
      await findFreeTimes(ctx, ask)
      const between = performance.now()
      await readDiary(ctx, { ...ask, duration: null, to, rulesTo })
      if (turn < 20) continue
      times.search.push(between - began)
      times.reads.push(performance.now() - between)
    }
    const [value, limit] = [quick(times.search), quick(times.reads)]
    const ratio = limit / value
    const target = atMost ?? 1 / 1.5
    return {
      name,
      value,
      unit: 'ms',
      limit,
      ratio,
      target,
      ok: atMost ? value <= atMost && ratio >= 0.5 : ratio >= target,
    }
  })
}
