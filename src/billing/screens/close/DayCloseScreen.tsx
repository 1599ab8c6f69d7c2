import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  DataTable,
  DayField,
  EmptyState,
  Money,
  Notice,
  Page,
  Panel,
  Row,
  Split,
  Stack,
  Stat,
  useChosenLocation,
  useFormat,
  useMe,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { CloseIt } from './CloseIt.tsx'
import { useToday } from '../use-today.ts'
import { Drawers } from './Drawers.tsx'
import { Missing } from './Missing.tsx'

export type DayView = Returns<'GET /day-close'>

/** The end of a day at a location: look, clear up, count, close. */
export default function DayCloseScreen() {
  const { t } = useWords('billing')
  const me = useMe()
  const today = useToday()
  const [chosen] = useChosenLocation()
  const [url, setUrl] = useUrlState({ day: '' })
  const day = url.day || today
  const locationId = chosen ?? me.locations[0]?.id ?? ''
  const read = useApi(
    'GET /day-close',
    { day, locationId },
    {
      when: locationId !== '',
      keep: true,
      live: ['charge', 'invoice', 'payment', 'appointment', 'cash_drawer', 'day_close'],
    },
  )
  const place = me.locations.find((one) => one.id === locationId)?.name ?? ''
  const picker = (
    <DayField
      label={t('day')}
      hideLabel
      value={day}
      max={today}
      onChange={(picked: string | null) => setUrl({ day: picked === today ? '' : (picked ?? '') })}
    />
  )
  return (
    <Page
      title={t('dayClose.title')}
      about={t('dayClose.about', { place })}
      actions={<Row>{picker}</Row>}
      width="full"
    >
      <Await read={read}>{(found) => <TheDay found={found} at={{ day, locationId }} />}</Await>
    </Page>
  )
}

function TheDay({ found, at }: { found: DayView; at: { day: string; locationId: string } }) {
  const { t } = useWords('billing')
  const { figures } = found
  const money = (minor: number) => <Money of={minor} currency={figures.currency} />
  return (
    <Stack>
      <Columns of={4}>
        <Stat
          label={t('dayClose.charged')}
          icon="invoice"
          value={money(figures.charged.minor)}
          about={t('dayClose.visitsDone', { count: figures.visits.done })}
        />
        <Stat
          label={t('dayClose.taken')}
          icon="cash"
          tone="accent"
          value={money(figures.takenMinor)}
          about={t('dayClose.paymentCount')}
        />
        <Stat
          label={t('dayClose.unpaid')}
          icon="clock"
          tone={figures.unpaid.minor > 0 ? 'warn' : 'calm'}
          value={money(figures.unpaid.minor)}
          about={t('invoiceCount', { count: figures.unpaid.count })}
        />
        <Stat
          label={t('dayClose.atRisk')}
          icon="alert"
          tone={figures.missing.minor + figures.notClosed.minor > 0 ? 'bad' : 'good'}
          value={money(figures.missing.minor + figures.notClosed.minor)}
          about={t('dayClose.missingCount', { count: figures.missing.count + figures.notClosed.count })}
        />
      </Columns>
      {found.after.length > 0 && <After found={found} />}
      <Split side={<CloseIt found={found} at={at} />}>
        <Missing at={at} />
        <Taken found={found} />
        <Drawers locationId={at.locationId} />
      </Split>
    </Stack>
  )
}

function After({ found }: { found: DayView }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const money = (minor: number) => format.money(minor, found.figures.currency)
  return (
    <Notice tone="warn" title={t('dayClose.after')}>
      {found.after
        .map((each) => `${t(`dayClose.${each.figure}`)}: ${money(each.wasMinor)} → ${money(each.isMinor)}`)
        .join(' · ')}
    </Notice>
  )
}

function Taken({ found }: { found: DayView }) {
  const { t } = useWords('billing')
  const { figures } = found
  return (
    <Panel title={t('byTender')} flush>
      <DataTable
        label={t('byTender')}
        rows={[
          ...figures.taken.map((one) => ({
            key: one.tender,
            label: t(`tender.${one.tender}`),
            count: one.payments,
            minor: one.minor,
          })),
          ...(figures.prepaid.count > 0
            ? [
                {
                  key: 'prepaid',
                  label: t('dayClose.prepaid'),
                  count: figures.prepaid.count,
                  minor: figures.prepaid.minor,
                },
              ]
            : []),
        ]}
        id={(one) => one.key}
        columns={[
          { key: 'label', title: t('tender.label'), render: (one) => one.label },
          { key: 'count', title: t('tabs.payments'), align: 'right', render: (one) => one.count },
          {
            key: 'minor',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.minor} currency={figures.currency} />,
          },
        ]}
        empty={<EmptyState icon="cash" title={t('none.takings')} text={t('none.takingsText')} />}
      />
    </Panel>
  )
}
