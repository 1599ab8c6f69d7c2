import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  EmptyState,
  Page,
  Panel,
  SelectField,
  Stack,
  Toolbar,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Capacity } from './capacity-model.ts'
import { CapacityTable } from './CapacityTable.tsx'
import { Overloads } from './Overloads.tsx'
import { WeekDrawer } from './WeekDrawer.tsx'
import classes from './capacity.module.css'

/** Booked of offered hours, week by week: behind, and ahead where it can still be changed. */
export default function CapacityScreen() {
  const { t } = useWords('scheduling')
  const [url, setUrl] = useUrlState({ location: '', service: '' })
  const read = useApi('GET /capacity', {}, { keep: true, live: ['appointment', 'hours', 'time_off'] })
  const services = useApi('GET /services', {})
  const names = new Map((services.data?.items ?? []).map((one) => [one.id, one.name]))
  return (
    <Page title={t('capacity.title')} about={t('capacity.about')} width="full">
      <Await read={read}>
        {(data) => (
          <Stack>
            <Toolbar>
              <SelectField
                label={t('capacity.location')}
                hideLabel
                clearable
                placeholder={t('capacity.allLocations')}
                choices={data.locations.map((one) => ({ value: one.id, label: one.name }))}
                value={url.location}
                onChange={(location: string | null) => setUrl({ location: location ?? '' })}
              />
              <SelectField
                label={t('service')}
                hideLabel
                clearable
                placeholder={t('capacity.allServices')}
                choices={[...names].map(([value, label]) => ({ value, label }))}
                value={url.service}
                onChange={(service: string | null) => setUrl({ service: service ?? '' })}
              />
            </Toolbar>
            <Opened data={data} filter={{ locationId: url.location, serviceId: url.service }} names={names} />
          </Stack>
        )}
      </Await>
    </Page>
  )
}

interface OpenedProps {
  data: Capacity
  filter: { locationId: string; serviceId: string }
  names: ReadonlyMap<string, string>
}

function Opened({ data, filter, names }: OpenedProps) {
  const { t } = useWords('scheduling')
  const [at, setAt] = useState<{ practitionerId: string; week: string } | null>(null)
  if (data.offered.length === 0)
    return <EmptyState icon="chart" title={t('capacity.none')} text={t('capacity.noneText')} />
  return (
    <>
      {data.overloads.length > 0 && (
        <Panel title={t('capacity.overloads', { count: data.overloads.length })}>
          <Overloads data={data} />
        </Panel>
      )}
      <Panel flush>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('capacity.title')}>
          <CapacityTable data={data} filter={filter} at={at} onOpen={setAt} />
        </div>
        <Legend />
      </Panel>
      {at && <WeekDrawer data={data} at={at} names={names} onClose={() => setAt(null)} />}
    </>
  )
}

const heats = ['idle', 'easy', 'good', 'full', 'over'] as const

function Legend() {
  const { t } = useWords('scheduling')
  return (
    <div className={classes.legend}>
      {heats.map((heat) => (
        <span key={heat}>
          <i className={`${classes.cell} ${classes.swatch}`} data-heat={heat} />
          {t(`capacity.heat.${heat}`)}
        </span>
      ))}
      <span>{t('capacity.definition')}</span>
    </div>
  )
}
