import type { Calibration } from './calibrate.ts'
import { calibrate, calibrated } from './calibrate.ts'
import type { FeaturePlan, Group } from './features.ts'
import { featuresOf } from './features.ts'
import { byPerson, pastOf } from './history.ts'
import type { Past } from './history.ts'
import type { Logistic, Table } from './logistic.ts'
import { chanceOf, fitLogistic } from './logistic.ts'
import type { Foretold } from './scores.ts'
import type { NoShowVisit } from './visit.ts'
import { leadDaysOf } from './visit.ts'

/** All that a prediction needs. */
export interface NoShowModel {
  plan: FeaturePlan
  names: string[]
  groups: Group[]
  logistic: Logistic
  calibration: Calibration
}

/** A visit with what was known when it was looked at. */
export interface Case {
  visit: NoShowVisit
  past: Past
}

export interface Training {
  /** May the person's age be used? */
  usesAge: boolean
  /** May be used whether a reminder was sent? Not where the model itself decides who is reminded. */
  usesReminder?: boolean
  /** Lets others have their turn between two fits. */
  pause?: () => Promise<unknown>
}

export const RIDGE = 10
export const FOLDS = 5
const CALIBRATION_FOLDS = 3
const LEAST_OF_SERVICE = 50

/** The visits from which is learned, or by which a model is judged: ended by coming or staying away, and booked before their day was over. */
export function isTelling(visit: NoShowVisit): boolean {
  const isOver = visit.ending === 'came' || visit.ending === 'absent'
  // Whoever was entered when they stood at the desk could not stay away.
  return isOver && leadDaysOf(visit) >= 0 && visit.bookedAt < visit.knownAt
}

/** Each telling visit with what was known of its person at the moment that `atOf` names. */
export function casesOf(visits: readonly NoShowVisit[], atOf: (visit: NoShowVisit) => number): Case[] {
  const people = byPerson(visits)
  return visits
    .filter(isTelling)
    .map((visit) => ({ visit, past: pastOf(visit, people.get(visit.personId)!, atOf(visit)) }))
}

/** Learns from cases; the chances are then set right by people whom the fit had not seen. */
export async function trainModel(cases: readonly Case[], training: Training): Promise<NoShowModel> {
  const plan = planOf(cases, training)
  const table = tableOf(cases, plan)
  await training.pause?.()
  const { names, groups } = describe(cases[0]!, plan)
  const logistic = fitLogistic(table, RIDGE)
  const unseen = await foretellUnseen(cases, { table, near: logistic }, training)
  return { plan, names, groups, logistic, calibration: calibrate(unseen) }
}

/** The chance that the client stays away. */
export function foretell(model: NoShowModel, { visit, past }: Case): number {
  const values = featuresOf(visit, past, model.plan).map(({ value }) => value)
  return calibrated(model.calibration, chanceOf(model.logistic, values))
}

/** 0 … folds − 1, always the same for one person (FNV-1a over the id). */
export function foldOf(personId: string, folds: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < personId.length; at += 1)
    hash = Math.imul(hash ^ personId.charCodeAt(at), 0x01000193) >>> 0
  // The lowest bits of FNV are its weakest.
  return ((hash >>> 8) ^ (hash & 0xff)) % folds
}

function planOf(cases: readonly Case[], { usesAge, usesReminder = false }: Training): FeaturePlan {
  const absences = cases.filter(({ visit }) => visit.ending === 'absent').length
  const lateOf = new Map<string, number>()
  for (const { visit, past } of cases)
    lateOf.set(visit.personId, Math.max(lateOf.get(visit.personId) ?? 0, past.lateCancels))
  const late = [...lateOf.values()].reduce((sum, each) => sum + each, 0)
  return {
    baseRate: absences / cases.length,
    lateRate: late / (cases.length + late),
    serviceIds: commonServices(cases),
    usesHour: cases.some(({ visit }) => visit.hour !== null),
    usesAge: usesAge && cases.some(({ visit }) => visit.age !== null),
    usesReminder: usesReminder && cases.some(({ visit }) => visit.reminded !== null),
  }
}

/** One service alone tells nothing; of several, each with visits enough has its own weight. */
function commonServices(cases: readonly Case[]): string[] {
  const counts = new Map<string, number>()
  for (const { visit } of cases) counts.set(visit.serviceId, (counts.get(visit.serviceId) ?? 0) + 1)
  if (counts.size < 2) return []
  return [...counts].filter(([, count]) => count >= LEAST_OF_SERVICE).map(([id]) => id)
}

function describe({ visit, past }: Case, plan: FeaturePlan): { names: string[]; groups: Group[] } {
  const features = featuresOf(visit, past, plan)
  return { names: features.map(({ name }) => name), groups: features.map(({ group }) => group) }
}

function tableOf(cases: readonly Case[], plan: FeaturePlan): Table {
  const width = featuresOf(cases[0]!.visit, cases[0]!.past, plan).length
  const features = new Float64Array(cases.length * width)
  cases.forEach(({ visit, past }, row) => {
    const values = featuresOf(visit, past, plan)
    for (let at = 0; at < width; at += 1) features[row * width + at] = values[at]!.value
  })
  return {
    width,
    features,
    outcomes: Uint8Array.from(cases, ({ visit }) => (visit.ending === 'absent' ? 1 : 0)),
  }
}

async function foretellUnseen(
  cases: readonly Case[],
  { table, near }: { table: Table; near: Logistic },
  { pause }: Training,
): Promise<Foretold[]> {
  const folds = cases.map(({ visit }) => foldOf(visit.personId, CALIBRATION_FOLDS))
  const found: Foretold[] = []
  for (let fold = 0; fold < CALIBRATION_FOLDS; fold += 1) {
    const seen = rowsWhere(table, (row) => folds[row] !== fold)
    if (seen.outcomes.length === 0) continue
    await pause?.()
    const fit = fitLogistic(seen, RIDGE, near)
    for (let row = 0; row < cases.length; row += 1)
      if (folds[row] === fold) {
        const features = table.features.subarray(row * table.width, (row + 1) * table.width)
        found.push({ chance: chanceOf(fit, features), outcome: table.outcomes[row] as 0 | 1 })
      }
  }
  return found
}

/** Some rows of a table. */
function rowsWhere({ width, features, outcomes }: Table, isWanted: (row: number) => boolean): Table {
  const rows = [...outcomes.keys()].filter(isWanted)
  const some = new Float64Array(rows.length * width)
  rows.forEach((row, at) => some.set(features.subarray(row * width, (row + 1) * width), at * width))
  return { width, features: some, outcomes: Uint8Array.from(rows, (row) => outcomes[row]!) }
}
