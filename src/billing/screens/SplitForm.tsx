import { useState } from 'react'
import { useAct, useApi } from '../../ui/api/index.ts'
import {
  Button,
  Columns,
  Dialog,
  Form,
  IconButton,
  MoneyField,
  MultiSelectField,
  Notice,
  notify,
  NumberField,
  Row,
  SegmentField,
  SelectField,
  Stack,
  Text,
  useFields,
  useFormat,
  useWords,
} from '../../ui/kit/index.ts'
import type { Invoice } from './InvoiceScreen.tsx'
import { PayerForm } from './setup/PayersTab.tsx'

const HOW = ['percent', 'amount', 'line'] as const
type How = (typeof HOW)[number]
/** The client, in a list that knows payers by their ids. */
const SELF = 'self'
const NEW = 'new'

interface Part {
  payer: string | null
  percent: number | null
  minor: number | null
  chargeIds: string[]
}
const EMPTY: Part = { payer: null, percent: null, minor: null, chargeIds: [] }

/** Splits a draft between payers: each part becomes a draft of its own. What is left empty takes the rest. */
export function SplitForm({ invoice, onDone }: { invoice: Invoice; onDone: () => void }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const split = useAct('POST /invoices/{id}/split')
  const shares = useApi('GET /clients/{id}/bill-payers', { id: invoice.clientId })
  const [how, setHow] = useState<How>('percent')
  const [parts, setParts] = useState<Part[]>([
    { ...EMPTY, percent: 50 },
    { ...EMPTY, payer: SELF },
  ])
  const [missing, setMissing] = useState(false)
  const form = useFields<Record<string, unknown>>({ initial: {} })
  const done = (count: number) => {
    notify.done(t('split.done', { count }))
    onDone()
  }
  async function send() {
    setMissing(parts.some((part) => part.payer === null))
    if (parts.some((part) => part.payer === null)) return
    const { items } = await split.do({
      id: invoice.id,
      parts: parts.map((part) => ({
        payerId: part.payer === SELF ? null : part.payer,
        ...amountOf(part, how),
      })),
    })
    done(items.length)
  }
  const byRule = () => split.do({ id: invoice.id }).then(({ items }) => done(items.length), notify.problem)
  const change = (index: number, one: Partial<Part>) =>
    setParts((all) => all.map((part, at) => (at === index ? { ...part, ...one } : part)))
  return (
    <Form form={form} onSubmit={send} onCancel={onDone} submit={t('split.act')}>
      <Row justify="between">
        <SegmentField
          label={t('split.how')}
          choices={HOW.map((value) => ({ value, label: t(`split.${value}`) }))}
          value={how}
          onChange={(value: string) => setHow(value as How)}
        />
        <Text tone="soft">
          {t('split.whole', { amount: format.money(invoice.totalMinor, invoice.currency) })}
        </Text>
      </Row>
      {(shares.data?.items.length ?? 0) > 0 && (
        <Row>
          <Button small icon="team" busy={split.busy} onClick={byRule}>
            {t('split.byRule')}
          </Button>
        </Row>
      )}
      <Stack>
        {parts.map((part, index) => (
          <PartFields
            // Parts have no other name than their place.
            // oxlint-disable-next-line no-array-index-key
            key={index}
            invoice={invoice}
            how={how}
            part={part}
            onChange={(one) => change(index, one)}
            onRemove={
              parts.length > 2 ? () => setParts((all) => all.filter((_, at) => at !== index)) : undefined
            }
          />
        ))}
      </Stack>
      {missing && <Notice tone="warn">{t('payers.pickMissing')}</Notice>}
      <Row>
        <Button small kind="quiet" icon="add" onClick={() => setParts((all) => [...all, EMPTY])}>
          {t('split.add')}
        </Button>
      </Row>
    </Form>
  )
}

function amountOf(part: Part, how: How) {
  if (how === 'line') return { chargeIds: part.chargeIds }
  if (how === 'amount') return part.minor === null ? {} : { amountMinor: part.minor }
  return part.percent === null ? {} : { basisPoints: Math.round(part.percent * 100) }
}

interface PartFieldsProps {
  invoice: Invoice
  how: How
  part: Part
  onChange: (part: Partial<Part>) => void
  onRemove: (() => void) | undefined
}

function PartFields({ invoice, how, part, onChange, onRemove }: PartFieldsProps) {
  const { t } = useWords('billing')
  const fields = (
    <Columns of={2}>
      <PayerField value={part.payer} onChange={(payer) => onChange({ payer })} />
      {how === 'percent' && (
        <NumberField
          label={t('payers.share')}
          placeholder={t('split.rest')}
          min={0.01}
          max={100}
          unit="%"
          value={part.percent}
          onChange={(percent: number | null) => onChange({ percent })}
        />
      )}
      {how === 'amount' && (
        <MoneyField
          label={t('amount')}
          placeholder={t('split.rest')}
          currency={invoice.currency}
          value={part.minor}
          onChange={(minor: number | null) => onChange({ minor })}
        />
      )}
      {how === 'line' && (
        <MultiSelectField
          label={t('lines')}
          choices={invoice.lines.map((line) => ({ value: line.chargeId, label: line.description }))}
          value={part.chargeIds}
          onChange={(chargeIds: string[]) => onChange({ chargeIds })}
        />
      )}
    </Columns>
  )
  if (!onRemove) return fields
  return (
    <Row>
      {fields}
      <IconButton icon="close" label={t('split.remove')} onClick={onRemove} />
    </Row>
  )
}

/** The client, somebody on the list of payers, or a new one. */
export function PayerField({
  value,
  onChange,
  withSelf = true,
}: {
  value: string | null
  onChange: (payer: string | null) => void
  withSelf?: boolean
}) {
  const { t } = useWords('billing')
  const payers = useApi('GET /bill-payers')
  const [adding, setAdding] = useState(false)
  const choices = (payers.data?.items ?? [])
    .filter((one) => !one.isArchived || one.id === value)
    .map((one) => ({ value: one.id, label: one.name }))
  return (
    <>
      <SelectField
        label={t('payers.pick')}
        required
        choices={[
          ...(withSelf ? [{ value: SELF, label: t('payers.self') }] : []),
          ...choices,
          { value: NEW, label: t('payers.new') },
        ]}
        value={value}
        onChange={(chosen: string | null) => (chosen === NEW ? setAdding(true) : onChange(chosen))}
      />
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('payers.add')}>
        <PayerForm
          payer={null}
          onDone={(id) => {
            setAdding(false)
            if (id) onChange(id)
          }}
        />
      </Dialog>
    </>
  )
}
