import { fitLogistic, chanceOf } from './logistic.ts'
import type { CalibrationRow, Foretold, Scores } from './scores.ts'
import { calibrationError, calibrationOf, scoresOf } from './scores.ts'
import type { Case, Training } from './train.ts'
import { FOLDS, RIDGE, foldOf, foretell, trainModel } from './train.ts'
import { leadDaysOf } from './visit.ts'

/** How the model did on visits it had not seen, beside two simple ways to guess. */
export interface BackTest {
  /** Learned from visits before this day, judged by visits from it on. */
  fromDay: number
  learned: number
  model: Scores
  leadAlone: Scores
  constant: Scores
  calibration: CalibrationRow[]
  calibrationError: number
}

/** The last visits of the time are kept back for the test. */
export const TEST_SHARE = 0.3

/**
 * Out of time and out of person: people are dealt into five parts; for each part a model learns from the earlier visits of
 * the other four, and is judged by the later visits of this one. So every later visit is foretold once, by a model that
 * knows neither its person nor its days. Null: one side of the cut is empty.
 */
export async function backTest(cases: readonly Case[], training: Training): Promise<BackTest | null> {
  const fromDay = cutOf(cases)
  const model: Foretold[] = []
  const lead: Foretold[] = []
  const constant: Foretold[] = []
  let learned = 0
  const rate = rateOf(cases.filter(({ visit }) => visit.day < fromDay))
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isOwn = ({ visit }: Case) => foldOf(visit.personId, FOLDS) === fold
    const before = cases.filter((each) => each.visit.day < fromDay && !isOwn(each))
    const after = cases.filter((each) => each.visit.day >= fromDay && isOwn(each))
    if (after.length === 0) continue
    if (!hasBoth(before)) return null
    const judged = await judge({ before, after, rate }, training)
    model.push(...judged.model)
    lead.push(...judged.lead)
    constant.push(...judged.constant)
    learned = Math.max(learned, before.length)
  }
  return model.length === 0 ? null : summaryOf({ fromDay, learned, model, lead, constant })
}

/** A model of all cases of one file, judged by the later visits of other people in another file. */
export async function testOn(
  { learn, judge: others }: { learn: readonly Case[]; judge: readonly Case[] },
  training: Training,
): Promise<BackTest | null> {
  const fromDay = cutOf(learn)
  const known = new Set(learn.map(({ visit }) => visit.personId))
  const before = learn.filter(({ visit }) => visit.day < fromDay)
  const after = others.filter(({ visit }) => visit.day >= fromDay && !known.has(visit.personId))
  if (after.length === 0 || !hasBoth(before)) return null
  const judged = await judge({ before, after, rate: rateOf(before) }, training)
  return summaryOf({ fromDay, learned: before.length, ...judged })
}

/** The day from which the last share of the visits lies. */
function cutOf(cases: readonly Case[]): number {
  const days = cases.map(({ visit }) => visit.day).sort((a, b) => a - b)
  return days[Math.floor(days.length * (1 - TEST_SHARE))] ?? 0
}

function hasBoth(cases: readonly Case[]): boolean {
  return cases.some(isAbsent) && cases.some((each) => !isAbsent(each))
}

function rateOf(cases: readonly Case[]): number {
  return cases.filter(isAbsent).length / cases.length
}

function isAbsent({ visit }: Case): boolean {
  return visit.ending === 'absent'
}

interface Parts {
  before: readonly Case[]
  after: readonly Case[]
  /** What the constant guess says: the share of absences before the cut. */
  rate: number
}

async function judge({ before, after, rate }: Parts, training: Training) {
  const model = await trainModel(before, training)
  const byLead = leadModel(before)
  const told = (chance: (each: Case) => number): Foretold[] =>
    after.map((each) => ({ chance: chance(each), outcome: isAbsent(each) ? 1 : 0 }))
  return { model: told((each) => foretell(model, each)), lead: told(byLead), constant: told(() => rate) }
}

/** What most practices would guess by: the days ahead and nothing else, in a curve of their logarithm. */
function leadModel(cases: readonly Case[]): (each: Case) => number {
  const width = 3
  const row = ({ visit }: Case) => {
    const log = Math.log1p(leadDaysOf(visit))
    return [leadDaysOf(visit) === 0 ? 1 : 0, log, log * log]
  }
  const features = Float64Array.from(cases.flatMap(row))
  const outcomes = Uint8Array.from(cases, (each) => (isAbsent(each) ? 1 : 0))
  const fit = fitLogistic({ width, features, outcomes }, RIDGE)
  return (each) => chanceOf(fit, row(each))
}

function summaryOf(told: {
  fromDay: number
  learned: number
  model: Foretold[]
  lead: Foretold[]
  constant: Foretold[]
}): BackTest {
  const calibration = calibrationOf(told.model)
  return {
    fromDay: told.fromDay,
    learned: told.learned,
    model: scoresOf(told.model),
    leadAlone: scoresOf(told.lead),
    constant: scoresOf(told.constant),
    calibration,
    calibrationError: calibrationError(calibration),
  }
}
