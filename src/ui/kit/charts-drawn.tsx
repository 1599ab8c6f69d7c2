import { BarChart, LineChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import type { ChartProps, ChartSeries } from './charts.tsx'

const colours: Record<NonNullable<ChartSeries['tone']>, string> = {
  accent: 'var(--at-chart-1)',
  amber: 'var(--at-chart-2)',
  info: 'var(--at-chart-3)',
  plum: 'var(--at-chart-4)',
  calm: 'var(--at-chart-5)',
  good: 'var(--at-chart-6)',
  bad: 'var(--at-chart-7)',
}
const order = Object.values(colours)

export default function Drawn(props: ChartProps & { kind: 'bar' | 'line' }) {
  const { rows, by, series, format, nameOf, height = 240, stacked, kind } = props
  const shared = {
    h: height,
    data: rows.map((row) => ({ ...row, [by]: nameOf ? nameOf(String(row[by])) : row[by] })),
    dataKey: by,
    series: series.map((one, index) => ({
      name: one.key,
      label: one.label,
      color: one.tone ? colours[one.tone] : (order[index % order.length] ?? colours.accent),
    })),
    withLegend: series.length > 1,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    ...(format ? { valueFormatter: format } : {}),
  }
  // The picture is hidden from screen readers, so nothing in it may take the focus.
  const quiet = { accessibilityLayer: false }
  if (kind === 'line')
    return (
      <LineChart
        {...shared}
        lineChartProps={quiet}
        curveType="monotone"
        strokeWidth={2}
        withDots={rows.length < 40}
      />
    )
  return (
    <BarChart
      {...shared}
      barChartProps={quiet}
      type={stacked ? 'stacked' : 'default'}
      barProps={{ radius: 3 }}
    />
  )
}
