import type { ReactNode } from 'react'
import {
  DataTable,
  Day,
  EmptyState,
  Money,
  Panel,
  Text,
  useFormat,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'
import classes from './invoice.module.css'

export type Line = Invoice['lines'][number]

/** The lines as printed, with their sums. */
export function InvoiceLines({
  invoice,
  renderAct,
}: {
  invoice: Invoice
  renderAct?: (line: Line) => ReactNode
}) {
  const { t } = useWords('billing')
  return (
    <Panel title={t('lines')} flush>
      <DataTable
        label={t('lines')}
        rows={invoice.lines}
        id={(line) => line.chargeId}
        columns={useColumns(invoice.currency, renderAct)}
        empty={<EmptyState icon="list" title={t('none.lines')} text={t('none.linesText')} />}
      />
      {invoice.lines.length > 0 && <Sums invoice={invoice} />}
    </Panel>
  )
}

function useColumns(currency: string, renderAct?: (line: Line) => ReactNode): Column<Line>[] {
  const { t } = useWords('billing')
  const format = useFormat()
  const columns: (Column<Line> | false)[] = [
    { key: 'day', title: t('day'), render: (line) => <Day of={line.servedOn} />, wideOnly: true },
    { key: 'what', title: t('description'), render: (line) => <What line={line} /> },
    {
      key: 'quantity',
      title: t('quantity'),
      align: 'right',
      render: (line) => format.number(line.quantity),
      wideOnly: true,
    },
    {
      key: 'price',
      title: t('price'),
      align: 'right',
      render: (line) => <Money of={line.unitPriceMinor} currency={currency} />,
      wideOnly: true,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      render: (line) => (
        <Money of={line.priceIncludesTax ? line.totalMinor : line.netMinor} currency={currency} />
      ),
    },
    renderAct !== undefined && { key: 'act', title: '', align: 'right', width: 56, render: renderAct },
  ]
  return columns.filter((one) => one !== false)
}

function What({ line }: { line: Line }) {
  const about = [line.code, line.practitionerName].filter(Boolean).join(' · ')
  return (
    <span>
      {line.description}
      {about && (
        <Text tone="soft" size="small" as="div">
          {about}
        </Text>
      )}
    </span>
  )
}

function Sums({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const money = (minor: number) => <Money of={minor} currency={invoice.currency} />
  const paid = invoice.payments.reduce((sum, one) => sum + one.appliedMinor, 0)
  const waived = invoice.writeOffs
    .filter((one) => !one.reversedAt)
    .reduce((sum, one) => sum + one.amountMinor, 0)
  const rows: [string, ReactNode, boolean?][] = [
    ...(invoice.taxMinor > 0
      ? ([
          [t('net'), money(invoice.netMinor)],
          [t('tax'), money(invoice.taxMinor)],
        ] as [string, ReactNode][])
      : []),
    [t('total'), money(invoice.totalMinor), true],
    ...(paid > 0 ? ([[t('paid'), money(-paid)]] as [string, ReactNode][]) : []),
    ...(waived > 0 ? ([[t('writtenOff'), money(-waived)]] as [string, ReactNode][]) : []),
    ...(paid + waived > 0 && invoice.state !== 'void'
      ? ([[t('open'), money(invoice.openMinor), true]] as [string, ReactNode, boolean][])
      : []),
  ]
  return (
    <dl className={classes.sums}>
      {rows.map(([label, value, strong]) => (
        <div key={label} data-strong={strong || undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
