import { BarChart, LineChart, Panel, useFormat, useWords } from '../../ui/kit/index.ts'
import { minorUnits } from './minor-units.ts'
import type { Dashboard } from './DashboardScreen.tsx'
import classes from './dashboard.module.css'

/** The last four weeks, each chart with its table. */
export function DayCharts({ now: { flow, money, currency } }: { now: Dashboard }) {
  const { t } = useWords('insight')
  const format = useFormat()
  const nameOf = (day: string) => format.day(day, 'weekday')
  const unit = minorUnits(currency)
  const hasVisits = flow.days.some((each) => each.visits + each.noShows > 0)
  const hasMoney = money?.days.some((each) => each.invoicedMinor !== 0 || each.receivedMinor !== 0)
  if (!hasVisits && !hasMoney) return null
  return (
    <div className={classes.halves}>
      {hasVisits && (
        <Panel title={t('charts.visits')}>
          <BarChart
            label={t('charts.visits')}
            rows={flow.days}
            by="day"
            stacked
            nameOf={nameOf}
            series={[
              { key: 'visits', label: t('charts.came'), tone: 'accent' },
              { key: 'noShows', label: t('charts.noShows'), tone: 'amber' },
            ]}
            height={200}
          />
        </Panel>
      )}
      {money && hasMoney && (
        <Panel title={t('charts.money')}>
          <LineChart
            label={t('charts.money')}
            rows={money.days.map((each) => ({
              day: each.day,
              invoiced: each.invoicedMinor / unit,
              received: each.receivedMinor / unit,
            }))}
            by="day"
            nameOf={nameOf}
            format={(value) =>
              format.number(value, { style: 'currency', currency, maximumFractionDigits: 0 })
            }
            series={[
              { key: 'invoiced', label: t('charts.invoiced'), tone: 'accent' },
              { key: 'received', label: t('charts.received'), tone: 'info' },
            ]}
            height={200}
          />
        </Panel>
      )}
    </div>
  )
}
