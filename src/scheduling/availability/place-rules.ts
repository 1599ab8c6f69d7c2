import { localDayNumber, startOfDayNumber } from '../../platform/time/index.ts'
import { holidayTimes, minutesOf, openTimes, workingTimes } from './hours.ts'
import type { Location, Span } from './hours.ts'
import { clip, subtract, totalMinutes } from './intervals.ts'
import type { Interval, Intervals } from './intervals.ts'
import { instantOf, tellTimes } from './reasons.ts'
import type { Change, Reason, Wished } from './reasons.ts'

/** A holiday, a closure, or before or after opening. */
export function placeRules({ location, visit }: Wished): Reason[] {
  const found: Reason[] = []
  for (const { day, name } of location.holidays ?? []) {
    const closed = clip(holidayTimes({ ...location, holidays: [{ day }] }, visit), visit)
    if (closed.length === 0) continue
    const change = { code: 'open_on_holiday', values: { day }, minutes: totalMinutes(closed) } as const
    found.push({ code: 'holiday', values: { day, name: name ?? null }, change })
  }
  for (const closure of location.closures ?? []) found.push(...spanRule('closed', closure, visit))
  const open = openTimes({ ...location, holidays: [], closures: [] }, visit)
  const missing = subtract([visit], open)
  if (missing.length > 0) {
    const day = dayAround(visit.from, location.zone)
    const values = { open: tellTimes(openTimes({ ...location, holidays: [], closures: [] }, day)) }
    found.push({
      code: 'outside_opening_hours',
      values,
      change: opening('add_opening_hours', missing, location),
    })
  }
  return found
}

/** Not among the practitioner's hours, or in time off. */
export function hourRules({ practitioner, location, visit }: Wished): Reason[] {
  const found: Reason[] = []
  const missing = subtract([visit], workingTimes(practitioner, location, visit))
  if (missing.length > 0) {
    const day = dayAround(visit.from, location.zone)
    const values = { works: tellTimes(workingTimes(practitioner, location, day)) }
    found.push({ code: 'outside_hours', values, change: opening('add_hours', missing, location) })
  }
  for (const span of practitioner.timeOff ?? []) found.push(...spanRule('time_off', span, visit))
  return found
}

function spanRule(code: 'closed' | 'time_off', span: Span, visit: Interval): Reason[] {
  const part = clip([minutesOf(span)], visit)
  if (part.length === 0) return []
  const values = { ...tellTimes([minutesOf(span)])[0], name: span.name ?? null }
  const cut = code === 'closed' ? 'cut_closure' : 'cut_time_off'
  const change = {
    code: cut,
    values: { ...values, parts: tellTimes(part) },
    minutes: totalMinutes(part),
  } as const
  return [{ code, values, change }]
}

function opening(code: 'add_hours' | 'add_opening_hours', missing: Intervals, location: Location): Change {
  return {
    code,
    values: { locationId: location.id, parts: tellTimes(missing) },
    minutes: totalMinutes(missing),
  }
}

/** The local day in which a minute lies, in epoch minutes. */
function dayAround(minute: number, zone: string): Interval {
  const day = localDayNumber(instantOf(minute), zone)
  return minutesOf({ startsAt: startOfDayNumber(day, zone), endsAt: startOfDayNumber(day + 1, zone) })
}
