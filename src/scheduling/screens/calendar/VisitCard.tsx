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
    <div className={classes.card} data-over={visit.state === 'cancelled' || visit.state === 'no_show' || undefined}>
      <button type="button" className={classes.cardMain} onClick={onOpen}>
        <span className={classes.cardTime}>{format.wallTime(wallOf(visit.startsAt, zone))}</span>
        <span className={classes.cardText}>
          <bdi className={classes.cardName}>{visit.clientName ?? t('held')}</bdi>
          <span className={classes.cardAbout}>{about.filter(Boolean).join(' · ')}</span>
        </span>
        {!plain && <StatusPill state={visit.state}>{t(`state.${visit.state}`)}</StatusPill>}
      </button>
      {(children || visit.state === 'arrived') && (
        <span className={classes.cardEnd}>
          {visit.state === 'arrived' && visit.arrivedAt && <Waiting since={visit.arrivedAt} />}
          {children}
        </span>
      )}
    </div>
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
