/** The instant at which a day begins on the clocks of a zone, as ISO text. */
export function dayStart(day: string, zone: string): string {
  const guess = Date.parse(`${day}T00:00:00Z`)
  // Twice: the offset at the first guess may be that of the other side of a clock change.
  const once = guess - offsetMs(guess, zone)
  return new Date(guess - offsetMs(once, zone)).toISOString()
}

/** The instant at which a day is over: the beginning of the next. */
export function dayEnd(day: string, zone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return dayStart(next, zone)
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000
}
