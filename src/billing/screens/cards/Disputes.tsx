import { Notice, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Payment } from '../PaymentScreen.tsx'

/** What the payer's bank asks or has decided about a payment. */
export function Disputes({ payment }: { payment: Payment }) {
  const { t } = useWords('billing')
  const format = useFormat()
  return (
    <>
      {payment.disputes.map((one) => {
        const facts = {
          amount: format.money(one.amountMinor, payment.currency),
          reason: one.reason.replaceAll('_', ' '),
          until: one.evidenceDueAt ? format.when(one.evidenceDueAt) : '',
        }
        return (
          <Notice
            key={one.id}
            tone={one.state === 'won' ? 'good' : one.state === 'lost' ? 'bad' : 'warn'}
            title={t(`dispute.${one.state}`, facts)}
          >
            {t(`dispute.${one.state}Text`, facts)}
          </Notice>
        )
      })}
    </>
  )
}
