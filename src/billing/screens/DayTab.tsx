import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Columns,
  DataTable,
  DayField,
  EmptyState,
  Money,
  Panel,
  Stat,
  Toolbar,
  useChosenLocation,
  useMe,
  useUrlState,
  useWords,
} from '../../ui/kit/index.ts'
import { PaymentTable } from './PaymentsTab.tsx'
import { useToday } from './use-today.ts'

type Takings = Returns<'GET /billing/takings'>

/** The takings of a day by tender: what the drawer and the card terminal must show this evening. */
export function DayTab() {
  const { t } = useWords('billing')
  const me = useMe()
  const [locationId] = useChosenLocation()
  const today = useToday()
  const [url, setUrl] = useUrlState({ day: '' })
  const day = url.day || today
  const takings = useApi(
    'GET /billing/takings',
    { day, ...(locationId ? { locationId } : {}) },
    { keep: true, live: ['payment'] },
  )
  const payments = useApi(
    'GET /payments',
    { from: day, to: day, limit: 200 },
    { keep: true, live: ['payment'] },
  )
  const place = me.locations.find((one) => one.id === locationId)?.name
  return (
    <>
      <Toolbar>
        <DayField
          label={t('day')}
          hideLabel
          value={day}
          max={today}
          onChange={(picked: string | null) => setUrl({ day: picked === today ? '' : (picked ?? '') })}
        />
      </Toolbar>
      <Await read={takings}>{(sums) => <Sums sums={sums} about={place ?? t('allLocations')} />}</Await>
      <Panel title={t('paymentsOfDay')} flush>
        <Await read={payments}>
          {({ items }) => (
            <PaymentTable
              payments={locationId ? items.filter((one) => one.locationId === locationId) : items}
            />
          )}
        </Await>
      </Panel>
    </>
  )
}

function Sums({ sums, about }: { sums: Takings; about: string }) {
  const { t } = useWords('billing')
  const money = (minor: number) => <Money of={minor} currency={sums.currency} />
  return (
    <>
      <Columns of={4}>
        <Stat
          label={t('received')}
          icon="cash"
          value={money(sums.receivedMinor)}
          about={t('paymentCount', { count: sums.payments })}
        />
        <Stat label={t('givenBack')} icon="undo" value={money(sums.refundedMinor)} />
        <Stat label={t('takenBackSum')} icon="refused" value={money(sums.reversedMinor)} />
        <Stat label={t('takings')} icon="done" tone="accent" value={money(sums.netMinor)} about={about} />
      </Columns>
      <Panel title={t('byTender')} flush>
        <DataTable
          label={t('byTender')}
          rows={sums.tenders}
          id={(one) => one.tender}
          columns={[
            { key: 'tender', title: t('tender.label'), render: (one) => t(`tender.${one.tender}`) },
            {
              key: 'count',
              title: t('tabs.payments'),
              align: 'right',
              render: (one) => one.payments,
              wideOnly: true,
            },
            {
              key: 'received',
              title: t('received'),
              align: 'right',
              render: (one) => money(one.receivedMinor),
              wideOnly: true,
            },
            {
              key: 'back',
              title: t('givenBack'),
              align: 'right',
              render: (one) => money(one.refundedMinor + one.reversedMinor),
              wideOnly: true,
            },
            {
              key: 'net',
              title: t('takings'),
              align: 'right',
              render: (one) => <strong>{money(one.netMinor)}</strong>,
            },
          ]}
          empty={<EmptyState icon="cash" title={t('none.takings')} text={t('none.takingsText')} />}
        />
      </Panel>
    </>
  )
}
