import { useState } from 'react'
import { useApi, type Returns, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  Day,
  DayField,
  EmptyState,
  Money,
  Panel,
  SelectField,
  Stat,
  Toolbar,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import { useToday } from '../use-today.ts'
import { csvHref } from './csv-href.ts'
import { FigureDrawer, type Figure } from './FigureDrawer.tsx'

type Question = Takes<'GET /billing/revenue'>
type Earned = Returns<'GET /billing/revenue'>['items'][number]
const BY = ['practitioner', 'location', 'service', 'kind', 'payer', 'client'] as const
const PERIODS = ['all', 'month', 'quarter', 'year', 'week', 'day'] as const

/** What was earned, and the taxes in it; every figure opens to its rows. */
export function ReportsTab() {
  const { t } = useWords('billing')
  const today = useToday()
  const [url, setUrl] = useUrlState({ from: '', to: '', by: 'practitioner', period: 'all' })
  const [followed, setFollowed] = useState<{ title: string; figure: Figure } | null>(null)
  const days = { from: url.from || `${today.slice(0, 4)}-01-01`, to: url.to || today }
  const question = { ...days, by: url.by, period: url.period } as Question
  const revenue = useApi('GET /billing/revenue', question, { keep: true, live: ['invoice'] })
  const taxes = useApi('GET /billing/taxes/report', days, { keep: true, live: ['invoice'] })
  const follow = (title: string, figure: Figure) => setFollowed({ title, figure })
  return (
    <>
      <Toolbar
        end={
          <Button
            icon="download"
            kind="quiet"
            href={csvHref('/billing/revenue/csv', { ...days, by: url.by, period: url.period })}
          >
            CSV
          </Button>
        }
      >
        <DayField
          label={t('books.reports.from')}
          value={days.from}
          max={days.to}
          onChange={(day: string | null) => setUrl({ from: day ?? '' })}
        />
        <DayField
          label={t('books.reports.to')}
          value={days.to}
          min={days.from}
          onChange={(day: string | null) => setUrl({ to: day ?? '' })}
        />
        <SelectField
          label={t('books.reports.by')}
          value={url.by}
          choices={BY.map((value) => ({ value, label: t(`books.reports.cut.${value}`) }))}
          onChange={(by: string | null) => setUrl({ by: by ?? '' })}
        />
        <SelectField
          label={t('books.reports.period')}
          value={url.period}
          choices={PERIODS.map((value) => ({ value, label: t(`books.reports.periods.${value}`) }))}
          onChange={(period: string | null) => setUrl({ period: period ?? '' })}
        />
      </Toolbar>
      <Await read={revenue}>
        {(found) => (
          <>
            <Columns of={3}>
              <Stat
                label={t('books.reports.earned')}
                icon="chart"
                tone="accent"
                value={<Money of={found.netMinor} currency={found.currency} />}
                about={t('books.reports.earnedHelp')}
              />
            </Columns>
            <Panel title={t('books.reports.earned')} flush>
              <DataTable
                label={t('books.reports.earned')}
                rows={found.items}
                id={(one) => `${one.period} ${one.of}`}
                onOpen={(one: Earned) =>
                  follow(
                    one.name ?? one.of ?? t('books.reports.nobody'),
                    figureOf(url.by, one, {
                      from: one.period && one.period > days.from ? one.period : days.from,
                      to: one.until,
                    }),
                  )
                }
                columns={[
                  {
                    key: 'period',
                    title: t('books.reports.period'),
                    render: (one: Earned) =>
                      one.period ? <Day of={one.period} /> : t('books.reports.periods.all'),
                    wideOnly: true,
                  },
                  {
                    key: 'name',
                    title: t(`books.reports.cut.${url.by}`),
                    render: (one) =>
                      url.by === 'kind'
                        ? t(`books.reports.kinds.${one.of}`, { defaultValue: one.of ?? '' })
                        : (one.name ?? t('books.reports.nobody')),
                  },
                  {
                    key: 'net',
                    title: t('net'),
                    align: 'right',
                    sort: (one) => one.netMinor,
                    render: (one) => <Money of={one.netMinor} currency={found.currency} />,
                  },
                ]}
                empty={
                  <EmptyState
                    icon="chart"
                    title={t('books.reports.none')}
                    text={t('books.reports.noneText')}
                  />
                }
              />
            </Panel>
          </>
        )}
      </Await>
      <Await read={taxes}>
        {(found) =>
          found.items.length > 0 && (
            <Panel
              title={t('books.reports.taxes')}
              actions={
                <Button small icon="download" kind="quiet" href={csvHref('/billing/taxes/report/csv', days)}>
                  CSV
                </Button>
              }
              flush
            >
              <DataTable
                label={t('books.reports.taxes')}
                rows={found.items}
                id={(one) => one.account}
                onOpen={(one) => follow(one.account, { account: one.account, ...days })}
                columns={[
                  { key: 'tax', title: t('tax'), render: (one) => one.account.replace('tax:', '') },
                  {
                    key: 'net',
                    title: t('net'),
                    align: 'right',
                    render: (one) => <Money of={one.netMinor} currency={found.currency} />,
                  },
                  {
                    key: 'amount',
                    title: t('amount'),
                    align: 'right',
                    render: (one) => <Money of={one.taxMinor} currency={found.currency} />,
                  },
                ]}
              />
            </Panel>
          )
        }
      </Await>
      {followed && <FigureDrawer {...followed} onClose={() => setFollowed(null)} />}
    </>
  )
}

function figureOf(by: string, one: { of: string | null }, days: { from: string; to: string }): Figure {
  if (by === 'kind') return { account: `revenue:${one.of}`, ...days }
  return { account: 'revenue', ...days, [`${by}Id`]: one.of ?? 'none' }
}
