import { preload } from '../../../ui/api/hooks.ts'
import { currentLanguage } from '../../../ui/words/i18n.ts'
import { chosenLocationOf } from '../../../ui/staff/chosen-location.ts'
import type { Me } from '../../../ui/staff/index.ts'
import { isNarrow } from '../use-narrow.ts'
import { todayIn } from '../zone.ts'
import {
  askOf,
  calendarUrl,
  columnsOf,
  dateOf,
  daysOf,
  firstDayOf,
  onlyLocation,
  spanOf,
  viewOf,
  zoneOf,
  type CalendarUrl,
} from './calendar-address.ts'

/** Asks for the visits that the address means, so that they are there when the calendar is drawn. */
export async function askFirst(me: Me): Promise<void> {
  const search = Object.fromEntries(new URLSearchParams(location.search)) as Partial<CalendarUrl>
  const url = { ...calendarUrl, ...search }
  const inUrl = me.locations.find((one) => one.id === url.location)?.id
  const locationId = inUrl ?? chosenLocationOf(me) ?? onlyLocation(me)
  const narrow = isNarrow()
  const zone = zoneOf(me, locationId)
  const [view, by] = [viewOf(url.view, narrow), columnsOf(url.by, narrow)]
  const date = dateOf(url.date, todayIn(zone))
  const days = daysOf(view, date, { firstDay: firstDayOf(me, currentLanguage()), narrow })
  preload('GET /calendar', askOf(days, { zone, by, states: url.states }))
  preload('GET /sessions', spanOf(days, zone))
}
