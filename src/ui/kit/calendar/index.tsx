import { useComputedColorScheme } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { Loading } from '../states.tsx'
import { CalendarBar } from './calendar-bar.tsx'
import type { CalendarProps } from './model.ts'

export type {
  CalendarBackground,
  CalendarEvent,
  CalendarMove,
  CalendarProps,
  CalendarResource,
  CalendarSlot,
  CalendarView,
} from './model.ts'
export { CalendarBar }

// The grid's library comes only with the first calendar that is shown.
const Drawn = lazy(() => import('./calendar-drawn.tsx'))

/** The calendar: days by practitioner or room, weeks, months, list. Wall-clock strings only. */
export function CalendarGrid(props: CalendarProps) {
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <Suspense fallback={<Loading lines={12} tall />}>
      <Drawn {...props} dark={dark} />
    </Suspense>
  )
}
