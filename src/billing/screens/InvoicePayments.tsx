import { useAct } from '../../ui/api/index.ts'
import {
  Badge,
  Button,
  confirm,
  DataTable,
  Day,
  EmptyState,
  Money,
  Panel,
  Text,
  useCan,
  useGo,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'

/** What was paid on an invoice, and what was given up. */
export function InvoicePayments({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const go = useGo()
  return (
    <>
      <Panel title={t('tabs.payments')} flush>
        <DataTable
          label={t('tabs.payments')}
          rows={invoice.payments}
          id={(one) => one.paymentId}
          onOpen={(one) => go(`/payments/${one.paymentId}`)}
          columns={[
            { key: 'day', title: t('receivedOn'), render: (one) => <Day of={one.receivedOn} /> },
            { key: 'tender', title: t('tender.label'), render: (one) => t(`tender.${one.tender}`) },
            {
              key: 'reference',
              title: t('reference'),
              render: (one) => (one.tender === 'online' ? '' : one.reference),
              wideOnly: true,
            },
            {
              key: 'amount',
              title: t('appliedHere'),
              align: 'right',
              render: (one) => <Money of={one.appliedMinor} currency={invoice.currency} />,
            },
          ]}
          empty={<EmptyState icon="cash" title={t('none.paid')} text={t('none.paidText')} />}
        />
      </Panel>
      {invoice.writeOffs.length > 0 && <WriteOffs invoice={invoice} />}
    </>
  )
}

function WriteOffs({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const can = useCan()
  const reverse = useAct('POST /write-offs/{id}/reversal')
  const ask = (id: string) =>
    confirm({
      title: t('writeOff.backTitle'),
      act: t('takeBack'),
      reason: 'required',
      onConfirm: (reason) => reverse.do({ id, reason }),
    })
  return (
    <Panel title={t('writtenOff')} flush>
      <DataTable
        label={t('writtenOff')}
        rows={invoice.writeOffs}
        rowTone={(one) => (one.reversedAt ? 'soft' : undefined)}
        columns={[
          { key: 'day', title: t('day'), render: (one) => <Day of={one.writtenOffOn} /> },
          {
            key: 'why',
            title: t('reason'),
            render: (one) => (
              <span>
                {t(`writeOff.reason.${one.reasonCode}`)}{' '}
                <Text tone="soft" size="small" as="span">
                  {one.reason}
                </Text>
              </span>
            ),
          },
          {
            key: 'by',
            title: t('madeBy'),
            render: (one) =>
              one.approvedBy
                ? t('books.writeOffs.byTwo', { one: one.createdBy, two: one.approvedBy })
                : one.createdBy,
            wideOnly: true,
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={one.amountMinor} currency={invoice.currency} />,
          },
          {
            key: 'act',
            title: '',
            align: 'right',
            render: (one) =>
              one.reversedAt ? (
                <Badge icon="undo">{t('takenBack')}</Badge>
              ) : (
                can('writeoffs.make') &&
                invoice.state !== 'void' && (
                  <Button small kind="quiet" onClick={() => ask(one.id)}>
                    {t('takeBack')}
                  </Button>
                )
              ),
          },
        ]}
      />
    </Panel>
  )
}
