import { DatePicker } from '@mantine/dates'
import { useMeIfAny } from '../../staff/me.tsx'
import { useWords } from '../../words/i18n.ts'
import { useCalendarLabels } from '../date-fields.tsx'

interface MiniMonthProps {
  /** `YYYY-MM-DD`. */
  date: string
  onDate: (day: string) => void
}

/** A small month to jump by. */
export function MiniMonth({ date, onDate }: MiniMonthProps) {
  const { language } = useWords()
  const me = useMeIfAny()
  return (
    <DatePicker
      key={date.slice(0, 7)}
      size="xs"
      locale={language}
      ariaLabels={useCalendarLabels()}
      firstDayOfWeek={language === 'en' && me?.practice.country === 'US' ? 0 : 1}
      highlightToday
      weekendDays={[]}
      hideOutsideDates
      styles={{ day: { fontSize: 12.5 } }}
      defaultDate={date}
      value={date}
      onChange={(day) => day && onDate(day)}
    />
  )
}
