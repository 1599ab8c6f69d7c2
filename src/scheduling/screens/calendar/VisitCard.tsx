import type { ReactNode } from 'react'
import { StatusPill, useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { useClock, minutesSince } from '../use-clock.ts'
import { wallOf } from '../zone.ts'
import type { CalendarVisit } from './calendar-model.ts'

interface VisitCardProps {
  visit: CalendarVisit
  zone: string
  /** What stands in the second line. */
  about: (string | null | undefined)[]
  onOpen: () => void
  /** Without the state, where the column says it. */
  plain?: boolean
  children?: ReactNode
}

/** One visit on one card: time, name, what and where; how long somebody has been waiting. */
export function VisitCard({ visit, zone, about, onOpen, plain, children }: VisitCardProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <div
      className={classes.card}
      data-over={visit.state === 'cancelled' || visit.state === 'no_show' || undefined}
    >
      <button type="button" className={classes.cardMain} onClick={onOpen}>
        <span className={classes.cardHead}>
          <span className={classes.cardTime}>{format.wallTime(wallOf(visit.startsAt, zone))}</span>
          <bdi className={classes.cardName}>{visit.clientName ?? t('held')}</bdi>
          {!plain && <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>}
        </span>
        <span className={classes.cardAbout}>{about.filter(Boolean).join(' · ')}</span>
      </button>
      <CardEnd visit={visit}>{children}</CardEnd>
    </div>
  )
}

function CardEnd({ visit, children }: { visit: CalendarVisit; children: ReactNode }) {
  const isExpected = visit.state === 'booked' || visit.state === 'confirmed'
  const since = visit.state === 'arrived' ? visit.arrivedAt : null
  const late = minutesSince(visit.startsAt, useClock())
  if (!children && !since && !(isExpected && late > 0)) return null
  return (
    <span className={classes.cardEnd}>
      {since && <Waiting since={since} />}
      {isExpected && <Late minutes={late} />}
      {children}
    </span>
  )
}

/** How long somebody who is expected should have been here. */
function Late({ minutes }: { minutes: number }) {
  const { t } = useWords('scheduling')
  if (minutes < 1) return null
  return (
    <span className={classes.waiting} data-long={minutes >= 15 || undefined}>
      {t('late', { count: minutes })}
    </span>
  )
}

/** Minutes since the client arrived; louder when it gets long. */
export function Waiting({ since }: { since: string }) {
  const { t } = useWords('scheduling')
  const minutes = minutesSince(since, useClock())
  return (
    <span className={classes.waiting} data-long={minutes >= 15 || undefined}>
      {t('waiting', { count: minutes })}
    </span>
  )
}
