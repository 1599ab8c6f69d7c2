import { useApi } from '../../../ui/api/index.ts'
import { Await, Icon, Loading, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from './calendar.module.css'
import { totalOf, weeksOfMonth, type DayFigures, type DaysAnswer } from './figures.ts'
import { chosenOf } from './shown.ts'
import { ShareBar } from './ShareBar.tsx'
import type { CalendarState } from './use-calendar.ts'

/** A month: how many come each day to whom, who comes for the first time, and how full it is. A day opens on a press. */
export function MonthView({ calendar }: { calendar: CalendarState }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { date, firstDay, frame } = calendar
  const weeks = weeksOfMonth(date, firstDay)
  const read = useApi(
    'GET /calendar/days',
    {
      from: weeks[0]![0]!,
      to: weeks.at(-1)!.at(-1)!,
      ...(frame.locationId ? { locationId: frame.locationId } : {}),
    },
    { keep: true, live: ['appointment', 'hours', 'time_off', 'closure'] },
  )
  return (
    <Await read={read} loading={<Loading lines={10} tall />}>
      {(answer) => {
        const shown = chosenOf(calendar, answer.practitioners)
        const days = answer.days.filter((one) => shown.length === 0 || shown.includes(one.practitionerId))
        return (
          <div
            className={classes.month}
            role="group"
            aria-label={t('cal.gridMonth', { month: monthName(date, format) })}
          >
            {weeks[0]!.map((day) => (
              <div key={day} className={classes.monthHead} aria-hidden="true">
                {format.day(day, 'weekday').split(/[\s,]/)[0]}
              </div>
            ))}
            {weeks.flat().map((day) => (
              <MonthDay
                key={day}
                day={day}
                calendar={calendar}
                figures={days.filter((one) => one.day === day)}
                answer={answer}
              />
            ))}
          </div>
        )
      }}
    </Await>
  )
}

function monthName(date: string, format: { day(day: string, style: 'long'): string }): string {
  return format.day(`${date.slice(0, 7)}-01`, 'long')
}

interface MonthDayProps {
  day: string
  calendar: CalendarState
  figures: DayFigures[]
  answer: DaysAnswer
}

function MonthDay({ day, calendar, figures, answer }: MonthDayProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { date, today, frame, setUrl, narrow } = calendar
  const total = totalOf(figures)
  const names = new Map(answer.practitioners.map((one) => [one.id, one.name]))
  const busy = figures.filter((one) => one.visits > 0).sort((a, b) => b.visits - a.visits)
  const closed = answer.closures.find(
    (one) =>
      one.startsOn <= day && day <= one.endsOn && (!one.locationId || one.locationId === frame.locationId),
  )
  const most = 3
  return (
    <button
      type="button"
      className={classes.monthDay}
      data-outside={day.slice(0, 7) !== date.slice(0, 7) || undefined}
      data-today={day === today || undefined}
      data-closed={closed || total.openMinutes === 0 ? true : undefined}
      onClick={() =>
        setUrl({ view: narrow ? 'list' : 'day', date: day === today ? '' : day }, { push: true })
      }
    >
      <span className={classes.monthTop}>
        <span className={classes.spoken}>{format.day(day, 'long')}</span>
        <b aria-hidden="true">{Number(day.slice(8))}</b>
        {total.visits > 0 && (
          <span className={classes.monthCount}>
            {narrow ? total.visits : t('visitCount', { count: total.visits })}
          </span>
        )}
      </span>
      {closed && <span className={classes.monthClosed}>{closed.name}</span>}
      <ShareBar of={total} plain={narrow} />
      {!narrow && (
        <span className={classes.monthPeople}>
          {busy.slice(0, most).map((one) => (
            <span key={one.practitionerId}>
              <bdi>{names.get(one.practitionerId)}</bdi>
              <span>{one.visits}</span>
            </span>
          ))}
          {busy.length > most && <span>{t('andMore', { count: busy.length - most })}</span>}
        </span>
      )}
      {total.firstVisits + total.requested > 0 && (
        <span className={classes.monthMarks}>
          {total.firstVisits > 0 && (
            <span>
              <Icon name="star" size={13} />{' '}
              {narrow ? total.firstVisits : t('cal.firstVisits', { count: total.firstVisits })}
            </span>
          )}
          {total.requested > 0 && !narrow && (
            <span>
              <Icon name="open" size={13} /> {t('cal.requested', { count: total.requested })}
            </span>
          )}
        </span>
      )}
    </button>
  )
}
