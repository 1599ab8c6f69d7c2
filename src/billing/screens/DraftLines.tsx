import { useState } from 'react'
import { useAct } from '../../ui/api/index.ts'
import {
  Button,
  Columns,
  DayField,
  Dialog,
  Form,
  IconButton,
  MoneyField,
  notify,
  NumberField,
  required,
  Row,
  SelectField,
  TextField,
  useFields,
  useWords,
} from '../../ui/kit/index.ts'
import { InvoiceLines, type Line } from './InvoiceLines.tsx'
import type { Invoice } from './InvoiceScreen.tsx'
import { useToday } from './use-today.ts'

const KINDS = ['service', 'product', 'fee', 'other'] as const

/** The lines of a draft: added, taken off, until it is approved. */
export function DraftLines({ invoice }: { invoice: Invoice }) {
  const { t } = useWords('billing')
  const [adding, setAdding] = useState(false)
  const remove = useAct('DELETE /invoices/{id}/lines/{chargeId}')
  const takeOff = (line: Line) => remove.do({ id: invoice.id, chargeId: line.chargeId }).catch(notify.problem)
  return (
    <>
      <InvoiceLines
        invoice={invoice}
        renderAct={(line) => (
          <IconButton
            icon="remove"
            label={t('takeOff', { what: line.description })}
            onClick={() => takeOff(line)}
          />
        )}
      />
      <Row>
        <Button icon="add" onClick={() => setAdding(true)}>
          {t('addLine')}
        </Button>
      </Row>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('addLine')}>
        <AddLine invoice={invoice} onDone={() => setAdding(false)} />
      </Dialog>
    </>
  )
}

interface NewLine extends Record<string, unknown> {
  description: string
  kind: string | null
  servedOn: string | null
  quantity: number | null
  unitPriceMinor: number | null
  taxPercent: number | null
}

function AddLine({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /invoices/{id}/lines')
  const form = useFields<NewLine>({
    initial: {
      description: '',
      kind: 'service',
      servedOn: today,
      quantity: 1,
      unitPriceMinor: null,
      taxPercent: 0,
    },
    check: {
      description: required(t('descriptionMissing')),
      unitPriceMinor: required(t('amountMissing')),
      quantity: required(t('amountMissing')),
    },
  })
  async function send(values: NewLine) {
    const line = {
      description: values.description,
      kind: values.kind as (typeof KINDS)[number],
      quantity: values.quantity ?? 1,
      unitPriceMinor: values.unitPriceMinor ?? 0,
      taxBasisPoints: Math.round((values.taxPercent ?? 0) * 100),
      ...(values.servedOn ? { servedOn: values.servedOn } : {}),
    }
    await add.do({ id: invoice.id, lines: [line] })
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone} submit={t('addLine')}>
      <TextField label={t('description')} required autoFocus {...form.field('description')} />
      <Columns of={2}>
        <MoneyField
          label={t('price')}
          currency={invoice.currency}
          required
          {...form.field('unitPriceMinor')}
        />
        <NumberField label={t('quantity')} min={0.001} required {...form.field('quantity')} />
        <SelectField
          label={t('kind.label')}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.field('kind')}
        />
        <NumberField label={t('taxRate')} min={0} max={100} unit="%" {...form.field('taxPercent')} />
        <DayField label={t('day')} {...form.field('servedOn')} />
      </Columns>
    </Form>
  )
}
