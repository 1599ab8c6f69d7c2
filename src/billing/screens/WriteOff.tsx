import { useAct } from '../../ui/api/index.ts'
import {
  Dialog,
  Form,
  MoneyField,
  notify,
  required,
  SelectField,
  TextArea,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'

const REASONS = ['goodwill', 'uncollectable', 'small_balance', 'mistake', 'contract'] as const

interface Wish extends Record<string, unknown> {
  amountMinor: number | null
  reasonCode: string | null
  reason: string
}

/** Gives up what is open, all or some, with a reason. */
export function WriteOffDialog({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const act = useAct('POST /invoices/{id}/write-offs')
  const form = useFields<Wish>({
    initial: { amountMinor: invoice.openMinor, reasonCode: 'goodwill', reason: '' },
    check: { amountMinor: required(t('amountMissing')), reason: required(t('reasonMissing')) },
  })
  return (
    <Dialog open onClose={onDone} title={t('writeOff.title', { number: invoice.number })}>
      <Form
        form={form}
        submit={t('writeOff.act')}
        onCancel={onDone}
        onSubmit={async ({ amountMinor, reasonCode, reason }) => {
          await act.do({
            id: invoice.id,
            amountMinor: amountMinor ?? 0,
            reasonCode: reasonCode as (typeof REASONS)[number],
            reason,
          })
          notify.done(t('writeOff.done'))
          onDone()
        }}
      >
        <MoneyField label={t('amount')} currency={invoice.currency} required {...form.field('amountMinor')} />
        <SelectField
          label={t('writeOff.kind')}
          choices={REASONS.map((one) => ({ value: one, label: t(`writeOff.reason.${one}`) }))}
          {...form.field('reasonCode')}
        />
        <TextArea label={t('reason')} required {...form.field('reason')} />
      </Form>
    </Dialog>
  )
}
