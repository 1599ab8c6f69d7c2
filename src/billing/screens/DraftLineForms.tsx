import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MoneyField,
  NumberField,
  required,
  SegmentField,
  SelectField,
  TextField,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import type { Line } from './InvoiceLines.tsx'
import type { Invoice } from './InvoiceScreen.tsx'
import { KINDS_BY_HAND } from './kinds.ts'
import { useToday } from './use-today.ts'

interface NewLine extends Record<string, unknown> {
  serviceId: string | null
  description: string
  kind: string | null
  servedOn: string | null
  quantity: number | null
  unitPriceMinor: number | null
  taxPercent: number | null
}

export function AddLine({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /invoices/{id}/lines')
  const form = useFields<NewLine>({
    initial: {
      serviceId: null,
      description: '',
      kind: 'service',
      servedOn: today,
      quantity: 1,
      unitPriceMinor: null,
      taxPercent: null,
    },
    check: { description: required(t('descriptionMissing')), quantity: required(t('amountMissing')) },
  })
  async function send(values: NewLine) {
    const line = {
      description: values.description,
      kind: values.kind as (typeof KINDS_BY_HAND)[number],
      quantity: values.quantity ?? 1,
      serviceId: values.serviceId,
      ...(values.unitPriceMinor === null ? {} : { unitPriceMinor: values.unitPriceMinor }),
      ...(values.taxPercent === null ? {} : { taxBasisPoints: Math.round(values.taxPercent * 100) }),
      ...(values.servedOn ? { servedOn: values.servedOn } : {}),
    }
    await add.do({ id: invoice.id, lines: [line] })
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone} submit={t('addLine')}>
      <ServiceField form={form} />
      <TextField label={t('description')} required {...form.field('description')} />
      <Columns of={2}>
        <MoneyField
          label={t('price')}
          currency={invoice.currency}
          help={form.values.serviceId ? t('lineEdit.priceByList') : undefined}
          required={form.values.serviceId === null}
          {...form.field('unitPriceMinor')}
        />
        <NumberField label={t('quantity')} min={0.001} required {...form.field('quantity')} />
        <SelectField
          label={t('kind.label')}
          choices={KINDS_BY_HAND.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.field('kind')}
        />
        <NumberField
          label={t('taxRate')}
          help={t('lineEdit.taxByRule')}
          min={0}
          max={100}
          unit="%"
          {...form.field('taxPercent')}
        />
        <DayField label={t('day')} {...form.field('servedOn')} />
      </Columns>
    </Form>
  )
}

/** A service brings its name; its price comes from the lists, unless one is typed. */
function ServiceField({ form }: { form: ReturnType<typeof useFields<NewLine>> }) {
  const { t } = useWords('billing')
  const services = useApi('GET /services', {})
  const items = services.data?.items ?? []
  return (
    <SelectField
      label={t('service')}
      clearable
      choices={items.map((one) => ({ value: one.id, label: one.name }))}
      {...form.field('serviceId')}
      onChange={(serviceId: string | null) => {
        const name = items.find((one) => one.id === serviceId)?.name
        form.set({ serviceId, ...(name && !form.values.description ? { description: name } : {}) })
      }}
    />
  )
}

interface Changed extends Record<string, unknown> {
  description: string
  quantity: number | null
  unitPriceMinor: number | null
  discountAs: string
  discountPercent: number | null
  discountMinor: number | null
  discountReason: string
}

export function ChangeLine({ invoice, line, onDone }: { invoice: Invoice; line: Line; onDone: () => void }) {
  const { t } = useWords('billing')
  const change = useAct('PATCH /invoices/{id}/lines/{chargeId}')
  const form = useFields<Changed>({
    initial: {
      description: line.description,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      discountAs: line.discountMinor > 0 ? 'amount' : 'none',
      discountPercent: null,
      discountMinor: line.discountMinor || null,
      discountReason: line.discountReason ?? '',
    },
    check: {
      description: required(t('descriptionMissing')),
      unitPriceMinor: required(t('amountMissing')),
      discountReason: (reason: unknown, values: Changed) =>
        values.discountAs !== 'none' && !String(reason).trim() ? t('reasonMissing') : null,
    },
  })
  const { discountAs } = form.values
  async function send(values: Changed) {
    const discount =
      discountAs === 'none'
        ? null
        : {
            reason: values.discountReason,
            ...(discountAs === 'percent'
              ? { basisPoints: Math.round((values.discountPercent ?? 0) * 100) }
              : { amountMinor: values.discountMinor ?? 0 }),
          }
    const isSame =
      discountAs === 'amount' &&
      values.discountMinor === line.discountMinor &&
      values.discountReason === line.discountReason
    await change.do({
      id: invoice.id,
      chargeId: line.chargeId,
      description: values.description,
      quantity: values.quantity ?? 1,
      unitPriceMinor: values.unitPriceMinor ?? 0,
      ...(isSame ? {} : { discount }),
    })
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <TextField label={t('description')} required autoFocus {...form.field('description')} />
      <Columns of={2}>
        <MoneyField
          label={t('price')}
          currency={invoice.currency}
          required
          {...(line.priceList ? { help: t('prices.by', { name: line.priceList }) } : {})}
          {...form.field('unitPriceMinor')}
        />
        <NumberField label={t('quantity')} min={0.001} required {...form.field('quantity')} />
      </Columns>
      <SegmentField
        label={t('discount.lineTitle')}
        choices={[
          { value: 'none', label: t('discount.none') },
          { value: 'percent', label: t('discount.percent') },
          { value: 'amount', label: t('discount.amount') },
        ]}
        {...form.field('discountAs')}
      />
      {discountAs !== 'none' && (
        <Columns of={2}>
          {discountAs === 'percent' ? (
            <NumberField
              label={t('discount.how')}
              min={0.01}
              max={100}
              unit="%"
              required
              {...form.field('discountPercent')}
            />
          ) : (
            <MoneyField
              label={t('discount.how')}
              currency={invoice.currency}
              required
              {...form.field('discountMinor')}
            />
          )}
          <TextField label={t('discount.reason')} required {...form.field('discountReason')} />
        </Columns>
      )}
    </Form>
  )
}
