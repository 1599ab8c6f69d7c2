import pg from 'pg'
import type { Log } from '../logging.ts'

/** Something changed: ids only; whoever is told reads it again through the API. */
export interface Change {
  practiceId: string
  topic: string
  id: string
  name: string
}

export interface Live {
  publish(change: Change): void
  /** Calls back for every change of the practice, from whichever process it came; answers how to stop. */
  listen(practiceId: string, onChange: (change: Change) => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
}

const CHANNEL = 'atrium_live'
const BATCH_MS = 20
// A NOTIFY holds at most 8,000 bytes.
const MOST_IN_A_NOTIFY = 40
const RECONNECT_MS = 1_000

/**
 * Changes go to all processes by NOTIFY, batched after the commits: a NOTIFY inside each transaction would take a
 * global lock at commit and cost two thirds of the throughput.
 */
export function createLive({ url, sender, log }: { url: string; sender: pg.Pool; log: Log }): Live {
  const listeners = new Map<string, Set<(change: Change) => void>>()
  let waiting: Change[] = []
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client | undefined
  let stopped = true

  async function flush() {
    timer = undefined
    const batch = waiting
    waiting = []
    for (let start = 0; start < batch.length; start += MOST_IN_A_NOTIFY) {
      const payload = JSON.stringify(
        batch.slice(start, start + MOST_IN_A_NOTIFY).map((c) => [c.practiceId, c.topic, c.id, c.name]),
      )
      await sender
        .query('select pg_notify($1, $2)', [CHANNEL, payload])
        .catch((error: unknown) => log.warn({ err: error }, 'live changes were not sent'))
    }
  }

  function deliver(payload: string) {
    for (const [practiceId, topic, id, name] of JSON.parse(payload) as [string, string, string, string][]) {
      for (const tell of listeners.get(practiceId) ?? []) tell({ practiceId, topic, id, name })
    }
  }

  async function connect() {
    const made = new pg.Client({
      connectionString: url,
      options: '-c role=atrium_app',
      application_name: 'atrium live',
    })
    made.on('error', () => {})
    made.on('notification', ({ payload }) => payload && deliver(payload))
    made.on('end', () => {
      if (!stopped) setTimeout(() => connect().catch(() => {}), RECONNECT_MS).unref()
    })
    await made.connect()
    await made.query(`listen ${CHANNEL}`)
    client = made
  }

  return {
    publish(change) {
      waiting.push(change)
      timer ??= setTimeout(() => void flush(), BATCH_MS)
    },
    listen(practiceId, onChange) {
      const all = listeners.get(practiceId) ?? new Set()
      listeners.set(practiceId, all.add(onChange))
      return () => {
        all.delete(onChange)
        if (all.size === 0) listeners.delete(practiceId)
      }
    },
    async start() {
      stopped = false
      await connect()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await flush()
      await client?.end().catch(() => {})
    },
  }
}
