import { useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from './waitlist.module.css'
import { isPart, PARTS, shareOf, WEEKDAYS, weekdayName, type WantedTime } from './wish-times.ts'

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

/** The times as people say them: "Tuesday morning, Friday 2:00 – 4:00 PM". */
export function useTimesText(): (times: readonly WantedTime[]) => string {
  const { t, language } = useWords('scheduling')
  const format = useFormat()
  return (times) =>
    [...times]
      .sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1))
      .map((time) => {
        const part = isPart(time) ? PARTS.find((one) => one.from === time.from) : undefined
        const day = weekdayName(time.weekday, language, 'long')
        if (part) return `${day} ${t(`waitlist.part.${part.key}`)}`
        const until = time.to === '24:00' ? '23:59' : time.to
        return `${day} ${format.wallRange(`2026-01-05T${time.from}`, `2026-01-05T${until}`)}`
      })
      .join(', ')
}
