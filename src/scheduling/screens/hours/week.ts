import type { Returns } from '../../../ui/api/index.ts'

export type WeeklySpan = Returns<'GET /practitioners/{id}/hours'>['hours'][number]

/** A row of the week as it is edited; `key` only tells rows apart on the screen. */
export interface Row extends WeeklySpan {
  key: string
}

let made = 0
const nextKey = () => `row ${(made += 1)}`

export function rowsOf(hours: WeeklySpan[]): Row[] {
  return hours.map((one) => ({ ...one, key: nextKey() }))
}

/** Rows as the API takes them. */
export function hoursOf(rows: Row[]): WeeklySpan[] {
  return rows.map(({ key: _key, ...span }) => span)
}

/** One more span on a weekday: after the last of the day, or the usual day when it is the first. */
export function addSpan(
  rows: Row[],
  { weekday, locationId, today }: { weekday: number; locationId: string; today: string },
): Row[] {
  const last = rows.filter((row) => row.weekday === weekday).at(-1)
  const span = last
    ? {
        ...last,
        starts: last.ends < '23:00' ? last.ends : '22:00',
        ends: last.ends < '23:00' ? laterBy(last.ends, 2) : '24:00',
      }
    : {
        locationId,
        weekday,
        starts: '09:00',
        ends: '17:00',
        nextDay: false,
        cycleLength: 1,
        cycleWeek: 0,
        cycleAnchor: null,
        validFrom: today,
        validTo: null,
      }
  return [...rows, { ...span, key: nextKey() }]
}

function laterBy(time: string, hours: number): string {
  const hour = Math.min(Number(time.slice(0, 2)) + hours, 23)
  return `${String(hour).padStart(2, '0')}:${time.slice(3, 5)}`
}

export function changeSpan(rows: Row[], key: string, change: Partial<WeeklySpan>): Row[] {
  return rows.map((row) => (row.key === key ? { ...row, ...change } : row))
}

export function removeSpan(rows: Row[], key: string): Row[] {
  return rows.filter((row) => row.key !== key)
}

/** Monday's hours on Tuesday to Friday, in place of what stood there. */
export function copyMonday(rows: Row[]): Row[] {
  const monday = rows.filter((row) => row.weekday === 1)
  const rest = rows.filter((row) => row.weekday === 1 || row.weekday > 5)
  return [
    ...rest,
    ...[2, 3, 4, 5].flatMap((weekday) => monday.map((row) => ({ ...row, weekday, key: nextKey() }))),
  ]
}

/** Every week, or which week of a cycle: '1/0', '2/1'. */
export function cycleOf({ cycleLength, cycleWeek }: Pick<WeeklySpan, 'cycleLength' | 'cycleWeek'>): string {
  return `${cycleLength ?? 1}/${cycleWeek ?? 0}`
}

export function cycleFrom(text: string): Pick<WeeklySpan, 'cycleLength' | 'cycleWeek'> {
  const [cycleLength = 1, cycleWeek = 0] = text.split('/').map(Number)
  return { cycleLength, cycleWeek }
}

/** Hours a week, on average over alternating weeks. */
export function hoursAWeek(rows: WeeklySpan[], today: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const valid = rows.filter((row) => row.validFrom <= today && (!row.validTo || row.validTo >= today))
  return (
    valid.reduce(
      (sum, row) => sum + Math.max(0, minutes(row.ends) - minutes(row.starts)) / (row.cycleLength ?? 1),
      0,
    ) / 60
  )
}
