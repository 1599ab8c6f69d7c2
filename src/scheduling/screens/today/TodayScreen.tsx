import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import type { IconName } from '../../../ui/kit/index.ts'
import {
  Await,
  Button,
  EmptyState,
  Icon,
  Loading,
  Notice,
  Page,
  SegmentField,
  useCan,
  useChosenLocation,
  useFormat,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import type { CalendarAnswer, CalendarVisit } from '../calendar/calendar-model.ts'
import { isAt } from '../calendar/calendar-model.ts'
import { VisitCard } from '../calendar/VisitCard.tsx'
import classes from '../scheduling.module.css'
import { useNarrow } from '../use-narrow.ts'
import { nextStepIfAny, useVisitActs } from '../use-visit-acts.ts'
import { VisitDrawer } from '../visit/VisitDrawer.tsx'
import { instantOf, addDays, todayIn, zoneName, zonePlace } from '../zone.ts'
import { columnsOfToday } from './columns.ts'

/** Who is expected, who waits, who is in a room, who is done: live, with the next step on each card. */
export default function TodayScreen() {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const can = useCan()
  const [locationId] = useChosenLocation()
  const isPractitioner = me.role === 'practitioner'
  const [url, setUrl] = useUrlState({ whose: isPractitioner ? 'mine' : 'all', visit: '' })
  const zone = me.locations.find((one) => one.id === locationId)?.zone ?? me.practice.zone
  const today = todayIn(zone)
  const read = useApi(
    'GET /calendar',
    { from: instantOf(`${today}T00:00`, zone), to: instantOf(`${addDays(today, 1)}T00:00`, zone) },
    { keep: true, live: ['appointment'] },
  )
  const names = new Map((read.data?.practitioners ?? []).map((one) => [one.id, one.name]))
  const mayHaveOwn = me.staffId ? names.has(me.staffId) : false
  const book = can('appointments.book') && (
    <Button kind="main" icon="walkIn" to="/calendar" search={{ new: '1' }}>
      {t('newAppointment')}
    </Button>
  )
  return (
    <Page
      width="full"
      title={url.whose === 'mine' ? t('myDay') : t('todayTitle')}
      about={`${format.day(today, 'long')} · ${t('timesIn', { place: zonePlace(zone), zone: zoneName(zone, language) })}`}
      actions={
        <>
          {mayHaveOwn && (
            <SegmentField
              label={t('whose')}
              choices={[
                { value: 'all', label: t('everybody') },
                { value: 'mine', label: t('mine') },
              ]}
              value={url.whose}
              onChange={(whose: string) => setUrl({ whose })}
            />
          )}
          {book}
        </>
      }
    >
      <Await read={read} loading={<Loading lines={8} tall />}>
        {(answer) => (
          <Board
            answer={answer}
            mine={url.whose === 'mine'}
            zone={zone}
            visits={answer.visits.filter(
              (visit) =>
                isAt(visit, { zone, days: [today], locationId }) &&
                (url.whose !== 'mine' || visit.practitionerId === me.staffId),
            )}
            onOpen={(visit) => setUrl({ visit })}
          />
        )}
      </Await>
      <VisitDrawer id={url.visit} nameOf={(id) => names.get(id)} onClose={() => setUrl({ visit: '' })} />
    </Page>
  )
}

const columnIcons: Record<string, IconName> = {
  expected: 'clock',
  waiting: 'arrived',
  inRoom: 'room',
  done: 'done',
  missed: 'noShow',
}

interface BoardProps {
  answer: CalendarAnswer
  /** One's own day: whose visits they are need not be said. */
  mine: boolean
  visits: CalendarVisit[]
  zone: string
  onOpen: (id: string) => void
}

function Board({ answer, mine, visits, zone, onOpen }: BoardProps) {
  const { t } = useWords('scheduling')
  const names = new Map(answer.practitioners.map((one) => [one.id, one.name]))
  const narrow = useNarrow()
  const mayStep = useCan()('appointments.check_in')
  const all = columnsOfToday(visits)
  // On a phone those who are here come first. Who did not come stands below those who left: four columns fit on every desk.
  const [expected, waiting, inRoom, ...gone] = all.map((one) => [one])
  const here = narrow ? [waiting, inRoom, expected] : [expected, waiting, inRoom]
  const columns = [...here, gone.flat()].filter((group) => group !== undefined)
  if (visits.length === 0)
    return <EmptyState icon="calendar" title={t('noVisits')} text={t('noVisitsText')} />
  return (
    <div className={classes.board}>
      {columns.map((group) => (
        <div key={group[0]?.key} className={classes.boardColumn}>
          {group.map(({ key, visits: inside }) => (
            <section key={key} aria-labelledby={`column-${key}`}>
              <h2 id={`column-${key}`}>
                <Icon name={columnIcons[key] ?? 'open'} size={16} />
                {t(`column.${key}`)}
                <span className={classes.count}>{inside.length}</span>
              </h2>
              {inside.length === 0 && <p className={classes.nobodyHere}>{t(`columnEmpty.${key}`)}</p>}
              <ul className={classes.cards}>
                {inside.map((visit) => (
                  <li key={visit.id}>
                    <VisitCard
                      visit={visit}
                      zone={zone}
                      plain
                      about={[
                        visit.serviceName,
                        mine ? null : names.get(visit.practitionerId ?? ''),
                        visit.roomName,
                      ]}
                      onOpen={() => onOpen(visit.id)}
                    >
                      {mayStep && nextStepIfAny(visit.state) && <NextStepButton visit={visit} />}
                    </VisitCard>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      ))}
    </div>
  )
}

/** One press from the board; the drawer has the rest. */
function NextStepButton({ visit }: { visit: CalendarVisit }) {
  const { t } = useWords('scheduling')
  const acts = useVisitActs()
  const [error, setError] = useState<unknown>(null)
  const step = nextStepIfAny(visit.state)
  if (!step) return null
  return (
    <>
      <Button
        small
        busy={acts[step].busy}
        onClick={() => acts[step].do({ id: visit.id }).catch(setError)}
        label={`${t(`step.${step}`)}: ${visit.clientName ?? ''}`}
      >
        {t(`step.${step}`)}
      </Button>
      {error !== null && <Notice of={error} />}
    </>
  )
}
