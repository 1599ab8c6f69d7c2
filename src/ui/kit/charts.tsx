import { lazy, Suspense, useState } from 'react'
import { useWords } from '../words/i18n.ts'
import { Button } from './actions.tsx'
import { Loading } from './states.tsx'
import classes from './charts.module.css'

export interface ChartSeries {
  key: string
  label: string
  /** A token of the theme; without it the next of the palette. */
  tone?: 'accent' | 'amber' | 'info' | 'plum' | 'calm' | 'bad' | 'good'
}

export type ChartRow = Record<string, string | number | null>

export interface ChartProps {
  /** What the chart shows; its name for screen readers and the heading of its table. */
  label: string
  rows: ChartRow[]
  /** The property along the axis. */
  by: string
  series: ChartSeries[]
  format?: (value: number) => string
  /** Written along the axis instead of the raw value of `by`. */
  nameOf?: (value: string) => string
  height?: number
  stacked?: boolean
}

// Recharts is large: it is loaded when a chart is first shown.
const Drawn = lazy(() => import('./charts-drawn.tsx'))

export function BarChart(props: ChartProps) {
  return <Chart {...props} kind="bar" />
}

export function LineChart(props: ChartProps) {
  return <Chart {...props} kind="line" />
}

/** A chart, and the same figures as a table for everybody who reads rather than looks. */
function Chart(props: ChartProps & { kind: 'bar' | 'line' }) {
  const { t } = useWords()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={classes.figure} aria-label={props.label}>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <div aria-hidden>
          <Suspense fallback={<Loading lines={4} tall />}>
            <Drawn {...props} />
          </Suspense>
        </div>
      )}
      <figcaption>
        <Button kind="quiet" small icon={asTable ? 'chart' : 'list'} onClick={() => setAsTable(!asTable)}>
          {asTable ? t('showChart') : t('showTable')}
        </Button>
      </figcaption>
    </figure>
  )
}

function ChartTable({ label, rows, by, series, format = String, nameOf = String }: ChartProps) {
  return (
    <table className={classes.table}>
      <caption>{label}</caption>
      <thead>
        <tr>
          <td />
          {series.map((one) => (
            <th key={one.key} scope="col">
              {one.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row[by])}>
            <th scope="row">{nameOf(String(row[by]))}</th>
            {series.map((one) => (
              <td key={one.key}>{typeof row[one.key] === 'number' ? format(row[one.key] as number) : '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
