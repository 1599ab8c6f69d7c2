import { ProblemError } from '../../ui/api/index.ts'

export interface Alternative {
  startsAt: string
  endsAt: string
  practitionerId: string
  locationId: string
}

/** What a booking, a move or a restore was refused with: the rules, the next free times, and whether one may insist. */
export interface Conflict {
  code: string
  message: string
  rules: string[]
  alternatives: Alternative[]
  canOverlap: boolean
}

/** The refusal as a conflict of the diary; null when it is about something else. */
export function conflictIfAny(error: unknown): Conflict | null {
  if (!(error instanceof ProblemError)) return null
  const { alternatives, canOverlap, rules } = error.details
  const found = Array.isArray(alternatives) ? (alternatives as Alternative[]) : []
  if (found.length === 0 && canOverlap !== true) return null
  const codes = Array.isArray(rules) ? (rules as { code: string }[]).map((rule) => rule.code) : []
  return {
    code: error.code,
    message: error.message,
    rules: [...new Set(codes)],
    alternatives: found,
    canOverlap: canOverlap === true,
  }
}
