import { useApi } from '../../../ui/api/index.ts'
import { Await, Icon, Initials, Loading, useFormat, useWords } from '../../../ui/kit/index.ts'
import { addDays, startOfWeek } from '../zone.ts'
import classes from './calendar.module.css'
import { totalOf, type DaysAnswer } from './figures.ts'
import { chosenOf } from './shown.ts'
import { ShareBar } from './ShareBar.tsx'
import type { CalendarState } from './use-calendar.ts'
import { inOrder } from './use-remembered.ts'

/** A week of everybody at a glance: how many come to whom on which day, and how full it is. */
export function TeamWeek({ calendar }: { calendar: CalendarState }) {
  const { t } = useWords('scheduling')
  const { date, firstDay, frame } = calendar
  const first = startOfWeek(date, firstDay)
  const days = Array.from({ length: 7 }, (_none, index) => addDays(first, index))
  const read = useApi(
    'GET /calendar/days',
    { from: first, to: days[6]!, ...(frame.locationId ? { locationId: frame.locationId } : {}) },
    { keep: true, live: ['appointment', 'hours', 'time_off', 'closure'] },
  )
  return (
    <Await read={read} loading={<Loading lines={10} tall />}>
      {(answer) => (
        <div className={classes.team}>
          <table aria-label={t('cal.gridTeam')}>
            <TeamHead days={days} today={calendar.today} />
            <tbody>
              {peopleOf(answer, calendar).map((who) => (
                <tr key={who.id}>
                  <th scope="row">
                    <span className={classes.teamPerson}>
                      <Initials name={who.name} size={24} />
                      <bdi>{who.name}</bdi>
                    </span>
                  </th>
                  {days.map((day) => (
                    <TeamCell key={day} who={who} day={day} answer={answer} calendar={calendar} />
                  ))}
                </tr>
              ))}
            </tbody>
            <TeamFoot days={days} answer={answer} />
          </table>
        </div>
      )}
    </Await>
  )
}

function peopleOf(answer: DaysAnswer, calendar: CalendarState): DaysAnswer['practitioners'] {
  const ids = chosenOf(calendar, answer.practitioners)
  const chosen = answer.practitioners.filter((one) => ids.includes(one.id))
  const busy = answer.practitioners.filter((one) =>
    answer.days.some((day) => day.practitionerId === one.id && (day.visits > 0 || day.openMinutes > 0)),
  )
  return inOrder(chosen.length > 0 ? chosen : busy, calendar.remembered.order)
}

function TeamHead({ days, today }: { days: string[]; today: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <thead>
      <tr>
        <td />
        {days.map((day) => (
          <th key={day} scope="col" data-today={day === today || undefined}>
            {format.day(day, 'weekday')}
            {day === today && <span className={classes.spoken}> {t('todayTitle')}</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface TeamCellProps {
  who: { id: string; name: string }
  day: string
  answer: DaysAnswer
  calendar: CalendarState
}

function TeamCell({ who, day, answer, calendar }: TeamCellProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { setUrl, today } = calendar
  const one = answer.days.find((each) => each.day === day && each.practitionerId === who.id)
  const open = () => setUrl({ view: 'week', person: who.id, date: day === today ? '' : day }, { push: true })
  return (
    <td data-today={day === today || undefined}>
      <button
        type="button"
        className={classes.teamCell}
        data-away={!one || (one.openMinutes === 0 && one.visits === 0) || undefined}
        aria-label={`${who.name}, ${format.day(day, 'weekday')}: ${one?.visits ? t('visitCount', { count: one.visits }) : one?.openMinutes ? t('noVisits') : t('notIn')}`}
        onClick={open}
      >
        {one && one.visits > 0 ? <b>{one.visits}</b> : <span>{one?.openMinutes ? '0' : '–'}</span>}
        {one && one.firstVisits > 0 && (
          <span className={classes.teamFirst} title={t('cal.firstVisits', { count: one.firstVisits })}>
            <Icon name="star" size={12} />
            {one.firstVisits}
          </span>
        )}
        {one && <ShareBar of={one} />}
      </button>
    </td>
  )
}

function TeamFoot({ days, answer }: { days: string[]; answer: DaysAnswer }) {
  const { t } = useWords('scheduling')
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('cal.total')}</th>
        {days.map((day) => {
          const total = totalOf(answer.days.filter((one) => one.day === day))
          return (
            <td key={day}>
              <span className={classes.teamTotal}>
                <b>{total.visits}</b>
                <ShareBar of={total} />
              </span>
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
