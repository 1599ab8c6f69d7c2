import { DataTable, Panel, useWords, type Column } from '../../ui/kit/index.ts'
import type { Reading } from './MeasuresScreen.tsx'
import { useFigure } from './use-figure.ts'

type Group = Reading['groups'][number]

/** The groups as a table; each opens to its rows. */
export function MeasureGroups({ reading, onOpen }: { reading: Reading; onOpen: (key: string) => void }) {
  const { t } = useWords('insight')
  const figure = useFigure(reading)
  const { definition, groups, by } = reading
  const title =
    definition.dimensions.find((each) => each.name === by)?.title ??
    (by ?? '').replace('fact:', '').replaceAll('_', ' ')
  const sums: Column<Group>[] = definition.denominator
    ? [
        {
          key: 'numerator',
          title: definition.numerator.title,
          align: 'right',
          sort: (one) => one.numerator,
          render: (one) => figure.sum(one.numerator),
          wideOnly: true,
        },
        {
          key: 'denominator',
          title: definition.denominator.title,
          align: 'right',
          sort: (one) => one.denominator ?? 0,
          render: (one) => figure.sum(one.denominator ?? 0),
          wideOnly: true,
        },
      ]
    : []
  const columns: Column<Group>[] = [
    { key: 'group', title, sort: (one) => one.key, render: (one) => figure.group(one.key, one.label) },
    ...sums,
    {
      key: 'value',
      title: definition.title,
      align: 'right',
      sort: (one) => one.value ?? -1,
      render: (one) => <strong>{figure.value(one.value)}</strong>,
    },
  ]
  return (
    <Panel title={t('measures.groups')} flush>
      <DataTable
        label={t('measures.groups')}
        rows={groups}
        id={(one) => one.key}
        columns={columns}
        onOpen={(one) => onOpen(one.key)}
      />
    </Panel>
  )
}
