import { useEffect, useRef } from 'react'
import { useShortcut, useShortcutsEnabled, useWords } from '../../../ui/kit/index.ts'
import type { CalendarState } from './use-calendar.ts'

/** The keys of the calendar. With letters switched off only the arrows are left. */
export function useCalendarKeys(calendar: CalendarState, onNextFree: () => void): void {
  const { t } = useWords('scheduling')
  const { setUrl, page } = calendar
  const group = t('help.here')
  useShortcut({ keys: 'T', label: t('today'), group, run: () => setUrl({ date: '' }) })
  useShortcut({ keys: 'D', label: t('cal.view.day'), group, run: () => setUrl({ view: 'day' }) })
  useShortcut({ keys: 'W', label: t('cal.view.week'), group, run: () => setUrl({ view: 'week' }) })
  useShortcut({ keys: 'M', label: t('cal.view.month'), group, run: () => setUrl({ view: 'month' }) })
  useShortcut({ keys: 'A', label: t('cal.view.list'), group, run: () => setUrl({ view: 'list' }) })
  useShortcut({ keys: 'J', label: t('next'), group, run: () => page(1) })
  useShortcut({ keys: 'K', label: t('previous'), group, run: () => page(-1) })
  useShortcut({
    keys: 'N',
    label: t('newAppointment'),
    group,
    run: () => setUrl({ new: '1' }),
    opensField: true,
  })
  useShortcut({ keys: 'F', label: t('cal.nextFree'), group, run: onNextFree })
  useShownKeys()
  useArrows(page)
}

/** Keys that the grid itself hears; they stand in the help sheet with the others. */
function useShownKeys(): void {
  const { t } = useWords('scheduling')
  const shown = { shownOnly: true, run: () => undefined }
  const walk = t('cal.keys.walk')
  const visit = t('cal.keys.visit')
  useShortcut({ keys: '← → ↑ ↓', label: t('cal.keys.arrows'), group: walk, ...shown })
  useShortcut({ keys: 'Home End', label: t('cal.keys.ends'), group: walk, ...shown })
  useShortcut({ keys: 'Enter', label: t('cal.keys.enter'), group: walk, ...shown })
  useShortcut({ keys: 'Alt ← → ↑ ↓', label: t('cal.keys.move'), group: visit, ...shown })
  useShortcut({ keys: 'Shift Alt ↑ ↓', label: t('cal.keys.resize'), group: visit, ...shown })
  useShortcut({ keys: 'Ctrl C', label: t('cal.copy'), group: visit, ...shown })
  useShortcut({ keys: 'Ctrl V', label: t('cal.keys.paste'), group: walk, ...shown })
  useShortcut({ keys: 'Shift F10', label: t('cal.keys.menu'), group: visit, ...shown })
  useShortcut({ keys: 'C', label: t('step.confirm'), group: visit, ...shown })
  useShortcut({ keys: 'I', label: t('step.arrive'), group: visit, ...shown })
  useShortcut({ keys: 'R', label: t('step.room'), group: visit, ...shown })
  useShortcut({ keys: 'E', label: t('step.complete'), group: visit, ...shown })
  useShortcut({ keys: 'U', label: t('step.noShow'), group: visit, ...shown })
  useShortcut({ keys: 'V', label: t('step.move'), group: visit, ...shown })
  useShortcut({ keys: 'B', label: t('cal.findNext'), group: visit, ...shown })
  useShortcut({ keys: 'X', label: t('step.cancel'), group: visit, ...shown })
}

/** ← and → turn the page as long as nothing in particular has the focus. */
function useArrows(page: (by: -1 | 1) => void): void {
  const [enabled] = useShortcutsEnabled()
  const latest = useRef(page)
  latest.current = page
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const isFree =
        document.activeElement === document.body && !document.querySelector('[role="dialog"], [role="menu"]')
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (!enabled || !isFree || !isPlain || event.defaultPrevented) return
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
      event.preventDefault()
      latest.current(event.key === 'ArrowLeft' ? -1 : 1)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [enabled])
}
