import type { IconName } from '../icons.tsx'
import type { Tone } from '../status.tsx'

/** One column of the grid: a day of somebody, of a room, or a day of a week. */
export interface CalendarColumn {
  id: string
  /** `YYYY-MM-DD`. */
  day: string
  /** Whose visits stand here; null: those of the day whoever they belong to. */
  resourceId: string | null
  title: string
  /** A second line: hours, location, "not in". */
  about?: string
  today?: boolean
}

export interface CalendarEvent {
  id: string
  /** Wall clock of the location: `2026-03-09T08:30`. */
  start: string
  end: string
  resourceId?: string | null
  title: string
  about?: string
  /** State word (`booked`, `arrived` …): gives colour and icon. */
  state: string
  /** The state in the person's words; read aloud and shown on hover. */
  stateLabel: string
  tone?: Tone
  icon?: IconName
  /** Small pictures at the end of the first line: a first visit, notes, by video. `stateLabel` says them in words. */
  marks?: IconName[]
  /** A short word that must not be missed: "waits 12 min". */
  badge?: string
  /** Colour of the edge: `teal` … of the palette, or `#0b6e5b`; without it the colour of the state. */
  stripe?: string | null
  /** Minutes kept free before and after. */
  before?: number
  after?: number
  /** Not certain yet: held or asked for. Drawn with a broken edge. */
  tentative?: boolean
  /** Can't be moved here. */
  locked?: boolean
}

export interface CalendarBackground {
  id: string
  start: string
  end: string
  resourceId?: string | null
  /** `closed`: nobody works there then; `blocked`: a block with a reason; `asked`: a wish that is not granted yet; `kept`: free, but not for all. */
  kind: 'closed' | 'blocked' | 'asked' | 'kept'
  title?: string
}

export type CalendarDensity = 'compact' | 'normal' | 'roomy'

export interface CalendarMove {
  id: string
  start: string
  end: string
  resourceId: string | null
  from: { start: string; end: string; resourceId: string | null }
}

export interface CalendarSlot {
  start: string
  /** Null after a simple click. */
  end: string | null
  resourceId: string | null
}

/** What stands where a menu was opened or a key pressed: a visit, or free time. */
export type CalendarTarget = { visit: string } | { slot: CalendarSlot }

export interface CalendarProps {
  /** Its name for screen readers: "Day of 9 March, by practitioner". */
  label: string
  columns: CalendarColumn[]
  events: CalendarEvent[]
  background?: CalendarBackground[]
  /** Zone of the location whose wall clock is shown; places the line of now. */
  zone: string
  /** First and last hour shown: `07:00`, `20:00`. */
  from?: string
  to?: string
  slotMinutes?: number
  density?: CalendarDensity
  /** The time that is at the top at first: `08:30`. */
  scrollTo?: string
  /** CSS height; the default fills the window below the toolbar. */
  height?: string
  onOpen?: (id: string) => void
  /** Moved in time or to another column. A rejection takes it back and is shown; `Promise.reject()` does so silently. */
  onMove?: (move: CalendarMove) => Promise<unknown> | void
  onResize?: (move: CalendarMove) => Promise<unknown> | void
  onSelectSlot?: (slot: CalendarSlot) => void
  /** Right click, long press or the menu key. */
  onMenu?: (target: CalendarTarget, at: { x: number; y: number }) => void
  /** A key pressed on a visit or a free time that the grid has no use for; true: it meant something. */
  onKey?: (target: CalendarTarget, event: KeyboardEvent) => boolean
  /** Beyond the first or last column by keys, or a swipe: -1 back, 1 on. */
  onPage?: (by: -1 | 1) => void
}
