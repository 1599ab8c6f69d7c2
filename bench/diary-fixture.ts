import { createApp } from '../src/app.ts'
import type { App } from '../src/app.ts'
import { createApiKey } from '../src/platform/access/api-keys.ts'
import { systemRandom, uuidv7 } from '../src/platform/clock.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import type { Services } from '../src/platform/services.ts'
import { loadSettings } from '../src/platform/settings.ts'
import { insertPastAppointments } from '../src/scheduling/index.ts'
import type { PastVisit } from '../src/scheduling/index.ts'
import { seedCast } from '../src/testing/seed-cast.ts'
import type { BenchPremises } from './bench.ts'

/** Monday 2 March 2026, 06:00 in New York: the diary of the benchmarks lies ahead. */
export const NOW = new Date('2026-03-02T11:00:00Z')

export interface Diary {
  app: App
  database: Database
  practiceId: string
  locationId: string
  serviceId: string
  practitioners: string[]
  rooms: string[]
  clients: string[]
  key: string
  stop(): Promise<void>
}

/** A practice with so many practitioners and rooms at one location, and clients enough, on the whole program. */
export async function openDiary(
  { url, folder }: BenchPremises,
  { practitioners, rooms, clients }: Record<'practitioners' | 'rooms' | 'clients', number>,
  services: Partial<Services> = {},
): Promise<Diary> {
  const database = openDatabase(url)
  await migrate(database)
  const settings = {
    ...loadSettings({ ATRIUM_DATA: folder, ATRIUM_LOG: 'error' }),
    secret: 'a secret of the benchmarks that is long enough',
  }
  const app = createApp({ settings, database, services: { clock: { now: () => NOW }, ...services } })
  const willow = await seedCast(database.owner, `bench-${uuidv7(new Date(), systemRandom).slice(-12)}`)
  const { practiceId } = willow
  const ids = async (text: string, values: unknown[]) =>
    (await database.owner.query<{ id: string }>(text, [practiceId, ...values])).rows.map((row) => row.id)
  const place = willow.mainStreet.id
  const who = await ids(
    `insert into staff (practice_id, id, name, role, is_practitioner, created_at) select $1, gen_random_uuid(), 'Practitioner ' || n, 'practitioner', true, now()
     from generate_series(1, $2::int) n returning id`,
    [practitioners],
  )
  await ids(
    `insert into working_hours (practice_id, id, practitioner_id, location_id, weekday, starts, ends, valid_from)
     select $1, gen_random_uuid(), w, $2, d, '09:00', '17:00', '2025-01-06' from unnest($3::uuid[]) w, generate_series(1, 5) d returning id`,
    [place, who],
  )
  await database.owner.query(`delete from service_practitioner where practice_id = $1`, [practiceId])
  await database.owner.query(
    `insert into service_practitioner (practice_id, service_id, practitioner_id) select $1, $2, w from unnest($3::uuid[]) w`,
    [practiceId, willow.assessment.id, who],
  )
  const where = await ids(
    `insert into room (practice_id, id, location_id, name) select $1, gen_random_uuid(), $2, 'Room ' || n from generate_series(11, 10 + $3::int) n returning id`,
    [place, rooms],
  )
  await database.owner.query(
    `update room set archived_at = now() where practice_id = $1 and not id = any($2::uuid[])`,
    [practiceId, where],
  )
  const people = await ids(
    `insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, created_at)
     select $1, gen_random_uuid(), 100 + n, 'Guest', 'Number ' || n, 'guest ' || n, 'number ' || n, now() from generate_series(1, $2::int) n returning id`,
    [clients],
  )
  const { key } = await app.inPractice(
    { practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' },
    (ctx) => createApiKey(ctx, { name: 'bench', role: 'owner', scopes: null }),
  )
  const stop = async () => {
    await app.stop()
    await database.close()
  }
  const diary = {
    app,
    database,
    practiceId,
    locationId: place,
    serviceId: willow.assessment.id,
    practitioners: who,
    rooms: where,
    clients: people,
    key,
    stop,
  }
  await addVisits(diary, { visits: 5_000, firstWeek: -20 })
  return diary
}

/** Writes visits, two of three hours of each day, from that week on (week 0 is the one of NOW). */
export async function addVisits(
  { app, database, practiceId, locationId, serviceId, rooms, practitioners, clients }: Diary,
  { visits, firstWeek }: { visits: number; firstWeek: number },
) {
  const wishes: PastVisit[] = []
  for (const startsAt of hoursFrom(firstWeek)) {
    if (wishes.length >= visits) break
    // As many at once as there are rooms for, each hour beginning with another practitioner; two of three rooms are used.
    for (const [nth, roomId] of rooms.entries()) {
      const practitionerId = practitioners[(nth + wishes.length) % practitioners.length]!
      if (nth % 3 === 0 || nth >= practitioners.length) continue
      wishes.push({
        clientId: clients[wishes.length % clients.length]!,
        serviceId,
        practitionerId,
        locationId,
        roomId,
        startsAt,
        state: startsAt < NOW ? 'done' : 'booked',
        source: 'staff',
      })
    }
  }
  for (let at = 0; at < wishes.length; at += 1_000) {
    await app.inPractice({ practiceId, actor: { kind: 'system', name: 'bench' }, name: 'bench' }, (ctx) =>
      insertPastAppointments(ctx, wishes.slice(at, at + 1_000), { overlaps: 'keep' }),
    )
  }
  // A practice that has been there for a while has been looked at by autovacuum.
  await database.owner.query('vacuum analyze')
}

/** Hours that can be booked, one after the other: practitioner by practitioner, hour by hour, from a week on. */
export function* freeHours(
  { practitioners }: Pick<Diary, 'practitioners'>,
  firstWeek = 1,
): Generator<{ practitionerId: string; startsAt: Date; room: number }> {
  for (const startsAt of hoursFrom(firstWeek)) {
    for (const [room, practitionerId] of practitioners.entries()) yield { practitionerId, startsAt, room }
  }
}

/** The working hours of the practice, Monday to Friday from 09:00; week 0 is the one of NOW. */
function* hoursFrom(firstWeek: number): Generator<Date> {
  for (let week = firstWeek; ; week += 1) {
    for (let day = 0; day < 5; day += 1) {
      // From 8 March on the clocks of New York are four hours behind UTC: 13:00 is 09:00. Before, it only is history.
      for (let hour = 0; hour < 8; hour += 1) yield new Date(Date.UTC(2026, 2, 2 + 7 * week + day, 13 + hour))
    }
  }
}

/** So many workers take turns until the work is done; answers how much was done per second. */
export async function perSecond(
  workers: number,
  jobs: number,
  work: (turn: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let turn = next++; turn < jobs; turn = next++) await work(turn)
    }),
  )
  return (jobs * 1000) / (performance.now() - began)
}

/** The time than which a quarter of the turns was quicker: what others do on the machine counts less. */
export function quick(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 2]!
}
