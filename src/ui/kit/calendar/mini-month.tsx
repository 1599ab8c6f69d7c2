import { DatePicker } from '@mantine/dates'
import { useMeIfAny } from '../../staff/me.tsx'
import { useWords } from '../../words/i18n.ts'
import { useCalendarLabels } from '../date-fields.tsx'

interface MiniMonthProps {
  /** `YYYY-MM-DD`. */
  date: string
  onDate: (day: string) => void
  /** The day it is where the practice is; left out: where this device is. */
  today?: string
}

const markOfToday = {
  'aria-current': 'date' as const,
  style: { boxShadow: 'inset 0 0 0 1px var(--at-line-strong)' },
}

/** A small month to jump by. */
export function MiniMonth({ date, onDate, today }: MiniMonthProps) {
  const { language } = useWords()
  const me = useMeIfAny()
  return (
    <DatePicker
      key={date.slice(0, 7)}
      size="xs"
      locale={language}
      ariaLabels={useCalendarLabels()}
      firstDayOfWeek={language === 'en' && me?.practice.country === 'US' ? 0 : 1}
      highlightToday={!today}
      getDayProps={(day) => (day === today ? markOfToday : {})}
      weekendDays={[]}
      hideOutsideDates
      styles={{ day: { fontSize: 12.5 } }}
      defaultDate={date}
      value={date}
      onChange={(day) => day && onDate(day)}
    />
  )
}
