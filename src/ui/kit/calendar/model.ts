import type { IconName } from '../icons.tsx'
import type { Tone } from '../status.tsx'

export interface CalendarResource {
  id: string
  title: string
  /** A second line: room, location, "away until 12:00". */
  about?: string
}

export interface CalendarEvent {
  id: string
  /** Wall clock of the location: `2026-03-09T08:30`. */
  start: string
  end: string
  /** The column. */
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
  /** Colour of the edge: `teal` … of the palette, or `#0b6e5b`; without it the colour of the state. */
  stripe?: string | null
  /** Minutes kept free before and after. */
  before?: number
  after?: number
  /** Can't be moved here. */
  locked?: boolean
}

export interface CalendarBackground {
  id: string
  start: string
  end: string
  resourceId?: string | null
  /** `open`: works there; `closed`: away or closed; `blocked`: a block with a reason. */
  kind: 'open' | 'closed' | 'blocked'
  title?: string
}

export type CalendarView = 'day' | 'week' | 'month' | 'list' | 'timeline'

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

export interface CalendarProps {
  /** Its name for screen readers: "Day of 9 March, by practitioner". */
  label: string
  /** `YYYY-MM-DD`. */
  date: string
  view: CalendarView
  resources?: CalendarResource[]
  events: CalendarEvent[]
  background?: CalendarBackground[]
  /** Zone of the location whose wall clock is shown. */
  zone: string
  /** First and last hour shown: `07:00`, `20:00`. */
  from?: string
  to?: string
  slotMinutes?: number
  /** The time that is at the top at first: `08:30`. */
  scrollTo?: string
  /** CSS height; the default fills the window below the toolbar. */
  height?: string
  onOpen?: (id: string) => void
  /** Moved in time or to another column. A rejection takes it back and is shown; `Promise.reject()` does so silently. */
  onMove?: (move: CalendarMove) => Promise<unknown> | void
  onResize?: (move: CalendarMove) => Promise<unknown> | void
  onSelectSlot?: (slot: CalendarSlot) => void
  onMenu?: (id: string, at: { x: number; y: number }) => void
}
