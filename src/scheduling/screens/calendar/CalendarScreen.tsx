import { useMemo } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Dialog,
  Loading,
  Page,
  useCan,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { BookingDialog } from '../booking/BookingDialog.tsx'
import { ConflictNotice } from '../ConflictNotice.tsx'
import { useMove } from '../visit/use-move.ts'
import { VisitDrawer } from '../visit/VisitDrawer.tsx'
import { zoneName, zonePlace } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import { isAt, practitionersAtWork } from './calendar-model.ts'
import { CalendarBody } from './CalendarBody.tsx'
import { CalendarTools } from './CalendarTools.tsx'
import { PeopleChips } from './PeopleChips.tsx'
import type { CalendarState } from './use-calendar.ts'
import { useCalendar } from './use-calendar.ts'
import { DaySheet } from './DaySheet.tsx'
import { personOf, shownOf } from './shown.ts'

/** The diary of the practice: the day by practitioner or room, the week of one, the day as a list. */
export default function CalendarScreen() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const calendar = useCalendar()
  const { url, setUrl, frame, date, read } = calendar
  const mover = useMove(frame.zone)
  // Known before somebody presses N: the dialog must take the first letter.
  useApi('GET /services', {}, { when: can('appointments.book') })
  const names = useMemo(
    () => new Map((read.data?.practitioners ?? []).map((one) => [one.id, one.name])),
    [read.data],
  )
  const closeBooking = () =>
    setUrl({ new: '', at: '', until: '', with: '', room: '', client: '', service: '' })
  const newButton = can('appointments.book') && (
    <Button kind="main" icon="book" onClick={() => setUrl({ new: '1' })}>
      {t('newAppointment')}
    </Button>
  )
  return (
    <Page
      width="full"
      title={<Title calendar={calendar} />}
      tabTitle={t('calendar')}
      about={<About calendar={calendar} />}
      actions={newButton}
    >
      <CalendarTools calendar={calendar} />
      <Await read={read} loading={<Loading lines={10} tall />}>
        {(answer) => (
          <>
            <People calendar={calendar} answer={answer} />
            <CalendarBody
              calendar={calendar}
              answer={answer}
              mover={mover}
              nameOf={(id) => names.get(id ?? '') ?? ''}
            />
            <DaySheet calendar={calendar} answer={answer} />
          </>
        )}
      </Await>
      <VisitDrawer id={url.visit} nameOf={(id) => names.get(id)} onClose={() => setUrl({ visit: '' })} />
      {url.new === '1' && (
        <BookingDialog
          wish={{
            at: url.at,
            until: url.until,
            practitionerId: url.with,
            roomId: url.room,
            clientId: url.client,
            serviceId: url.service,
            date,
          }}
          zone={frame.zone}
          locationId={frame.locationId}
          places={read.data}
          onClose={closeBooking}
        />
      )}
      <Dialog open={mover.refused !== null} onClose={mover.forget} title={t('cantMove')}>
        {mover.refused && (
          <ConflictNotice
            conflict={mover.refused.conflict}
            zone={frame.zone}
            day={date}
            nameOf={(id) => names.get(id)}
            busy={mover.busy}
            onChoose={({ startsAt, practitionerId, locationId }) =>
              mover.moveTo(mover.refused!.visit, { startsAt, practitionerId, locationId })
            }
            onInsist={(reason) => mover.moveTo(mover.refused!.visit, mover.refused!.to, reason)}
          />
        )}
      </Dialog>
    </Page>
  )
}

function Title({ calendar: { view, date, frame, today, narrow } }: { calendar: CalendarState }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  if (view === 'week') {
    const [first, last] = [frame.days[0] ?? date, frame.days.at(-1) ?? date]
    return <>{t('weekOf', { first: format.day(first, 'weekday'), last: format.day(last) })}</>
  }
  const name = format.day(date, narrow ? 'weekday' : 'long')
  return <>{date === today ? t('todayIs', { day: name }) : name}</>
}

function About({ calendar: { frame, read, date } }: { calendar: CalendarState }) {
  const { t, language } = useWords('scheduling')
  const me = useMe()
  const place = me.locations.find((one) => one.id === frame.locationId)?.name ?? t('location.all')
  const visits = read.data?.visits.filter(
    (visit) => isAt(visit, frame) && visit.state !== 'cancelled' && visit.state !== 'held',
  ).length
  const zone = {
    place: zonePlace(frame.zone),
    zone: zoneName(frame.zone, language, Date.parse(`${date}T12:00:00Z`)),
  }
  return (
    <>
      {[place, t('timesIn', zone), visits === undefined ? null : t('visitCount', { count: visits })]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}

function People({ calendar, answer }: { calendar: CalendarState; answer: CalendarAnswer }) {
  const me = useMe()
  const { view, by, narrow, frame, setUrl } = calendar
  const atWork = practitionersAtWork(answer, frame)
  if (by === 'room' && view === 'day') return null
  if (view === 'week' || (narrow && view === 'day')) {
    return (
      <PeopleChips
        people={answer.practitioners}
        atWork={atWork}
        shown={[personOf(calendar, answer, me.staffId)]}
        single
        onShow={([person]) => setUrl({ person: person ?? '' })}
      />
    )
  }
  const sameAsUsual = (ids: string[]) =>
    ids.length === atWork.length && atWork.every((id) => ids.includes(id))
  return (
    <PeopleChips
      people={answer.practitioners}
      atWork={atWork}
      shown={shownOf(calendar, answer)}
      onShow={(ids) => setUrl({ show: sameAsUsual(ids) ? '' : ids.join(',') })}
    />
  )
}
