import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  BarChart,
  Columns,
  DataTable,
  EmptyState,
  Panel,
  SegmentField,
  Stack,
  Stat,
  Toolbar,
  useFormat,
  useUrlState,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from './waitlist.module.css'

/** How much freed time is filled again, how fast, and what that is worth; the definitions stand below. */
export function ReportPanel() {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const [url, setUrl] = useUrlState({ by: 'week' })
  const by = url.by === 'service' ? ('service' as const) : ('week' as const)
  const read = useApi('GET /waitlist/report', { by }, { keep: true, live: ['waitlist_slot'] })
  return (
    <Await
      read={read}
      isEmpty={({ total }) => total.freed === 0}
      empty={
        <EmptyState icon="chart" title={t('waitlist.report.none')} text={t('waitlist.report.noneText')} />
      }
    >
      {({ from, to, total, items, currency }) => (
        <Stack>
          <Columns of={4}>
            <Stat
              label={t('waitlist.report.fillRate')}
              icon="done"
              value={total.fillPercent === null ? '–' : format.percent(total.fillPercent / 100)}
              about={t('waitlist.report.filledOf', { filled: total.filled, freed: total.freed })}
            />
            <Stat
              label={t('waitlist.report.byList')}
              icon="waiting"
              value={total.filledByWaitlist}
              about={t('waitlist.report.offers', { count: total.offers })}
            />
            <Stat
              label={t('waitlist.report.median')}
              icon="clock"
              value={total.medianMinutes === null ? '–' : <Length minutes={total.medianMinutes} />}
            />
            <Stat
              label={t('waitlist.report.saved')}
              icon="cash"
              value={format.money(total.savedMinor, currency)}
            />
          </Columns>
          <Panel title={t('waitlist.report.between', { from: format.day(from), to: format.day(to) })}>
            <Toolbar>
              <SegmentField
                label={t('waitlist.report.by')}
                value={by}
                onChange={(value: string) => setUrl({ by: value })}
                choices={[
                  { value: 'week', label: t('waitlist.report.byWeek') },
                  { value: 'service', label: t('waitlist.report.byService') },
                ]}
              />
            </Toolbar>
            {by === 'week' ? (
              <BarChart
                label={t('waitlist.report.chart')}
                rows={items.map(({ key, freed, filled }) => ({ key, freed, filled }))}
                by="key"
                nameOf={(day) => format.day(day, 'weekday')}
                series={[
                  { key: 'freed', label: t('waitlist.report.freed'), tone: 'calm' },
                  { key: 'filled', label: t('waitlist.report.filled'), tone: 'accent' },
                ]}
              />
            ) : (
              <ByService items={items} currency={currency} />
            )}
          </Panel>
          <Definitions />
        </Stack>
      )}
    </Await>
  )
}

interface Figures {
  key: string
  name: string | null
  freed: number
  filled: number
  fillPercent: number | null
  medianMinutes: number | null
  savedMinor: number
}

function ByService({ items, currency }: { items: Figures[]; currency: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <DataTable
      label={t('waitlist.report.byService')}
      rows={items}
      id={(one) => one.key}
      columns={[
        { key: 'name', title: t('service'), sort: (one) => one.name ?? '', render: (one) => one.name },
        {
          key: 'freed',
          title: t('waitlist.report.freed'),
          align: 'right',
          sort: (one) => one.freed,
          render: (one) => one.freed,
        },
        {
          key: 'filled',
          title: t('waitlist.report.filled'),
          align: 'right',
          sort: (one) => one.filled,
          render: (one) => one.filled,
        },
        {
          key: 'rate',
          title: t('waitlist.report.fillRate'),
          align: 'right',
          sort: (one) => one.fillPercent ?? 0,
          render: (one) => (one.fillPercent === null ? '–' : format.percent(one.fillPercent / 100)),
        },
        {
          key: 'median',
          title: t('waitlist.report.median'),
          align: 'right',
          wideOnly: true,
          render: (one) => (one.medianMinutes === null ? '–' : <Length minutes={one.medianMinutes} />),
        },
        {
          key: 'saved',
          title: t('waitlist.report.saved'),
          align: 'right',
          sort: (one) => one.savedMinor,
          render: (one) => format.money(one.savedMinor, currency),
        },
      ]}
    />
  )
}

function Length({ minutes }: { minutes: number }) {
  const { t } = useWords('scheduling')
  return (
    <>
      {minutes >= 120
        ? t('waitlist.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
        : t('waitlist.minutes', { count: minutes })}
    </>
  )
}

/** Others count otherwise: what these figures mean stands beside them. */
function Definitions() {
  const { t } = useWords('scheduling')
  return (
    <Panel title={t('waitlist.report.definitions')}>
      <dl className={classes.defs}>
        {(['freed', 'filled', 'fillRate', 'median', 'saved'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`waitlist.report.${key}`)}</dt>
            <dd>{t(`waitlist.report.define.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
