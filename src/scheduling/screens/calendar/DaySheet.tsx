import { PrintOnly, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { wallOf } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { isAt } from './calendar-model.ts'
import { shownOf } from './shown.ts'
import type { CalendarState } from './use-calendar.ts'

/** On paper: one table for each practitioner, because the grid is cut off at its scroll box. */
export function DaySheet({ calendar, answer }: { calendar: CalendarState; answer: CalendarAnswer }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { frame, view } = calendar
  if (view === 'list') return null
  const people = answer.practitioners.filter((one) => shownOf(calendar, answer).includes(one.id))
  return (
    <PrintOnly>
      <div className={classes.paper}>
        {people.map((who) => (
          <table key={who.id}>
            <caption>{who.name}</caption>
            <tbody>
              {answer.visits
                .filter(
                  (visit) =>
                    visit.practitionerId === who.id && isAt(visit, frame) && visit.state !== 'cancelled',
                )
                .map((visit) => (
                  <tr key={visit.id}>
                    <td>
                      {view === 'week'
                        ? format.when(visit.startsAt, frame.zone)
                        : format.wallTime(wallOf(visit.startsAt, frame.zone))}
                    </td>
                    <td>{visit.clientName ?? t('held')}</td>
                    <td>{visit.serviceName}</td>
                    <td>{visit.roomName}</td>
                    <td>{t(`state.${visit.state}`)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
      </div>
    </PrintOnly>
  )
}
