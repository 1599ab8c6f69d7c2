import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Badge,
  CheckField,
  DataTable,
  Day,
  EmptyState,
  Money,
  Panel,
  SelectField,
  Text,
  Toolbar,
  useGo,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import { TENDERS, isTender } from './tenders.ts'

type Payment = Returns<'GET /payments'>['items'][number]

/** All payments; those with money that stands on no invoice can be picked out. */
export function PaymentsTab() {
  const { t } = useWords('billing')
  const [url, setUrl] = useUrlState({ tender: '', unapplied: '' })
  const list = useApi(
    'GET /payments',
    {
      limit: 100,
      ...(isTender(url.tender) ? { tender: url.tender } : {}),
      ...(url.unapplied ? { unapplied: 'true' as never } : {}),
    },
    { keep: true, live: ['payment'] },
  )
  return (
    <>
      <Toolbar>
        <SelectField
          label={t('tender.label')}
          hideLabel
          clearable
          placeholder={t('tender.label')}
          choices={TENDERS.map((tender) => ({ value: tender, label: t(`tender.${tender}`) }))}
          value={url.tender}
          onChange={(tender: string | null) => setUrl({ tender: tender ?? '' })}
        />
        <CheckField
          label={t('onlyUnapplied')}
          value={url.unapplied === '1'}
          onChange={(on: boolean) => setUrl({ unapplied: on ? '1' : '' })}
        />
      </Toolbar>
      <Panel flush>
        <Await read={list}>{({ items }) => <PaymentTable payments={items} />}</Await>
      </Panel>
    </>
  )
}

export function PaymentTable({ payments, ofOneClient }: { payments: Payment[]; ofOneClient?: boolean }) {
  const { t } = useWords('billing')
  const go = useGo()
  const columns: (Column<Payment> | false)[] = [
    {
      key: 'day',
      title: t('receivedOn'),
      sort: (one) => one.receivedOn,
      render: (one) => <Day of={one.receivedOn} />,
    },
    !ofOneClient && {
      key: 'client',
      title: t('client'),
      sort: (one) => one.clientName,
      render: (one) => one.clientName,
    },
    { key: 'tender', title: t('tender.label'), render: (one) => t(`tender.${one.tender}`) },
    {
      key: 'reference',
      title: t('reference'),
      render: (one) => (one.tender === 'online' ? '' : one.reference),
      wideOnly: true,
    },
    {
      key: 'by',
      title: t('takenBy'),
      render: (one) => (
        <Text tone="soft" as="span">
          {one.createdBy}
        </Text>
      ),
      wideOnly: true,
    },
    { key: 'note', title: t('state.label'), render: (one) => <PaymentState payment={one} />, wideOnly: true },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      sort: (one) => one.amountMinor,
      render: (one) => <Money of={one.amountMinor} currency={one.currency} />,
    },
  ]
  return (
    <DataTable
      label={t('tabs.payments')}
      rows={payments}
      columns={columns.filter((one) => one !== false)}
      onOpen={(payment) => go(`/payments/${payment.id}`)}
      rowTone={(payment) => (payment.reversedAt ? 'soft' : undefined)}
      empty={<EmptyState icon="cash" title={t('none.payments')} text={t('none.paymentsText')} />}
    />
  )
}

/** What is unusual about a payment; nothing for one that simply paid. */
export function PaymentState({
  payment,
}: {
  payment: Pick<Payment, 'reversedAt' | 'refundedMinor' | 'amountMinor' | 'unappliedMinor'>
}) {
  const { t } = useWords('billing')
  if (payment.reversedAt) return <Badge icon="undo">{t('takenBack')}</Badge>
  if (payment.refundedMinor > 0) {
    return (
      <Badge tone="info" icon="undo">
        {t(payment.refundedMinor === payment.amountMinor ? 'refunded' : 'partRefunded')}
      </Badge>
    )
  }
  return payment.unappliedMinor > 0 ? (
    <Badge tone="plum" icon="open">
      {t('hasCredit')}
    </Badge>
  ) : null
}
