import type { BackTest } from '../noshow/model/back-test.ts'

export interface Limit {
  mostPerDay: number
  /** The most that the chance of both coming may be, 0 to 1. */
  most: number
}

export interface Candidate {
  appointmentId: string
  /** The chance that its client stays away, 0 to 1. */
  absent: number
}

export interface Slot extends Candidate {
  /** The chance that both come, if somebody is booked beside. */
  both: number
}

/** Below this order of absent and present clients the model is hardly better than a guess. */
const LEAST_AUC = 0.6

/** May plans be built on this model? It must order well, and be nearer to what happens than the practice's average. */
export function isTrusted(test: BackTest | null): boolean {
  return test !== null && (test.model.auc ?? 0) >= LEAST_AUC && test.model.brier < test.constant.brier
}

/** Two people decide apart: the chance that both come is the product of each coming. */
export function bothCome(absent: number, guestAbsent: number): number {
  return (1 - absent) * (1 - guestAbsent)
}

/**
 * The visits of one practitioner and local day beside which somebody may be booked, the safest first. At most so many as
 * absences are to be expected that day (Σ chance, rounded), at most the practitioner's limit, less those that are booked
 * beside others already; and each only where the chance that both come stays within the bound. (The bound on the chance
 * of an overflow is that of Kim & Giachetti 2006, Muthuraman & Lawley 2008 for one slot; waiting is never traded for money here.)
 */
export function overbookable(
  visits: readonly Candidate[],
  { limit, used, guestAbsent }: { limit: Limit; used: number; guestAbsent: number },
): { expected: number; left: number; slots: Slot[] } {
  const expected = visits.reduce((sum, { absent }) => sum + absent, 0)
  const left = Math.max(0, Math.min(limit.mostPerDay, Math.round(expected)) - used)
  const slots = visits
    .map((visit) => ({ ...visit, both: bothCome(visit.absent, guestAbsent) }))
    .filter(({ both }) => both <= limit.most)
    .sort((a, b) => a.both - b.both)
  return { expected, left, slots: left === 0 ? [] : slots }
}
