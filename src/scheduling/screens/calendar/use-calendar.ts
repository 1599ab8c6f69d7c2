import { useEffect, useMemo } from 'react'
import type { Read } from '../../../ui/api/index.ts'
import { preload, useApi } from '../../../ui/api/index.ts'
import { useChosenLocation, useMe, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { useNarrow } from '../use-narrow.ts'
import { addDays, instantOf, startOfWeek, todayIn } from '../zone.ts'
import { statesOf, type CalendarAnswer, type Columns, type Frame } from './calendar-model.ts'
import { useRemembered, type Remembered } from './use-remembered.ts'

export const VIEWS = ['day', 'week', 'team', 'month', 'list'] as const
export type View = (typeof VIEWS)[number]

/** All that the address of the calendar says. Ids in `show` and words in `states` are parted by commas. */
const defaults = {
  date: '', view: '', by: 'practitioner', location: '', show: '', person: '', states: '',
  visit: '', session: '', new: '', at: '', until: '', with: '', room: '', client: '', service: '',
} // prettier-ignore
export type CalendarUrl = typeof defaults

export interface CalendarState {
  url: CalendarUrl
  setUrl: (change: Partial<CalendarUrl>, options?: { push?: boolean }) => void
  view: View
  by: Columns
  date: string
  today: string
  firstDay: 0 | 1
  frame: Frame
  narrow: boolean
  states: ReadonlySet<string>
  read: Read<CalendarAnswer>
  remembered: Remembered
  remember: (change: Partial<Remembered>) => void
  /** Other days, by whole pages of the view. */
  page: (by: -1 | 1) => void
  goTo: (day: string) => void
}

/** The calendar's address, what it means, and the visits it asks for. */
export function useCalendar(): CalendarState {
  const me = useMe()
  const narrow = useNarrow()
  const { language } = useWords()
  const [url, setUrl] = useUrlState(defaults)
  const [remembered, remember] = useRemembered()
  const locationId = useLocationOfUrl(url.location, (location) => setUrl({ location }))
  const zone = me.locations.find((one) => one.id === locationId)?.zone ?? me.practice.zone
  const today = todayIn(zone)
  const date = /^\d{4}-\d\d-\d\d$/.test(url.date) ? url.date : today
  const view: View = isView(url.view) ? url.view : narrow ? 'list' : 'day'
  const firstDay = language === 'en' && me.practice.country === 'US' ? 0 : 1
  const days = useMemo(() => daysOf(view, date, { firstDay, narrow }), [view, date, firstDay, narrow])
  const frame = useMemo(() => ({ zone, days, locationId }), [zone, days, locationId])
  const by: Columns = !narrow && (url.by === 'room' || url.by === 'equipment') ? url.by : 'practitioner'
  const states = useMemo(() => statesOf(url.states), [url.states])
  const ask = (first: string, last: string) => ({
    from: instantOf(`${first}T00:00`, zone),
    to: instantOf(`${addDays(last, 1)}T00:00`, zone),
    ...(states.has('cancelled') ? { cancelled: 'true' } : {}),
    ...(by === 'equipment' ? { equipment: 'true' } : {}),
  })
  const read = useApi('GET /calendar', ask(days[0] ?? date, days.at(-1) ?? date), {
    keep: true,
    live: ['appointment', 'hours', 'time_off', 'closure'],
  })

  // The next page is there before J or K is pressed.
  const isLoaded = read.data !== undefined && !read.isPlaceholderData
  useEffect(() => {
    if (!isLoaded || view !== 'day') return
    for (const step of [1, -1]) preload('GET /calendar', ask(addDays(date, step), addDays(date, step)))
  }, [isLoaded, date, view, zone])

  const goTo = (day: string) => setUrl({ date: day === today ? '' : day })
  const page = (step: -1 | 1) => goTo(pageOn(view, date, { step, narrow }))
  return { url, setUrl, view, by, date, today, firstDay, frame, narrow, states, read, remembered, remember, page, goTo } // prettier-ignore
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text)
}

/** The days whose visits are read. A month and a week of everybody are counted by the server, not read. */
export function daysOf(
  view: View,
  date: string,
  { firstDay, narrow }: { firstDay: 0 | 1; narrow: boolean },
): string[] {
  if (view === 'day' || view === 'month' || view === 'team' || (view === 'list' && narrow)) return [date]
  const first = view === 'week' ? startOfWeek(date, firstDay) : date
  return Array.from({ length: 7 }, (_none, index) => addDays(first, index))
}

/** The same day a page of the view on or back. */
export function pageOn(
  view: View,
  date: string,
  { step, narrow }: { step: -1 | 1; narrow: boolean },
): string {
  if (view === 'day' || (view === 'list' && narrow)) return addDays(date, step)
  if (view !== 'month') return addDays(date, 7 * step)
  const moved = new Date(`${date.slice(0, 7)}-01T12:00:00Z`)
  moved.setUTCMonth(moved.getUTCMonth() + step)
  return moved.toISOString().slice(0, 10)
}

/** The location is chosen in the header; the address carries it, so that a link opens what its sender saw. */
function useLocationOfUrl(inUrl: string, tellUrl: (location: string) => void): string | null {
  const me = useMe()
  const [chosen, choose] = useChosenLocation()
  useEffect(() => {
    if (inUrl && me.locations.some((one) => one.id === inUrl)) choose(inUrl)
  }, [])
  useEffect(() => {
    if (me.locations.length > 1 && (chosen ?? '') !== inUrl) tellUrl(chosen ?? '')
  }, [chosen])
  return chosen ?? (me.locations.length === 1 ? (me.locations[0]?.id ?? null) : null)
}
