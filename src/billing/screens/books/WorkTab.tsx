import type { Read, Returns } from '../../../ui/api/index.ts'
import {
  Await,
  DataTable,
  Icon,
  Money,
  Panel,
  Row,
  Text,
  useGo,
  useWords,
  type IconName,
} from '../../../ui/kit/index.ts'

type Work = Returns<'GET /billing/work'>
type Queue = Work['items'][number]['queue']

/** Where each queue is worked through. */
const PLACES: Record<Queue, { icon: IconName; to: string; search: Record<string, string> }> = {
  unbilled: { icon: 'edit', to: '/billing', search: { tab: 'unbilled' } },
  overdue: { icon: 'clock', to: '/billing', search: { tab: 'invoices', state: 'overdue' } },
  failed: { icon: 'card', to: '/billing', search: { tab: 'invoices', state: 'owed' } },
  unapplied: { icon: 'cash', to: '/billing', search: { tab: 'payments', unapplied: '1' } },
  usable_credit: { icon: 'forward', to: '/billing', search: { tab: 'payments', unapplied: '1' } },
  disputes: { icon: 'alert', to: '/billing', search: { tab: 'payments', tender: 'online' } },
  bank_lines: { icon: 'inbox', to: '/billing/books', search: { tab: 'bank' } },
  payouts: { icon: 'card', to: '/billing/books', search: { tab: 'payouts' } },
  write_offs: { icon: 'archive', to: '/billing/books', search: { tab: 'writeOffs' } },
  letters_to_print: { icon: 'print', to: '/billing/books', search: { tab: 'dunning', list: 'log' } },
}

/** Everything that waits for whoever does the billing, on one page. */
export function WorkTab({ read }: { read: Read<Work> }) {
  const { t } = useWords('billing')
  const go = useGo()
  return (
    <Panel flush>
      <Await read={read}>
        {({ items, currency }) => (
          <DataTable
            label={t('books.tab.work')}
            rows={items}
            id={(one) => one.queue}
            rowTone={(one) => (one.count === 0 ? 'soft' : undefined)}
            onOpen={(one) => go(PLACES[one.queue].to, PLACES[one.queue].search)}
            columns={[
              {
                key: 'queue',
                title: t('books.queue'),
                render: (one) => (
                  <Row nowrap>
                    <Icon name={one.count === 0 ? 'done' : PLACES[one.queue].icon} />
                    <span>
                      {t(`books.queues.${one.queue}`)}
                      <Text tone="soft" size="small" as="div">
                        {t(`books.queueHelp.${one.queue}`)}
                      </Text>
                    </span>
                  </Row>
                ),
              },
              {
                key: 'count',
                title: t('books.count'),
                align: 'right',
                width: 90,
                render: (one) => (one.count === 0 ? '–' : <strong>{one.count}</strong>),
              },
              {
                key: 'amount',
                title: t('amount'),
                align: 'right',
                width: 140,
                render: (one) => (one.count === 0 ? '–' : <Money of={one.amountMinor} currency={currency} />),
              },
            ]}
          />
        )}
      </Await>
    </Panel>
  )
}
