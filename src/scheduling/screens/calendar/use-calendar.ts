import { useEffect, useMemo } from 'react'
import type { Read } from '../../../ui/api/index.ts'
import { preload, useApi } from '../../../ui/api/index.ts'
import { useChosenLocation, useMe, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { useNarrow } from '../use-narrow.ts'
import { addDays, instantOf, startOfWeek, todayIn } from '../zone.ts'
import type { CalendarAnswer, Columns, Frame } from './calendar-model.ts'

export type View = 'day' | 'week' | 'list'

/** All that the address of the calendar says. Ids in `show` are parted by commas. */
const defaults = {
  date: '', view: '', by: 'practitioner', location: '', show: '', person: '', cancelled: '',
  visit: '', new: '', at: '', until: '', with: '', room: '', client: '', service: '',
} // prettier-ignore
export type CalendarUrl = typeof defaults

export interface CalendarState {
  url: CalendarUrl
  setUrl: (change: Partial<CalendarUrl>, options?: { push?: boolean }) => void
  view: View
  by: Columns
  date: string
  today: string
  frame: Frame
  narrow: boolean
  read: Read<CalendarAnswer>
}

/** The calendar's address, what it means, and the visits it asks for. */
export function useCalendar(): CalendarState {
  const me = useMe()
  const narrow = useNarrow()
  const { language } = useWords()
  const [url, setUrl] = useUrlState(defaults)
  const locationId = useLocationOfUrl(url.location, (location) => setUrl({ location }))
  const zone = me.locations.find((one) => one.id === locationId)?.zone ?? me.practice.zone
  const today = todayIn(zone)
  const date = /^\d{4}-\d\d-\d\d$/.test(url.date) ? url.date : today
  const view: View = isView(url.view) ? url.view : narrow ? 'list' : 'day'
  const firstDay = language === 'en' && me.practice.country === 'US' ? 0 : 1
  const days = useMemo(() => daysOf(view, date, firstDay), [view, date, firstDay])
  const frame = useMemo(() => ({ zone, days, locationId }), [zone, days, locationId])
  const span = (first: string, last: string) => ({
    from: instantOf(`${first}T00:00`, zone),
    to: instantOf(`${addDays(last, 1)}T00:00`, zone),
    ...(url.cancelled ? { cancelled: 'true' } : {}),
  })
  const ask = span(days[0] ?? date, days.at(-1) ?? date)
  const read = useApi('GET /calendar', ask, {
    keep: true,
    live: ['appointment', 'hours', 'time_off', 'closure'],
  })

  // The next page is there before J or K is pressed.
  const isLoaded = read.data !== undefined && !read.isPlaceholderData
  useEffect(() => {
    if (!isLoaded || view === 'week') return
    for (const step of [1, -1]) preload('GET /calendar', span(addDays(date, step), addDays(date, step)))
  }, [isLoaded, date, view, zone])

  return {
    url,
    setUrl,
    view,
    by: url.by === 'room' && !narrow ? 'room' : 'practitioner',
    date,
    today,
    frame,
    narrow,
    read,
  }
}

function isView(text: string): text is View {
  return text === 'day' || text === 'week' || text === 'list'
}

export function daysOf(view: View, date: string, firstDay: 0 | 1): string[] {
  if (view !== 'week') return [date]
  const first = startOfWeek(date, firstDay)
  return Array.from({ length: 7 }, (_none, index) => addDays(first, index))
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
