import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Badge,
  DataTable,
  EmptyState,
  Money,
  Panel,
  Row,
  Stack,
  Text,
  TextLink,
  useGo,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { ProposedFees } from '../fees/ProposedFees.tsx'
import { RUN_TONES, useWhy } from './why.ts'

/** What waits for a person: charges that did not work and fees that are proposed. */
export function FailedTab() {
  const { t } = useWords('billing')
  const go = useGo()
  const why = useWhy()
  const failed = useApi('GET /billing/failed-charges', {}, { live: ['invoice', 'autopay', 'payment'] })
  return (
    <Stack>
      <Panel title={t('autopay.failed')} flush>
        <Await read={failed}>
          {({ items }) => (
            <DataTable
              label={t('autopay.failed')}
              rows={items}
              id={(one) => one.invoiceId}
              onOpen={(one) => go(`/invoices/${one.invoiceId}`)}
              columns={[
                { key: 'number', title: t('number'), render: (one) => one.invoiceNumber },
                {
                  key: 'client',
                  title: t('client'),
                  render: (one) => <TextLink to={`/clients/${one.clientId}`}>{one.clientName}</TextLink>,
                },
                {
                  key: 'state',
                  title: t('state.label'),
                  render: (one) => (
                    <Stack gap="tight">
                      <Row>
                        <Badge tone={RUN_TONES[one.state] ?? 'calm'}>
                          {t(
                            one.state === 'charging'
                              ? 'cardCharge.state.unknown'
                              : `autopay.state.${one.state}`,
                          )}
                        </Badge>
                      </Row>
                      {one.why && <Text tone="soft">{why(one.why)}</Text>}
                    </Stack>
                  ),
                },
                {
                  key: 'since',
                  title: t('autopay.since'),
                  render: (one) => <When at={one.changedAt} />,
                  wideOnly: true,
                },
                {
                  key: 'open',
                  title: t('open'),
                  align: 'right',
                  render: (one) => <Money of={one.openMinor} currency={one.currency} />,
                },
              ]}
              empty={
                <EmptyState icon="check" title={t('autopay.noFailed')} text={t('autopay.noFailedText')} />
              }
            />
          )}
        </Await>
      </Panel>
      <ProposedFees />
    </Stack>
  )
}
