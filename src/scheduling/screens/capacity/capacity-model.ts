import type { Returns } from '../../../ui/api/index.ts'

export type Capacity = Returns<'GET /capacity'>

/** What the table is limited to; empty: everything. */
export interface Filter {
  locationId: string
  serviceId: string
}

export interface Cell {
  offered: number
  booked: number
  attended: number
  visits: number
  /** Booked of offered, in percent; null: nothing is offered. */
  percent: number | null
}

/** The figures of one practitioner in one week. A service has no hours of its own: it is set beside all that is offered. */
export function cellOf(data: Capacity, filter: Filter, at: { practitionerId?: string; week: string }): Cell {
  const fits = (each: { practitionerId: string; locationId: string; week: string }) =>
    each.week === at.week &&
    (!at.practitionerId || each.practitionerId === at.practitionerId) &&
    (!filter.locationId || each.locationId === filter.locationId)
  const offered = sum(data.offered.filter(fits).map((each) => each.minutes))
  const rows = data.booked.filter(
    (each) => fits(each) && (!filter.serviceId || each.serviceId === filter.serviceId),
  )
  const booked = sum(rows.map((each) => each.minutes))
  return {
    offered,
    booked,
    attended: sum(rows.map((each) => each.attended)),
    visits: sum(rows.map((each) => each.visits)),
    percent: offered === 0 ? null : Math.round((booked / offered) * 100),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** How full a week is, in five steps; the number always stands beside the colour. */
export function heatOf({ percent }: Cell): 'none' | 'idle' | 'easy' | 'good' | 'full' | 'over' {
  if (percent === null) return 'none'
  if (percent < 40) return 'idle'
  if (percent < 70) return 'easy'
  if (percent < 90) return 'good'
  return percent <= 100 ? 'full' : 'over'
}

/** "12.5" hours of minutes. */
export function hoursOf(minutes: number): number {
  return Math.round(minutes / 6) / 10
}
