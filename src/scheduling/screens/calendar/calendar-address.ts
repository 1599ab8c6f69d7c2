import type { Takes } from '../../../ui/api/index.ts'
import type { Me } from '../../../ui/staff/index.ts'
import { addDays, instantOf, startOfWeek } from '../zone.ts'
import { statesOf, type Columns } from './calendar-model.ts'

export const VIEWS = ['day', 'week', 'team', 'month', 'list'] as const
export type View = (typeof VIEWS)[number]

/** All that the address of the calendar says. Ids in `show` and words in `states` are parted by commas. */
export const calendarUrl = {
  date: '', view: '', by: 'practitioner', location: '', show: '', person: '', states: '',
  visit: '', session: '', new: '', at: '', until: '', with: '', room: '', client: '', service: '',
} // prettier-ignore
export type CalendarUrl = typeof calendarUrl

/** The zone of a location, or the practice's own. */
export function zoneOf({ locations, practice }: Me, locationId: string | null): string {
  return locations.find((one) => one.id === locationId)?.zone ?? practice.zone
}

/** The day of an address, else today. */
export function dateOf(text: string, today: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : today
}

/** The view of an address, else the usual one of a screen that wide. */
export function viewOf(text: string, narrow: boolean): View {
  return isView(text) ? text : narrow ? 'list' : 'day'
}

export function columnsOf(text: string, narrow: boolean): Columns {
  return !narrow && (text === 'room' || text === 'equipment') ? text : 'practitioner'
}

/** On which day weeks begin: 1 = Monday, 0 = Sunday. */
export function firstDayOf({ practice }: Me, language: string): 0 | 1 {
  return language === 'en' && practice.country === 'US' ? 0 : 1
}

/** The read of these days. */
export function askOf(
  days: string[],
  { zone, by, states }: { zone: string; by: Columns; states: string },
): Takes<'GET /calendar'> {
  return {
    ...spanOf(days, zone),
    ...(statesOf(states).has('cancelled') ? { cancelled: 'true' as const } : {}),
    ...(by === 'equipment' ? { equipment: 'true' as const } : {}),
  }
}

/** From the first midnight of the days to the one after the last. */
export function spanOf(days: readonly string[], zone: string): { from: string; to: string } {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  return { from: instantOf(`${first}T00:00`, zone), to: instantOf(`${addDays(last, 1)}T00:00`, zone) }
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

/** A practice in one place needs no choice. */
export function onlyLocation({ locations }: Me): string | null {
  return locations.length === 1 ? (locations[0]?.id ?? null) : null
}
