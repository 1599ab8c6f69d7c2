import type { ReactNode } from 'react'
import {
  Badge,
  Button,
  DataTable,
  Day,
  EmptyState,
  Money,
  Panel,
  Row,
  Text,
  useFormat,
  useWords,
  type Column,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'
import { useRate } from './setup/use-rate.ts'
import classes from './invoice.module.css'

export type Line = Invoice['lines'][number]

interface InvoiceLinesProps {
  invoice: Invoice
  renderAct?: (line: Line) => ReactNode
  /** Offers the price that the lists say now, where it has changed. */
  onTakePrice?: (line: Line) => unknown
}

/** The lines as printed, with their sums. */
export function InvoiceLines({ invoice, renderAct, onTakePrice }: InvoiceLinesProps) {
  const { t } = useWords('billing')
  return (
    <Panel title={t('lines')} flush>
      <DataTable
        label={t('lines')}
        rows={invoice.lines}
        id={(line) => line.chargeId}
        columns={useColumns({ invoice, renderAct, onTakePrice })}
        empty={<EmptyState icon="list" title={t('none.lines')} text={t('none.linesText')} />}
      />
      {invoice.lines.length > 0 && <Sums invoice={invoice} />}
    </Panel>
  )
}

function useColumns({ invoice, renderAct, onTakePrice }: InvoiceLinesProps): Column<Line>[] {
  const { currency } = invoice
  const { t } = useWords('billing')
  const format = useFormat()
  const columns: (Column<Line> | false)[] = [
    { key: 'day', title: t('day'), render: (line) => <Day of={line.servedOn} />, wideOnly: true },
    {
      key: 'what',
      title: t('description'),
      render: (line) => <What line={line} currency={currency} onTakePrice={onTakePrice} />,
    },
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
    renderAct !== undefined && { key: 'act', title: '', align: 'right', width: 100, render: renderAct },
  ]
  return columns.filter((one) => one !== false)
}

interface WhatProps {
  line: Line
  currency: string
  onTakePrice: InvoiceLinesProps['onTakePrice']
}

/** What it is, and below it whatever made it cost what it costs. */
function What({ line, currency, onTakePrice }: WhatProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const money = (minor: number) => format.money(minor, currency)
  const about = [
    line.code,
    line.practitionerName,
    line.wholeMinor !== null && t('payers.shareOf', { amount: money(line.wholeMinor) }),
    line.priceList && t('prices.by', { name: line.priceList }),
    line.discountMinor > 0 &&
      `${t('discount.minus', { amount: money(-line.discountMinor) })} (${line.discountReason})`,
    line.creditedMinor > 0 && t('creditNote.ofLine', { amount: money(line.creditedMinor) }),
    line.taxNote,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <span>
      {line.description}
      {about && (
        <Text tone="soft" size="small" as="div">
          {about}
        </Text>
      )}
      {line.priceNowMinor !== null && (
        <Row>
          <Badge tone="warn" icon="info">
            {t('prices.now', { price: money(line.priceNowMinor) })}
          </Badge>
          {onTakePrice && (
            <Button small kind="quiet" onClick={() => onTakePrice(line)}>
              {t('prices.take')}
            </Button>
          )}
        </Row>
      )}
    </span>
  )
}

function Sums({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const money = (minor: number) => <Money of={minor} currency={invoice.currency} />
  const rate = useRate()
  const paid = invoice.payments.reduce((sum, one) => sum + one.appliedMinor, 0)
  const waived = invoice.writeOffs
    .filter((one) => !one.reversedAt)
    .reduce((sum, one) => sum + one.amountMinor, 0)
  const rows: [string, ReactNode, boolean?][] = [
    ...(invoice.taxMinor > 0
      ? ([
          [t('net'), money(invoice.netMinor)],
          ...invoice.taxes.map((tax) => [
            `${tax.name ?? t('tax')} ${rate(tax.ratePpm)}`,
            money(tax.taxMinor),
          ]),
        ] as [string, ReactNode][])
      : []),
    [t('total'), money(invoice.totalMinor), true],
    ...(invoice.creditedMinor > 0
      ? ([[t('creditNote.credited'), money(-invoice.creditedMinor)]] as [string, ReactNode][])
      : []),
    ...(paid > 0 ? ([[t('paid'), money(-paid)]] as [string, ReactNode][]) : []),
    ...(waived > 0 ? ([[t('writtenOff'), money(-waived)]] as [string, ReactNode][]) : []),
    ...(paid + waived + invoice.creditedMinor > 0 && invoice.state !== 'void'
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
