import { Card, useWords } from '../../../ui/public/index.ts'
import type { PayPage } from './PayScreen.tsx'
import { useInvoiceFormat } from './use-invoice-format.ts'

/** What it is for, line by line, what was paid, what is open. */
export function InvoiceLines({ page }: { page: PayPage }) {
  const { t } = useWords('billing')
  const format = useInvoiceFormat(page)
  const { invoice } = page
  return (
    <Card title={t('lines')}>
      <ul className="lines">
        {invoice.lines.map((line, index) => (
          <li key={index} className="line">
            <span className="lineText">
              <span>{line.description}</span>
              <span className="soft">
                {[format.day(line.servedOn), line.practitionerName, line.code].filter(Boolean).join(' · ')}
              </span>
              {line.quantity !== 1 && (
                <span className="soft">
                  {format.number(line.quantity)} × {format.money(line.unitPriceMinor)}
                </span>
              )}
            </span>
            <span className="money">{format.money(line.totalMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        {invoice.taxMinor !== 0 && (
          <>
            <Sum label={t('net')} amount={format.money(invoice.netMinor)} />
            <Sum label={t('tax')} amount={format.money(invoice.taxMinor)} />
          </>
        )}
        <Sum label={t('total')} amount={format.money(invoice.totalMinor)} strong />
        {invoice.payments.map((payment) => (
          <Sum
            key={payment.paymentId}
            label={t('received', {
              day: format.day(payment.receivedOn),
              tender: t(`tender.${payment.tender}`),
            })}
            amount={format.money(-payment.appliedMinor)}
          />
        ))}
        {invoice.openMinor !== invoice.totalMinor && invoice.state !== 'void' && (
          <Sum label={t('open')} amount={format.money(invoice.openMinor)} strong />
        )}
      </dl>
      {invoice.note && <p className="soft">{invoice.note}</p>}
    </Card>
  )
}

function Sum({ label, amount, strong }: { label: string; amount: string; strong?: boolean }) {
  return (
    <div className="sum" data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd className="money">{amount}</dd>
    </div>
  )
}
