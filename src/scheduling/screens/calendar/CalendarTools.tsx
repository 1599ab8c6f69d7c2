import { CalendarBar, Menu, SegmentField, useShortcut, useWords } from '../../../ui/kit/index.ts'
import { addDays } from '../zone.ts'
import type { CalendarState } from './use-calendar.ts'

/** The bar above the calendar: the day, the view, the columns, and its keys. */
export function CalendarTools({ calendar }: { calendar: CalendarState }) {
  const { t } = useWords('scheduling')
  const { url, setUrl, view, by, date, today, narrow } = calendar
  useCalendarKeys(calendar)
  return (
    <CalendarBar
      date={date}
      today={today}
      step={view === 'week' ? 'week' : 'day'}
      onDate={(day) => setUrl({ date: day === today ? '' : day })}
      view={view}
      viewLabel={t('view')}
      views={[
        { value: 'day', label: t('viewDay') },
        { value: 'week', label: t('viewWeek') },
        { value: 'list', label: t('viewList') },
      ]}
      onView={(next) => setUrl({ view: next })}
      end={
        view === 'day' &&
        !narrow && (
          <SegmentField
            label={t('columns')}
            choices={[
              { value: 'practitioner', label: t('byPractitioner') },
              { value: 'room', label: t('byRoom') },
            ]}
            value={by}
            onChange={(next: string) => setUrl({ by: next })}
          />
        )
      }
    >
      <Menu
        label={t('more')}
        entries={[
          {
            label: url.cancelled ? t('hideCancelled') : t('showCancelled'),
            icon: url.cancelled ? 'hide' : 'show',
            onClick: () => setUrl({ cancelled: url.cancelled ? '' : '1' }),
          },
          { label: t('printDay'), icon: 'print', onClick: () => window.print() },
        ]}
      />
    </CalendarBar>
  )
}

function useCalendarKeys({ setUrl, date, today, view }: CalendarState): void {
  const { t } = useWords('scheduling')
  const group = t('help.here')
  const step = view === 'week' ? 7 : 1
  const goTo = (day: string) => setUrl({ date: day === today ? '' : day })
  useShortcut({ keys: 'T', label: t('today'), group, run: () => setUrl({ date: '' }) })
  useShortcut({ keys: 'D', label: t('viewDay'), group, run: () => setUrl({ view: 'day' }) })
  useShortcut({ keys: 'W', label: t('viewWeek'), group, run: () => setUrl({ view: 'week' }) })
  useShortcut({ keys: 'L', label: t('viewList'), group, run: () => setUrl({ view: 'list' }) })
  useShortcut({ keys: 'J', label: t('next'), group, run: () => goTo(addDays(date, step)) })
  useShortcut({ keys: 'K', label: t('previous'), group, run: () => goTo(addDays(date, -step)) })
  useShortcut({ keys: 'N', label: t('newAppointment'), group, run: () => setUrl({ new: '1' }) })
}
