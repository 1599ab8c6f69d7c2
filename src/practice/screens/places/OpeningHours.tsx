import { IconButton, TimeField, useWords } from '../../../ui/kit/index.ts'
import classes from '../practice.module.css'

export interface Span {
  weekday: number
  opens: string
  closes: string
}

const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** When a place is open, by weekday; a day may have a break. */
export function OpeningHoursField({ value, onChange }: { value: Span[]; onChange: (spans: Span[]) => void }) {
  const { t } = useWords('practice')
  const change = (span: Span, part: Partial<Span>) =>
    onChange(value.map((each) => (each === span ? { ...each, ...part } : each)))
  const add = (weekday: number) => {
    const last = value.filter((each) => each.weekday === weekday).at(-1)
    const next = last ? { opens: last.closes, closes: '20:00' } : { opens: '08:00', closes: '18:00' }
    onChange([...value, { weekday, ...next }])
  }
  return (
    <div className={classes.week}>
      {WEEK.map((weekday) => {
        const spans = value.filter((each) => each.weekday === weekday)
        const day = t(`weekday.${weekday}`)
        return (
          <div key={weekday} className={classes.day} role="group" aria-label={day}>
            <span className={classes.dayName}>{day}</span>
            <div className={classes.spans}>
              {spans.map((span, index) => (
                // Spans of a day have no name but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <div key={index} className={classes.span}>
                  <TimeField
                    label={t('opening.from', { day })}
                    hideLabel
                    value={span.opens}
                    onChange={(opens: string) => change(span, { opens })}
                  />
                  <span aria-hidden>–</span>
                  <TimeField
                    label={t('opening.to', { day })}
                    hideLabel
                    value={span.closes}
                    onChange={(closes: string) => change(span, { closes })}
                  />
                  <IconButton
                    icon="remove"
                    label={t('opening.remove', { day })}
                    onClick={() => onChange(value.filter((each) => each !== span))}
                  />
                  {index === spans.length - 1 && (
                    <IconButton icon="add" label={t('opening.add', { day })} onClick={() => add(weekday)} />
                  )}
                </div>
              ))}
              {spans.length === 0 && (
                <div className={classes.span}>
                  <span className={classes.no}>{t('opening.closed')}</span>
                  <IconButton icon="add" label={t('opening.add', { day })} onClick={() => add(weekday)} />
                </div>
              )}
            </div>
          </div>
        )
      })}
    </div>
  )
}

/** The same, to be read. */
export function OpeningHours({ of }: { of: Span[] }) {
  const { t } = useWords('practice')
  return (
    <dl className={classes.plainWeek}>
      {WEEK.map((weekday) => {
        const spans = of.filter((each) => each.weekday === weekday)
        return (
          <div key={weekday} className={classes.pair}>
            <dt>{t(`weekday.${weekday}`)}</dt>
            <dd>{spans.map((span) => `${span.opens}–${span.closes}`).join(', ') || t('opening.closed')}</dd>
          </div>
        )
      })}
    </dl>
  )
}
