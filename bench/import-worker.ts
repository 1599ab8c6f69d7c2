import { createReadStream } from 'node:fs'
import { createApp } from '../src/app.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { createLog } from '../src/platform/logging.ts'
import { loadSettings } from '../src/platform/settings.ts'
import { createPractice } from '../src/practice/index.ts'
import { beginStep, createBatch, readMap, runBatch } from '../src/exchange/index.ts'
import type { Measured } from './import.bench.ts'

const SECRET = 'a secret of the benchmark that is long enough for everything'
const actor = { kind: 'system', name: 'bench' } as const
const map = readMap(
  {
    source: 'bench',
    client: { key: ['Client'], fullName: 'Name' },
    visit: {
      key: ['Visit'],
      day: 'Day',
      bookedAt: 'Booked',
      service: { value: 'Visit' },
      location: 'Place',
      state: { rules: [{ when: { column: 'Came', is: 'no' }, state: 'no_show' }], otherwise: 'done' },
    },
  },
  'appointments',
)

process.once('message', (wish: { url: string; file: string; folder: string }) => {
  void measure(wish).then((measured) => {
    process.send!(measured, () => process.disconnect())
  })
})

async function measure({
  url,
  file,
  folder,
}: {
  url: string
  file: string
  folder: string
}): Promise<Measured> {
  const database = openDatabase(url)
  await migrate(database)
  const app = createApp({
    settings: { ...loadSettings({ ATRIUM_DATA: folder, ATRIUM_LOG: 'error' }), secret: SECRET },
    database,
    services: { log: createLog('error') },
  })
  const practiceId = crypto.randomUUID()
  await app.inPractice({ practiceId, actor, name: 'bench' }, (ctx) =>
    createPractice(ctx, {
      name: 'Bench',
      pack: 'general',
      locale: 'en',
      currency: 'USD',
      country: 'US',
      zone: 'UTC',
      location: { name: 'Bench', opening: [] },
      owner: { name: 'Owner', email: 'owner@bench.invalid' },
    }),
  )
  const memory: [rows: number, mb: number][] = []
  const run = async () => {
    const batchId = await app.inPractice({ practiceId, actor, name: 'bench' }, async (ctx) => {
      const { id } = await createBatch(ctx, {
        kind: 'appointments',
        fileName: 'visits.csv',
        fileSha256: '0'.repeat(64),
        fileSize: 1,
        map,
      })
      return (await beginStep(ctx, id, 'running')).id
    })
    const from = performance.now()
    const counts = await runBatch({
      house: app.house,
      practiceId,
      actor,
      batchId,
      source: createReadStream(file),
      onProgress: (done) => void memory.push([done.counts.rows, process.memoryUsage.rss() / 1024 / 1024]),
    })
    return counts.rows / ((performance.now() - from) / 1000)
  }
  const rowsPerSecond = await run()
  const growthMb = growthOf(memory)
  const knownPerSecond = await run()
  await app.stop()
  await database.close()
  return {
    practiceId,
    rowsPerSecond,
    knownPerSecond,
    peakMb: process.resourceUsage().maxRSS / 1024,
    growthMb,
  }
}

/** From the first quarter of the run to the last: what is left when the garbage collector has had its turns. */
function growthOf(memory: readonly [rows: number, mb: number][]): number {
  const quarter = Math.floor(memory.length / 4)
  const mean = (part: readonly [number, number][], of: 0 | 1) =>
    part.reduce((sum, each) => sum + each[of], 0) / part.length
  const [first, last] = [memory.slice(quarter, 2 * quarter), memory.slice(-quarter)]
  return ((mean(last, 1) - mean(first, 1)) / (mean(last, 0) - mean(first, 0))) * 10_000
}
