import { Badge, Button, DataTable, Day, Money, Panel, Text, useWords } from '../../../ui/kit/index.ts'
import type { Invoice } from '../InvoiceScreen.tsx'
import { pdfHref } from '../pdf-href.ts'

/** What was taken back of an invoice: each credit note with its reason and its PDF. */
export function CreditNotes({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  if (invoice.creditNotes.length === 0) return null
  return (
    <Panel title={t('creditNote.notes')} flush>
      <DataTable
        label={t('creditNote.notes')}
        rows={invoice.creditNotes}
        columns={[
          { key: 'day', title: t('day'), render: (one) => <Day of={one.issuedOn} />, wideOnly: true },
          {
            key: 'what',
            title: t('creditNote.note'),
            render: (one) => (
              <span>
                {t('creditNote.number', { number: one.number })}{' '}
                {one.kind === 'void' && <Badge tone="warn">{t('creditNote.whole')}</Badge>}
                <Text tone="soft" size="small" as="div">
                  {one.reason} · {one.createdBy}
                </Text>
              </span>
            ),
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'right',
            render: (one) => <Money of={-one.totalMinor} currency={invoice.currency} />,
          },
          {
            key: 'pdf',
            title: '',
            align: 'right',
            width: 90,
            render: (one) => (
              <Button small kind="quiet" icon="download" href={pdfHref('credit-notes', one.id)}>
                PDF
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  )
}
