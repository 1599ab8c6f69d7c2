import { useDeferredValue, useMemo } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { useCan, useFormat, useWords, type IconName } from '../../../ui/kit/index.ts'
import { useBeside } from '../noshow/beside.ts'
import { useClock } from '../use-clock.ts'
import { spanOf } from './calendar-address.ts'
import type { Frame } from './calendar-model.ts'

/** What is expected of a visit: a small picture, and the same in words. */
export interface Outlook {
  mark: IconName
  words: string
}

const FAR_MS = 28 * 86_400_000

/** Of the days that are shown: who may well not come, and beside whom somebody else may be booked. */
export function useOutlook({ days, zone }: Frame): ReadonlyMap<string, Outlook> {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const can = useCan()
  // Not in the way of the visits themselves.
  const isDrawn = useDeferredValue(true, false)
  const span = spanOf(days, zone)
  const now = useClock()
  const isAhead = Date.parse(span.to) > now && Date.parse(span.from) < now + FAR_MS
  const risks = useApi(
    'GET /no-show-risks',
    { ...span, level: 'high' },
    { when: isDrawn && isAhead && can('no_shows.see'), live: ['no_show_model'] },
  )
  const beside = useBeside(isDrawn && isAhead)
  return useMemo(() => {
    const found = new Map<string, Outlook>()
    for (const { appointmentId, chance } of risks.data?.items ?? [])
      found.set(appointmentId, {
        mark: 'noShow',
        words: t('cal.mayNotCome', { percent: format.percent(chance ?? 0) }),
      })
    for (const { appointmentId, absent } of beside)
      found.set(appointmentId, {
        mark: 'addPerson',
        words: t('cal.mayBeOverbooked', { percent: format.percent(absent) }),
      })
    return found
  }, [risks.data, beside, t, format])
}
