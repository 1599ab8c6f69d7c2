import { useAct } from '../../ui/api/index.ts'
import {
  Button,
  Columns,
  Form,
  MoneyField,
  notify,
  NumberField,
  required,
  Row,
  SegmentField,
  TextField,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'

interface Values extends Record<string, unknown> {
  as: string
  percent: number | null
  minor: number | null
  reason: string
}

/** A discount over the whole draft; its lines share it. */
export function DiscountForm({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const put = useAct('PUT /invoices/{id}/discount')
  const form = useFields<Values>({
    initial: { as: 'percent', percent: 10, minor: null, reason: '' },
    check: { reason: required(t('reasonMissing')) },
  })
  const isPercent = form.values.as === 'percent'
  async function send({ percent, minor, reason }: Values) {
    const much = isPercent ? { basisPoints: Math.round((percent ?? 0) * 100) } : { amountMinor: minor ?? 0 }
    await put.do({ id: invoice.id, discount: { ...much, reason } })
    onDone()
  }
  const takeOff = () => put.do({ id: invoice.id, discount: null }).then(onDone, notify.problem)
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <SegmentField
        label={t('discount.how')}
        choices={[
          { value: 'percent', label: t('discount.percent') },
          { value: 'amount', label: t('discount.amount') },
        ]}
        {...form.field('as')}
      />
      <Columns of={2}>
        {isPercent ? (
          <NumberField
            label={t('discount.how')}
            min={0.01}
            max={100}
            unit="%"
            required
            {...form.field('percent')}
          />
        ) : (
          <MoneyField
            label={t('discount.how')}
            currency={invoice.currency}
            required
            {...form.field('minor')}
          />
        )}
        <TextField label={t('discount.reason')} required {...form.field('reason')} />
      </Columns>
      {invoice.lines.some((line) => line.discountMinor > 0) && (
        <Row>
          <Button small kind="quiet" busy={put.busy} onClick={takeOff}>
            {t('discount.off')}
          </Button>
        </Row>
      )}
    </Form>
  )
}
