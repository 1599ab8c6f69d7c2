import type { Slot } from './offer.ts'

/** `2026-03-02` and so many days on. Days have no zone: counted at noon UTC. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** The seven days from this one. */
export function weekFrom(day: string): string[] {
  return Array.from({ length: 7 }, (_none, index) => addDays(day, index))
}

/** The wall-clock day of a slot: its start is written in the offset of its place. */
export function dayOfSlot(slot: Pick<Slot, 'startsAt'>): string {
  return slot.startsAt.slice(0, 10)
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening'

/** Slots of one day by the part of the day. */
export function partsOf(slots: readonly Slot[]): [PartOfDay, Slot[]][] {
  const parts: Record<PartOfDay, Slot[]> = { morning: [], afternoon: [], evening: [] }
  for (const slot of slots) {
    const hour = Number(slot.startsAt.slice(11, 13))
    parts[hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'].push(slot)
  }
  return (Object.entries(parts) as [PartOfDay, Slot[]][]).filter(([, list]) => list.length > 0)
}

/** `America/New_York` as people say it: "New York". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** "Eastern Standard Time" for an instant in a zone. */
export function zoneName(zone: string, locale: string, instant: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(
    Date.parse(instant),
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** Does this device's clock show another time there? */
export function isElsewhere(zone: string, instant: string): boolean {
  const clock = (timeZone?: string) =>
    new Intl.DateTimeFormat('en', {
      dateStyle: 'short',
      timeStyle: 'short',
      ...(timeZone ? { timeZone } : {}),
    }).format(Date.parse(instant))
  return clock() !== clock(zone)
}
