import { useState } from 'react'
import { useApi } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  Dialog,
  Money,
  Panel,
  Row,
  Stat,
  useCan,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import type { PartProps } from '../../ui/staff/index.ts'
import { ClientAutopay } from './autopay/ClientAutopay.tsx'
import { ClientCards } from './cards/ClientCards.tsx'
import { ClientFees } from './fees/ProposedFees.tsx'
import { ClientPrepaid } from './prepaid/ClientPrepaid.tsx'
import { InvoiceTable } from './InvoicesTab.tsx'
import { NewInvoice } from './NewInvoice.tsx'
import { PaymentTable } from './PaymentsTab.tsx'
import { ClientPlans } from './plans/InvoicePlan.tsx'
import { EstimatesTab } from './estimates/EstimatesTab.tsx'
import { RecurringTab } from './recurring/RecurringTab.tsx'
import { StatementDialog } from './StatementDialog.tsx'
import { Superbills } from './superbills/Superbills.tsx'
import { TakePaymentDialog } from './TakePayment.tsx'
import { WhoPays } from './WhoPays.tsx'

/** How a client stands: the tab on the client's page. */
export default function ClientBilling({ id: clientId }: PartProps) {
  const { t } = useWords('billing')
  const can = useCan()
  const format = useFormat()
  const [asking, setAsking] = useState<'pay' | 'invoice' | 'statement' | null>(null)
  const balance = useApi(
    'GET /clients/{id}/balance',
    { id: clientId },
    { live: ['invoice', 'payment', 'charge'] },
  )
  const invoices = useApi('GET /invoices', { clientId, limit: 100 }, { live: ['invoice'] })
  const payments = useApi('GET /payments', { clientId, limit: 100 }, { live: ['payment'] })
  return (
    <>
      <Await read={balance}>
        {(sums) => (
          <Columns of={4}>
            <Stat
              label={t('open')}
              icon="invoice"
              tone={sums.overdueMinor > 0 ? 'bad' : 'calm'}
              value={<Money of={sums.openMinor} currency={sums.currency} />}
              about={
                sums.overdueMinor > 0
                  ? t('state.overdue')
                  : sums.payersOpenMinor > 0
                    ? `${t('payers.owes')}: ${format.money(sums.payersOpenMinor, sums.currency)}`
                    : t('invoiceCount', { count: sums.openInvoices })
              }
            />
            <Stat
              label={t('credit')}
              icon="cash"
              value={<Money of={sums.creditMinor} currency={sums.currency} />}
            />
            <Stat
              label={t('unbilled.short')}
              icon="clock"
              value={<Money of={sums.unbilledMinor} currency={sums.currency} />}
            />
            <Stat
              label={t('balance')}
              tone="accent"
              value={<Money of={sums.balanceMinor} currency={sums.currency} />}
            />
          </Columns>
        )}
      </Await>
      <Row justify="end">
        <Button kind="quiet" icon="document" onClick={() => setAsking('statement')}>
          {t('statement.act')}
        </Button>
        {can('invoices.manage') && (
          <Button icon="add" onClick={() => setAsking('invoice')}>
            {t('newInvoice')}
          </Button>
        )}
        {can('payments.take') && balance.data && (
          <Button kind="main" icon="cash" onClick={() => setAsking('pay')}>
            {t('takePayment')}
          </Button>
        )}
      </Row>
      <ClientPrepaid clientId={clientId} />
      <WhoPays clientId={clientId} />
      <ClientPlans clientId={clientId} />
      <ClientFees clientId={clientId} />
      <ClientCards clientId={clientId} />
      <ClientAutopay clientId={clientId} />
      <Panel title={t('tabs.invoices')} flush>
        <Await read={invoices}>{({ items }) => <InvoiceTable invoices={items} ofOneClient />}</Await>
      </Panel>
      <Panel title={t('tabs.payments')} flush>
        <Await read={payments}>{({ items }) => <PaymentTable payments={items} ofOneClient />}</Await>
      </Panel>
      <EstimatesTab clientId={clientId} />
      <RecurringTab clientId={clientId} />
      <Superbills clientId={clientId} />
      {asking === 'pay' && balance.data && (
        <TakePaymentDialog
          open
          of={{ clientId }}
          openMinor={balance.data.openMinor}
          currency={balance.data.currency}
          onDone={() => setAsking(null)}
        />
      )}
      {asking === 'statement' && (
        <StatementDialog path={`/clients/${clientId}`} onDone={() => setAsking(null)} />
      )}
      <Dialog open={asking === 'invoice'} onClose={() => setAsking(null)} title={t('newInvoice')}>
        <NewInvoice clientId={clientId} onDone={() => setAsking(null)} />
      </Dialog>
    </>
  )
}
