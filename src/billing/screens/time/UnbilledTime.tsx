import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  Button,
  DataTable,
  Money,
  notify,
  Panel,
  Text,
  useCan,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import { clockOf } from './duration.ts'
import type { Entry } from './TimeScreen.tsx'

interface Waiting {
  id: string
  name: string
  entries: number
  minutes: number
  amountMinor: number
  withoutRate: number
}

/** Time that waits to be billed, by client: one click makes a draft with a line for each entry. */
export function UnbilledTime() {
  const { t } = useWords('billing')
  const can = useCan()
  const list = useApi(
    'GET /time-entries',
    { state: 'to_bill', limit: 200 },
    { live: ['time_entry'], when: can('time.manage') },
  )
  if (!can('time.manage')) return null
  return (
    <Await read={list}>
      {({ items }) =>
        items.length > 0 && (
          <Panel title={t('time.unbilled')} flush>
            <WaitingTable rows={byClient(items)} />
          </Panel>
        )
      }
    </Await>
  )
}

function byClient(entries: Entry[]): Waiting[] {
  const clients = new Map<string, Waiting>()
  for (const one of entries) {
    const known = clients.get(one.clientId)
    const row = known ?? {
      id: one.clientId,
      name: one.clientName,
      entries: 0,
      minutes: 0,
      amountMinor: 0,
      withoutRate: 0,
    }
    row.entries += 1
    row.minutes += one.billedMinutes
    row.amountMinor += (one.amountMinor ?? 0) - one.writtenDownMinor
    row.withoutRate += one.rateMinor === null ? 1 : 0
    clients.set(one.clientId, row)
  }
  return [...clients.values()]
}

function WaitingTable({ rows }: { rows: Waiting[] }) {
  const { t } = useWords('billing')
  const go = useGo()
  const bill = useAct('POST /time-entries/bill')
  const billIt = (clientId: string) =>
    bill.do({ clientId }).then(({ invoiceId }) => go(`/invoices/${invoiceId}`), notify.problem)
  return (
    <DataTable
      label={t('time.unbilled')}
      rows={rows}
      columns={[
        {
          key: 'client',
          title: t('client'),
          sort: (one) => one.name,
          render: (one) => (
            <span>
              {one.name}{' '}
              {one.withoutRate > 0 && (
                <Badge tone="warn" icon="alert">
                  {t('time.withoutRate', { count: one.withoutRate })}
                </Badge>
              )}
              <Text tone="soft" size="small" as="div">
                {t('time.entries', { count: one.entries })}
              </Text>
            </span>
          ),
        },
        {
          key: 'time',
          title: t('time.length'),
          align: 'right',
          render: (one) => clockOf(one.minutes),
          wideOnly: true,
        },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          render: (one) => <Money of={one.amountMinor} />,
        },
        {
          key: 'act',
          title: t('unbilled.what'),
          align: 'right',
          render: (one) => (
            <Button small busy={bill.busy} onClick={() => billIt(one.id)}>
              {t('unbilled.bill')}
            </Button>
          ),
        },
      ]}
    />
  )
}
