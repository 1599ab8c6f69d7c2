export const URGENCIES = ['routine', 'soon', 'urgent'] as const
export type Urgency = (typeof URGENCIES)[number]

/** How much each part counts; whole numbers, 0: not at all. */
export interface Weights {
  urgency: number
  waiting: number
  fit: number
  chance: number
}

/** What is known about somebody who might be offered a time. */
export interface Standing {
  entryId: string
  urgency: Urgency
  waitingSince: Date
  /** Minutes of the visit, and of the freed time that it would use. */
  visitMinutes: number
  gapMinutes: number
  /** They asked for this practitioner by name, usually come to them, or would take anybody. */
  practitioner: 'wished' | 'usual' | 'any'
  /** Earlier offers that were answered or ran out, and those that were accepted. */
  offersBefore: number
  acceptedBefore: number
}

/** One part of a score: its value from 0 to 1, its weight, and the points it gives. */
export interface ScorePart {
  key: keyof Weights
  value: number
  weight: number
  points: number
}

/** Out of 100, with its parts and the facts they were made from, kept with the offer. */
export interface Score {
  total: number
  parts: ScorePart[]
  facts: {
    urgency: Urgency
    waitingDays: number
    usedPercent: number
    practitioner: Standing['practitioner']
    offersBefore: number
    acceptedBefore: number
  }
}

export interface Ranked<T> {
  of: T
  score: Score
}

const DAY = 86_400_000

/**
 * What somebody scores for a freed time, out of 100: urgency, waiting time (half of its points after 14 days), fit (how
 * much of the time the visit uses, and whether they asked for this practitioner), and the chance that they accept (their
 * own history, with one yes and one no added, so that newcomers stand in the middle).
 */
export function scoreOf(standing: Standing, weights: Weights, now: Date): Score {
  const values = valuesOf(standing, now)
  const sum = weights.urgency + weights.waiting + weights.fit + weights.chance
  const parts = (['urgency', 'waiting', 'fit', 'chance'] as const).map((key) => {
    const weight = weights[key]
    return { key, value: values[key], weight, points: sum === 0 ? 0 : (100 * weight * values[key]) / sum }
  })
  return {
    total: parts.reduce((total, part) => total + part.points, 0),
    parts,
    facts: {
      urgency: standing.urgency,
      waitingDays: Math.floor(waitedDays(standing, now)),
      usedPercent: Math.round(used(standing) * 100),
      practitioner: standing.practitioner,
      offersBefore: standing.offersBefore,
      acceptedBefore: standing.acceptedBefore,
    },
  }
}

/** Everybody with their score, the best first. Total and stable: equals are told apart by urgency, waiting time, id. */
export function rank<T extends Standing>(people: readonly T[], weights: Weights, now: Date): Ranked<T>[] {
  return people
    .map((of) => ({ of, score: scoreOf(of, weights, now) }))
    .sort(
      (a, b) =>
        b.score.total - a.score.total ||
        URGENCIES.indexOf(b.of.urgency) - URGENCIES.indexOf(a.of.urgency) ||
        a.of.waitingSince.getTime() - b.of.waitingSince.getTime() ||
        (a.of.entryId < b.of.entryId ? -1 : a.of.entryId > b.of.entryId ? 1 : 0),
    )
}

/** The score as it is kept and shown: two decimals. */
export function rounded({ total, parts, facts }: Score): Score {
  const two = (value: number) => Math.round(value * 100) / 100
  return {
    total: two(total),
    parts: parts.map((part) => ({ ...part, value: two(part.value), points: two(part.points) })),
    facts,
  }
}

function valuesOf(standing: Standing, now: Date): Record<keyof Weights, number> {
  const days = waitedDays(standing, now)
  const wished = standing.practitioner === 'any' ? 0.5 : 1
  return {
    urgency: URGENCIES.indexOf(standing.urgency) / (URGENCIES.length - 1),
    // It grows for ever and never reaches 1, so that waiting longer always counts.
    waiting: days / (days + 14),
    fit: 0.6 * used(standing) + 0.4 * wished,
    chance: (standing.acceptedBefore + 1) / (standing.offersBefore + 2),
  }
}

function waitedDays({ waitingSince }: Standing, now: Date): number {
  return Math.max(0, now.getTime() - waitingSince.getTime()) / DAY
}

function used({ visitMinutes, gapMinutes }: Standing): number {
  return Math.min(1, visitMinutes / Math.max(1, gapMinutes))
}
