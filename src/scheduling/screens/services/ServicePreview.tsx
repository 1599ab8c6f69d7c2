import { useEffect, useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { call } from '../../../ui/api/index.ts'
import { Loading, Notice, Panel, Text, useCan, useFormat, useMe, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { instantOf, todayIn, wallOf } from '../zone.ts'
import type { Service, ServiceFields } from './service-fields.ts'
import { rulesOf } from './service-fields.ts'

type Times = Returns<'POST /services/preview'>['items']

/** What clients would be offered in the next week with the rules as they stand in the form now. */
export function ServicePreview({ service, values }: { service: Service | null; values: ServiceFields }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const can = useCan()
  const { zone } = me.practice
  const { times, error } = usePreview({ service, values, zone, when: can('services.manage') })
  if (!can('services.manage')) return null
  const days = daysOf(times ?? [], zone)
  return (
    <>
      <Panel title={t('panel.preview')}>
        <Text tone="soft" size="small">
          {t('previewAbout')}
        </Text>
        {error !== null && <Notice of={error} />}
        {error === null && times === null && <Loading lines={5} />}
        {error === null && times !== null && days.length === 0 && (
          <Notice tone="warn">{values.online !== 'none' ? t('previewNone') : t('previewOffline')}</Notice>
        )}
        <div aria-live="polite">
          {error === null &&
            days.map(({ day, starts }) => (
              <div key={day} className={classes.previewDay}>
                <span>{format.day(day, 'weekday')}</span>
                <span className={classes.previewTimes}>
                  {starts
                    .slice(0, 6)
                    .map((start) => format.wallTime(start))
                    .join(', ')}
                  {starts.length > 6 && ` ${t('andMore', { count: starts.length - 6 })}`}
                </span>
              </div>
            ))}
        </div>
      </Panel>
    </>
  )
}

function daysOf(times: Times, zone: string): { day: string; starts: string[] }[] {
  const days = new Map<string, Set<string>>()
  for (const { startsAt } of times) {
    const start = wallOf(startsAt, zone)
    const day = start.slice(0, 10)
    days.set(day, (days.get(day) ?? new Set()).add(start))
  }
  // Two locations may have the same start.
  return [...days].map(([day, starts]) => ({ day, starts: [...starts] }))
}

interface PreviewWish {
  service: Service | null
  values: ServiceFields
  zone: string
  when: boolean
}

/** Asked anew half a second after the last change. */
function usePreview({ service, values, zone, when }: PreviewWish): { times: Times | null; error: unknown } {
  const [state, setState] = useState<{ times: Times | null; error: unknown }>({ times: null, error: null })
  const rules = JSON.stringify(rulesOf(values))
  useEffect(() => {
    if (!when) return
    const stop = new AbortController()
    const ask = {
      ...(service ? { id: service.id } : {}),
      ...JSON.parse(rules),
      from: instantOf(`${todayIn(zone)}T00:00`, zone),
      days: 7,
    }
    const timer = setTimeout(() => {
      call('POST /services/preview', ask, { signal: stop.signal }).then(
        ({ items }) => setState({ times: items, error: null }),
        (error: unknown) => !stop.signal.aborted && setState({ times: null, error }),
      )
    }, 500)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [rules, service, zone, when])
  return state
}
