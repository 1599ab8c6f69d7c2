export interface Rhythm {
  startsOn: string
  endsOn: string | null
  every: number
  unit: 'week' | 'month' | 'year'
}

const DAY_MS = 86_400_000

/**
 * The day of the nth period (0 is the first), counted from the first, so that a short month does not shorten the ones
 * after it: 31 January, 28 February, 31 March. Null once the rhythm is over.
 */
export function periodAt({ startsOn, endsOn, every, unit }: Rhythm, index: number): string | null {
  const steps = every * index
  const day =
    unit === 'week' ? addDays(startsOn, 7 * steps) : addMonths(startsOn, unit === 'year' ? 12 * steps : steps)
  return endsOn !== null && day > endsOn ? null : day
}

/** The first period on or after a day; null when there is none any more. */
export function periodFrom(rhythm: Rhythm, day: string): string | null {
  return nextPeriods(rhythm, { from: day, count: 1 })[0] ?? null
}

/** The next periods on or after a day, at most `count`. */
export function nextPeriods(rhythm: Rhythm, { from, count }: { from: string; count: number }): string[] {
  const days: string[] = []
  for (let index = firstIndex(rhythm, from); days.length < count; index += 1) {
    const day = periodAt(rhythm, index)
    if (day === null) break
    if (day >= from) days.push(day)
  }
  return days
}

/** A little before the period wanted, so that no month's length can pass it over. */
function firstIndex({ startsOn, every, unit }: Rhythm, from: string): number {
  const days = (Date.parse(from) - Date.parse(startsOn)) / DAY_MS
  const length = { week: 7, month: 31, year: 366 }[unit] * every
  return Math.max(Math.floor(days / length) - 1, 0)
}

const addDays = (day: string, count: number) =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)

function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = year * 12 + (month - 1) + count
  const [inYear, inMonth] = [Math.floor(first / 12), first % 12]
  const last = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate()
  return `${inYear}-${String(inMonth + 1).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}
