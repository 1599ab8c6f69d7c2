import { BarChart, LineChart, Panel, useWords } from '../../ui/kit/index.ts'
import type { Reading } from './MeasuresScreen.tsx'
import { useFigure } from './use-figure.ts'

const MOST = 60
const IN_TIME = ['day', 'week', 'month']

/** The groups as a chart: a line over time, bars otherwise; beyond sixty only the first are drawn, the table has all. */
export function MeasureChart({ reading }: { reading: Reading }) {
  const { t } = useWords('insight')
  const figure = useFigure(reading)
  const { groups, definition, by } = reading
  const isTime = by !== null && IN_TIME.includes(by)
  const drawn = isTime ? groups.slice(-400) : groups.slice(0, MOST)
  if (drawn.length < 2) return null
  const names = new Map(drawn.map((each) => [each.key, figure.group(each.key, each.label)]))
  const props = {
    label: definition.title,
    rows: drawn.map((each) => ({ group: each.key, value: figure.drawn(each.value) })),
    by: 'group',
    series: [{ key: 'value', label: definition.title, tone: 'accent' as const }],
    format: figure.axis,
    nameOf: (key: string) => names.get(key) ?? key,
    height: 260,
  }
  return (
    <Panel
      title={
        drawn.length < groups.length
          ? t('measures.first', { count: drawn.length, all: groups.length })
          : undefined
      }
    >
      {isTime && drawn.length > 12 ? <LineChart {...props} /> : <BarChart {...props} />}
    </Panel>
  )
}
