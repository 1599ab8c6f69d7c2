import { useState } from 'react'
import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  DataTable,
  DayField,
  EmptyState,
  Money,
  Panel,
  SelectField,
  Stat,
  Toolbar,
  useFormat,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import { csvHref } from './books/csv-href.ts'
import { FigureDrawer, type Figure } from './books/FigureDrawer.tsx'
import { useToday } from './use-today.ts'

type Aging = Returns<'GET /billing/receivables'>
type Debtor = Aging['clients'][number]
const BUCKETS = ['0-30', '31-60', '61-90', '91-120', '121+'] as const
const BASES = ['service', 'invoice', 'due'] as const
type Basis = (typeof BASES)[number]
const BY = ['client', 'payer', 'practitioner', 'location'] as const
type By = (typeof BY)[number]

/** What is owed, by age and client, at the end of any day. */
export function ReceivablesTab() {
  const { t } = useWords('billing')
  const today = useToday()
  const [url, setUrl] = useUrlState({ asOf: '', basis: 'service', by: 'client' })
  const basis = (BASES as readonly string[]).includes(url.basis) ? (url.basis as Basis) : 'service'
  const by = (BY as readonly string[]).includes(url.by) ? (url.by as By) : 'client'
  const asOf = url.asOf || today
  const aging = useApi(
    'GET /billing/receivables',
    { asOf, basis, by },
    { keep: true, live: ['invoice', 'payment'] },
  )
  return (
    <>
      <Toolbar
        end={
          <Button
            icon="download"
            kind="quiet"
            href={csvHref('/billing/receivables/csv', { asOf, basis, by })}
          >
            CSV
          </Button>
        }
      >
        <DayField
          label={t('asOf')}
          value={url.asOf || today}
          max={today}
          onChange={(day: string | null) => setUrl({ asOf: day === today ? '' : (day ?? '') })}
        />
        <SelectField
          label={t('ageFrom')}
          value={basis}
          choices={BASES.map((one) => ({ value: one, label: t(`basis.${one}`) }))}
          onChange={(one: string | null) => setUrl({ basis: one ?? 'service' })}
        />
        <SelectField
          label={t('books.reports.by')}
          value={by}
          choices={BY.map((one) => ({ value: one, label: t(`books.reports.cut.${one}`) }))}
          onChange={(one: string | null) => setUrl({ by: one ?? 'client' })}
        />
      </Toolbar>
      <Await read={aging}>{(answer) => <Ages aging={answer} />}</Await>
    </>
  )
}

function Ages({ aging }: { aging: Aging }) {
  const { t } = useWords('billing')
  const [followed, setFollowed] = useState<{ title: string; figure: Figure } | null>(null)
  const nameOf = (one: Debtor) => one.clientName ?? t('books.reports.nobody')
  const format = useFormat()
  const money = (minor: number) => <Money of={minor} currency={aging.currency} />
  const share = (minor: number) => (aging.openMinor > 0 ? format.percent(minor / aging.openMinor) : undefined)
  const columns: Column<Debtor>[] = [
    { key: 'client', title: t(`books.reports.cut.${aging.by}`), sort: nameOf, render: nameOf },
    ...BUCKETS.map((bucket): Column<Debtor> => ({
      key: bucket,
      title: t(`bucket.${bucket}`),
      align: 'right',
      sort: (one) => one.buckets[bucket],
      render: (one) => (one.buckets[bucket] === 0 ? '–' : money(one.buckets[bucket])),
      wideOnly: true,
    })),
    {
      key: 'credit',
      title: t('credit'),
      align: 'right',
      sort: (one) => one.creditMinor,
      render: (one) => (one.creditMinor === 0 ? '–' : money(one.creditMinor)),
      wideOnly: true,
    },
    {
      key: 'open',
      title: t('open'),
      align: 'right',
      sort: (one) => one.openMinor,
      render: (one) => <strong>{money(one.openMinor)}</strong>,
    },
  ]
  return (
    <>
      <Columns of={6}>
        <Stat
          label={t('open')}
          icon="invoice"
          tone="accent"
          value={money(aging.openMinor)}
          about={
            aging.creditMinor > 0
              ? t('creditBeside', { amount: format.money(aging.creditMinor, aging.currency) })
              : undefined
          }
        />
        {BUCKETS.map((bucket) => (
          <Stat
            key={bucket}
            label={t(`bucket.${bucket}`)}
            value={money(aging.buckets[bucket])}
            about={share(aging.buckets[bucket])}
            tone={bucket === '121+' && aging.buckets[bucket] > 0 ? 'bad' : 'calm'}
          />
        ))}
      </Columns>
      <Ratios asOf={aging.asOf} />
      <Panel title={t(`books.reports.cut.${aging.by}`)} flush>
        <DataTable
          label={t('byClient')}
          rows={aging.clients}
          id={(one) => one.clientId ?? 'none'}
          columns={columns}
          onOpen={(one) =>
            setFollowed({
              title: nameOf(one),
              figure: { account: 'receivable', to: aging.asOf, [`${aging.by}Id`]: one.clientId ?? 'none' },
            })
          }
          empty={<EmptyState icon="done" title={t('none.receivables')} text={t('none.receivablesText')} />}
        />
      </Panel>
      {followed && <FigureDrawer {...followed} onClose={() => setFollowed(null)} />}
    </>
  )
}

/** How fast and how much of what was billed in the year before comes in. */
function Ratios({ asOf }: { asOf: string }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const { data } = useApi('GET /billing/ratios', { to: asOf }, { keep: true, live: ['invoice', 'payment'] })
  if (!data || data.chargesMinor <= 0) return null
  const days = (value: number | null) => t('ratios.days', { count: Math.round(value ?? 0) })
  return (
    <Columns of={3}>
      <Stat
        label={t('ratios.daysInReceivables')}
        value={days(data.daysInReceivables)}
        about={t('ratios.daysHelp')}
      />
      <Stat
        label={t('ratios.collected')}
        value={`${format.number(Math.round((data.grossCollectionRate ?? 0) * 1000) / 10)} %`}
        about={t('ratios.collectedHelp')}
      />
      <Stat
        label={t('ratios.collectionDays')}
        value={days(data.averageCollectionDays)}
        about={t('ratios.title')}
      />
    </Columns>
  )
}
