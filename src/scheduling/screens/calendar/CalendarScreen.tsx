import { Suspense, useDeferredValue, useMemo, useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Loading,
  Page,
  ScreenOnly,
  useCan,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { useMove } from '../visit/use-move.ts'
import { addDays, startOfWeek, zoneName, zonePlace } from '../zone.ts'
import type { CalendarAnswer } from './calendar-model.ts'
import classes from './calendar.module.css'
import { CalendarBody } from './CalendarBody.tsx'
import { CalendarRail } from './CalendarRail.tsx'
import { CalendarTools } from './CalendarTools.tsx'
import {
  BookingDialog,
  CalendarOverlays,
  Sheets,
  useOnceOpened,
  useSettled,
  VisitDrawer,
} from './opened-later.ts'
import { PeopleChips } from './PeopleChips.tsx'
import { personOf, visitsShown } from './shown.ts'
import { useCalendar, type CalendarState } from './use-calendar.ts'
import { useCalendarKeys } from './use-calendar-keys.ts'
import { usePaste } from './use-paste.ts'
import { useTargets } from './use-targets.tsx'
import { practitionersAtWork } from './working.ts'

/** The diary of the practice: days by practitioner, room or equipment, weeks, months and the agenda. */
export default function CalendarScreen() {
  const { t } = useWords('scheduling')
  const can = useCan()
  const calendar = useCalendar()
  const { url, setUrl, frame, date, read, narrow, remembered, view } = calendar
  const mover = useMove(frame.zone)
  const paster = usePaste(frame.zone)
  const [asked, setAsked] = useState<'move' | 'cancel' | undefined>()
  const open = (visit: string, ask?: 'move' | 'cancel') => {
    setAsked(ask)
    setUrl({ visit })
  }
  const [printing, setPrinting] = useState(false)
  const targets = useTargets({ calendar, answer: read.data, paster, onOpen: open })
  const findNext = () => targets.setOpened({ kind: 'next', visit: null })
  useCalendarKeys(calendar, findNext)
  // Known before somebody presses N: the dialog must take the first letter.
  useApi('GET /services', {}, { when: can('appointments.book') })
  const names = useMemo(
    () => new Map((read.data?.practitioners ?? []).map((one) => [one.id, one.name])),
    [read.data],
  )
  const hasRail = !narrow && remembered.rail
  const isSettled = useSettled(read.data !== undefined)
  // The month and the boxes beside the calendar wait until the visits are drawn: their place is kept free.
  const late = useDeferredValue<CalendarState | null>(calendar, null)
  const beside = isSettled ? calendar : late
  const isVisitShown = useOnceOpened(url.visit !== '')
  const isOver = useOnceOpened(
    Boolean(targets.opened ?? mover.refused ?? paster.refused) || url.session !== '',
  )
  return (
    <Page
      width="full"
      plainOnPaper={view === 'day' || view === 'week' || view === 'list'}
      title={<Title calendar={calendar} />}
      tabTitle={t('calendar')}
      about={<About calendar={calendar} />}
      actions={can('appointments.book') && <NewButton setUrl={setUrl} />}
    >
      <ScreenOnly>
        <CalendarTools calendar={calendar} onNextFree={findNext} onPrint={() => setPrinting(true)} />
      </ScreenOnly>
      <div className={classes.withRail} data-rail={hasRail || undefined}>
        {hasRail && (beside ? <CalendarRail calendar={beside} answer={beside.read.data} /> : <div />)}
        <div className={classes.main}>
          <Await read={read} loading={<Loading lines={10} tall />}>
            {(answer) => (
              <>
                <Person calendar={calendar} answer={answer} />
                <CalendarBody
                  calendar={calendar}
                  answer={answer}
                  mover={mover}
                  nameOf={(id) => names.get(id ?? '') ?? ''}
                  onMenu={targets.menu}
                  onKey={targets.pressed}
                />
                <Suspense>
                  {isSettled && (
                    <Sheets
                      calendar={calendar}
                      answer={answer}
                      asked={printing}
                      onAsk={() => setPrinting(true)}
                      onPrinted={() => setPrinting(false)}
                    />
                  )}
                </Suspense>
              </>
            )}
          </Await>
        </div>
      </div>
      <Suspense>
        {isVisitShown && (
          <VisitDrawer
            id={url.visit}
            ask={asked}
            nameOf={(id) => names.get(id)}
            onClose={() => {
              setAsked(undefined)
              setUrl({ visit: '' })
            }}
          />
        )}
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
            onClose={() =>
              setUrl({ new: '', at: '', until: '', with: '', room: '', client: '', service: '' })
            }
          />
        )}
        {isOver && (
          <CalendarOverlays
            calendar={calendar}
            answer={read.data}
            targets={targets}
            mover={mover}
            paster={paster}
            onOpen={open}
          />
        )}
      </Suspense>
    </Page>
  )
}

function NewButton({ setUrl }: Pick<CalendarState, 'setUrl'>) {
  const { t } = useWords('scheduling')
  return (
    <Button kind="main" icon="book" onClick={() => setUrl({ new: '1' })}>
      {t('newAppointment')}
    </Button>
  )
}

function Title({ calendar: { view, date, frame, today, narrow, firstDay } }: { calendar: CalendarState }) {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  if (view === 'month') {
    const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
    return <>{month.format(Date.parse(`${date}T12:00:00Z`))}</>
  }
  if (view === 'day' || (view === 'list' && narrow)) {
    const name = format.day(date, narrow ? 'weekday' : 'long')
    return <>{date === today ? t('todayIs', { day: name }) : name}</>
  }
  const first = view === 'team' ? startOfWeek(date, firstDay) : (frame.days[0] ?? date)
  return <>{t('weekOf', { first: format.day(first, 'weekday'), last: format.day(addDays(first, 6)) })}</>
}

function About({ calendar }: { calendar: CalendarState }) {
  const { t, language } = useWords('scheduling')
  const me = useMe()
  const { frame, read, date, view } = calendar
  const place = me.locations.find((one) => one.id === frame.locationId)?.name ?? t('location.all')
  const visits =
    read.data && view !== 'month' && view !== 'team'
      ? visitsShown(calendar, read.data).filter(
          (visit) => visit.state !== 'cancelled' && visit.state !== 'held',
        ).length
      : undefined
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

/** Whose week it is, or whose day on a phone: one at a time. */
function Person({ calendar, answer }: { calendar: CalendarState; answer: CalendarAnswer }) {
  const me = useMe()
  const { view, narrow, frame, setUrl } = calendar
  if (view !== 'week' && !(narrow && view === 'day')) return null
  return (
    <ScreenOnly>
      <PeopleChips
        people={answer.practitioners}
        atWork={practitionersAtWork(answer, frame)}
        shown={[personOf(calendar, answer, me.staffId)]}
        single
        onShow={([person]) => setUrl({ person: person ?? '' })}
      />
    </ScreenOnly>
  )
}
