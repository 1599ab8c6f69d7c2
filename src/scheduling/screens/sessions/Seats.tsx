import { Badge, useWords } from '../../../ui/kit/index.ts'
import type { SessionLine } from './session-model.ts'
import classes from './sessions.module.css'

type SeatsProps = {
  session: Pick<SessionLine, 'taken' | 'capacity' | 'seatsLeft' | 'waiting' | 'cancelledAt'>
}

/** How many seats are taken, what is left in words, and who waits. */
export function Seats({ session }: SeatsProps) {
  const { t } = useWords('scheduling')
  const { taken, capacity, seatsLeft, waiting } = session
  if (session.cancelledAt) return <Badge icon="refused">{t('sessions.cancelled')}</Badge>
  return (
    <span className={classes.seats}>
      <meter
        min={0}
        max={capacity}
        value={taken}
        aria-label={t('sessions.seats')}
        className={classes.meter}
      />
      <span className={classes.count}>{t('sessions.ofSeats', { taken, capacity })}</span>
      {seatsLeft === 0 ? (
        <Badge tone="warn">{t('sessions.full')}</Badge>
      ) : (
        <Badge tone="good">{t('sessions.seatsLeft', { count: seatsLeft })}</Badge>
      )}
      {waiting > 0 && (
        <Badge tone="plum" icon="waiting">
          {t('sessions.waiting', { count: waiting })}
        </Badge>
      )}
    </span>
  )
}
