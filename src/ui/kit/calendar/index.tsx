import { CalendarBar } from './calendar-bar.tsx'
import { CalendarGrid } from './calendar-drawn.tsx'

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
// No lazy part: it is small, and React holds back what was waited for.
export { CalendarBar, CalendarGrid }
