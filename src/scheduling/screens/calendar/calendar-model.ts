import type { Returns } from '../../../ui/api/index.ts'
import type { CalendarEvent, IconName } from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import type { Outlook } from './outlook.ts'

export type CalendarAnswer = Returns<'GET /calendar'>
export type CalendarVisit = CalendarAnswer['visits'][number]
export type Columns = 'practitioner' | 'room' | 'equipment'

/** What of the answer is looked at. */
export interface Frame {
  /** Zone of the location whose wall clock is shown. */
  zone: string
  /** Local days, in order. */
  days: string[]
  /** null: all locations. */
  locationId: string | null
}

/** How the model speaks; the screen gives the words. */
export interface Labels {
  state(visit: CalendarVisit): string
  held: string
  noRoom: string
  nobody: string
  timeOff(kind: string, off: { note: string | null; state: 'requested' | 'approved' }): string
  /** For what working time is kept. */
  kept(reserved: Pick<CalendarAnswer['reserved'][number], 'name' | 'clients'>): string
  /** How long somebody has been waiting, or how late they are; empty when there is nothing to say. */
  badge(visit: CalendarVisit): string
  /** "5 of 8 seats". */
  seats(session: { taken: number; capacity: number; waiting: number }): string
}

/** The column of visits that have no room. */
export const NO_ROOM = 'none'

export function isAt(visit: { locationId: string }, { locationId }: Frame): boolean {
  return locationId === null || visit.locationId === locationId
}

export const STATES_SHOWN = [
  'requested',
  'held',
  'booked',
  'confirmed',
  'arrived',
  'in_room',
  'done',
  'no_show',
  'cancelled',
] as const

/** The states that are looked at, from the address: all but cancelled when nothing is said. */
export function statesOf(text: string): ReadonlySet<string> {
  const known = text.split(',').filter((one) => (STATES_SHOWN as readonly string[]).includes(one))
  return new Set(known.length > 0 ? known : STATES_SHOWN.filter((one) => one !== 'cancelled'))
}

interface EventsAsk {
  by: Columns
  answer: CalendarAnswer
  frame: Frame
  labels: Labels
  /** What is expected of some visits, by their ids. */
  outlook?: ReadonlyMap<string, Outlook>
}

/** Visits as the grid draws them. In columns of rooms the second line says who gives it, else where. */
export function eventsOf(visits: CalendarVisit[], ask: EventsAsk): CalendarEvent[] {
  const names = new Map(ask.answer.practitioners.map((one) => [one.id, one.name]))
  const units = ask.by === 'equipment' ? unitsOf(ask.answer) : null
  return visits.flatMap((visit) => {
    if (!units) return keptEvent(visit, ask, names)
    const event = keptEvent(visit, ask, names)
    // A visit that takes two units stands in both columns.
    return (units.get(visit.id) ?? []).map((unitId, nth) => ({
      ...event,
      id: nth === 0 ? visit.id : `${visit.id}:${unitId}`,
      resourceId: unitId,
    }))
  })
}

/** The visit of an event's id. */
export function visitIdOf(eventId: string): string {
  return eventId.split(':')[0] ?? eventId
}

function unitsOf({ equipmentUses = [] }: CalendarAnswer): Map<string, string[]> {
  const units = new Map<string, string[]>()
  for (const { visitId, unitId } of equipmentUses) {
    units.set(visitId, [...(units.get(visitId) ?? []), unitId])
  }
  return units
}

// The visits that an answer shares with the one before are the same objects: their events stay the same, too, and the
// grid draws only those anew that have changed.
const kept = new WeakMap<CalendarVisit, { labels: Labels; by: Columns; zone: string; beside: string; badge: string; outlook: Outlook | undefined; event: CalendarEvent }>() // prettier-ignore

function keptEvent(
  visit: CalendarVisit,
  { by, frame: { zone }, labels, outlook: foretold }: EventsAsk,
  names: ReadonlyMap<string, string>,
): CalendarEvent {
  const beside = (by === 'practitioner' ? visit.roomName : names.get(visit.practitionerId ?? '')) ?? ''
  const badge = labels.badge(visit)
  const outlook = foretold?.get(visit.id)
  const old = kept.get(visit)
  if (old && old.by === by && old.zone === zone && old.beside === beside && old.badge === badge && old.outlook === outlook && old.labels.state === labels.state) return old.event // prettier-ignore
  const event = eventOf(visit, { by, zone, labels, beside, badge, outlook })
  kept.set(visit, { labels, by, zone, beside, badge, outlook, event })
  return event
}

function eventOf(
  visit: CalendarVisit,
  { by, zone, labels, beside, badge, outlook }: { by: Columns; zone: string; labels: Labels; beside: string; badge: string; outlook: Outlook | undefined }, // prettier-ignore
): CalendarEvent {
  return {
    id: visit.id,
    start: wallOf(visit.startsAt, zone),
    end: wallOf(visit.endsAt, zone),
    resourceId: by === 'practitioner' ? visit.practitionerId : (visit.roomId ?? NO_ROOM),
    title: visit.clientName ?? labels.held,
    about: (by === 'practitioner' ? [visit.serviceName, beside] : [beside, visit.serviceName])
      .filter(Boolean)
      .join(' · '),
    state: visit.state,
    stateLabel: [labels.state(visit), badge, outlook?.words].filter(Boolean).join(', '),
    marks: outlook ? [outlook.mark, ...marksOf(visit)] : marksOf(visit),
    stripe: visit.color,
    before: visit.bufferBeforeMinutes,
    after: visit.bufferAfterMinutes,
    tentative: visit.state === 'held' || visit.state === 'requested',
    locked: !visit.canMove,
    ...(badge ? { badge } : {}),
  }
}

export function marksOf(visit: CalendarVisit): IconName[] {
  const marks: IconName[] = []
  if (visit.isFirstVisit) marks.push('star')
  if (visit.overlaps) marks.push('alert')
  if (visit.mode === 'video') marks.push('computer')
  if (visit.mode === 'phone') marks.push('call')
  if (visit.mode === 'home') marks.push('home')
  if (visit.hasNotes) marks.push('note')
  return marks
}
