import { useEffect, useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'
import { call, useApi } from '../../../ui/api/index.ts'
import {
  DayField,
  EmptyState,
  Loading,
  Notice,
  Panel,
  SelectField,
  Stack,
  Text,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, todayIn, wallOf } from '../zone.ts'
import classes from './hours.module.css'

type Times = Returns<'POST /hours/preview'>['items']
export type Trial = Pick<Takes<'POST /hours/preview'>, 'hours' | 'period' | 'days' | 'timeOff' | 'reserved'>

interface HoursPreviewProps {
  practitionerId: string
  /** What is being edited; empty: how it is now. */
  trial: Trial
  /** The first day worth looking at. */
  from: string
}

/** The free times of the next seven days with the rules as they stand in the form: nothing is written. */
export function HoursPreview({ practitionerId, trial, from }: HoursPreviewProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const services = useApi('GET /services', {})
  const offered = (services.data?.items ?? []).filter(({ practitioners }) =>
    practitioners.some(({ id }) => id === practitionerId),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const serviceId = offered.find(({ id }) => id === chosen)?.id ?? offered[0]?.id
  const today = todayIn(zone)
  const first = day ?? (from > today ? from : today)
  const { times, error, busy } = useTrial(serviceId && { practitionerId, serviceId, from: first, ...trial })
  return (
    <Panel title={t('hours.preview.title')}>
      <Stack gap="tight">
        <Text tone="soft" size="small">
          {t('hours.preview.about')}
        </Text>
        {services.data && offered.length === 0 && (
          <EmptyState
            icon="tag"
            title={t('hours.preview.noService')}
            text={t('hours.preview.noServiceText')}
          />
        )}
        {serviceId && (
          <div className={classes.previewFields}>
            <SelectField
              label={t('service')}
              choices={offered.map(({ id, name }) => ({ value: id, label: name }))}
              value={serviceId}
              onChange={(id: string | null) => setChosen(id)}
            />
            <DayField
              label={t('hours.preview.from')}
              value={first}
              onChange={(next: string | null) => setDay(next)}
            />
          </div>
        )}
        {error !== null && <Notice of={error} />}
        {serviceId && error === null && times === null && <Loading lines={7} />}
        {error === null && times !== null && (
          <div aria-live="polite" aria-busy={busy} className={classes.previewDays}>
            {Array.from({ length: 7 }, (_, index) => addDays(first, index)).map((each) => (
              <PreviewDay key={each} day={each} times={times} />
            ))}
          </div>
        )}
      </Stack>
    </Panel>
  )
}

const SHOWN = 5

function PreviewDay({ day, times }: { day: string; times: Times }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const here = times.filter(({ startsAt, zone }) => wallOf(startsAt, zone).startsWith(day))
  const places = [...new Set(here.map(({ locationId }) => locationId))]
  return (
    <div className={classes.previewDay} data-none={here.length === 0 || undefined}>
      <span>{format.day(day, 'weekday')}</span>
      <span>
        {here.length === 0 && t('hours.preview.none')}
        {places.map((id) => {
          const starts = here.filter(({ locationId }) => locationId === id)
          const shown = starts
            .slice(0, SHOWN)
            .map(({ startsAt, zone }) => format.wallTime(wallOf(startsAt, zone)))
          return (
            <span key={id} className={classes.previewTimes}>
              {shown.join(', ')}
              {starts.length > SHOWN && ` ${t('andMore', { count: starts.length - SHOWN })}`}
              {me.locations.length > 1 && <small>{me.locations.find((one) => one.id === id)?.name}</small>}
            </span>
          )
        })}
      </span>
    </div>
  )
}

/** Asked anew half a second after the last change; the answer before stays until then. */
function useTrial(ask: Takes<'POST /hours/preview'> | '' | undefined) {
  const [state, setState] = useState<{ asked: string; times: Times | null; error: unknown }>({
    asked: '',
    times: null,
    error: null,
  })
  const asked = ask ? JSON.stringify(ask) : ''
  useEffect(() => {
    if (!asked) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call('POST /hours/preview', JSON.parse(asked), { signal: stop.signal }).then(
        ({ items }) => setState({ asked, times: items, error: null }),
        (error: unknown) => !stop.signal.aborted && setState({ asked, times: null, error }),
      )
    }, 500)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked])
  return { ...state, busy: state.asked !== asked }
}
