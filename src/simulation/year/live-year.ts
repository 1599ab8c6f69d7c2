import { createApp } from '../../app.ts'
import { uuidv7 } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { createLog } from '../../platform/logging.ts'
import type { Settings } from '../../platform/settings.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { stageOf } from '../actors.ts'
import { chanceOf } from '../chance.ts'
import { makeDemoPractice } from '../demo-practice.ts'
import { makePeople } from '../people.ts'
import { virtualClock } from '../virtual-clock.ts'
import { bookByPhone, bookOnline, fiveAtOnce } from './bookings.ts'
import { cancelOne, fallIll, moveOne } from './changes.ts'
import { bookSeries } from './longer-plans.ts'
import { stepsOf } from './day-at-work.ts'
import { memoryOf } from './memory.ts'
import { moveMoney } from './money.ts'
import { booksAreWrong, findWhatIsWrong } from './proofs.ts'
import type { Tally, Town } from './town.ts'
import { townMail } from './town.ts'
import { answerOffers, joinWaitlist } from './waiting.ts'

export interface YearParts {
  settings: Settings
  /** Migrated and empty. */
  database: Database
  /** The first day, 'YYYY-MM-DD'. */
  firstDay: string
  days: number
  seed: number
  say(line: string): void
  /** How many people live in the neighbourhood. */
  people?: number
  /** After so many days everything is proved, and at the end. */
  proveEvery?: number
  passwordCost?: Parameters<typeof createApp>[0]['passwordCost']
}

export interface LivedYear extends Tally {
  days: number
  visits: number
  mailsSent: number
  restarts: number
  /** Everything that was not as it must be; empty when all is well. */
  wrong: string[]
}

/**
 * A practice in motion: every day people call, book online, move, cancel, fall ill, do not come, come late, pay or do
 * not, or too much, five want the same minute, the mail server is down, the program is started anew; all through the operations. What
 * must always hold is proved as it goes.
 */
export async function liveYear(parts: YearParts): Promise<LivedYear> {
  const { database, firstDay, days, seed, say } = parts
  const chance = chanceOf(seed)
  const clock = virtualClock(startOfLocalDay(addLocalDays(firstDay, -1), 'Europe/London'))
  const post = townMail()
  const open = () =>
    createApp({
      settings: parts.settings,
      database,
      services: { clock, random: chance, mail: post.mail, log: createLog('error') },
      ...(parts.passwordCost ? { passwordCost: parts.passwordCost } : {}),
    })
  let app = open()
  const practice = await makeDemoPractice(app, uuidv7(clock.now(), chance))
  const tally: Tally = { done: {}, refused: {} }
  const town: Town = {
    app,
    stage: await stageOf(app, practice.practiceId),
    clock,
    chance,
    practice,
    people: makePeople(chance, parts.people ?? 1_500),
    clientIds: [],
    memory: memoryOf(),
    tally,
  }
  const wrong: string[] = []
  let restarts = 0
  for (let nth = 0; nth < days && wrong.length === 0; nth += 1) {
    const day = addLocalDays(firstDay, nth)
    post.state.isDown = chance.happens(0.04)
    wrong.push(...(await liveDay(town, day)))
    post.state.isDown = false
    wrong.push(...(await booksAreWrong(town, database)))
    if (chance.happens(0.1)) {
      // The program ends in the evening with whatever is queued, and is started anew.
      await app.stop()
      app = open()
      Object.assign(town, { app, stage: await stageOf(app, practice.practiceId) })
      restarts += 1
    }
    if ((nth + 1) % (parts.proveEvery ?? 7) === 0 || nth + 1 === days) {
      await settled(town)
      wrong.push(...(await findWhatIsWrong(town, database)))
      const verdict = wrong.length === 0 ? 'all is well' : `${String(wrong.length)} findings`
      say(`${day}: ${town.memory.count()} visits, ${town.clientIds.length} clients, ${verdict}`)
    }
  }
  await app.stop()
  return { days, visits: town.memory.count(), mailsSent: post.state.sent, restarts, wrong, ...tally }
}

const MINUTE = 60_000
const ACTS: readonly (readonly [(town: Town) => Promise<unknown>, number])[] = [
  [bookByPhone, 46],
  [bookOnline, 24],
  [moveOne, 14],
  [cancelOne, 11],
  [fiveAtOnce, 3],
  [joinWaitlist, 6],
  [answerOffers, 8],
  [bookSeries, 2],
  [moveMoney, 14],
]

/** One day by the clock: the visits of the day step by step, and between them whatever people want. */
async function liveDay(town: Town, day: string): Promise<string[]> {
  const { chance, clock, practice, memory } = town
  const midnight = startOfLocalDay(day, practice.zone)
  const next = startOfLocalDay(addLocalDays(day, 1), practice.zone)
  clock.goTo(midnight)
  await town.app.sweepAll()
  const wrong: string[] = []
  const wishAt = (minute: number, choose: () => (town: Town) => Promise<unknown>) => ({
    at: new Date(midnight.getTime() + minute * MINUTE),
    act: async () => {
      const found = await choose()(town)
      if (typeof found === 'string') wrong.push(found)
    },
  })
  const wishes = [
    ...Array.from({ length: chance.between(18, 34) }, () =>
      wishAt(chance.between(7 * 60, 21 * 60), () => chance.pickWeighted(ACTS)),
    ),
    // Who wins a race is not the seed's to say, so neither is how many there will be: one a day at least.
    wishAt(11 * 60, () => fiveAtOnce),
  ]
  const illness = chance.happens(0.05)
    ? [{ at: new Date(midnight.getTime() + 7 * 60 * MINUTE), act: () => fallIll(town) }]
    : []
  const visits = memory.alive(midnight, next).flatMap((id) => stepsOf(town, id))
  const queue = [...illness, ...wishes, ...visits].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const [nth, { at, act }] of queue.entries()) {
    clock.goTo(at)
    await act()
    if (nth % 8 === 7) await town.app.settle()
    if (nth % 40 === 39) await town.app.sweepAll()
  }
  await settled(town)
  return wrong
}

/** Everything that is due has been done: what events cause, reminders, expired holds, the seal of the audit. */
async function settled({ app }: Town) {
  await app.settle()
  await app.sweepAll()
  await app.settle()
}
