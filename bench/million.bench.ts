import { findFreeTimes, readDiary } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'
import { NOW, openDiary, quick } from './diary-fixture.ts'
import type { Diary } from './diary-fixture.ts'

const DAY = 86_400_000
const PRACTITIONERS = 60
/** 52 weeks behind and so many years more, eight hours a day, three of four taken: about a million. */
const DAYS_BEHIND = 3_700
const DAYS_AHEAD = 60

/** Free times in a practice that holds a million visits. What is behind must cost nothing. */
const bench: Bench = async (premises) => {
  const diary = await openDiary(premises, { practitioners: PRACTITIONERS, rooms: 10, clients: 5_000 })
  try {
    premises.say('Writing a million visits …')
    const visits = await writeVisits(diary)
    premises.say(`${visits} visits are there.`)
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
 * ten of them. The exclusion constraints are left off: no read uses them, and they are most of the writing.
 */
async function writeVisits({
  database,
  practiceId,
  serviceId,
  locationId,
  practitioners,
  rooms,
  clients,
}: Diary) {
  const owner = await database.owner.connect()
  // Minutes of writing, and no foreign key is asked a million times: what is written here fits together.
  await owner.query('set statement_timeout = 0; set session_replication_role = replica')
  await owner.query(
    'alter table occupancy drop constraint occupancy_lead; alter table occupancy drop constraint occupancy_tail',
  )
  const { rowCount } = await owner.query(
    `insert into appointment (practice_id, id, client_id, practitioner_id, service_id, location_id, starts_at, ends_at, zone, state, source,
       price_minor, buffer_before_minutes, buffer_after_minutes, booked_at, created_by, created_at)
     select $1, gen_random_uuid(), ($5::uuid[])[1 + abs(d * 37 + p * 11 + h) % array_length($5::uuid[], 1)], ($4::uuid[])[p], $2, $3,
       at, at + interval '1 hour', 'America/New_York', case when at < $6 then 'done' else 'booked' end, 'staff', 12000, 0, 0, at, 'bench', at
     from generate_series(-$7::int, $8::int) d, generate_series(1, array_length($4::uuid[], 1)) p, generate_series(0, 7) h,
       lateral (select date_trunc('day', $6::timestamptz) + make_interval(days => d, hours => 13 + h) as at) t
     where extract(isodow from at) < 6 and abs(d + p + h) % 4 <> 0`,
    [practiceId, serviceId, locationId, practitioners, clients, NOW, DAYS_BEHIND, DAYS_AHEAD],
  )
  await owner.query(
    `insert into occupancy (practice_id, resource_id, appointment_id, resource_kind, starts_at, ends_at, lead, tail)
     select a.practice_id, x.id, a.id, x.kind, a.starts_at, a.ends_at, tstzrange(a.starts_at, a.ends_at), tstzrange(a.starts_at, a.ends_at)
     from appointment a, lateral (values (a.practitioner_id, 'practitioner'), (a.client_id, 'client'),
       (case when a.starts_at > $2 then ($3::uuid[])[array_position($4::uuid[], a.practitioner_id)] end, 'room')) x (id, kind)
     where a.practice_id = $1 and a.created_by = 'bench' and x.id is not null on conflict do nothing`,
    [practiceId, NOW, rooms, practitioners],
  )
  await owner.query('vacuum analyze appointment, occupancy')
  owner.release(true)
  return rowCount
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
