import { fork } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import type { Bench } from './bench.ts'

const ROWS = 40_000
const MOST_MB = 320
const LEAST_RATIO = 0.2

/**
 * An import in a process of its own, so that its memory is its own; the limit is the same rows by bare set-based SQL
 * (clients and visits, no constraint left out) over one connection in the same run.
 */
const bench: Bench = async ({ url, root, folder, say }) => {
  const file = join(folder, 'visits.csv')
  await writeFile(file)
  const worker = join(root, 'dist', 'bench', 'bench', 'import-worker.js')
  say(`Importing ${ROWS} rows …`)
  const measured = await inProcess(worker, { url, file, folder })
  say('The same rows by bare SQL …')
  const bare = await bareRowsPerSecond(url, measured.practiceId)
  const ratio = measured.rowsPerSecond / bare
  return [
    {
      name: 'import of visits with their clients',
      value: measured.rowsPerSecond,
      unit: 'rows/s',
      limit: bare,
      ratio,
      target: LEAST_RATIO,
      ok: ratio >= LEAST_RATIO,
    },
    { name: 'a second run of the same file', value: measured.knownPerSecond, unit: 'rows/s' },
    {
      name: 'memory of the importing process, at most',
      value: measured.peakMb,
      unit: 'MB',
      target: MOST_MB,
      ok: measured.peakMb <= MOST_MB,
    },
    { name: 'memory that grows with the rows', value: measured.growthMb, unit: 'MB per 10,000 rows' },
  ]
}

export default bench

export interface Measured {
  practiceId: string
  rowsPerSecond: number
  knownPerSecond: number
  peakMb: number
  growthMb: number
}

/** Two visits a client, known by the day only: what large histories look like. */
async function writeFile(file: string) {
  const out = createWriteStream(file)
  out.write('Visit,Client,Name,Day,Booked,Place,Came\n')
  for (let n = 0; n < ROWS; n += 1) {
    const day = String((n % 28) + 1).padStart(2, '0')
    const line = `${n},${n >> 1},Person ${n >> 1},2025-${String((n % 12) + 1).padStart(2, '0')}-${day},2025-01-01T08:00:00Z,Place ${n % 40},${n % 5 === 0 ? 'no' : 'yes'}\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

async function inProcess(worker: string, wish: object): Promise<Measured> {
  const child = fork(worker, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(wish)
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`The import ended with code ${String(code)}.`)),
    ),
  ])) as [Measured]
  return answer
}

async function bareRowsPerSecond(url: string, practiceId: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const from = performance.now()
    for (let at = 0; at < ROWS; at += 400) await client.query(BARE, [practiceId, at, at + 399])
    return ROWS / ((performance.now() - from) / 1000)
  } finally {
    await client.end()
  }
}

const BARE = `with people as (insert into client (practice_id, id, number, given_name, family_name, search_key, last_key, import_key, created_at)
    select $1, gen_random_uuid(), 1000000 + n, 'Person', n::text, 'person ' || n, n || ' person', 'bare/' || n, now() from generate_series($2::int / 2, $3::int / 2) n
    returning id, import_key),
  places as (select array_agg(id) as ids from location where practice_id = $1)
  insert into appointment (practice_id, id, client_id, service_id, location_id, starts_at, ends_at, zone, hour_known, state, source, price_minor,
    buffer_before_minutes, buffer_after_minutes, booked_at, done_at, created_by, facts, import_key, created_at)
  select $1, gen_random_uuid(), p.id, (select id from service where practice_id = $1 limit 1), places.ids[1 + n % array_length(places.ids, 1)],
    now() - interval '1 year', now() - interval '1 year' + interval '30 minutes', 'UTC', false, 'done', 'import', 0, 0, 0, now(), now(), 'bench', '{}', 'bare/' || n, now()
  from generate_series($2::int, $3::int) n join people p on p.import_key = 'bare/' || (n / 2) cross join places`
