import { useState } from 'react'
import { useApi } from '../../ui/api/index.ts'
import { Button, Money, Row, Stack, StatusPill, Text, TextLink, useWords } from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import { VisitDeposit } from './deposits/VisitDeposit.tsx'
import { FeeActs, FeeState } from './fees/FeeTable.tsx'
import { TakePaymentDialog } from './TakePayment.tsx'

/** The money of a visit in a few words, with the button to take it: for the drawer of an appointment. */
export default function VisitBilling({ id: appointmentId }: PartProps) {
  const { data: visit } = useApi('GET /appointments/{id}', { id: appointmentId }, { live: ['appointment'] })
  const isAhead = visit !== undefined && ['requested', 'booked', 'confirmed'].includes(visit.state)
  return (
    <Stack gap="tight">
      <VisitCharges appointmentId={appointmentId} />
      <VisitDeposit appointmentId={appointmentId} mayAsk={isAhead} />
      <VisitFee appointmentId={appointmentId} />
    </Stack>
  )
}

/** The fee for a visit that was cancelled late or missed. */
function VisitFee({ appointmentId }: { appointmentId: string }) {
  const { data } = useApi('GET /fees', { appointmentId, limit: 1 }, { live: ['fee'] })
  const fee = data?.items[0]
  if (!fee) return null
  return (
    <Row justify="between">
      <FeeState fee={fee} />
      <Row>
        <Money of={fee.amountMinor} currency={fee.currency} />
        <FeeActs fee={fee} />
      </Row>
    </Row>
  )
}

function VisitCharges({ appointmentId }: { appointmentId: string }) {
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
