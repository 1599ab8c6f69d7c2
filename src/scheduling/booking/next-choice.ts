import type { Candidate } from './plan-visit.ts'

/** What somebody was faster to take. */
interface Gone {
  resource_id: string
  resource_kind: string
}

const REPLACEABLE = ['room', 'assistant', 'equipment']

/**
 * The same candidate with others of what was lost, where rooms, assistants or units of equipment were and there are more;
 * else nothing.
 */
export function withoutLost(candidate: Candidate, lost: readonly Gone[]): Candidate[] {
  if (lost.length === 0 || lost.some((each) => !REPLACEABLE.includes(each.resource_kind))) return []
  const isGone = new Set(lost.map((each) => each.resource_id))
  const others = (ids: readonly string[]) => ids.filter((id) => !isGone.has(id))
  const roomIds = others(candidate.roomIds)
  const assistantIds = others(candidate.assistantIds)
  const freeUnits = candidate.freeUnits.map(others)
  const isUsedUp =
    (candidate.roomIds.length > 0 && roomIds.length === 0) ||
    (candidate.assistantIds.length > 0 && assistantIds.length === 0) ||
    freeUnits.some((ids, nth) => ids.length === 0 && candidate.freeUnits[nth]!.length > 0)
  // What was lost and is in none of the lists cannot be replaced.
  const listed = new Set([...candidate.roomIds, ...candidate.assistantIds, ...candidate.freeUnits.flat()])
  if (isUsedUp || [...isGone].some((id) => !listed.has(id))) return []
  return [{ ...candidate, roomIds, assistantIds, freeUnits, unitIds: firstUnits(freeUnits) }]
}

/** What a visit or session takes up at present. */
export interface Had {
  roomId: string | null
  assistantId: string | null
  unitIds: readonly string[]
}

/** The same candidate; where the room, assistant and units that it has had are free, they come first. */
export function preferring(candidate: Candidate, { roomId, assistantId, unitIds }: Had): Candidate {
  const first = (ids: readonly string[], isHad: (id: string) => boolean) =>
    [...ids].sort((a, b) => Number(isHad(b)) - Number(isHad(a)))
  const freeUnits = candidate.freeUnits.map((ids) => first(ids, (id) => unitIds.includes(id)))
  return {
    ...candidate,
    roomIds: first(candidate.roomIds, (id) => id === roomId),
    assistantIds: first(candidate.assistantIds, (id) => id === assistantId),
    freeUnits,
    unitIds: firstUnits(freeUnits),
  }
}

/** Of each kind of equipment the first. */
export function firstUnits(freeUnits: readonly (readonly string[])[]): string[] {
  return freeUnits.flatMap((ids) => ids[0] ?? [])
}

/** Everything a candidate could take up, for the locks of a move. */
export function resourcesOf(candidate: Candidate): (string | null)[] {
  const { practitionerId, sessionId, roomIds, freeUnits, assistantIds } = candidate
  return [practitionerId, sessionId, ...roomIds, ...freeUnits.flat(), ...assistantIds]
}
