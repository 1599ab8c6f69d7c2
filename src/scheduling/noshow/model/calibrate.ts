import { fitLogistic, logit, sigmoid } from './logistic.ts'
import type { Foretold } from './scores.ts'
import { scoresOf } from './scores.ts'

/** A straight line in log-odds: chance' = sigmoid(slope · logit(chance) + offset). */
export interface Calibration {
  slope: number
  offset: number
}

export const AS_IT_IS: Calibration = { slope: 1, offset: 0 }

/** Weak pull, so that a few hundred visits are enough for two figures. */
const RIDGE = 1

/**
 * Platt's scaling (1999) of chances that were given to people whom the model had not seen: a model that promises too much
 * is drawn together. Kept only where it lowers the log-loss; else the chances stay as they are.
 */
export function calibrate(all: readonly Foretold[]): Calibration {
  const logits = Float64Array.from(all, ({ chance }) => logit(chance))
  const outcomes = Uint8Array.from(all, ({ outcome }) => outcome)
  const { intercept, weights, means, spreads } = fitLogistic({ width: 1, features: logits, outcomes }, RIDGE)
  const slope = weights[0]! / spreads[0]!
  const found = { slope, offset: intercept - slope * means[0]! }
  // A slope below nothing would turn the order round: there is nothing in the chances to be made better.
  if (!(slope > 0)) return AS_IT_IS
  const better = all.map(({ chance, outcome }) => ({ outcome, chance: calibrated(found, chance) }))
  return scoresOf(better).logLoss < scoresOf(all).logLoss ? found : AS_IT_IS
}

export function calibrated({ slope, offset }: Calibration, chance: number): number {
  return sigmoid(slope * logit(chance) + offset)
}
