import { sql } from 'kysely'
import { setImmediate as breathe } from 'node:timers/promises'
import { job } from '../../platform/jobs/jobs.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { dayOfNumber, instantToWall, localDay } from '../../platform/time/index.ts'
import type { Learned } from './learned.ts'
import { keepLearned } from './learned.ts'
import { backTest } from './model/back-test.ts'
import type { Case } from './model/train.ts'
import { casesOf, isTelling, trainModel } from './model/train.ts'
import type { NoShowVisit } from './model/visit.ts'
import { lookedAt, readOwnVisits } from './own-visits.ts'
import { findNoShowSettings } from './settings.ts'

/** Fewer say nothing that the base rate does not. */
export const LEAST_VISITS = 300
export const LEAST_ABSENCES = 30
export const LEARN_JOB = 'scheduling.learnNoShows'
const ACTOR = { kind: 'system', name: 'No-show model' } as const
const NIGHT = { from: '01:00', until: '05:00' }
const FRESH_HOURS = 20

/** Every night, and once at the beginning, each practice learns from its own visits. */
export const learnNightly = sweep({
  name: 'scheduling.learnNoShows',
  everySeconds: 900,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: LEARN_JOB }, async (ctx) => {
      if (await isDue(ctx)) ctx.later(LEARN_JOB, {}, { key: localDay(ctx.now, 'UTC') })
    })
  },
})

/** Reads in one transaction, learns without any, keeps in another: nobody waits for arithmetic. */
export const learnJob = job({
  kind: LEARN_JOB,
  run: async (house, { practiceId }) => {
    const who = { practiceId, actor: ACTOR, name: LEARN_JOB }
    const { visits, usesAge } = await inPractice(house, who, async (ctx) => {
      const settings = await findNoShowSettings(ctx)
      return { visits: await readOwnVisits(ctx, settings.usesAge), usesAge: settings.usesAge }
    })
    const learned = await learnFrom(visits, usesAge)
    await inPractice(house, who, (ctx) => keepLearned(ctx, learned))
  },
})

/** What the visits teach; with too few of them the base rate alone. */
export async function learnFrom(
  visits: readonly NoShowVisit[],
  usesAge: boolean,
): Promise<Omit<Learned, 'id' | 'learnedAt' | 'baseRate'>> {
  const cases = casesOf(visits, (visit) => lookedAt({ bookedAt: visit.bookedAt, startsAt: visit.knownAt }))
  const facts = factsOf(cases)
  if (facts.visits < LEAST_VISITS || facts.absences < LEAST_ABSENCES)
    return { ...facts, state: 'too_few', model: null, test: null }
  const training = { usesAge, pause: breathe }
  const test = await backTest(cases, training)
  return { ...facts, state: 'learned', model: await trainModel(cases, training), test }
}

function factsOf(cases: readonly Case[]) {
  const visits = cases.filter(({ visit }) => isTelling(visit)).map(({ visit }) => visit)
  const days = visits.map(({ day }) => day)
  const absences = visits.filter(({ ending }) => ending === 'absent').length
  const edge = (day: number) => (visits.length > 0 ? dayOfNumber(day) : null)
  return {
    visits: visits.length,
    absences,
    clients: new Set(visits.map(({ personId }) => personId)).size,
    firstDay: edge(days.reduce((a, b) => Math.min(a, b), Infinity)),
    lastDay: edge(days.reduce((a, b) => Math.max(a, b), -Infinity)),
  }
}

async function isDue(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ learned_at: Date }>`select learned_at from no_show_model
    where practice_id = ${ctx.practiceId} order by learned_at desc limit 1`.execute(ctx.db)
  if (!rows[0]) return true
  const { zone } = await ctx.practice()
  const time = instantToWall(ctx.now, zone).slice(11, 16)
  const isNight = time >= NIGHT.from && time < NIGHT.until
  return isNight && ctx.now.getTime() - rows[0].learned_at.getTime() > FRESH_HOURS * 3_600_000
}
