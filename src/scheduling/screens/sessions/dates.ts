import { addDays } from '../zone.ts'

export type Repeat = 'once' | 'weekly' | 'fortnight'

/** The days of a class from its first one: the same weekday every week or every second one. */
export function daysOfClass(first: string, { repeat, times }: { repeat: Repeat; times: number }): string[] {
  if (repeat === 'once') return [first]
  const step = repeat === 'weekly' ? 7 : 14
  return Array.from({ length: Math.max(1, Math.min(times, 60)) }, (_day, nth) => addDays(first, nth * step))
}
