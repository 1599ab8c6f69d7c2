import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Columns,
  DataTable,
  DayField,
  EmptyState,
  Money,
  Notice,
  Panel,
  SelectField,
  Stat,
  Text,
  Toolbar,
  useFormat,
  useGo,
  useUrlState,
  useWords,
} from '../../ui/kit/index.ts'
import { useToday } from './use-today.ts'

type Cut = Returns<'GET /billing/cuts'>
type Row = Cut['items'][number]
const BY = ['practitioner', 'location', 'service', 'kind', 'payer', 'client'] as const
type By = (typeof BY)[number]

/** The books of any day, cut as wanted: invoiced = paid + open + written off, in each row and in all. */
export function CutsTab() {
  const { t } = useWords('billing')
  const today = useToday()
  const [url, setUrl] = useUrlState({ by: 'practitioner', asOf: '' })
  const by = (BY as readonly string[]).includes(url.by) ? (url.by as By) : 'practitioner'
  const asOf = url.asOf || today
  const cut = useApi('GET /billing/cuts', { by, asOf }, { keep: true, live: ['invoice', 'payment'] })
  return (
    <>
      <Toolbar
        end={
          <DayField
            label={t('asOf')}
            hideLabel
            value={asOf}
            onChange={(day: string | null) => setUrl({ asOf: day === today ? '' : (day ?? '') })}
          />
        }
      >
        <SelectField
          label={t('cuts.by')}
          hideLabel
          value={by}
          onChange={(value: string | null) => setUrl({ by: value ?? 'practitioner' })}
          choices={BY.map((one) => ({ value: one, label: t(`cuts.of.${one}`) }))}
        />
      </Toolbar>
      <Await read={cut}>
        {(found) => (
          <>
            <Sums cut={found} />
            <Panel flush title={t('cuts.title', { by: t(`cuts.of.${found.by}`) })}>
              <CutTable cut={found} />
            </Panel>
          </>
        )}
      </Await>
    </>
  )
}

function Sums({ cut }: { cut: Cut }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const money = (minor: number) => <Money of={minor} currency={cut.currency} />
  const rest = cut.invoicedMinor - cut.paidMinor - cut.openMinor - cut.writtenOffMinor
  return (
    <>
      <Columns of={4}>
        <Stat
          label={t('cuts.invoiced')}
          icon="invoice"
          tone="accent"
          value={money(cut.invoicedMinor)}
          about={t('cuts.asOf', { day: format.day(cut.asOf) })}
        />
        <Stat
          label={t('paid')}
          icon="cash"
          value={money(cut.paidMinor)}
          about={share(cut.paidMinor, cut, format)}
        />
        <Stat
          label={t('open')}
          icon="clock"
          value={money(cut.openMinor)}
          about={share(cut.openMinor, cut, format)}
        />
        <Stat
          label={t('writtenOff')}
          icon="archive"
          value={money(cut.writtenOffMinor)}
          about={share(cut.writtenOffMinor, cut, format)}
        />
      </Columns>
      {rest !== 0 && (
        <Notice tone="bad">{t('cuts.wrong', { amount: format.money(rest, cut.currency) })}</Notice>
      )}
    </>
  )
}

const share = (part: number, cut: Cut, format: ReturnType<typeof useFormat>) =>
  cut.invoicedMinor > 0
    ? `${format.number(Math.round((part / cut.invoicedMinor) * 1_000) / 10)} %`
    : undefined

function CutTable({ cut }: { cut: Cut }) {
  const { t } = useWords('billing')
  const go = useGo()
  const name = (row: Row) =>
    cut.by === 'kind' && row.of ? t(`kind.${row.of}`) : (row.name ?? t(`cuts.without.${cut.by}`))
  const opens = cut.by === 'client'
  const amount = (
    key: 'invoicedMinor' | 'paidMinor' | 'openMinor' | 'writtenOffMinor',
    title: string,
    wideOnly = false,
  ) => ({
    key,
    title,
    align: 'right' as const,
    wideOnly,
    sort: (row: Row) => row[key],
    render: (row: Row) =>
      row[key] === 0 ? (
        <Text tone="soft" as="span">
          –
        </Text>
      ) : (
        <Money of={row[key]} currency={cut.currency} />
      ),
  })
  return (
    <DataTable
      label={t('cuts.title', { by: t(`cuts.of.${cut.by}`) })}
      rows={cut.items}
      id={(row) => row.of ?? 'none'}
      {...(opens ? { onOpen: (row: Row) => row.of && go(`/clients/${row.of}?tab=billing`) } : {})}
      columns={[
        { key: 'name', title: t(`cuts.of.${cut.by}`), sort: name, render: name },
        amount('invoicedMinor', t('cuts.invoiced')),
        amount('paidMinor', t('paid'), true),
        amount('openMinor', t('open')),
        amount('writtenOffMinor', t('writtenOff'), true),
      ]}
      empty={<EmptyState icon="chart" title={t('cuts.none')} text={t('cuts.noneText')} />}
    />
  )
}
