import { BEHIND_CONNECTIONS } from '../database/database.ts'
import type { House } from '../operation/gate.ts'
import type { DueJob, Job } from './jobs.ts'
import { claimJobs, finishJob, returnJob } from './queue.ts'
import type { Sweep } from './sweeps.ts'

export interface WorkerParts {
  house: House
  jobs: readonly Job[]
  sweeps: readonly Sweep[]
  practiceIds(): Promise<string[]>
}

export interface Worker {
  /** Something was queued: look now, not at the next tick. */
  poke(): void
  /** Runs what is due until nothing is left; answers how many jobs ran. For tests, simulation and command line. */
  drain(): Promise<number>
  /** Runs every sweep once, whatever the time. */
  sweepAll(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const TICK_MS = 1_000
/** As many at once as have a connection: none of them waits for one until its patience is over. */
const AT_ONCE = BEHIND_CONNECTIONS
/** Claimed in one go: the last has one before it, and is begun long before its lease ends. */
const BATCH = 2 * AT_ONCE

/** Claims and runs jobs, and runs sweeps when their time comes. Several processes may do so on one database. */
export function createWorker(parts: WorkerParts): Worker {
  const house = behind(parts.house)
  const handlers = new Map(parts.jobs.map((each) => [each.kind, each]))
  const lastSweep = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let wanted = false
  let stopped = true

  async function drain(): Promise<number> {
    let count = 0
    for (;;) {
      const due = await claimJobs(house.database.worker, { now: house.services.clock.now(), most: BATCH })
      if (due.length === 0) return count
      await runFew(due, (each) => runJob(house, handlers.get(each.kind), each))
      count += due.length
    }
  }

  async function sweepDue(all = false) {
    const now = house.services.clock.now().getTime()
    const due = parts.sweeps.filter(
      (each) => all || now - (lastSweep.get(each.name) ?? 0) >= each.everySeconds * 1000,
    )
    if (due.length === 0) return
    for (const practiceId of await parts.practiceIds()) {
      for (const each of due) await runSweep(house, each, practiceId)
    }
    for (const each of due) lastSweep.set(each.name, now)
  }

  async function tick() {
    wanted = false
    await sweepDue()
    await drain()
  }

  function loop() {
    if (stopped) return
    running = tick()
      .catch((error: unknown) =>
        house.services.log.error({ err: error }, 'the worker could not look for work'),
      )
      .then(() => {
        if (!stopped) timer = setTimeout(loop, wanted ? 0 : TICK_MS)
      })
  }

  return {
    poke() {
      if (stopped || wanted) return
      wanted = true
      if (timer) {
        clearTimeout(timer)
        timer = undefined
        // A few milliseconds let a burst of commits share one look.
        timer = setTimeout(loop, 5)
      }
    },
    drain,
    sweepAll: () => sweepDue(true),
    start() {
      stopped = false
      loop()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Jobs and sweeps do their work on connections of their own, however many they are: requests keep theirs. */
function behind(house: House): House {
  return { ...house, database: { ...house.database, app: house.database.behind } }
}

async function runFew(due: DueJob[], run: (each: DueJob) => Promise<void>) {
  const waiting = [...due]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

async function runJob(house: House, handler: Job | undefined, due: DueJob) {
  const { worker } = house.database
  try {
    if (!handler) throw new Error(`Nothing handles jobs of the kind ${due.kind}.`)
    await handler.run(house, due)
    await finishJob(worker, due.id)
  } catch (error) {
    house.services.log.warn({ err: error, job: due.id, kind: due.kind, attempt: due.attempt }, 'a job failed')
    await returnJob(worker, due, { error: (error as Error).message, now: house.services.clock.now() })
  }
}

async function runSweep(house: House, each: Sweep, practiceId: string) {
  await each.run(house, practiceId).catch((error: unknown) => {
    house.services.log.error({ err: error, sweep: each.name, practice: practiceId }, 'a sweep failed')
  })
}
