import { useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from './waitlist.module.css'
import { partOf, PARTS, shareOf, WEEKDAYS, weekdayName, type WantedTime } from './wish-times.ts'

/** The times somebody has, as a small picture: days across, morning to evening down; said in words for everybody else. */
export function WishGrid({ times }: { times: readonly WantedTime[] }) {
  const { t, language } = useWords('scheduling')
  const said = useTimesText()
  if (times.length === 0) return <span className={classes.soft}>{t('waitlist.anyTime')}</span>
  return (
    <span className={classes.grid} role="img" aria-label={said(times)} title={said(times)}>
      {WEEKDAYS.map((weekday) => (
        <span key={weekday} aria-hidden>
          <i>{weekdayName(weekday, language, 'narrow')}</i>
          {PARTS.map((part, index) => (
            <b key={part.key} data-share={shareOf(times, weekday, index)} />
          ))}
        </span>
      ))}
    </span>
  )
}

/** The times as people say them: "Tue, Thu: morning, afternoon; Fri: 2:00 – 4:00 PM". Days with the same hours stand together. */
export function useTimesText(): (times: readonly WantedTime[]) => string {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  const hoursOf = (time: WantedTime) => {
    const part = partOf(time)
    if (part) return t(`waitlist.part.${part.key}`)
    const until = time.to === '24:00' ? '23:59' : time.to
    return format.wallRange(`2026-01-05T${time.from}`, `2026-01-05T${until}`)
  }
  return (times) => {
    const days = new Map<string, string[]>()
    for (const weekday of WEEKDAYS) {
      const ofDay = times.filter((one) => one.weekday === weekday).sort((a, b) => (a.from < b.from ? -1 : 1))
      if (ofDay.length === 0) continue
      const hours = ofDay.map(hoursOf).join(', ')
      days.set(hours, [...(days.get(hours) ?? []), weekdayName(weekday, language, 'short')])
    }
    return [...days].map(([hours, names]) => `${names.join(', ')}: ${hours}`).join('; ')
  }
}
