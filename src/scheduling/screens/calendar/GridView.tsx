import type { CalendarMove, CalendarSlot, CalendarTarget } from '../../../ui/kit/index.ts'
import { CalendarGrid, EmptyState, notify, useCan, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { SessionLine } from '../sessions/session-model.ts'
import type { MoveTo, Mover, Standing } from '../visit/use-move.ts'
import { instantOf } from '../zone.ts'
import { NO_ROOM, visitIdOf, type CalendarAnswer, type CalendarVisit } from './calendar-model.ts'
import { sessionOf } from './sessions.ts'
import type { CalendarState } from './use-calendar.ts'
import { useDrawn } from './use-drawn.ts'

interface GridViewProps {
  calendar: CalendarState
  answer: CalendarAnswer
  mover: Mover
  onMenu: (target: CalendarTarget, at: { x: number; y: number }) => void
  onKey: (target: CalendarTarget, event: KeyboardEvent) => boolean
}

/** A day by columns, or a week of one practitioner, with what can be done in it. */
export function GridView({ calendar, answer, mover, onMenu, onKey }: GridViewProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  const { view, by, date, frame, setUrl, remembered, page } = calendar
  const { person, sessions, ...drawn } = useDrawn(calendar, answer)
  const label = t(view === 'week' ? 'gridWeek' : by === 'room' ? 'gridRooms' : by === 'equipment' ? 'cal.gridEquipment' : 'gridDay', { day: format.day(date, 'long') }) // prettier-ignore

  function moved({ id, start, end, resourceId, from }: CalendarMove): Promise<unknown> {
    const session = sessionOf(id, sessions)
    const visit = session
      ? standingSession(session)
      : answer.visits.filter((one) => one.id === visitIdOf(id)).map(standing)[0]
    const isElsewhere = view === 'day' && resourceId !== from.resourceId
    if (!visit || (isElsewhere && resourceId === NO_ROOM)) return Promise.reject()
    if (isElsewhere && by === 'equipment') {
      notify.info(t('cal.noUnitMove'))
      return Promise.reject()
    }
    const column = by === 'room' ? { roomId: resourceId ?? '' } : { practitionerId: resourceId }
    const to: MoveTo = {
      ...(start === from.start ? {} : { startsAt: instantOf(start, frame.zone) }),
      ...(isElsewhere && resourceId ? column : {}),
      ...lengthOf({ start, end }, from),
    }
    return settled(mover.moveTo(visit, to))
  }
  function picked({ start, end, resourceId }: CalendarSlot): void {
    setUrl({ new: '1', at: start, until: end ?? '', ...whoOf({ by, view, person }, resourceId) })
  }
  if (drawn.columns.length === 0)
    return <EmptyState icon="calendar" title={t('cal.noColumns')} text={t('cal.noColumnsText')} />
  const mayMove = can('appointments.move')
  return (
    <CalendarGrid
      label={label}
      zone={frame.zone}
      density={remembered.density}
      {...drawn}
      onOpen={(id) => setUrl(id.startsWith('session:') ? { session: id.slice(8) } : { visit: visitIdOf(id) })}
      onPage={page}
      onMenu={onMenu}
      onKey={onKey}
      {...(mayMove ? { onMove: moved, onResize: moved } : {})}
      {...(can('appointments.book') ? { onSelectSlot: picked } : {})}
    />
  )
}

/** Whom and where a column of free time means, as the address of the booking says it. */
export function whoOf(
  { by, view, person }: Pick<CalendarState, 'by' | 'view'> & { person: string | null },
  resourceId: string | null,
): { with: string; room: string } {
  if (view === 'week') return { with: person ?? '', room: '' }
  if (by === 'practitioner') return { with: resourceId ?? '', room: '' }
  return { with: '', room: by === 'room' && resourceId !== NO_ROOM ? (resourceId ?? '') : '' }
}

// The grid takes a visit back when this rejects; why has been shown by then.
async function settled(move: Promise<boolean>): Promise<void> {
  if (!(await move)) await Promise.reject()
}

/** A session moves like a visit, with all who have a seat in it. */
function standingSession({ id, name, startsAt, endsAt, practitioner, room, rowVersion }: SessionLine): Standing {
  return { id, startsAt, endsAt, practitionerId: practitioner.id, roomId: room?.id ?? null, clientName: name, rowVersion, isSession: true }
} // prettier-ignore

export function standing(visit: CalendarVisit) {
  const { id, startsAt, endsAt, practitionerId, roomId, clientName, rowVersion, serviceId, clientId } = visit
  return { id, startsAt, endsAt, practitionerId, roomId, clientName, rowVersion, serviceId, clientId }
}

interface Times {
  start: string
  end: string
}

function lengthOf(now: Times, before: Times): MoveTo {
  const minutes = ({ start, end }: Times) =>
    (Date.parse(`${end.slice(0, 16)}Z`) - Date.parse(`${start.slice(0, 16)}Z`)) / 60_000
  return minutes(now) === minutes(before) ? {} : { durationMinutes: minutes(now) }
}
