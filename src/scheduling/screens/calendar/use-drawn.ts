import { useMemo } from 'react'
import { useFormat, useMe } from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import { eventsOf, type CalendarAnswer, type Labels } from './calendar-model.ts'
import { columnsOfDay, columnsOfWeek } from './columns.ts'
import { personOf, shownOf, visitsShown } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import { useOutlook } from './outlook.ts'
import { sessionEventsOf, useSessions } from './sessions.ts'
import { useHoursText, useLabels } from './use-labels.ts'
import { backgroundOf, hoursShown, workOf, type Span } from './working.ts'

/** What the grid draws of an answer: columns, visits, what lies behind them, and the hours. */
export function useDrawn(calendar: CalendarState, answer: CalendarAnswer) {
  const me = useMe()
  const labels = useLabels()
  const hoursText = useHoursText()
  const dayTitle = useDayTitle()
  const { view, by, frame, narrow, today, states } = calendar
  const isSingle = view === 'week' || (narrow && by === 'practitioner')
  const shown = (isSingle ? [personOf(calendar, answer, me.staffId)] : shownOf(calendar, answer)).join(' ')
  const sessions = useSessions(frame)
  const outlook = useOutlook(frame)
  const visits = useMemo(() => visitsShown({ frame, states }, answer), [answer, frame, states])
  const ground = useMemo(
    () => groundOf({ view, by, frame, today, answer, labels, hoursText, dayTitle, shown: shown.split(' ') }),
    [answer, frame, labels, hoursText, dayTitle, view, by, today, shown],
  )
  const events = useMemo(() => {
    const ids = new Set(shown.split(' '))
    const mine =
      view === 'week' || by === 'practitioner'
        ? visits.filter((visit) => ids.has(visit.practitionerId ?? ''))
        : visits
    const seats = view === 'week' || by !== 'equipment' ? mine.filter((visit) => !visit.sessionId) : mine
    const groups =
      by === 'equipment' && view === 'day'
        ? []
        : sessionEventsOf(sessions, { by, view, frame, ids, label: labels.seats })
    const single = eventsOf(seats, {
      by: view === 'week' ? 'practitioner' : by,
      answer,
      frame,
      labels,
      outlook,
    })
    return groups.length > 0 ? [...single, ...groups] : single
  }, [visits, sessions, outlook, labels, view, by, shown, frame, answer])
  return { ...ground, events, sessions, person: isSingle ? shown : null }
}

interface GroundAsk extends Pick<CalendarState, 'view' | 'by' | 'frame' | 'today'> {
  answer: CalendarAnswer
  labels: Labels
  hoursText: (spans: Span[]) => string
  dayTitle: (day: string) => string
  shown: string[]
}

function groundOf({ view, by, frame, today, answer, labels, hoursText, dayTitle, shown }: GroundAsk) {
  const isWeek = view === 'week'
  const hours = hoursShown(answer, frame)
  const aboutOf = (day: string) => hoursText(workOf(answer, { practitionerId: shown[0] ?? null, day, frame }))
  const columns = isWeek
    ? columnsOfWeek(frame.days, { today, titleOf: dayTitle, aboutOf })
    : columnsOfDay(by, { answer, frame, today, shown, hoursText, noRoom: labels.noRoom })
  const behind = isWeek
    ? [{ id: null, practitionerId: shown[0] ?? null }]
    : columns.map(({ id }) =>
        by === 'practitioner'
          ? { id, practitionerId: id }
          : { id, practitionerId: null, ...placeOf(id, answer) },
      )
  return {
    columns,
    background: backgroundOf({ answer, frame, labels, columns: behind, hours }),
    ...hours,
    scrollTo: frame.days.includes(today) ? anHourAgo(frame.zone) : hours.from,
  }
}

function placeOf(id: string, { rooms, equipment = [] }: CalendarAnswer): { locationId?: string } {
  const found = [...rooms, ...equipment].find((one) => one.id === id)
  return found ? { locationId: found.locationId } : {}
}

function anHourAgo(zone: string): string {
  return `${wallOf(Date.now() - 3_600_000, zone).slice(11, 13)}:00`
}

function useDayTitle(): (day: string) => string {
  const format = useFormat()
  return useMemo(() => (day: string) => format.day(day, 'weekday'), [format])
}
