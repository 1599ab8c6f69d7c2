import { useApi } from '../../../ui/api/index.ts'
import type { CalendarEvent } from '../../../ui/kit/index.ts'
import type { SessionLine } from '../sessions/session-model.ts'
import { wallOf } from '../zone.ts'
import { NO_ROOM, type Columns, type Frame, type Labels } from './calendar-model.ts'
import { spanOf, type View } from './calendar-address.ts'

const none: SessionLine[] = []

/** The group sessions of the days that are shown. */
export function useSessions({ days, zone }: Frame): SessionLine[] {
  const read = useApi('GET /sessions', spanOf(days, zone), { keep: true, live: ['session', 'appointment'] })
  return read.data?.items ?? none
}

/** The session of an event's id; undefined: it is a visit. */
export function sessionOf(eventId: string, sessions: readonly SessionLine[]): SessionLine | undefined {
  return sessions.find((one) => `session:${one.id}` === eventId)
}

interface SessionsAsk {
  by: Columns
  view: View
  frame: Frame
  /** The practitioners that are shown. */
  ids: ReadonlySet<string>
  label: Labels['seats']
}

/** A session is one event with its seats; its attendees stand in the agenda. It moves as a whole. */
export function sessionEventsOf(sessions: readonly SessionLine[], ask: SessionsAsk): CalendarEvent[] {
  const { by, view, frame, ids, label } = ask
  const byRoom = by === 'room' && view === 'day'
  return sessions
    .filter((one) => frame.locationId === null || one.location.id === frame.locationId)
    .filter((one) => byRoom || ids.has(one.practitioner.id))
    .map((one) => ({
      id: `session:${one.id}`,
      start: wallOf(one.startsAt, frame.zone),
      end: wallOf(one.endsAt, frame.zone),
      resourceId: byRoom ? (one.room?.id ?? NO_ROOM) : one.practitioner.id,
      title: one.name,
      about: [label(one), byRoom ? one.practitioner.name : one.room?.name].filter(Boolean).join(' · '),
      state: 'booked',
      stateLabel: label(one),
      icon: 'team' as const,
      stripe: one.service.color,
      locked: !one.can.move,
    }))
}
