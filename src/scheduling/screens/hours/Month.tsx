import type { KeyboardEvent } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { Badge, useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import { addDays, minutesOfDay } from '../zone.ts'
import classes from './hours.module.css'
import { WEEKDAYS, nameOfWeekday } from './weekdays.ts'

export type DayOverview = Returns<'GET /practitioners/{id}/days'>['items'][number]

interface MonthProps {
  days: DayOverview[]
  month: string
  today: string
  chosen: string | null
  onChoose: ((day: string) => void) | null
}

/** The days of a month as they are; arrows go from day to day. */
export function Month({ days, month, today, chosen, onChoose }: MonthProps) {
  const { language } = useWords('scheduling')
  function move(event: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    const day = (event.target as HTMLElement).dataset.day
    if (!step || !day) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-day="${addDays(day, step)}"]`)?.focus()
  }
  return (
    <div className={classes.month} onKeyDown={move}>
      {WEEKDAYS.map((weekday) => (
        <span key={weekday} className={classes.monthHead}>
          {nameOfWeekday(weekday, language, 'short')}
        </span>
      ))}
      {days.map((day) => (
        <DayCell
          key={day.day}
          day={day}
          isOther={!day.day.startsWith(month)}
          isToday={day.day === today}
          isPast={day.day < today}
          isChosen={day.day === chosen}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

interface DayCellProps {
  day: DayOverview
  isOther: boolean
  isToday: boolean
  isPast: boolean
  isChosen: boolean
  onChoose: ((day: string) => void) | null
}

function DayCell({ day, isOther, isToday, isPast, isChosen, onChoose }: DayCellProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const look = {
    className: classes.cell,
    'data-other': isOther || undefined,
    'data-today': isToday || undefined,
    'data-past': isPast || undefined,
    'data-off': day.hours.length === 0 || undefined,
    'data-day': day.day,
  }
  const content = (
    <>
      <b>{Number(day.day.slice(8))}</b>
      {day.hours.map((span, index) => (
        <span key={`${span.starts} ${span.locationId}`} className={classes.cellHours}>
          {`${format.wallTime(span.starts)}–${format.wallTime(span.ends)}`}
          {me.locations.length > 1 && day.hours[index + 1]?.locationId !== span.locationId && (
            <small>{me.locations.find(({ id }) => id === span.locationId)?.name}</small>
          )}
        </span>
      ))}
      {day.hours.length > 0 && (
        <span className={classes.cellSum}>{t('hours.days.sum', { hours: format.number(hoursOf(day)) })}</span>
      )}
      <Marks day={day} />
    </>
  )
  if (!onChoose) return <div {...look}>{content}</div>
  return (
    <button
      type="button"
      {...look}
      aria-pressed={isChosen}
      aria-label={[
        format.day(day.day, 'weekday'),
        day.hours.length === 0 ? t('dayOff') : '',
        ...day.closures.map(({ name }) => name),
      ]
        .filter(Boolean)
        .join(', ')}
      onClick={() => onChoose(day.day)}
    >
      {content}
    </button>
  )
}

const hoursOf = ({ hours }: DayOverview) =>
  hours.reduce(
    (sum, { starts, ends, nextDay }) =>
      sum + minutesOfDay(ends) + (nextDay ? 1440 : 0) - minutesOfDay(starts),
    0,
  ) / 60

function Marks({ day }: { day: DayOverview }) {
  const { t } = useWords('scheduling')
  const differs =
    day.exception &&
    (day.exception.effect === 'add' ? 'extra' : day.exception.hours.length > 0 ? 'other' : 'off')
  return (
    <span className={classes.marks}>
      {differs && (
        <Badge tone={differs === 'off' ? 'calm' : 'plum'}>
          {day.exception?.note ?? t(`hours.days.${differs}`)}
        </Badge>
      )}
      {day.timeOff.map((off) => (
        <Badge
          key={off.id}
          tone={off.state === 'requested' ? 'warn' : 'info'}
          {...(off.state === 'requested' ? { icon: 'help' as const } : {})}
        >
          {off.state === 'requested'
            ? t('hours.days.asked', { kind: t(`off.${off.kind}`) })
            : t(`off.${off.kind}`)}
        </Badge>
      ))}
      {day.closures.map(({ name, locationId }) => (
        <Badge key={`${name} ${locationId}`} tone="bad">
          {name}
        </Badge>
      ))}
    </span>
  )
}
