import { useState } from 'react'
import { useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  DataTable,
  Day,
  Dialog,
  EmptyState,
  Money,
  Panel,
  Text,
  useCan,
  useGo,
  useWords,
} from '../../../ui/kit/index.ts'
import { EstimateForm } from './EstimateForm.tsx'
import { EstimateState } from './EstimateState.tsx'

type Estimate = Returns<'GET /estimates'>['items'][number]

/** What was said in advance: of everybody, or of one client. */
export function EstimatesTab({ clientId }: { clientId?: string }) {
  const { t } = useWords('billing')
  const can = useCan()
  const [writes, setWrites] = useState(false)
  const list = useApi(
    'GET /estimates',
    { limit: 100, ...(clientId ? { clientId } : {}) },
    { live: ['estimate'] },
  )
  return (
    <Panel
      title={t('estimates.title')}
      flush
      actions={
        can('invoices.manage') && (
          <Button small icon="add" onClick={() => setWrites(true)}>
            {t('estimates.add')}
          </Button>
        )
      }
    >
      <Await read={list}>
        {({ items }) => <EstimateTable estimates={items} ofOneClient={Boolean(clientId)} />}
      </Await>
      <Dialog open={writes} onClose={() => setWrites(false)} title={t('estimates.add')} size="large">
        <EstimateForm clientId={clientId ?? null} onDone={() => setWrites(false)} />
      </Dialog>
    </Panel>
  )
}

function EstimateTable({ estimates, ofOneClient }: { estimates: Estimate[]; ofOneClient: boolean }) {
  const { t } = useWords('billing')
  const go = useGo()
  return (
    <DataTable
      label={t('estimates.title')}
      rows={estimates}
      onOpen={(one) => go(`/estimates/${one.id}`)}
      columns={[
        { key: 'number', title: t('number'), render: (one) => one.number, width: 90 },
        {
          key: 'who',
          title: ofOneClient ? t('issued') : t('client'),
          sort: (one) => (ofOneClient ? one.issuedOn : one.clientName),
          render: (one) =>
            ofOneClient ? (
              <Day of={one.issuedOn} />
            ) : (
              <span>
                {one.clientName}
                <Text tone="soft" size="small" as="div">
                  <Day of={one.issuedOn} />
                </Text>
              </span>
            ),
        },
        { key: 'state', title: t('state.label'), render: (one) => <EstimateState state={one.state} /> },
        {
          key: 'until',
          title: t('estimates.until'),
          render: (one) => <Day of={one.validUntil} />,
          wideOnly: true,
        },
        {
          key: 'charged',
          title: t('estimates.charged'),
          align: 'right',
          wideOnly: true,
          render: (one) =>
            one.chargedMinor === null ? '–' : <Money of={one.chargedMinor} currency={one.currency} />,
        },
        {
          key: 'total',
          title: t('estimates.total'),
          align: 'right',
          sort: (one) => one.totalMinor,
          render: (one) => <Money of={one.totalMinor} currency={one.currency} />,
        },
      ]}
      empty={<EmptyState icon="document" title={t('estimates.none')} text={t('estimates.noneText')} />}
    />
  )
}
