import { useEffect, useMemo } from 'react'
import type { Read } from '../../../ui/api/index.ts'
import { preload, useApi } from '../../../ui/api/index.ts'
import { useChosenLocation, useMe, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { useNarrow } from '../use-narrow.ts'
import { addDays, todayIn } from '../zone.ts'
import {
  askOf,
  calendarUrl,
  daysOf,
  columnsOf,
  dateOf,
  firstDayOf,
  onlyLocation,
  pageOn,
  type CalendarUrl,
  type View,
  viewOf,
  zoneOf,
} from './calendar-address.ts'
import { statesOf, type CalendarAnswer, type Columns, type Frame } from './calendar-model.ts'
import { useDayOfVisit } from './use-day-of-visit.ts'
import { useRemembered, type Remembered } from './use-remembered.ts'

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
  const [url, setUrl] = useUrlState(calendarUrl)
  const [remembered, remember] = useRemembered()
  const locationId = useLocationOfUrl(url.location, (location) => setUrl({ location }))
  const zone = zoneOf(me, locationId)
  const today = todayIn(zone)
  const date = dateOf(url.date, today)
  const view = viewOf(url.view, narrow)
  const by = columnsOf(url.by, narrow)
  const firstDay = firstDayOf(me, language)
  const days = useMemo(() => daysOf(view, date, { firstDay, narrow }), [view, date, firstDay, narrow])
  const frame = useMemo(() => ({ zone, days, locationId }), [zone, days, locationId])
  const states = useMemo(() => statesOf(url.states), [url.states])
  const ask = (days: string[]) => askOf(days, { zone, by, states: url.states })
  const read = useApi('GET /calendar', ask(days), {
    keep: true,
    live: ['appointment', 'hours', 'time_off', 'closure'],
  })

  // The next page is there before J or K is pressed, but not in the way of this one.
  const isLoaded = read.data !== undefined && !read.isPlaceholderData
  useEffect(() => {
    if (!isLoaded || view !== 'day') return
    const timer = setTimeout(() => {
      for (const step of [1, -1]) preload('GET /calendar', ask([addDays(date, step)]))
    }, 300)
    return () => clearTimeout(timer)
  }, [isLoaded, date, view, zone])

  useDayOfVisit({ url, zone, seen: isLoaded ? read.data : undefined, onDay: (day) => setUrl({ date: day }) })
  const goTo = (day: string) => setUrl({ date: day === today ? '' : day })
  const page = (step: -1 | 1) => goTo(pageOn(view, date, { step, narrow }))
  return { url, setUrl, view, by, date, today, firstDay, frame, narrow, states, read, remembered, remember, page, goTo } // prettier-ignore
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
  return chosen ?? onlyLocation(me)
}
