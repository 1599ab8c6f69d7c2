import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  DataTable,
  EmptyState,
  Panel,
  Person,
  SegmentField,
  Stack,
  Text,
  Toolbar,
  useFormat,
  useGo,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { useClock } from '../use-clock.ts'
import { wallOf } from '../zone.ts'
import { RiskBadge } from './RiskBadge.tsx'
import { reasonsText } from './risk-words.ts'

const DAY = 86_400_000

/** Visits ahead, the likeliest absences first, each with its reasons. */
export function RiskList() {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const go = useGo()
  const [url, setUrl] = useUrlState({ days: '7', level: 'raised' })
  const now = useClock()
  // The end of a day, so that the minutes that pass do not ask anew.
  const to = new Date((Math.ceil(now / DAY) + Number(url.days)) * DAY).toISOString()
  const level = url.level === 'high' || url.level === 'raised' ? url.level : undefined
  const read = useApi(
    'GET /no-show-risks',
    { to, ...(level ? { level } : {}) },
    { keep: true, live: ['appointment', 'no_show_model'] },
  )
  const levels = (['high', 'raised', 'all'] as const).map((value) => ({
    value,
    label: t(`noShows.show.${value}`),
  }))
  const spans = ['2', '7', '14'].map((value) => ({
    value,
    label: t('noShows.nextDays', { count: Number(value) }),
  }))
  return (
    <Stack>
      <Toolbar>
        <SegmentField
          label={t('noShows.span')}
          hideLabel
          choices={spans}
          value={url.days}
          onChange={(days: string) => setUrl({ days })}
        />
        <SegmentField
          label={t('noShows.levels')}
          hideLabel
          choices={levels}
          value={url.level}
          onChange={(next: string) => setUrl({ level: next })}
        />
      </Toolbar>
      <Panel flush>
        <Await read={read}>
          {({ items }) => (
            <DataTable
              label={t('noShows.ahead')}
              rows={items}
              id={(row) => row.appointmentId}
              onOpen={(row) =>
                go('/calendar', {
                  date: wallOf(row.startsAt, row.zone).slice(0, 10),
                  visit: row.appointmentId,
                })
              }
              empty={<EmptyState icon="noShow" title={t('noShows.none')} text={t('noShows.noneText')} />}
              columns={[
                {
                  key: 'when',
                  title: t('time'),
                  sort: (row) => row.startsAt,
                  render: (row) => format.when(row.startsAt, row.zone),
                },
                {
                  key: 'client',
                  title: t('clientWord'),
                  sort: (row) => row.client.name,
                  render: (row) => <Person name={row.client.name} about={row.serviceName} size="small" />,
                },
                {
                  key: 'who',
                  title: t('practitionerWord'),
                  wideOnly: true,
                  sort: (row) => row.practitionerName ?? '',
                  render: (row) => row.practitionerName ?? '–',
                },
                {
                  key: 'risk',
                  title: t('noShows.risk'),
                  sort: (row) => row.chance ?? 0,
                  render: (row) => <RiskBadge risk={row} />,
                },
                {
                  key: 'why',
                  title: t('noShows.why'),
                  wideOnly: true,
                  render: (row) => <Why reasons={row.reasons} />,
                },
              ]}
            />
          )}
        </Await>
      </Panel>
    </Stack>
  )
}

function Why({ reasons }: { reasons: Parameters<typeof reasonsText>[1] }) {
  const { t } = useWords('scheduling')
  const { up, down } = reasonsText(t, reasons)
  if (up.length === 0 && down.length === 0) return <Text tone="soft">–</Text>
  return (
    <Text size="small">
      {up.join('; ')}
      {up.length > 0 && down.length > 0 && ' · '}
      {down.length > 0 && t('noShows.but', { reasons: down.join('; ') })}
    </Text>
  )
}
