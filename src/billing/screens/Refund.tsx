import { useAct } from '../../ui/api/index.ts'
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
import type { Payment } from './PaymentScreen.tsx'
import { DESK_TENDERS, type Tender } from './tenders.ts'

interface Wish extends Record<string, unknown> {
  amountMinor: number | null
  tender: string | null
  reason: string
}

/** Gives money back: how much, which way, and why. */
/** A gift card gets its own money back; what a package paid is given back at the desk. */
function waysBack(tender: Tender): readonly Tender[] {
  if (tender === 'gift_card') return ['gift_card']
  return tender === 'online' ? [...DESK_TENDERS, 'online'] : DESK_TENDERS
}

export function RefundDialog({ payment, onDone }: { payment: Payment; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('POST /payments/{id}/refunds')
  const most = payment.amountMinor - payment.refundedMinor
  const form = useFields<Wish>({
    initial: {
      amountMinor: payment.unappliedMinor || most,
      tender: waysBack(payment.tender).includes(payment.tender) ? payment.tender : DESK_TENDERS[0],
      reason: '',
    },
    check: { amountMinor: required(t('amountMissing')), reason: required(t('reasonMissing')) },
  })
  const amount = form.values.amountMinor ?? 0
  const ways = waysBack(payment.tender)
  return (
    <Dialog open onClose={onDone} title={t('refund.act')}>
      <Form
        form={form}
        submit={t('refund.amount', { amount: format.money(amount, payment.currency) })}
        onCancel={onDone}
        onSubmit={async (values) => {
          await act.do({
            id: payment.id,
            amountMinor: values.amountMinor ?? 0,
            tender: values.tender as Tender,
            reason: values.reason,
          })
          notify.done(t('refund.done'))
          onDone()
        }}
      >
        <MoneyField
          label={t('amount')}
          currency={payment.currency}
          required
          help={t('refund.most', { amount: format.money(most, payment.currency) })}
          {...form.field('amountMinor')}
        />
        <SelectField
          label={t('refund.way')}
          choices={ways.map((tender) => ({ value: tender, label: t(`tender.${tender}`) }))}
          {...form.field('tender')}
        />
        <TextArea label={t('reason')} required {...form.field('reason')} />
        {amount > payment.unappliedMinor && <Notice tone="info">{t('refund.opens')}</Notice>}
      </Form>
    </Dialog>
  )
}
