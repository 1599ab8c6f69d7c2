import { solveSymmetric } from './linear.ts'

/** Rows of features, one after another, and what became of each: 1 or 0. */
export interface Table {
  width: number
  features: Float64Array
  outcomes: Uint8Array
}

/** Weights in the scale of the raw features: p = 1 / (1 + exp(−(intercept + Σ weight · (x − mean) / spread))). */
export interface Logistic {
  intercept: number
  weights: number[]
  means: number[]
  spreads: number[]
}

const MOST_STEPS = 25
const CLOSE_ENOUGH = 1e-7

/** 1 / (1 + e^−x), without overflow at either end. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** ln(p / (1 − p)); p is kept off 0 and 1. */
export function logit(p: number): number {
  const inside = Math.min(Math.max(p, 1e-9), 1 - 1e-9)
  return Math.log(inside / (1 - inside))
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman, The
 * Elements of Statistical Learning, 4.4.1) with a ridge penalty ½ λ Σ w² on standardised features (3.4.1); the intercept
 * is not penalised. `near`: a fit of nearly the same table, from which fewer steps are left. The problem is convex, so that a full step that makes it worse is halved until it does not.
 */
export function fitLogistic(table: Table, ridge: number, near?: Logistic): Logistic {
  const { means, spreads } = scaleOf(table)
  const scaled = standardised(table, means, spreads)
  const size = table.width + 1
  let weights = new Float64Array(size)
  if (near) weights.set([near.intercept, ...near.weights])
  else weights[0] = logit(shareOf(table.outcomes))
  let { loss, gradient, hessian } = lookAround(scaled, weights, ridge)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = solveSymmetric(hessian, gradient)
    if (!move) break
    let factor = 1
    let next = moved(weights, move, factor)
    let found = lookAround(scaled, next, ridge)
    while (found.loss > loss + 1e-9 && factor > 1 / 64) {
      factor /= 2
      next = moved(weights, move, factor)
      found = lookAround(scaled, next, ridge)
    }
    const gain = loss - found.loss
    if (gain < 0) break
    weights = next
    ;({ loss, gradient, hessian } = found)
    if (gain < CLOSE_ENOUGH * (1 + Math.abs(loss))) break
  }
  return { intercept: weights[0]!, weights: [...weights.subarray(1)], means, spreads }
}

/** The chance that the model gives to one row of features. */
export function chanceOf(model: Logistic, features: ArrayLike<number>): number {
  let sum = model.intercept
  for (let at = 0; at < model.weights.length; at += 1)
    sum += (model.weights[at]! * (features[at]! - model.means[at]!)) / model.spreads[at]!
  return sigmoid(sum)
}

function shareOf(outcomes: Uint8Array): number {
  let sum = 0
  for (const each of outcomes) sum += each
  // Half a case on either side, so that a table of one kind only has a finite beginning.
  return (sum + 0.5) / (outcomes.length + 1)
}

/** Mean and standard deviation of each feature; a feature that never changes keeps 1, and so the weight 0. */
function scaleOf({ width, features }: Table): { means: number[]; spreads: number[] } {
  const rows = features.length / width
  const means = Array.from({ length: width }, () => 0)
  const squares = Array.from({ length: width }, () => 0)
  for (let at = 0; at < features.length; at += 1) means[at % width]! += features[at]! / rows
  for (let at = 0; at < features.length; at += 1)
    squares[at % width]! += (features[at]! - means[at % width]!) ** 2 / rows
  return { means, spreads: squares.map((each) => (each > 1e-12 ? Math.sqrt(each) : 1)) }
}

/** The features with a leading 1, standardised. */
function standardised({ width, features, outcomes }: Table, means: number[], spreads: number[]): Table {
  const rows = outcomes.length
  const out = new Float64Array(rows * (width + 1))
  for (let row = 0; row < rows; row += 1) {
    out[row * (width + 1)] = 1
    for (let at = 0; at < width; at += 1)
      out[row * (width + 1) + at + 1] = (features[row * width + at]! - means[at]!) / spreads[at]!
  }
  return { width: width + 1, features: out, outcomes }
}

interface Surroundings {
  /** Penalised negative log-likelihood. */
  loss: number
  /** Of its negative: the direction of Newton's step. */
  gradient: Float64Array
  hessian: Float64Array
}

function lookAround(
  { width, features, outcomes }: Table,
  weights: Float64Array,
  ridge: number,
): Surroundings {
  const gradient = new Float64Array(width)
  const hessian = new Float64Array(width * width)
  let loss = 0
  for (let row = 0; row < outcomes.length; row += 1) {
    const start = row * width
    let sum = 0
    for (let at = 0; at < width; at += 1) sum += weights[at]! * features[start + at]!
    const p = sigmoid(sum)
    const came = outcomes[row]!
    loss += Math.log1p(Math.exp(-Math.abs(sum))) + Math.max(sum, 0) - came * sum
    const rest = came - p
    const curve = p * (1 - p)
    for (let at = 0; at < width; at += 1) {
      const x = features[start + at]!
      gradient[at]! += rest * x
      const weighted = curve * x
      if (weighted === 0) continue
      for (let other = 0; other <= at; other += 1)
        hessian[at * width + other]! += weighted * features[start + other]!
    }
  }
  return penalised({ loss, gradient, hessian }, weights, ridge)
}

function penalised(
  { loss, gradient, hessian }: Surroundings,
  weights: Float64Array,
  ridge: number,
): Surroundings {
  const width = weights.length
  let sum = loss
  for (let at = 0; at < width; at += 1) {
    for (let other = 0; other < at; other += 1) hessian[other * width + at] = hessian[at * width + other]!
    // A trace on the intercept keeps the matrix solvable when all outcomes are alike.
    const penalty = at === 0 ? 1e-9 : ridge
    sum += (penalty * weights[at]! ** 2) / 2
    gradient[at]! -= penalty * weights[at]!
    hessian[at * width + at]! += penalty
  }
  return { loss: sum, gradient, hessian }
}

function moved(weights: Float64Array, move: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(weights, (each, at) => each + factor * move[at]!)
}
