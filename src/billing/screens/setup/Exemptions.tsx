import { useState } from 'react'
import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  confirm,
  DataTable,
  DayField,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  Panel,
  required,
  SegmentField,
  SelectField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientField } from '../ClientField.tsx'
import { useToday } from '../use-today.ts'
import { Days } from './Days.tsx'

type Exemption = Returns<'GET /billing/tax-exemptions'>['items'][number]

/** Who and what is not taxed, and why. */
export function Exemptions() {
  const { t } = useWords('billing')
  const read = useApi('GET /billing/tax-exemptions', {})
  const remove = useAct('DELETE /billing/tax-exemptions/{id}')
  const [adding, setAdding] = useState(false)
  const takeAway = ({ id, name }: Exemption) =>
    confirm({
      title: t('exempt.removeTitle', { name }),
      text: t('exempt.removeText'),
      act: t('exempt.remove'),
      onConfirm: () => remove.do({ id }),
    })
  return (
    <Panel
      title={t('exempt.title')}
      flush
      actions={
        <Button small icon="add" onClick={() => setAdding(true)}>
          {t('exempt.add')}
        </Button>
      }
    >
      <Await read={read}>
        {({ items }) => (
          <DataTable
            label={t('exempt.title')}
            rows={items}
            columns={[
              {
                key: 'name',
                title: t('exempt.who'),
                render: (one) => (
                  <span>
                    {one.name}
                    <Text tone="soft" size="small" as="div">
                      {one.reason}
                    </Text>
                  </span>
                ),
              },
              { key: 'days', title: t('days.title'), render: (one) => <Days of={one} /> },
              {
                key: 'act',
                title: '',
                align: 'right',
                width: 56,
                render: (one) => (
                  <IconButton
                    icon="remove"
                    label={t('exempt.removeTitle', { name: one.name })}
                    onClick={() => takeAway(one)}
                  />
                ),
              },
            ]}
            empty={<EmptyState icon="person" title={t('exempt.none')} text={t('exempt.noneText')} />}
          />
        )}
      </Await>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('exempt.add')}>
        <ExemptionForm onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

interface Values extends Record<string, unknown> {
  of: string
  clientId: string | null
  serviceId: string | null
  reason: string
  validFrom: string | null
  validUntil: string | null
}

function ExemptionForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /billing/tax-exemptions')
  const services = useApi('GET /services', {})
  const form = useFields<Values>({
    initial: {
      of: 'client',
      clientId: null,
      serviceId: null,
      reason: '',
      validFrom: today,
      validUntil: null,
    },
    check: { reason: required(t('reasonMissing')), validFrom: required(t('days.fromMissing')) },
  })
  const isClient = form.values.of === 'client'
  async function send(values: Values) {
    await add.do({
      clientId: isClient ? values.clientId : null,
      serviceId: isClient ? null : values.serviceId,
      reason: values.reason,
      validFrom: values.validFrom ?? today,
      validUntil: values.validUntil,
    })
    onDone()
  }
  return (
    <Form form={form} onSubmit={send} onCancel={onDone}>
      <SegmentField
        label={t('exempt.who')}
        choices={[
          { value: 'client', label: t('client') },
          { value: 'service', label: t('service') },
        ]}
        {...form.field('of')}
      />
      {isClient ? (
        <ClientField bound={form.field('clientId')} />
      ) : (
        <SelectField
          label={t('service')}
          required
          choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('serviceId')}
        />
      )}
      <TextField
        label={t('exempt.reason')}
        help={t('exempt.reasonHelp')}
        required
        {...form.field('reason')}
      />
      <Columns of={2}>
        <DayField label={t('days.from')} required {...form.field('validFrom')} />
        <DayField label={t('days.until')} help={t('days.untilHelp')} {...form.field('validUntil')} />
      </Columns>
    </Form>
  )
}
