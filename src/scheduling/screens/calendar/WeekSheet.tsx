import { useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import { wallOf, zonePlace } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { isAt } from './calendar-model.ts'
import classes from './sheet.module.css'
import type { CalendarState } from './use-calendar.ts'
import { useHoursText } from './use-labels.ts'
import { workOf } from './working.ts'

/** A practitioner's week on paper, a column for each day on which they work or have visits. */
export function WeekSheet({
  calendar,
  answer,
  person,
}: {
  calendar: CalendarState
  answer: CalendarAnswer
  person: string
}) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const hoursText = useHoursText()
  const { frame } = calendar
  const who = answer.practitioners.find((one) => one.id === person)
  const visits = answer.visits.filter(
    (visit) => visit.practitionerId === person && isAt(visit, frame) && visit.state !== 'cancelled',
  )
  const days = frame.days
    .map((day) => ({
      day,
      work: workOf(answer, { practitionerId: person, day, frame }),
      visits: visits.filter((visit) => wallOf(visit.startsAt, frame.zone).slice(0, 10) === day),
    }))
    .filter((one) => one.work.length > 0 || one.visits.length > 0)
  return (
    <section className={`${classes.sheet} ${classes.weekSheet}`}>
      <header>
        <h2>{who?.name}</h2>
        <p>
          <b>
            {t('weekOf', {
              first: format.day(frame.days[0]!, 'weekday'),
              last: format.day(frame.days.at(-1)!),
            })}
          </b>{' '}
          · {t('visitCount', { count: visits.length })}
        </p>
        <p>{`${me.practice.name} · ${t('cal.timesOf', { place: zonePlace(frame.zone) })}`}</p>
      </header>
      <div className={classes.week}>
        {days.map(({ day, work, visits: inside }) => (
          <div key={day}>
            <h3>
              {format.day(day, 'weekday')}
              <small>{hoursText(work)}</small>
            </h3>
            {inside.map((visit) => (
              <p key={visit.id}>
                <span className={classes.time}>{format.wallTime(wallOf(visit.startsAt, frame.zone))}</span>{' '}
                <b>{visit.clientName ?? t('held')}</b>
                <br />
                <span className={classes.soft}>
                  {[visit.serviceName, visit.roomName].filter(Boolean).join(' · ')}
                </span>
              </p>
            ))}
          </div>
        ))}
      </div>
    </section>
  )
}
