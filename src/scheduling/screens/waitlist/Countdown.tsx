import { useWords } from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import classes from './waitlist.module.css'

/** The time until an instant, each second anew: `12:05`, `3 h 20 min`, `2 days`. */
export function Countdown({ to, words }: { to: string; words: 'nextIn' | 'openFor' | 'firstIn' }) {
  const { t } = useWords('scheduling')
  const now = useClock(1)
  const seconds = Math.max(0, Math.round((Date.parse(to) - now) / 1000))
  return <span className={classes.countdown}>{t(`waitlist.${words}`, { time: useLength(seconds) })}</span>
}

function useLength(seconds: number): string {
  const { t } = useWords('scheduling')
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 48 * 60) return t('waitlist.days', { count: Math.floor(minutes / 1440) })
  if (minutes >= 60)
    return t('waitlist.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
}
