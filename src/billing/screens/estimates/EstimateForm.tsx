import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  DayField,
  Form,
  IconButton,
  MoneyField,
  notify,
  NumberField,
  required,
  Row,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useFields,
  useGo,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientPick } from '../time/ClientPick.tsx'
import { dayAfter } from '../time/duration.ts'
import { useToday } from '../use-today.ts'

interface Line {
  key: number
  serviceId: string | null
  description: string
  quantity: number | null
  unitPriceMinor: number | null
}

const empty = (key: number): Line => ({
  key,
  serviceId: null,
  description: '',
  quantity: 1,
  unitPriceMinor: null,
})

/** Writes an estimate: for whom, what, how often; prices and taxes are those of that client. */
export function EstimateForm({ clientId, onDone }: { clientId: string | null; onDone: () => void }) {
  const { t } = useWords('billing')
  const go = useGo()
  const me = useMe()
  const today = useToday()
  const add = useAct('POST /estimates')
  const payers = useApi('GET /bill-payers')
  const [lines, setLines] = useState<Line[]>([empty(1)])
  const form = useFields({
    initial: {
      clientId,
      payerId: null as string | null,
      validUntil: dayAfter(today, 30) as string | null,
      wording: (me.practice.country === 'US' ? 'good_faith' : 'plain') as string | null,
      diagnoses: '',
      note: '',
    },
    check: { clientId: required(t('clientMissing')) },
  })
  const { values } = form
  async function save() {
    const written = lines.filter((line) => line.serviceId || line.description.trim())
    const estimate = await add.do({
      clientId: values.clientId!,
      payerId: values.payerId,
      validUntil: values.validUntil ?? today,
      wording: values.wording as 'plain' | 'good_faith',
      note: values.note.trim() || null,
      diagnoses: values.diagnoses.split(/[\s,;]+/).filter(Boolean),
      lines: written.map((line) => ({
        serviceId: line.serviceId,
        quantity: line.quantity ?? 1,
        ...(line.description.trim() ? { description: line.description.trim() } : {}),
        ...(line.unitPriceMinor === null ? {} : { unitPriceMinor: line.unitPriceMinor }),
      })),
    })
    notify.done(t('estimates.written', { number: estimate.number }))
    onDone()
    go(`/estimates/${estimate.id}`)
  }
  return (
    <Form form={form} onCancel={onDone} onSubmit={save}>
      <Columns of={2}>
        {!clientId && (
          <ClientPick
            value={values.clientId}
            onChange={(id) => form.set({ clientId: id })}
            error={form.field('clientId').error}
          />
        )}
        <SelectField
          label={t('payers.who')}
          clearable
          placeholder={t('payers.self')}
          choices={(payers.data?.items ?? [])
            .filter((one) => !one.isArchived)
            .map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('payerId')}
        />
        <DayField label={t('estimates.until')} {...form.field('validUntil')} />
        <SelectField
          label={t('estimates.wording')}
          choices={[
            { value: 'plain', label: t('estimates.wordings.plain') },
            { value: 'good_faith', label: t('estimates.wordings.good_faith') },
          ]}
          {...form.field('wording')}
        />
      </Columns>
      <Lines lines={lines} onChange={setLines} />
      {values.wording === 'good_faith' && (
        <TextField label={t('estimates.diagnoses')} placeholder="M54.5" {...form.field('diagnoses')} />
      )}
      <TextArea label={t('note')} {...form.field('note')} />
    </Form>
  )
}

function Lines({ lines, onChange }: { lines: Line[]; onChange: (lines: Line[]) => void }) {
  const { t } = useWords('billing')
  const services = useApi('GET /services', {})
  const change = (key: number, wish: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...wish } : line)))
  return (
    <Stack gap="tight">
      {lines.map((line, index) => (
        <Columns key={line.key} of={4} gap="tight">
          <SelectField
            label={t('service')}
            clearable
            placeholder={t('estimates.freeText')}
            value={line.serviceId}
            onChange={(serviceId: string | null) => change(line.key, { serviceId })}
            choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
          <TextField
            label={t('description')}
            placeholder={line.serviceId ? t('estimates.asService') : ''}
            value={line.description}
            onChange={(description: string) => change(line.key, { description })}
          />
          <NumberField
            label={t('quantity')}
            min={0.001}
            value={line.quantity}
            onChange={(quantity: number | null) => change(line.key, { quantity })}
          />
          <Row nowrap gap="tight">
            <MoneyField
              label={t('price')}
              placeholder={line.serviceId ? t('estimates.byList') : ''}
              value={line.unitPriceMinor}
              onChange={(unitPriceMinor: number | null) => change(line.key, { unitPriceMinor })}
            />
            {lines.length > 1 && (
              <IconButton
                icon="remove"
                label={t('estimates.removeLine', { place: index + 1 })}
                onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
              />
            )}
          </Row>
        </Columns>
      ))}
      <Row>
        <Button
          small
          kind="quiet"
          icon="add"
          onClick={() => onChange([...lines, empty((lines.at(-1)?.key ?? 0) + 1)])}
        >
          {t('addLine')}
        </Button>
      </Row>
    </Stack>
  )
}
