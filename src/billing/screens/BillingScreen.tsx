import { Button, Dialog, Page, Row, Tabs, useCan, useUrlState, useWords } from '../../ui/kit/index.ts'
import { FailedTab } from './autopay/FailedTab.tsx'
import { CutsTab } from './CutsTab.tsx'
import { DayTab } from './DayTab.tsx'
import { EstimatesTab } from './estimates/EstimatesTab.tsx'
import { InvoicesTab } from './InvoicesTab.tsx'
import { NewInvoice } from './NewInvoice.tsx'
import { PaymentsTab } from './PaymentsTab.tsx'
import { RecurringTab } from './recurring/RecurringTab.tsx'
import { ReceivablesTab } from './ReceivablesTab.tsx'
import { UnbilledTab } from './UnbilledTab.tsx'

/** Invoices, payments, the day's takings, what is owed and what was not billed. */
export default function BillingScreen() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ tab: 'invoices', new: '' })
  const close = () => setUrl({ new: '' })
  const acts = (
    <Row>
      <Button icon="inbox" kind="quiet" to="/billing/books">
        {t('books.title')}
      </Button>
      {can('billing.set_up') && (
        <Button icon="settings" kind="quiet" to="/billing/settings">
          {t('settings.short')}
        </Button>
      )}
      {can('invoices.manage') && (
        <Button kind="main" icon="add" onClick={() => setUrl({ new: '1' })}>
          {t('newInvoice')}
        </Button>
      )}
    </Row>
  )
  return (
    <Page title={t('title')} about={t('about')} actions={acts}>
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          { key: 'invoices', label: t('tabs.invoices'), icon: 'invoice', content: <InvoicesTab /> },
          { key: 'payments', label: t('tabs.payments'), icon: 'cash', content: <PaymentsTab /> },
          { key: 'day', label: t('tabs.day'), icon: 'clock', content: <DayTab /> },
          can('billing.reports') && {
            key: 'receivables',
            label: t('tabs.receivables'),
            icon: 'chart',
            content: <ReceivablesTab />,
          },
          can('billing.reports') && {
            key: 'cuts',
            label: t('cuts.tab'),
            icon: 'chart',
            content: <CutsTab />,
          },
          { key: 'estimates', label: t('estimates.title'), icon: 'document', content: <EstimatesTab /> },
          { key: 'recurring', label: t('recurring.tab'), icon: 'automation', content: <RecurringTab /> },
          { key: 'unbilled', label: t('tabs.unbilled'), icon: 'alert', content: <UnbilledTab /> },
          { key: 'waiting', label: t('autopay.waiting'), icon: 'card', content: <FailedTab /> },
        ]}
      />
      <Dialog open={url.new === '1'} onClose={close} title={t('newInvoice')}>
        <NewInvoice onDone={close} />
      </Dialog>
    </Page>
  )
}
