import { lazy, Suspense } from 'react'
import { Loading } from '../states.tsx'
import { CalendarBar } from './calendar-bar.tsx'
import type { CalendarProps } from './model.ts'

export type {
  CalendarBackground,
  CalendarColumn,
  CalendarDensity,
  CalendarEvent,
  CalendarMove,
  CalendarProps,
  CalendarSlot,
  CalendarTarget,
} from './model.ts'
export { MiniMonth } from './mini-month.tsx'
export { CalendarBar }

// The grid comes only with the first calendar that is shown.
const Drawn = lazy(() => import('./calendar-drawn.tsx'))

/** The grid of the calendar: days by practitioner, room or equipment, and weeks. Wall-clock strings only. */
export function CalendarGrid(props: CalendarProps) {
  return (
    <Suspense fallback={<Loading lines={12} tall />}>
      <Drawn {...props} />
    </Suspense>
  )
}
