/**
 * Wall-clock arithmetic on strings `2026-03-09T08:30` (no zone, no offset). Inside the grid nothing else is used:
 * a day of 23 or 25 hours is drawn like any other, and no shift of the browser's own zone can reach it.
 */
export function addMinutes(wall: string, minutes: number): string {
  const shifted = new Date(`${wall.slice(0, 16)}:00Z`)
  shifted.setUTCMinutes(shifted.getUTCMinutes() + minutes)
  return shifted.toISOString().slice(0, 16)
}

export function minutesBetween(from: string, to: string): number {
  return (Date.parse(`${to.slice(0, 16)}:00Z`) - Date.parse(`${from.slice(0, 16)}:00Z`)) / 60_000
}

/** What the clocks of a zone show at an instant; it only places the line of now. */
export function clockIn(zone: string, at: number): string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return clock.format(at).replace(' ', 'T')
}
