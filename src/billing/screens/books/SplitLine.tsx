import { useState } from 'react'
import { useApi, type Takes } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  MoneyField,
  Row,
  SelectField,
  Stack,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { BankLine } from './BankTab.tsx'

interface Part {
  invoiceId: string
  label: string
  clientId: string
  amountMinor: number
}

interface SplitProps {
  line: BankLine
  busy: boolean
  onSettle: (wish: Omit<Takes<'POST /bank-lines/{id}/settlement'>, 'id'>) => void
}

/** Puts a line on invoices of one or several people; what is left over becomes credit of the first. */
export function SplitLine({ line, busy, onSettle }: SplitProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const [parts, setParts] = useState<Part[]>([])
  const owed = useApi('GET /invoices', { state: 'owed', limit: 200 }, { keep: true })
  const used = parts.reduce((sum, one) => sum + one.amountMinor, 0)
  const rest = line.amountMinor - used
  const money = (minor: number) => format.money(minor, line.currency)
  const settle = () =>
    onSettle({
      invoices: parts.map(({ invoiceId, amountMinor }) => ({ invoiceId, amountMinor })),
      ...(rest > 0 ? { restClientId: parts[0]!.clientId } : {}),
    })
  return (
    <Await read={owed}>
      {({ items }) => (
        <Stack>
          {parts.map((part, at) => (
            <Row key={part.invoiceId} align="end" justify="between">
              <MoneyField
                label={part.label}
                currency={line.currency}
                value={part.amountMinor}
                onChange={(minor: number | null) =>
                  setParts(parts.map((one, nth) => (nth === at ? { ...one, amountMinor: minor ?? 0 } : one)))
                }
              />
              <Button
                small
                kind="quiet"
                icon="remove"
                onClick={() => setParts(parts.filter((_, nth) => nth !== at))}
              >
                {t('books.bank.takeOff')}
              </Button>
            </Row>
          ))}
          <SelectField
            label={t('books.bank.addInvoice')}
            search
            value={null}
            placeholder={t('books.bank.addInvoiceHelp')}
            choices={items
              .filter((one) => !parts.some((part) => part.invoiceId === one.id))
              .map((one) => ({
                value: one.id,
                label: `${one.number} · ${one.payerName ?? one.clientName} · ${format.money(one.openMinor, one.currency)}`,
              }))}
            onChange={(id: string | null) => {
              const one = items.find((each) => each.id === id)
              if (one)
                setParts([
                  ...parts,
                  {
                    invoiceId: one.id,
                    clientId: one.clientId,
                    label: `${t('invoiceNumber', { number: one.number })} · ${one.payerName ?? one.clientName}`,
                    amountMinor: Math.max(0, Math.min(rest, one.openMinor)),
                  },
                ])
            }}
          />
          {parts.length > 0 && (
            <Row justify="between">
              <Text tone={rest < 0 ? 'bad' : 'soft'}>
                {rest < 0
                  ? t('books.bank.tooMuch', { amount: money(-rest) })
                  : rest > 0
                    ? t('books.bank.restCredit', { amount: money(rest) })
                    : t('books.bank.fits')}
              </Text>
              <Button
                kind="main"
                busy={busy}
                disabled={rest < 0 || parts.some((one) => one.amountMinor <= 0)}
                onClick={settle}
              >
                {t('books.bank.book')}
              </Button>
            </Row>
          )}
        </Stack>
      )}
    </Await>
  )
}
