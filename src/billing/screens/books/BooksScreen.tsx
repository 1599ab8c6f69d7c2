import { Page, Tabs, useCan, useUrlState, useWords } from '../../../ui/kit/index.ts'
import { useApi } from '../../../ui/api/index.ts'
import { BankTab } from './BankTab.tsx'
import { DunningTab } from './DunningTab.tsx'
import { PayoutsTab } from './PayoutsTab.tsx'
import { ReportsTab } from './ReportsTab.tsx'
import { WorkTab } from './WorkTab.tsx'
import { WriteOffsTab } from './WriteOffsTab.tsx'

/** What happens after the invoice: what waits, reminders, the bank, payouts, write-offs. */
export default function BooksScreen() {
  const { t } = useWords('billing')
  const can = useCan()
  const [url, setUrl] = useUrlState({ tab: 'work' })
  const work = useApi(
    'GET /billing/work',
    {},
    { keep: true, live: ['invoice', 'payment', 'bank_line', 'payout'] },
  )
  const countOf = (queue: string) => {
    const count = work.data?.items.find((one) => one.queue === queue)?.count ?? 0
    return count > 0 ? { count } : {}
  }
  return (
    <Page title={t('books.title')} about={t('books.about')} crumbs={[{ label: t('title'), to: '/billing' }]}>
      <Tabs
        open={url.tab}
        onOpen={(tab) => setUrl({ tab })}
        tabs={[
          { key: 'work', label: t('books.tab.work'), icon: 'inbox', content: <WorkTab read={work} /> },
          { key: 'dunning', label: t('books.tab.dunning'), icon: 'mail', content: <DunningTab /> },
          {
            key: 'bank',
            label: t('books.tab.bank'),
            icon: 'cash',
            ...countOf('bank_lines'),
            content: <BankTab />,
          },
          {
            key: 'payouts',
            label: t('books.tab.payouts'),
            icon: 'card',
            ...countOf('payouts'),
            content: <PayoutsTab />,
          },
          (can('writeoffs.make') || can('writeoffs.approve')) && {
            key: 'writeOffs',
            label: t('books.tab.writeOffs'),
            icon: 'archive',
            ...countOf('write_offs'),
            content: <WriteOffsTab />,
          },
          can('billing.reports') && {
            key: 'reports',
            label: t('books.tab.reports'),
            icon: 'chart',
            content: <ReportsTab />,
          },
        ]}
      />
    </Page>
  )
}
