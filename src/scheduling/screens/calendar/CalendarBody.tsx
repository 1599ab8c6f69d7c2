import { useMemo, type ReactNode } from 'react'
import type { CalendarMove, CalendarSlot } from '../../../ui/kit/index.ts'
import { CalendarGrid, Panel, useCan, useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import type { MoveTo, useMove } from '../visit/use-move.ts'
import { instantOf, timeText, wallOf } from '../zone.ts'
import type { CalendarAnswer, CalendarVisit, Labels, Span } from './calendar-model.ts'
import {
  backgroundOf,
  columnsByPractitioner,
  columnsByRoom,
  eventsOf,
  hoursShown,
  isAt,
  NO_ROOM,
} from './calendar-model.ts'
import { personOf, shownOf } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import { VisitList } from './VisitList.tsx'

interface CalendarBodyProps {
  calendar: CalendarState
  answer: CalendarAnswer
  mover: ReturnType<typeof useMove>
  nameOf: (practitionerId: string | null) => string
}

/** The grid or the list, with what can be done in it. */
export function CalendarBody({ calendar, answer, mover, nameOf }: CalendarBodyProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { view, by, date, frame, setUrl } = calendar
  const me = useMe()
  const can = useCan()
  const drawn = useDrawn(calendar, answer)
  const open = (id: string) => setUrl({ visit: id })
  const title = t(view === 'week' ? 'gridWeek' : by === 'room' ? 'gridRooms' : 'gridDay', {
    day: format.day(date, 'long'),
  })

  if (view === 'list') {
    const shown = shownOf(calendar, answer)
    const visits = answer.visits.filter(
      (visit) =>
        isAt(visit, frame) && (visit.practitionerId === null || shown.includes(visit.practitionerId)),
    )
    return (
      <Framed narrow={calendar.narrow}>
        <VisitList label={title} visits={visits} zone={frame.zone} nameOf={nameOf} onOpen={open} />
      </Framed>
    )
  }

  function moved({ id, start, end, resourceId, from }: CalendarMove): Promise<unknown> {
    const visit = answer.visits.find((one) => one.id === id)
    if (!visit || (by === 'room' && view === 'day' && resourceId === NO_ROOM && from.resourceId !== NO_ROOM))
      return Promise.reject()
    const to: MoveTo = {
      ...(start === from.start ? {} : { startsAt: instantOf(start, frame.zone) }),
      ...columnOf(resourceId, from.resourceId),
    }
    return settled(mover.moveTo(standing(visit), { ...to, ...lengthOf({ start, end }, from) }))
  }
  function columnOf(now: string | null, before: string | null): MoveTo {
    if (view === 'week' || now === before || now === null) return {}
    return by === 'room' ? { roomId: now } : { practitionerId: now }
  }
  function picked({ start, end, resourceId }: CalendarSlot): void {
    const person =
      view === 'week' ? personOf(calendar, answer, me.staffId) : by === 'practitioner' ? resourceId : null
    const room = view === 'day' && by === 'room' && resourceId !== NO_ROOM ? resourceId : null
    setUrl({ new: '1', at: start, until: end ?? '', with: person ?? '', room: room ?? '' })
  }
  const mayMove = can('appointments.move')
  return (
    <CalendarGrid
      label={title}
      date={view === 'week' ? (frame.days[0] ?? date) : date}
      view={view}
      zone={frame.zone}
      {...drawn}
      onOpen={open}
      {...(mayMove ? { onMove: moved, onResize: moved } : {})}
      {...(can('appointments.book') ? { onSelectSlot: picked } : {})}
    />
  )
}

/** A table stands on a white card; on a phone each visit is a card of its own. */
function Framed({ narrow, children }: { narrow: boolean; children: ReactNode }) {
  return narrow ? children : <Panel flush>{children}</Panel>
}

// The grid takes a visit back when this rejects; why has been shown by then.
async function settled(move: Promise<boolean>): Promise<void> {
  if (!(await move)) await Promise.reject()
}

function standing({ id, startsAt, endsAt, practitionerId, roomId, clientName, rowVersion }: CalendarVisit) {
  return { id, startsAt, endsAt, practitionerId, roomId, clientName, rowVersion }
}

function lengthOf(now: Span, before: Span): MoveTo {
  const minutes = ({ start, end }: Span) =>
    (Date.parse(`${end.slice(0, 16)}Z`) - Date.parse(`${start.slice(0, 16)}Z`)) / 60_000
  return minutes(now) === minutes(before) ? {} : { durationMinutes: minutes(now) }
}

/** What the grid draws of an answer. */
function useDrawn(calendar: CalendarState, answer: CalendarAnswer) {
  const me = useMe()
  const labels = useLabels()
  const hoursText = useHoursText()
  const { view, by, frame, narrow, today } = calendar
  const single = view === 'week' || (narrow && by === 'practitioner')
  const shown = (single ? [personOf(calendar, answer, me.staffId)] : shownOf(calendar, answer)).join(' ')
  return useMemo(
    () => drawnOf({ answer, frame, labels, hoursText, view, by, today, shown: shown.split(' ') }),
    [answer, frame, labels, hoursText, view, by, today, shown],
  )
}

interface DrawnAsk extends Pick<CalendarState, 'frame' | 'view' | 'by' | 'today'> {
  answer: CalendarAnswer
  labels: Labels
  hoursText: (spans: Span[]) => string
  shown: string[]
}

function drawnOf({ answer, frame, labels, hoursText, view, by, today, shown }: DrawnAsk) {
  const isWeek = view === 'week'
  const byRoom = by === 'room' && !isWeek
  const columns = { answer, frame, labels, shown, hoursText }
  const resources = isWeek ? [] : byRoom ? columnsByRoom(columns) : columnsByPractitioner(columns)
  const visits = answer.visits.filter(
    (visit) => isAt(visit, frame) && (byRoom || shown.includes(visit.practitionerId ?? '')),
  )
  const events = eventsOf(visits, { by: byRoom ? 'room' : 'practitioner', answer, frame, labels })
  const hours = hoursShown(answer, frame)
  const behind = isWeek
    ? [{ id: null, practitionerId: shown[0] ?? null }]
    : resources.map(({ id }) =>
        byRoom ? { id, practitionerId: null, ...placeOf(id, answer) } : { id, practitionerId: id },
      )
  return {
    resources,
    // In a week there are no columns of people: a visit that names one would stand in none.
    events: isWeek ? events.map(({ resourceId: _column, ...event }) => event) : events,
    background: backgroundOf({ answer, frame, labels, columns: behind, hours }),
    ...hours,
    scrollTo: frame.days.includes(today) ? anHourAgo(frame.zone) : hours.from,
  }
}

function placeOf(roomId: string, answer: CalendarAnswer): { locationId?: string } {
  const room = answer.rooms.find((one) => one.id === roomId)
  return room ? { locationId: room.locationId } : {}
}

function anHourAgo(zone: string): string {
  return `${wallOf(Date.now() - 3_600_000, zone).slice(11, 13)}:00`
}

function useLabels(): Labels {
  const { t } = useWords('scheduling')
  return useMemo(
    () => ({
      state: (visit) =>
        [
          t(`state.${visit.state}`),
          visit.isFirstVisit && t('firstVisit'),
          visit.overlaps && t('overlaps'),
          visit.mode !== 'in_person' && t(`mode.${visit.mode}`),
          visit.hasNotes && t('hasNotes'),
        ]
          .filter(Boolean)
          .join(', '),
      held: t('held'),
      noRoom: t('noRoom'),
      nobody: t('nobody'),
      timeOff: (kind) => t(`off.${kind}`),
    }),
    [t],
  )
}

/** "9:00 – 17:00", or that somebody is not in. */
function useHoursText() {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return useMemo(
    () => (spans: Span[]) => {
      const [first, last] = [spans[0], spans.at(-1)]
      if (!first || !last) return t('notIn')
      return format.wallRange(first.start, last.end.replace('T24:00', `T${timeText(23 * 60 + 59)}`))
    },
    [format, t],
  )
}
