import { blockedTimes } from './busy.ts'
import type { Buffers } from './busy.ts'
import { minutesOf, workingTimes } from './hours.ts'
import type { Location } from './hours.ts'
import { clip, meets, subtract, totalMinutes, union } from './intervals.ts'
import type { Interval, Intervals } from './intervals.ts'
import { tellTimes } from './reasons.ts'
import type { Reason, Wished } from './reasons.ts'
import type { PickResources } from './resources.ts'
import type { Practitioner, SlotSearch } from './slots.ts'

/** Somebody who can help beside the practitioner, with their own hours, time off and visits. */
export type Assistant = Pick<Practitioner, 'id' | 'hours' | 'exceptions' | 'timeOff' | 'busy'>

/** Where and with which buffers help is needed. */
interface Helping extends Buffers {
  location: Location
}

/** The times of the window at which an assistant can't help at the location, in epoch minutes. */
function awayTimes(
  assistant: Assistant,
  { location, before, after }: Helping,
  { search, window }: { search: SlotSearch; window: Interval },
): Interval[] {
  const setting = { before, after, locationId: location.id, travel: search.travel }
  return union([
    ...subtract([window], workingTimes(assistant, location, window)),
    ...(assistant.timeOff ?? []).map(minutesOf),
    ...blockedTimes(assistant.busy, setting, search.now),
  ])
}

/** Tells who is free for a visit. Each diary is read when the first visit asks for it, once for all with the same buffers. */
function helpIn(search: SlotSearch, window: Interval) {
  const read = new Map<string, Map<Assistant, Intervals>>()
  return (helping: Helping) => {
    const key = `${helping.location.id} ${helping.before} ${helping.after}`
    const away = read.get(key) ?? new Map<Assistant, Intervals>()
    read.set(key, away)
    return (assistant: Assistant, visit: Interval) => {
      let times = away.get(assistant)
      if (!times) away.set(assistant, (times = awayTimes(assistant, helping, { search, window })))
      return !meets(times, visit)
    }
  }
}

/** Adds the choice of an assistant (the first who is free, never the practitioner) to the choice of room and units. */
export function assistantPickers(search: SlotSearch, window: Interval) {
  const { assistants } = search
  const help = helpIn(search, window)
  return (pick: PickResources | null, practitionerId: string, helping: Helping): PickResources | null => {
    if (!assistants) return pick
    const isFree = help(helping)
    return (visit) => {
      const chosen = assistants.find((one) => one.id !== practitionerId && isFree(one, visit))
      const picked = chosen && (pick ? pick(visit) : {})
      return picked ? { ...picked, assistantId: chosen.id } : null
    }
  }
}

/** Everybody who can help at a visit inside the window; null where nobody is needed. For many visits of one search. */
export function allHelpers(search: SlotSearch, window: Interval) {
  const { assistants } = search
  const help = helpIn(search, window)
  return (visit: Interval, { practitionerId, ...helping }: Helping & { practitionerId: string }) =>
    assistants
      ? assistants.filter((one) => one.id !== practitionerId && help(helping)(one, visit)).map(({ id }) => id)
      : null
}

/** Those who can help at the visit, in the order of the list. */
export function freeAssistants(wished: Wished): Assistant[] {
  return helpers(wished).filter((one) => missingTimes(one, wished).length === 0)
}

/** Nobody is free to help. The one with the least in the way is the cheapest to free. */
export function assistantRules(wished: Wished): Reason[] {
  if (!wished.search.assistants || freeAssistants(wished).length > 0) return []
  const asked = helpers(wished)
  const best = asked
    .map((one) => ({ id: one.id, missing: missingTimes(one, wished) }))
    .map((one) => ({ ...one, minutes: totalMinutes(one.missing) }))
    .sort((a, b) => a.minutes - b.minutes)[0]
  const change = best && {
    code: 'free_assistant' as const,
    values: { staffId: best.id, parts: tellTimes(best.missing) },
    minutes: best.minutes,
  }
  return [{ code: 'no_assistant', values: { assistants: asked.length }, change: change ?? null }]
}

function helpers({ search, practitioner }: Wished): Assistant[] {
  return (search.assistants ?? []).filter(({ id }) => id !== practitioner.id)
}

function missingTimes(assistant: Assistant, { search, rules, location, visit }: Wished): Interval[] {
  const helping = { before: rules.before, after: rules.after, location }
  return clip(awayTimes(assistant, helping, { search, window: visit }), visit)
}
