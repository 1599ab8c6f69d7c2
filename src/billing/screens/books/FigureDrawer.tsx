import { useState } from 'react'
import { useApi, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Day,
  Drawer,
  EmptyState,
  Money,
  Notice,
  Panel,
  Row,
  Stack,
  Stat,
  Text,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'

export type Figure = Takes<'GET /billing/figures'>

interface FigureProps {
  title: string
  figure: Figure
  onClose: () => void
}

/** What stands behind a figure: its rows, and behind each its entries with their transfers. */
export function FigureDrawer({ title, figure, onClose }: FigureProps) {
  const { t } = useWords('billing')
  const go = useGo()
  const [opened, setOpened] = useState<{ invoiceId?: string; paymentId?: string } | null>(null)
  const rows = useApi('GET /billing/figures', figure, { keep: true })
  return (
    <Drawer open onClose={onClose} title={title} size="large">
      <Await read={rows}>
        {(found) => (
          <Stack>
            <Stat
              label={t('books.figure.sum', { count: found.transfers })}
              tone="accent"
              value={<Money of={found.totalMinor} currency={found.currency} />}
            />
            <DataTable
              label={title}
              rows={found.items}
              id={(one) => one.invoiceId ?? one.paymentId ?? 'rest'}
              onOpen={(one) =>
                setOpened(
                  one.invoiceId
                    ? { invoiceId: one.invoiceId }
                    : one.paymentId
                      ? { paymentId: one.paymentId }
                      : null,
                )
              }
              columns={[
                {
                  key: 'what',
                  title: t('books.figure.row'),
                  render: (one) => (
                    <span>
                      {one.invoiceNumber
                        ? t('invoiceNumber', { number: one.invoiceNumber })
                        : t('books.figure.other')}
                      <Text tone="soft" size="small" as="div">
                        {one.name}
                      </Text>
                    </span>
                  ),
                },
                { key: 'day', title: t('day'), render: (one) => <Day of={one.lastOn} />, wideOnly: true },
                {
                  key: 'amount',
                  title: t('amount'),
                  align: 'right',
                  sort: (one) => one.amountMinor,
                  render: (one) => <Money of={one.amountMinor} currency={found.currency} />,
                },
                {
                  key: 'open',
                  title: '',
                  align: 'right',
                  render: (one) =>
                    (one.invoiceId ?? one.paymentId) && (
                      <Button
                        small
                        kind="quiet"
                        onClick={() =>
                          go(one.invoiceId ? `/invoices/${one.invoiceId}` : `/payments/${one.paymentId}`)
                        }
                      >
                        {t('books.open')}
                      </Button>
                    ),
                },
              ]}
              empty={<EmptyState icon="done" title={t('books.figure.none')} />}
            />
            {found.rest > 0 && <Notice>{t('books.figure.rest', { count: found.rest })}</Notice>}
            {opened && <Entries of={opened} />}
          </Stack>
        )}
      </Await>
    </Drawer>
  )
}

/** The journal of an invoice or a payment: each happening with what it moved. */
function Entries({ of }: { of: { invoiceId?: string; paymentId?: string } }) {
  const { t } = useWords('billing')
  const entries = useApi('GET /billing/entries', { ...of, limit: 50 })
  return (
    <Panel title={t('books.figure.entries')}>
      <Await read={entries}>
        {({ items }) => (
          <Stack gap="tight">
            {items.map((entry) => (
              <div key={entry.id}>
                <Row justify="between">
                  <strong>{t(`books.entry.${entry.kind}`, { defaultValue: entry.kind })}</strong>
                  <Text tone="soft" size="small" as="span">
                    <Day of={entry.postedOn} /> · {entry.actorName}
                  </Text>
                </Row>
                {entry.transfers.map((one, at) => (
                  <Row key={at} justify="between">
                    <Text tone="soft" size="small" as="span">
                      {one.debit} ← {one.credit}
                    </Text>
                    <Money of={one.amountMinor} currency={one.currency} />
                  </Row>
                ))}
              </div>
            ))}
          </Stack>
        )}
      </Await>
    </Panel>
  )
}
