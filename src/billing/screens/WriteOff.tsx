import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Dialog,
  Form,
  MoneyField,
  Notice,
  notify,
  required,
  SelectField,
  TextArea,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'

const REASONS = ['goodwill', 'uncollectable', 'small_balance', 'mistake', 'contract'] as const

interface Wish extends Record<string, unknown> {
  amountMinor: number | null
  reasonCode: string | null
  reason: string
}

/** Gives up what is open, all or some, with a reason; above the limit of the role another person is asked. */
export function WriteOffDialog({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('POST /invoices/{id}/write-offs')
  const ask = useAct('POST /invoices/{id}/write-off-requests')
  const settings = useApi('GET /write-offs/settings')
  const form = useFields<Wish>({
    initial: { amountMinor: invoice.openMinor, reasonCode: 'goodwill', reason: '' },
    check: { amountMinor: required(t('amountMissing')), reason: required(t('reasonMissing')) },
  })
  const before = invoice.writeOffs.reduce((sum, one) => sum + (one.reversedAt ? 0 : one.amountMinor), 0)
  const limit = settings.data?.ownLimitMinor ?? null
  const needsTwo = limit !== null && (form.values.amountMinor ?? 0) + before > limit
  return (
    <Dialog open onClose={onDone} title={t('writeOff.title', { number: invoice.number })}>
      <Form
        form={form}
        submit={needsTwo ? t('books.writeOffs.ask') : t('writeOff.act')}
        onCancel={onDone}
        onSubmit={async ({ amountMinor, reasonCode, reason }) => {
          const wish = {
            id: invoice.id,
            amountMinor: amountMinor ?? 0,
            reasonCode: reasonCode as (typeof REASONS)[number],
            reason,
          }
          await (needsTwo ? ask : act).do(wish)
          notify.done(t(needsTwo ? 'books.writeOffs.asked' : 'writeOff.done'))
          onDone()
        }}
      >
        <MoneyField label={t('amount')} currency={invoice.currency} required {...form.field('amountMinor')} />
        <SelectField
          label={t('writeOff.kind')}
          choices={REASONS.map((one) => ({ value: one, label: t(`writeOff.reason.${one}`) }))}
          {...form.field('reasonCode')}
        />
        {needsTwo && (
          <Notice tone="info">
            {t('books.writeOffs.needsTwo', { amount: format.money(limit ?? 0, invoice.currency) })}
          </Notice>
        )}
        <TextArea label={t('reason')} required {...form.field('reason')} />
      </Form>
    </Dialog>
  )
}
