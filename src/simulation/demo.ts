import { createApp } from '../app.ts'
import type { Database } from '../platform/database/database.ts'
import { uuidv7 } from '../platform/clock.ts'
import { createLog } from '../platform/logging.ts'
import { caughtMail } from '../platform/mail/mail.ts'
import type { Settings } from '../platform/settings.ts'
import { addLocalDays, localDay, wallToInstant } from '../platform/time/index.ts'
import { allPracticeIds, practiceIdBySlug } from '../practice/index.ts'
import { chanceOf } from './chance.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SLUG } from './demo-people.ts'
import { insurePeople } from './insurance.ts'
import { makeDemoPractice } from './demo-practice.ts'
import { keepPeople, keepVisits } from './keep-history.ts'
import { liveDays } from './live-days.ts'
import { makePeople } from './people.ts'
import { planHistory } from './plan-history.ts'
import { talkWithPeople } from './talk.ts'
import { virtualClock } from './virtual-clock.ts'

export interface DemoParts {
  settings: Settings
  database: Database
  now: Date
  say(line: string): void
  seed?: number
  /** Cheaper password hashes, for tests. */
  passwordCost?: Parameters<typeof createApp>[0]['passwordCost']
}

const SEED = 20_260_101
const PEOPLE = 400
const HISTORY_DAYS = 365

/** Fills an empty database with the demo practice; false when there is a practice already. */
export async function seedDemoIfEmpty(parts: DemoParts): Promise<boolean> {
  if ((await allPracticeIds(parts.database.app)).length > 0) return false
  parts.say('Making the demo practice: a year of a physiotherapy practice …')
  await seedDemo(parts)
  return true
}

/** A year of a practice on a virtual clock: the months before by the same rules, today and what is to come by the same operations. */
export async function seedDemo({ settings, database, now, say, seed = SEED, passwordCost }: DemoParts) {
  const chance = chanceOf(seed)
  const clock = virtualClock(new Date(now.getTime() - (HISTORY_DAYS + 30) * 86_400_000))
  const services = { clock, random: chance, mail: caughtMail(), log: createLog('error') }
  const app = createApp({ settings, database, services, ...(passwordCost ? { passwordCost } : {}) })
  try {
    const practice = await makeDemoPractice(app, uuidv7(now, chance))
    const today = localDay(now, practice.zone)
    const history = { app, clock, practice, chance, today }
    const people = makePeople(chance, PEOPLE)
    const visits = planHistory(practice, chance, {
      from: addLocalDays(today, -HISTORY_DAYS),
      to: today,
      people: PEOPLE,
    })
    const clientIds = await keepPeople(history, people, visits)
    clock.goTo(wallToInstant(`${addLocalDays(today, -5)}T06:00`, practice.zone, { disambiguation: 'later' }))
    const kept = await keepVisits(history, visits, clientIds)
    // Fresh statistics: what follows would be planned for empty tables.
    await database.owner.query('analyze')
    say(`${clientIds.size} clients and ${kept} visits of the past year are there.`)
    await liveDays(history, { now, clientIds: [...clientIds.values()] })
    await insurePeople(app, practice.practiceId)
    await talkWithPeople(app, practice.practiceId)
    await database.owner.query('analyze')
  } finally {
    await app.stop()
  }
}

/** The lines that tell how to sign in, when the database holds the demo practice. */
export async function demoSignIns(database: Database): Promise<string[]> {
  if (!(await practiceIdBySlug(database.app, DEMO_SLUG))) return []
  const first = DEMO_PEOPLE.slice(0, 4)
  return [
    ...first.map(
      ({ role, email }) => `  ${role.replace('_', ' ').padEnd(12)} ${email.padEnd(30)} ${DEMO_PASSWORD}`,
    ),
    `  clients book at /book/${DEMO_SLUG}`,
  ]
}
