import { assistantRules } from './assistants.ts'
import { calendarRules, gridRules, seatRules } from './calendar-rules.ts'
import { clientRules, limitRules, neighbourRules, thingRules } from './diary-rules.ts'
import { hourRules, placeRules } from './place-rules.ts'
import { instantOf } from './reasons.ts'
import { reservedRules } from './reserved.ts'
import type { Change, Reason, Wished } from './reasons.ts'
import { scheduleRules, sessionAt } from './session-at.ts'
import { freeSlots, rulesFor } from './slots.ts'
import type { Practitioner, Slot, SlotSearch } from './slots.ts'

/** The time somebody would like. Without a location, the one with the least against it is taken. */
export interface Wish {
  practitionerId: string
  startsAt: Date
  locationId?: string
}

/** The smallest change that opens the time: another start, or all of these changes together. Minutes that somebody gives up. */
export type Opening =
  { kind: 'move'; slot: Slot; minutes: number } | { kind: 'change'; changes: Change[]; minutes: number }

export interface Explanation {
  free: boolean
  /** Where this was asked, and the zone in which its instants are to be shown. */
  locationId: string | null
  zone: string | null
  /** In the order in which the rules are asked; empty when the time is free. */
  reasons: Reason[]
  /** The free times next to the wish within the search's window. */
  earlier: Slot | null
  later: Slot | null
  smallestChange: Opening | null
}

/**
 * Why the practitioner cannot be booked at the time: every rule that removed it, and the smallest change that would open
 * it. The search carries the same diaries as for `freeSlots`, around the wish; a time is free here exactly when
 * `freeSlots` offers it. Moving the wish is preferred when it costs no more than changing what stands in the way.
 */
export function whyNot(search: SlotSearch, wish: Wish): Explanation {
  const practitioner = search.practitioners.find(({ id }) => id === wish.practitionerId)
  const candidates = practitioner ? wishesAt(search, practitioner, wish) : []
  const asked = candidates
    .map((wished) => ({ wished, reasons: rulesAgainst(wished) }))
    .sort((a, b) => a.reasons.length - b.reasons.length)[0]
  if (!asked) {
    const reasons: Reason[] = [
      { code: 'not_offered', values: { ...wish, startsAt: wish.startsAt.toISOString() }, change: null },
    ]
    return {
      free: false,
      locationId: null,
      zone: null,
      reasons,
      earlier: null,
      later: null,
      smallestChange: null,
    }
  }
  const { wished, reasons } = asked
  const free = reasons.length === 0
  const { earlier, later } = free ? { earlier: null, later: null } : neighboursOf(wished)
  return {
    free,
    locationId: wished.location.id,
    zone: wished.location.zone,
    reasons,
    earlier,
    later,
    smallestChange: free ? null : smallest(reasons, wish.startsAt, [earlier, later]),
  }
}

/** The rules against a visit in the order in which people think of them: calendar, place, person, things. None: it is free. */
export function rulesAgainst(wished: Wished): Reason[] {
  const rules = wished.session
    ? [calendarRules, seatRules, clientRules]
    : [
        calendarRules,
        scheduleRules,
        gridRules,
        seatRules,
        placeRules,
        hourRules,
        reservedRules,
        neighbourRules,
        clientRules,
        limitRules,
        thingRules,
        assistantRules,
      ]
  return rules.flatMap((rule) => rule(wished))
}

function wishesAt(search: SlotSearch, practitioner: Practitioner, wish: Wish): Wished[] {
  const rules = rulesFor(search.service, practitioner)
  const from = wish.startsAt.getTime() / 60_000
  return search.locations
    .filter(({ id }) => !wish.locationId || id === wish.locationId)
    .map((location) => {
      const session = sessionAt(practitioner, rules, { location, startsAt: wish.startsAt })
      const to = session ? Math.ceil(session.endsAt.getTime() / 60_000) : from + rules.duration
      return { search, practitioner, location, rules, visit: { from, to }, ...(session ? { session } : {}) }
    })
}

function neighboursOf({ search, practitioner, location, visit }: Wished): {
  earlier: Slot | null
  later: Slot | null
} {
  const slots = freeSlots({ ...search, practitioners: [practitioner], locations: [location] })
  const start = instantOf(visit.from)
  return {
    earlier: slots.findLast((slot) => slot.startsAt < start) ?? null,
    later: slots.find((slot) => slot.startsAt > start) ?? null,
  }
}

function smallest(reasons: readonly Reason[], wish: Date, slots: readonly (Slot | null)[]): Opening | null {
  const openings: Opening[] = []
  for (const slot of slots) {
    if (slot)
      openings.push({
        kind: 'move',
        slot,
        minutes: Math.abs(slot.startsAt.getTime() - wish.getTime()) / 60_000,
      })
  }
  const changes = reasons.flatMap(({ change }) => change ?? [])
  if (changes.length === reasons.length) {
    openings.push({
      kind: 'change',
      changes,
      minutes: changes.reduce((sum, { minutes }) => sum + minutes, 0),
    })
  }
  // Sorting keeps the order of equals: the wish moves before anybody else has to.
  return openings.sort((a, b) => a.minutes - b.minutes)[0] ?? null
}
