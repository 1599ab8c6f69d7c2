import { useFormat } from '../../../ui/kit/index.ts'
import { addDays, wallOf } from '../zone.ts'

interface OffSpanProps {
  off: { startsAt: string; endsAt: string }
  zone: string
}

/** From when to when somebody is away: days where it is whole days, else times. */
export function OffSpan({ off, zone }: OffSpanProps) {
  const format = useFormat()
  const [start, end] = [wallOf(off.startsAt, zone), wallOf(off.endsAt, zone)]
  const [first, last] = [start.slice(0, 10), end.slice(0, 10)]
  if (start.endsWith('T00:00') && end.endsWith('T00:00')) {
    const until = addDays(last, -1)
    return first === until
      ? format.day(first, 'weekday')
      : `${format.day(first, 'weekday')} – ${format.day(until, 'weekday')}`
  }
  if (first === last) return `${format.day(first, 'weekday')}, ${format.wallRange(start, end)}`
  return `${format.when(off.startsAt, zone)} – ${format.when(off.endsAt, zone)}`
}
