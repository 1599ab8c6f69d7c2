import {
  Button,
  CalendarBar,
  IconButton,
  Menu,
  SegmentField,
  useWords,
  type MenuEntry,
} from '../../../ui/kit/index.ts'
import type { CalendarState } from './use-calendar.ts'

interface CalendarToolsProps {
  calendar: CalendarState
  onNextFree: () => void
  onPrint: () => void
}

/** The bar above the calendar: the day, the view, the columns. */
export function CalendarTools({ calendar, onNextFree, onPrint }: CalendarToolsProps) {
  const { t } = useWords('scheduling')
  const { setUrl, view, date, today, narrow, remembered, remember, goTo } = calendar
  const shownView = view === 'team' ? 'week' : view
  return (
    <CalendarBar
      date={date}
      today={today}
      step={view === 'month' ? 'month' : view === 'day' || (view === 'list' && narrow) ? 'day' : 'week'}
      onDate={goTo}
      view={shownView}
      viewLabel={t('view')}
      views={(['day', 'week', 'month', 'list'] as const).map((one) => ({
        value: one,
        label: t(`cal.view.${one}`),
      }))}
      onView={(next) => setUrl({ view: next })}
      end={<ColumnsChoice calendar={calendar} />}
    >
      {!narrow && (
        <IconButton
          icon={remembered.rail ? 'collapse' : 'expand'}
          label={t(remembered.rail ? 'cal.hideRail' : 'cal.showRail')}
          active={remembered.rail}
          onClick={() => remember({ rail: !remembered.rail })}
        />
      )}
      {!narrow && (
        <Button icon="clock" onClick={onNextFree}>
          {t('cal.nextFree')}
        </Button>
      )}
      <MoreMenu calendar={calendar} onNextFree={onNextFree} onPrint={onPrint} />
    </CalendarBar>
  )
}

/** Whose columns: a day by practitioner, room or equipment; a week of one or of everybody. */
function ColumnsChoice({ calendar: { view, by, narrow, setUrl } }: { calendar: CalendarState }) {
  const { t } = useWords('scheduling')
  if (view === 'week' || view === 'team') {
    return (
      <SegmentField
        label={t('columns')}
        choices={[
          { value: 'week', label: t('cal.weekOfOne') },
          { value: 'team', label: t('everybody') },
        ]}
        value={view}
        onChange={(next: string) => setUrl({ view: next })}
      />
    )
  }
  if (view !== 'day' || narrow) return null
  return (
    <SegmentField
      label={t('columns')}
      choices={[
        { value: 'practitioner', label: t('byPractitioner') },
        { value: 'room', label: t('byRoom') },
        { value: 'equipment', label: t('cal.byEquipment') },
      ]}
      value={by}
      onChange={(next: string) => setUrl({ by: next })}
    />
  )
}

function MoreMenu({ calendar, onNextFree, onPrint }: CalendarToolsProps) {
  const { t } = useWords('scheduling')
  const { states, setUrl, remembered, remember, view, narrow } = calendar
  const isCancelledShown = states.has('cancelled')
  const density = (one: 'compact' | 'normal' | 'roomy', divided?: boolean): MenuEntry => ({
    label: t(`cal.density.${one}`),
    icon: remembered.density === one ? 'check' : 'list',
    onClick: () => remember({ density: one }),
    ...(divided ? { divided } : {}),
  })
  return (
    <Menu
      label={t('more')}
      entries={[
        narrow && { label: t('cal.nextFree'), icon: 'clock', onClick: onNextFree },
        {
          label: t(isCancelledShown ? 'hideCancelled' : 'showCancelled'),
          icon: isCancelledShown ? 'hide' : 'show',
          onClick: () => setUrl({ states: toggled(states, 'cancelled') }),
        },
        (view === 'day' || view === 'list') && { label: t('printDay'), icon: 'print', onClick: onPrint },
        view === 'week' && { label: t('cal.printWeek'), icon: 'print', onClick: onPrint },
        density('compact', true),
        density('normal'),
        density('roomy'),
      ]}
    />
  )
}

const USUAL = ['requested', 'held', 'booked', 'confirmed', 'arrived', 'in_room', 'done', 'no_show']

/** The states for the address after one was ticked or not; empty when they are the usual ones again. */
export function toggled(states: ReadonlySet<string>, state: string): string {
  const next = new Set(states)
  if (next.has(state)) next.delete(state)
  else next.add(state)
  const isUsual = next.size === USUAL.length && USUAL.every((one) => next.has(one))
  return isUsual || next.size === 0 ? '' : [...next].join(',')
}
