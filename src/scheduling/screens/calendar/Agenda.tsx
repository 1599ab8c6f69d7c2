import { EmptyState, Panel, Stack, useFormat, useWords } from '../../../ui/kit/index.ts'
import { wallOf } from '../zone.ts'
import type { CalendarAnswer, CalendarVisit } from './calendar-model.ts'
import classes from './calendar.module.css'
import { shownOf, visitsShown } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'
import { VisitList } from './VisitList.tsx'

interface AgendaProps {
  calendar: CalendarState
  answer: CalendarAnswer
  nameOf: (practitionerId: string | null) => string
}

/** The next days as tables: for those who read rather than look; on a phone the day as cards. */
export function Agenda({ calendar, answer, nameOf }: AgendaProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { frame, today, narrow, setUrl } = calendar
  const people = new Set(shownOf({ ...calendar, by: 'practitioner' }, answer))
  const visits = visitsShown(calendar, answer).filter(
    (visit) => visit.practitionerId === null || people.has(visit.practitionerId),
  )
  const days = byDay(visits, frame.zone).filter(({ day }) => frame.days.includes(day))
  if (days.length === 0)
    return (
      <EmptyState
        icon="calendar"
        title={t('noVisits')}
        text={t(narrow ? 'noVisitsText' : 'cal.noVisitsWeek')}
      />
    )
  const list = (day: string, inside: CalendarVisit[]) => (
    <VisitList
      label={format.day(day, 'long')}
      visits={inside}
      zone={frame.zone}
      nameOf={nameOf}
      onOpen={(visit) => setUrl({ visit })}
    />
  )
  if (narrow) return <>{days.map(({ day, visits: inside }) => <div key={day}>{list(day, inside)}</div>)}</> // prettier-ignore
  return (
    <Stack>
      {days.map(({ day, visits: inside }) => (
        <Panel
          key={day}
          flush
          title={
            <span className={classes.agendaDay} data-today={day === today || undefined}>
              {format.day(day, 'long')}
              <small>{t('visitCount', { count: inside.length })}</small>
            </span>
          }
        >
          {list(day, inside)}
        </Panel>
      ))}
    </Stack>
  )
}

/** Visits by the local day on which they begin, in order. */
export function byDay(visits: CalendarVisit[], zone: string): { day: string; visits: CalendarVisit[] }[] {
  const days = new Map<string, CalendarVisit[]>()
  for (const visit of visits) {
    const day = wallOf(visit.startsAt, zone).slice(0, 10)
    const known = days.get(day)
    if (known) known.push(visit)
    else days.set(day, [visit])
  }
  return [...days].map(([day, inside]) => ({ day, visits: inside }))
}
