import { Icon, When, useWords, type IconName } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'

/** The steps that were taken, each with its time. */
export function VisitTimes({ visit }: { visit: Appointment }) {
  const { t } = useWords('scheduling')
  const steps: [string, IconName, string | null][] = [
    ['booked', 'calendar', visit.bookedAt],
    ['confirmed', 'check', visit.confirmedAt],
    ['arrived', 'arrived', visit.arrivedAt],
    ['in_room', 'room', visit.inRoomAt],
    ['done', 'done', visit.doneAt],
    ['no_show', 'noShow', visit.noShowAt],
    ['cancelled', 'refused', visit.cancelledAt],
  ]
  const taken = steps.filter((step): step is [string, IconName, string] => step[2] !== null)
  return (
    <ol className={classes.steps} aria-label={t('history')}>
      {taken.map(([state, icon, at]) => (
        <li key={state}>
          <Icon name={icon} size={15} />
          <span>{t(`state.${state}`)}</span>
          <When at={at} zone={visit.zone} />
          {state === 'cancelled' && <span className={classes.stepMore}>{cancelledText(visit, t)}</span>}
        </li>
      ))}
    </ol>
  )
}

function cancelledText(visit: Appointment, t: (key: string) => string): string {
  return [
    visit.cancelledBy && t(`cancelledBy.${visit.cancelledBy}`),
    visit.cancelledLate && t('cancelledLate'),
    visit.cancelReason,
  ]
    .filter(Boolean)
    .join(' · ')
}
