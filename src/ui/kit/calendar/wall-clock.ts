/**
 * Wall-clock arithmetic on strings `2026-03-09T08:30` (no zone, no offset). Inside the grid nothing else is used:
 * Date objects shift by an hour whenever today and the event lie on different sides of a clock change.
 */
export function addMinutes(wall: string, minutes: number): string {
  const shifted = new Date(`${wall.slice(0, 16)}:00Z`)
  shifted.setUTCMinutes(shifted.getUTCMinutes() + minutes)
  return shifted.toISOString().slice(0, 16)
}

export function minutesBetween(from: string, to: string): number {
  return (Date.parse(`${to.slice(0, 16)}:00Z`) - Date.parse(`${from.slice(0, 16)}:00Z`)) / 60_000
}

/** The grid hands out dates whose local fields are the wall clock. */
export function wallOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The zone's offset at an instant as the grid wants it (`-05:00`); it only places the line of now. */
export function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  return /[+-]\d{2}:\d{2}/.exec(name)?.[0] ?? '+00:00'
}
