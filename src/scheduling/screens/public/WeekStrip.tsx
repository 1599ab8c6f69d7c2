import { Icon, useWords } from '../../../ui/public/index.ts'
import { addDays, dayOfSlot } from './days.ts'
import type { Offer, Slot } from './offer.ts'
import { usePracticeFormat } from './use-format.ts'

interface WeekStripProps {
  days: string[]
  today: string
  slots: Slot[]
  isReading: boolean
  onFrom: (day: string, how: 'push' | 'replace') => void
  practice: Offer['practice']
}

/** Seven days with a mark where something is free, a week back and forth, or to any day. */
export function WeekStrip({ days, today, slots, isReading, onFrom, practice }: WeekStripProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(practice)
  const first = days[0] ?? today
  const before = addDays(first, -7)
  const month = new Intl.DateTimeFormat(format.locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${days[3]}T12:00:00Z`))
  return (
    <div className="week">
      <div className="weekHead">
        <button
          type="button"
          className="round"
          aria-label={t('times.weekBefore')}
          disabled={first <= today}
          onClick={() => onFrom(before > today ? before : today, 'replace')}
        >
          <Icon of="back" />
        </button>
        <label className="monthPick">
          <span>{month}</span>
          <Icon of="calendar" size={18} />
          <input
            type="date"
            aria-label={t('times.jump')}
            value={first}
            min={today}
            max={addDays(today, 366)}
            onClick={(event) => {
              // Where it is offered, the browser's own calendar opens on the whole label.
              try {
                event.currentTarget.showPicker()
              } catch {}
            }}
            onChange={(event) => {
              const day = event.currentTarget.value
              if (day >= today) onFrom(day, 'replace')
            }}
          />
        </label>
        <button
          type="button"
          className="round"
          aria-label={t('times.weekAfter')}
          onClick={() => onFrom(addDays(first, 7), 'replace')}
        >
          <Icon of="forward" />
        </button>
      </div>
      <div className="weekDays">
        {days.map((day) => (
          <DayButton
            key={day}
            day={day}
            count={slots.filter((slot) => dayOfSlot(slot) === day).length}
            isReading={isReading}
            locale={format.locale}
            label={format.day(day, 'long')}
          />
        ))}
      </div>
    </div>
  )
}

interface DayButtonProps {
  day: string
  count: number
  isReading: boolean
  locale: string
  label: string
}

function DayButton({ day, count, isReading, locale, label }: DayButtonProps) {
  const { t } = useWords('scheduling')
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  )
  return (
    <button
      type="button"
      className="dayButton"
      data-free={count > 0 || undefined}
      disabled={isReading || count === 0}
      aria-label={`${label}, ${t('times.free', { count })}`}
      onClick={() => {
        const section = document.getElementById(`day-${day}`)
        section?.scrollIntoView({ block: 'start' })
        section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
      }}
    >
      <span>{weekday}</span>
      <strong>{Number(day.slice(8))}</strong>
      <span className="dot" />
    </button>
  )
}
