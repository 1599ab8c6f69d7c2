import { useFormat, useWords } from '../../../ui/kit/index.ts'
import classes from './calendar.module.css'
import { hoursOf, shareOf, type Total } from './figures.ts'

/** How full a day is: a bar, and the same in words for who does not see it. */
export function ShareBar({ of, plain }: { of: Total; plain?: boolean }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const share = shareOf(of)
  if (share === null) return null
  const percent = format.percent(Math.round(share * 100) / 100)
  const words = t('cal.share', {
    percent,
    booked: format.number(hoursOf(of.bookedMinutes)),
    open: format.number(hoursOf(of.openMinutes)),
  })
  const level = share >= 0.9 ? 'full' : share >= 0.6 ? 'busy' : 'calm'
  return (
    <span className={classes.share} title={words}>
      <span className={classes.shareBar} data-level={level} aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      {!plain && <span className={classes.shareText}>{percent}</span>}
      <span className={classes.spoken}>{words}</span>
    </span>
  )
}
