import { useApi, type Returns } from '../../ui/api/index.ts'
import {
  Await,
  Day,
  DataTable,
  Drawer,
  EmptyState,
  Notice,
  SwitchField,
  useCan,
  useGo,
  useUrlState,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import type { Definition, Reading } from './MeasuresScreen.tsx'
import { useFigure } from './use-figure.ts'

type MeasureRow = Returns<'GET /measures/{name}/rows'>['items'][number]
const MOST = 200

interface MeasureRowsProps {
  definition: Definition
  by: string
  span: { from?: string; to?: string }
  currency: string
  /** The key of the group whose rows are shown; none: closed. */
  open: string
  group: Reading['groups'][number] | undefined
  onClose: () => void
}

/** The rows behind one group: the very rows that were summed. */
export function MeasureRows({ definition, by, span, currency, open, group, onClose }: MeasureRowsProps) {
  const { t } = useWords('insight')
  const [url, setUrl] = useUrlState({ all: '' })
  const counted = url.all === '1' ? 'false' : 'true'
  const read = useApi(
    'GET /measures/{name}/rows',
    { name: definition.name, by, key: open, ...span, counted, limit: MOST },
    { when: open !== '', keep: true },
  )
  const figure = useFigure({ definition, by, currency })
  const title = group ? `${definition.title}: ${figure.group(group.key, group.label)}` : definition.title
  return (
    <Drawer open={open !== ''} onClose={onClose} title={title} size="large">
      {definition.denominator && (
        <SwitchField
          label={t('rows.all', { all: definition.denominator.title })}
          value={url.all === '1'}
          onChange={(all: boolean) => setUrl({ all: all ? '1' : '' })}
        />
      )}
      <Await read={read}>
        {({ items, next }) => (
          <>
            <RowsTable definition={definition} currency={currency} items={items} />
            {next && <Notice>{t('rows.more', { count: MOST })}</Notice>}
          </>
        )}
      </Await>
    </Drawer>
  )
}

function RowsTable({
  definition,
  currency,
  items,
}: {
  definition: Definition
  currency: string
  items: MeasureRow[]
}) {
  const { t } = useWords('insight')
  const go = useGo()
  const can = useCan()
  const figure = useFigure({ definition, by: null, currency })
  const columns: Column<MeasureRow>[] = [
    { key: 'day', title: t('rows.day'), sort: (one) => one.day, render: (one) => <Day of={one.day} /> },
    {
      key: 'name',
      title: t('rows.name'),
      sort: (one) => one.name ?? '',
      render: (one) => one.name ?? t('rows.offered'),
    },
    { key: 'service', title: t('rows.service'), render: (one) => one.serviceName ?? '', wideOnly: true },
    {
      key: 'practitioner',
      title: t('rows.practitioner'),
      render: (one) => one.practitionerName ?? '',
      wideOnly: true,
    },
    { key: 'location', title: t('rows.location'), render: (one) => one.locationName ?? '', wideOnly: true },
    {
      key: 'adds',
      title: definition.numerator.title,
      align: 'right',
      render: (one) => figure.sum(one.numerator),
    },
  ]
  const open = (row: MeasureRow) => {
    if (row.invoiceId && can('billing.see')) go(`/invoices/${row.invoiceId}`)
    else if (row.type === 'lead' && row.id) go('/leads', { lead: row.id })
    else if (row.clientId) go(`/clients/${row.clientId}`)
  }
  return (
    <DataTable
      label={t('rows.title')}
      rows={items}
      id={(one) => `${one.id ?? ''}${one.day}${one.practitionerName ?? ''}${one.locationName ?? ''}`}
      columns={columns}
      onOpen={open}
      empty={<EmptyState icon="list" title={t('rows.none')} />}
    />
  )
}
