import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readMapOption, visitsOfFile } from '../src/cli/noshow/visits-of-file.ts'
import { backTest, casesOf, foldOf, foretell, isTelling, trainModel } from '../src/scheduling/index.ts'
import type { BackTest, NoShowVisit } from '../src/scheduling/index.ts'
import type { Bench, Figure } from './bench.ts'

/** Public visits of Vitória; what else lies there (other files of the kind) is not needed. */
const FILE = join('..', 'shared', 'data', 'noshow', 'appointments_part_a.csv')
const NOW = new Date('2026-03-02T11:00:00Z')
const DAY_OF_VISITS = 1_000
const ROUNDS = 5
const AUC = 0.72
const BRIER = 0.145
const SCORING_MS = 100

/** Learned on the past, judged on the later visits of other people; then a day of visits scored. */
const bench: Bench = async ({ root, say }) => {
  const file = join(root, FILE)
  if (!existsSync(file)) {
    say(`The public visits are not there (${FILE}): absences are not measured.`)
    return []
  }
  const { visits } = await visitsOfFile(file, readMapOption(undefined), NOW)
  const cases = casesOf(visits, ({ bookedAt }) => bookedAt)
  const whole = (await backTest(cases, { usesAge: true, usesReminder: true }))!
  const product = (await backTest(cases, { usesAge: false, usesReminder: false }))!
  return [
    ...figuresOf('all features', whole, true),
    ...figuresOf('without age and reminders, as a practice begins', product, false),
    await scoreDay(visits),
  ]
}

export default bench

/** Beside what is simple: the days ahead alone, and always the average. */
function figuresOf(what: string, { model, leadAlone, constant }: BackTest, isJudged: boolean): Figure[] {
  return [
    {
      name: `absences foretold, ${what}, ${model.visits} later visits of other people: AUC (limit: lead time alone)`,
      value: model.auc!,
      unit: 'AUC',
      limit: leadAlone.auc!,
      ratio: model.auc! / leadAlone.auc!,
      ...(isJudged ? { target: AUC, ok: model.auc! >= AUC } : {}),
    },
    {
      name: `the same: Brier score, less is better (lead time alone ${leadAlone.brier.toFixed(4)}; limit: constant)`,
      value: model.brier,
      unit: 'Brier',
      limit: constant.brier,
      ratio: model.brier / constant.brier,
      ...(isJudged ? { target: BRIER, ok: model.brier <= BRIER } : {}),
    },
  ]
}

/** Processor time for a day of 1,000 visits with the whole history of their people, in memory. */
async function scoreDay(visits: readonly NoShowVisit[]): Promise<Figure> {
  const told = visits.filter(isTelling)
  const learnFrom = told.filter(({ personId }) => foldOf(personId, 5) !== 0)
  const model = await trainModel(
    casesOf(learnFrom, ({ bookedAt }) => bookedAt),
    { usesAge: false, usesReminder: false },
  )
  const latest = [...told].sort((a, b) => b.day - a.day).slice(0, DAY_OF_VISITS)
  const people = new Set(latest.map(({ personId }) => personId))
  const wanted = new Set(latest.map(({ id }) => id))
  const known = told.filter(({ personId }) => people.has(personId))
  let best = Infinity
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage()
    const day = casesOf(known, ({ bookedAt }) => bookedAt).filter(({ visit }) => wanted.has(visit.id))
    const chances = day.map((each) => foretell(model, each))
    const { user, system } = process.cpuUsage(before)
    if (chances.some((chance) => !(chance > 0 && chance < 1)))
      throw new Error('A chance lies between 0 and 1.')
    best = Math.min(best, (user + system) / 1_000)
  }
  return {
    name: `scoring a day of ${DAY_OF_VISITS} visits with the history of their people, processor time`,
    value: best,
    unit: 'ms',
    target: SCORING_MS,
    ok: best <= SCORING_MS,
  }
}
