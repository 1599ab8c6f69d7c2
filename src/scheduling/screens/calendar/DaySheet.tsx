import type { Returns } from '../../../ui/api/index.ts'
import { Code, useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import { wallOf, zonePlace } from '../zone.ts'
import { byDay } from './Agenda.tsx'
import type { CalendarAnswer, CalendarVisit } from './calendar-model.ts'
import { isAt } from './calendar-model.ts'
import classes from './sheet.module.css'
import type { CalendarState } from './use-calendar.ts'
import { useHoursText } from './use-labels.ts'
import { workOf } from './working.ts'

export type Details = ReadonlyMap<string, Returns<'GET /calendar/sheet'>['items'][number]>

interface DaySheetProps {
  who: { id: string; name: string }
  calendar: CalendarState
  answer: CalendarAnswer
  details: Details
}

/** A practitioner's day on paper: when, who, what, where, how to reach them, what to mind; boxes to tick by hand. */
export function DaySheet({ who, calendar, answer, details }: DaySheetProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const hoursText = useHoursText()
  const { frame } = calendar
  const own = answer.visits.filter(
    (visit) => visit.practitionerId === who.id && isAt(visit, frame) && visit.state !== 'cancelled',
  )
  return (
    <>
      {byDay(own, frame.zone)
        .filter(({ day }) => frame.days.includes(day))
        .map(({ day, visits }) => (
          <section key={day} className={classes.sheet}>
            <header>
              <h2>{who.name}</h2>
              <p>
                <b>{format.day(day, 'long')}</b> ·{' '}
                {hoursText(workOf(answer, { practitionerId: who.id, day, frame }))} ·{' '}
                {t('visitCount', { count: visits.length })}
              </p>
              <p>{`${me.practice.name} · ${t('cal.timesOf', { place: zonePlace(frame.zone) })}`}</p>
            </header>
            <table>
              <thead>
                <tr>
                  <th>{t('time')}</th>
                  <th>{t('clientWord')}</th>
                  <th>{t('service')}</th>
                  <th>{t('roomWord')}</th>
                  <th>{t('phone')}</th>
                  <th>{t('cal.here')}</th>
                  <th>{t('state.done')}</th>
                </tr>
              </thead>
              <tbody>
                {visits.map((visit) => (
                  <SheetRow key={visit.id} visit={visit} zone={frame.zone} detail={details.get(visit.id)} />
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </>
  )
}

function SheetRow({
  visit,
  zone,
  detail,
}: {
  visit: CalendarVisit
  zone: string
  detail: ReturnType<Details['get']>
}) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const isHere = ['arrived', 'in_room', 'done'].includes(visit.state)
  const marks = [visit.isFirstVisit && t('firstVisit'), visit.mode !== 'in_person' && t(`mode.${visit.mode}`), visit.state === 'no_show' && t('state.no_show'), visit.state === 'requested' && t('state.requested')].filter(Boolean) // prettier-ignore
  return (
    <>
      <tr>
        <td className={classes.time}>
          {format.wallRange(wallOf(visit.startsAt, zone), wallOf(visit.endsAt, zone))}
        </td>
        <td>
          <b>{visit.clientName ?? t('held')}</b>
          {detail?.bornOn && (
            <span className={classes.soft}> {t('born', { day: format.day(detail.bornOn) })}</span>
          )}
          {marks.length > 0 && <div className={classes.soft}>{marks.join(' · ')}</div>}
        </td>
        <td>{visit.serviceName}</td>
        <td>{visit.roomName}</td>
        <td>{detail?.phone && <Code>{detail.phone}</Code>}</td>
        <td className={classes.box}>{isHere ? '☑' : '☐'}</td>
        <td className={classes.box}>{visit.state === 'done' ? '☑' : '☐'}</td>
      </tr>
      {detail?.notes && (
        <tr className={classes.notes}>
          <td />
          <td colSpan={6}>{detail.notes}</td>
        </tr>
      )}
    </>
  )
}
