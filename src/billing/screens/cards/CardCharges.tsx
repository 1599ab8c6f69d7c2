import { useApi } from '../../../ui/api/index.ts'
import { Badge, DataTable, Money, Panel, Row, Stack, Text, useWords, When } from '../../../ui/kit/index.ts'

const TONES = {
  sending: 'info',
  unknown: 'warn',
  needs_payer: 'warn',
  failed: 'bad',
  paid: 'good',
} as const

const KNOWN = [
  'insufficient_funds',
  'expired_card',
  'authentication_required',
  'lost_card',
  'stolen_card',
  'card_removed',
  'not_owed',
] as const

/** What became of charging kept cards for an invoice; nothing where none was charged. */
export function CardCharges({ invoiceId }: { invoiceId: string }) {
  const { t } = useWords('billing')
  const { data } = useApi(
    'GET /invoices/{id}/card-charges',
    { id: invoiceId },
    { live: ['invoice', 'payment'] },
  )
  if (!data || data.items.length === 0) return null
  const why = (failure: string) => {
    const known = KNOWN.find((code) => code === failure)
    return t(known ? `cardCharge.why.${known}` : 'cardCharge.why.other')
  }
  return (
    <Panel title={t('cardCharge.title')} flush>
      <DataTable
        label={t('cardCharge.title')}
        rows={data.items}
        id={(one) => one.id}
        columns={[
          { key: 'at', title: t('day'), render: (one) => <When at={one.createdAt} /> },
          {
            key: 'state',
            title: t('state.label'),
            render: (one) => (
              <Stack gap="tight">
                <Row>
                  <Badge tone={TONES[one.state]}>{t(`cardCharge.state.${one.state}`)}</Badge>
                </Row>
                {one.failure && <Text tone="soft">{why(one.failure)}</Text>}
              </Stack>
            ),
          },
          { key: 'by', title: t('madeBy'), render: (one) => one.createdBy, wideOnly: true },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
          },
        ]}
      />
    </Panel>
  )
}
