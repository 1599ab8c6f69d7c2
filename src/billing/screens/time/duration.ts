/**
 * Minutes from what somebody typed: '1:30', '1.5', '1,5', '90m', '90', ':45', '2h', '1h 15'. A bare number up to 12 with
 * no sign is hours, a larger one minutes. Null when it is none, or more than a day.
 */
export function minutesOf(text: string): number | null {
  const typed = text.trim().toLowerCase().replace(',', '.')
  const minutes = readMinutes(typed)
  return minutes !== null && minutes >= 1 && minutes <= 1_440 ? minutes : null
}

function readMinutes(typed: string): number | null {
  const clock = /^(\d{0,2}):([0-5]?\d)$/.exec(typed)
  if (clock) return Number(clock[1] || 0) * 60 + Number(clock[2])
  const both = /^(\d+)\s*h\s*(\d+)\s*(m|min)?$/.exec(typed)
  if (both) return Number(both[1]) * 60 + Number(both[2])
  const one = /^(\d+(?:\.\d+)?|\.\d+)\s*(h|m|min)?$/.exec(typed)
  if (!one) return null
  const number = Number(one[1])
  if (one[2] === 'h') return Math.round(number * 60)
  if (one[2]) return Math.round(number)
  return typed.includes('.') || number <= 12 ? Math.round(number * 60) : Math.round(number)
}

/** Minutes as a clock shows them: 90 is '1:30'. */
export function clockOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(Math.round(minutes % 60)).padStart(2, '0')}`
}

const DAY_MS = 86_400_000

/** The Monday of the week of a day, and the days after it. */
export function weekOf(day: string): string[] {
  const at = Date.parse(day)
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS
  return Array.from({ length: 7 }, (_, index) => new Date(monday + index * DAY_MS).toISOString().slice(0, 10))
}

/** A day so many days later. */
export function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}
