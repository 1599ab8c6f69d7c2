import { useState } from 'react'
import { useApi } from '../../ui/api/index.ts'
import { Button, Money, Row, StatusPill, Text, TextLink, useWords } from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import { TakePaymentDialog } from './TakePayment.tsx'

/** The money of a visit in a few words, with the button to take it: for the drawer of an appointment. */
export default function VisitBilling({ id: appointmentId }: PartProps) {
  const { t } = useWords('billing')
  const charges = useApi(
    'GET /charges',
    { appointmentId, limit: 10 },
    { live: ['charge', 'invoice', 'payment'] },
  )
  const live = (charges.data?.items ?? []).filter((one) => one.voidedAt === null)
  const first = live[0]
  if (!first) return null
  if (!first.invoiceId) {
    return (
      <Row justify="between">
        <Text tone="soft">{t('unbilled.short')}</Text>
        <Money of={first.totalMinor} currency={first.currency} />
      </Row>
    )
  }
  return <VisitInvoice invoiceId={first.invoiceId} />
}

function VisitInvoice({ invoiceId }: { invoiceId: string }) {
  const { t } = useWords('billing')
  const [paying, setPaying] = useState(false)
  const { data: invoice } = useApi('GET /invoices/{id}', { id: invoiceId }, { live: ['invoice', 'payment'] })
  if (!invoice) return null
  return (
    <Row justify="between">
      <Row>
        <TextLink to={`/invoices/${invoice.id}`}>
          {invoice.number === null ? t('draft') : t('invoiceNumber', { number: invoice.number })}
        </TextLink>
        <StatusPill state={invoice.state}>{t(`state.${invoice.state}`)}</StatusPill>
      </Row>
      <Row>
        <Money
          of={invoice.openMinor > 0 ? invoice.openMinor : invoice.totalMinor}
          currency={invoice.currency}
        />
        {invoice.can.takePayment && (
          <Button small kind="main" icon="cash" onClick={() => setPaying(true)}>
            {t('takePayment')}
          </Button>
        )}
      </Row>
      {paying && (
        <TakePaymentDialog
          open
          of={{ invoiceId, cardsOf: invoice.clientId }}
          openMinor={invoice.openMinor}
          currency={invoice.currency}
          onDone={() => setPaying(false)}
        />
      )}
    </Row>
  )
}
