import { useMemo } from 'react'
import { useFormat, useWords } from '../../../ui/kit/index.ts'
import { minutesSince, useClock } from '../use-clock.ts'
import { timeText } from '../zone.ts'
import type { Labels } from './calendar-model.ts'
import type { Span } from './working.ts'

/** How the calendar speaks of a visit; waiting minutes move on by themselves. */
export function useLabels(): Labels {
  const { t } = useWords('scheduling')
  const now = useClock()
  const plain = useMemo(
    () => ({
      state: (visit: Parameters<Labels['state']>[0]) =>
        [
          t(`state.${visit.state}`),
          visit.isFirstVisit && t('firstVisit'),
          visit.overlaps && t('overlaps'),
          visit.mode !== 'in_person' && t(`mode.${visit.mode}`),
          visit.hasNotes && t('hasNotes'),
        ]
          .filter(Boolean)
          .join(', '),
      held: t('held'),
      noRoom: t('noRoom'),
      nobody: t('nobody'),
      timeOff: (kind: string, { note, state }: Parameters<Labels['timeOff']>[1]) =>
        state === 'requested'
          ? t('cal.askedFor', { what: note ?? t(`off.${kind}`) })
          : (note ?? t(`off.${kind}`)),
      kept: ({ name, clients }: Parameters<Labels['kept']>[0]) =>
        t('cal.keptFor', {
          what: [name, clients && t(`reserved.clients.${clients}`)].filter(Boolean).join(', '),
        }),
      seats: ({ taken, capacity, waiting }: { taken: number; capacity: number; waiting: number }) =>
        [t('cal.seats', { taken, capacity }), waiting > 0 && t('cal.waitingFor', { count: waiting })]
          .filter(Boolean)
          .join(', '),
    }),
    [t],
  )
  return useMemo(
    () => ({
      ...plain,
      badge: ({ state, arrivedAt, startsAt }) => {
        if (state === 'arrived' && arrivedAt) return t('cal.waits', { count: minutesSince(arrivedAt, now) })
        const late = minutesSince(startsAt, now)
        const isExpected = state === 'booked' || state === 'confirmed'
        return isExpected && late > 0 && late < 240 ? t('cal.late', { count: late }) : ''
      },
    }),
    [plain, t, now],
  )
}

/** "9:00 – 17:00", or that somebody is not in. */
export function useHoursText(): (spans: Span[]) => string {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return useMemo(
    () => (spans: Span[]) => {
      const [first, last] = [spans[0], spans.at(-1)]
      if (!first || !last) return t('notIn')
      return format.wallRange(first.start, last.end.replace('T24:00', `T${timeText(23 * 60 + 59)}`))
    },
    [format, t],
  )
}
