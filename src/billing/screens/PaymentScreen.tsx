import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  confirm,
  DataTable,
  Day,
  EmptyState,
  Facts,
  Money,
  notify,
  Notice,
  Page,
  Panel,
  Row,
  Split,
  StatusPill,
  Text,
  TextLink,
  useFormat,
  useGo,
  usePathParams,
  useWords,
} from '../../ui/kit/index.ts'
import { Disputes } from './cards/Disputes.tsx'
import { PaymentState } from './PaymentsTab.tsx'
import { RefundDialog } from './Refund.tsx'
import { pdfHref } from './pdf-href.ts'

export type Payment = Returns<'GET /payments/{id}'>

/** One payment: where it stands, what was given back, its receipt. */
export default function PaymentScreen() {
  const { id = '' } = usePathParams()
  const payment = useApi('GET /payments/{id}', { id }, { live: ['payment', 'invoice'] })
  return <Await read={payment}>{(found) => <PaymentPage payment={found} />}</Await>
}

function PaymentPage({ payment }: { payment: Payment }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const [refunding, setRefunding] = useState(false)
  const name = t('paymentOf', { amount: format.money(payment.amountMinor, payment.currency) })
  const title = (
    <Row>
      {name} <PaymentState payment={payment} />
    </Row>
  )
  return (
    <Page
      title={title}
      tabTitle={name}
      about={payment.clientName}
      crumbs={[{ label: t('title'), to: '/billing' }]}
      actions={<Acts payment={payment} onRefund={() => setRefunding(true)} />}
    >
      {payment.reversedAt && (
        <Notice tone="warn" title={t('takenBack')}>
          {t('voided.text', { by: payment.reversedBy, reason: payment.reverseReason })}
        </Notice>
      )}
      <Disputes payment={payment} />
      <Split side={<Side payment={payment} />}>
        <AppliedTo payment={payment} />
        {payment.refunds.length > 0 && <Refunds payment={payment} />}
      </Split>
      {refunding && <RefundDialog payment={payment} onDone={() => setRefunding(false)} />}
    </Page>
  )
}

function Acts({ payment, onRefund }: { payment: Payment; onRefund: () => void }) {
  const { t } = useWords('billing')
  const reverse = useAct('POST /payments/{id}/reversal')
  const ask = () =>
    confirm({
      title: t('reverse.title'),
      text: t('reverse.text'),
      act: t('takeBack'),
      danger: true,
      reason: 'required',
      onConfirm: (reason) => reverse.do({ id: payment.id, reason }).then(() => notify.done(t('takenBack'))),
    })
  return (
    <Row>
      {payment.can.reverse && (
        <Button kind="quiet" icon="undo" onClick={ask}>
          {t('takeBack')}
        </Button>
      )}
      {payment.can.refund && (
        <Button icon="cash" onClick={onRefund}>
          {t('refund.act')}
        </Button>
      )}
      {!payment.reversedAt && (
        <Button icon="download" href={pdfHref('payments', payment.id)}>
          {t('receipt')}
        </Button>
      )}
    </Row>
  )
}

function Side({ payment }: { payment: Payment }) {
  const { t } = useWords('billing')
  const money = (minor: number) => <Money of={minor} currency={payment.currency} />
  return (
    <Panel title={t('facts')}>
      <Facts
        of={[
          [
            t('client'),
            <TextLink key="client" to={`/clients/${payment.clientId}`}>
              {payment.clientName}
            </TextLink>,
          ],
          [t('receivedOn'), <Day key="day" of={payment.receivedOn} />],
          [t('tender.label'), t(`tender.${payment.tender}`)],
          [t('reference'), payment.reference],
          [t('amount'), money(payment.amountMinor)],
          [t('credit'), payment.unappliedMinor > 0 ? money(payment.unappliedMinor) : null],
          [t('givenBack'), payment.refundedMinor > 0 ? money(payment.refundedMinor) : null],
          [t('takenBy'), payment.createdBy],
        ]}
      />
    </Panel>
  )
}

function AppliedTo({ payment }: { payment: Payment }) {
  const { t } = useWords('billing')
  const go = useGo()
  return (
    <Panel title={t('appliedTo')} flush>
      <DataTable
        label={t('appliedTo')}
        rows={payment.appliedTo}
        id={(one) => one.invoiceId}
        onOpen={(one) => go(`/invoices/${one.invoiceId}`)}
        columns={[
          {
            key: 'invoice',
            title: t('invoice'),
            render: (one) => t('invoiceNumber', { number: one.number }),
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.appliedMinor} currency={payment.currency} />,
          },
        ]}
        empty={<EmptyState icon="open" title={t('none.applied')} text={t('none.appliedText')} />}
      />
    </Panel>
  )
}

function Refunds({ payment }: { payment: Payment }) {
  const { t } = useWords('billing')
  return (
    <Panel title={t('refunds')} flush>
      <DataTable
        label={t('refunds')}
        rows={payment.refunds}
        columns={[
          { key: 'day', title: t('day'), render: (one) => <Day of={one.refundedOn} /> },
          {
            key: 'why',
            title: t('reason'),
            render: (one) => (
              <span>
                {one.reason}{' '}
                <Text tone="soft" size="small" as="div">
                  {one.createdBy}
                </Text>
              </span>
            ),
          },
          {
            key: 'tender',
            title: t('tender.label'),
            render: (one) => t(`tender.${one.tender}`),
            wideOnly: true,
          },
          {
            key: 'state',
            title: t('state.label'),
            render: (one) => <StatusPill state={one.state}>{t(`refund.state.${one.state}`)}</StatusPill>,
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.amountMinor} currency={payment.currency} />,
          },
        ]}
      />
    </Panel>
  )
}
