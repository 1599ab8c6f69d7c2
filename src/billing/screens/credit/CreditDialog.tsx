import { useState } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  CheckField,
  Dialog,
  Form,
  MoneyField,
  Notice,
  notify,
  required,
  Row,
  Stack,
  Text,
  TextArea,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Invoice } from '../InvoiceScreen.tsx'

type Line = Invoice['lines'][number]
const leftOf = (line: Line) => line.totalMinor - line.creditedMinor

/** Takes chosen lines, or a part of them, of an issued invoice back. */
export function CreditDialog({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const act = useAct('POST /invoices/{id}/credit-notes')
  const lines = invoice.lines.filter((line) => leftOf(line) > 0)
  // By line: how much of it; a line that is not there stays.
  const [chosen, setChosen] = useState<Record<string, number | null>>(
    lines.length === 1 ? { [lines[0]!.id!]: leftOf(lines[0]!) } : {},
  )
  const form = useFields({ initial: { reason: '' }, check: { reason: required(t('reasonMissing')) } })
  const sum = Object.values(chosen).reduce<number>((all, minor) => all + (minor ?? 0), 0)
  const money = (minor: number) => format.money(minor, invoice.currency)
  const paid = Math.max(sum - invoice.openMinor, 0)
  return (
    <Dialog open onClose={onDone} title={t('creditNote.title', { number: invoice.number })}>
      <Form
        form={form}
        submit={sum > 0 ? t('creditNote.actOf', { amount: money(sum) }) : t('creditNote.act')}
        onCancel={onDone}
        onSubmit={async ({ reason }) => {
          const wished = Object.entries(chosen)
            .filter(([, amountMinor]) => amountMinor !== null && amountMinor > 0)
            .map(([lineId, amountMinor]) => ({ lineId, amountMinor: amountMinor! }))
          if (wished.length === 0) throw new Error(t('creditNote.chooseLines'))
          await act.do({ id: invoice.id, reason, lines: wished })
          notify.done(t('creditNote.done'))
          onDone()
        }}
      >
        <Stack gap="tight">
          {lines.map((line) => (
            <LineChoice
              key={line.id}
              line={line}
              currency={invoice.currency}
              amount={chosen[line.id!]}
              onChange={(amount) =>
                setChosen(({ [line.id!]: _before, ...rest }) =>
                  amount === undefined ? rest : { ...rest, [line.id!]: amount },
                )
              }
            />
          ))}
        </Stack>
        {paid > 0 && <Notice>{t('creditNote.paid', { amount: money(paid) })}</Notice>}
        <TextArea label={t('reason')} help={t('creditNote.reasonHelp')} required {...form.field('reason')} />
      </Form>
    </Dialog>
  )
}

interface LineChoiceProps {
  line: Line
  currency: string
  /** undefined: the line stays as it is. */
  amount: number | null | undefined
  onChange: (amount: number | null | undefined) => void
}

function LineChoice({ line, currency, amount, onChange }: LineChoiceProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const left = leftOf(line)
  return (
    <Row justify="between" nowrap>
      <div>
        <CheckField
          label={line.description}
          value={amount !== undefined}
          onChange={(on: boolean) => onChange(on ? left : undefined)}
        />
        <Text tone="soft" size="small" as="div">
          {t('creditNote.left', {
            day: format.day(line.servedOn),
            amount: format.money(left, currency),
          })}
        </Text>
      </div>
      {amount !== undefined && (
        <MoneyField
          label={t('creditNote.amountOf', { what: line.description })}
          hideLabel
          currency={currency}
          value={amount}
          onChange={onChange}
          error={amount !== null && amount > left ? t('creditNote.tooMuch') : undefined}
        />
      )}
    </Row>
  )
}
