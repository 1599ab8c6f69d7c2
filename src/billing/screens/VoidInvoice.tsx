import { useAct } from '../../ui/api/index.ts'
import {
  Dialog,
  Form,
  Notice,
  notify,
  RadioField,
  required,
  TextArea,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'

/** Voids by a credit note: asks why, and what becomes of the charges. */
export function VoidDialog({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('POST /invoices/{id}/void')
  const form = useFields({
    initial: { reason: '', charges: 'void' },
    check: { reason: required(t('reasonMissing')) },
  })
  const paid = invoice.payments.reduce((sum, one) => sum + one.appliedMinor, 0)
  return (
    <Dialog open onClose={onDone} title={t('void.title', { number: invoice.number })}>
      <Form
        form={form}
        submit={t('void.act')}
        onCancel={onDone}
        onSubmit={async ({ reason, charges }) => {
          await act.do({ id: invoice.id, reason, charges: charges as 'void' | 'bill_again' })
          notify.done(t('void.done'))
          onDone()
        }}
      >
        {paid > 0 && (
          <Notice tone="warn">{t('void.paid', { amount: format.money(paid, invoice.currency) })}</Notice>
        )}
        <TextArea label={t('reason')} required autoFocus {...form.field('reason')} />
        <RadioField
          label={t('void.charges')}
          choices={[
            { value: 'void', label: t('void.chargesVoid') },
            { value: 'bill_again', label: t('void.chargesAgain') },
          ]}
          {...form.field('charges')}
        />
      </Form>
    </Dialog>
  )
}
