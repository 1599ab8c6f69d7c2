import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  notify,
  required,
  SelectField,
  TextArea,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import type { Lead } from './LeadsScreen.tsx'

const SOURCES = ['phone', 'walk-in', 'website', 'google', 'referral', 'doctor', 'social']

interface LeadFormProps {
  lead?: Lead
  onDone: () => void
  onCancel: () => void
}

/** An enquiry that came by telephone or in person, or the changes to one. */
export function LeadForm({ lead, onDone, onCancel }: LeadFormProps) {
  const { t } = useWords('clients')
  const create = useAct('POST /leads')
  const edit = useAct('PATCH /leads/{id}')
  const staff = useApi('GET /staff', { show: 'current' })
  const form = useFields({ initial: valuesOf(lead), check: { name: required(t('lead.nameMissing')) } })
  const sources = [...new Set([...SOURCES, ...(lead ? [lead.source] : [])])]
  return (
    <Form
      form={form}
      onCancel={onCancel}
      onSubmit={async (values) => {
        const wish = wishOf(values)
        await (lead ? edit.do({ id: lead.id, rowVersion: lead.rowVersion, ...wish }) : create.do(wish))
        notify.done(t(lead ? 'saved' : 'lead.created'))
        onDone()
      }}
    >
      <TextField label={t('field.name')} required {...form.field('name')} autoFocus />
      <Columns>
        <TextField label={t('field.email')} type="email" {...form.field('email')} />
        <TextField label={t('field.phone')} type="tel" {...form.field('phone')} />
      </Columns>
      <TextArea label={t('lead.message')} rows={3} {...form.field('message')} />
      <Columns>
        <SelectField
          label={t('lead.source')}
          required
          choices={sources.map((value) => ({ value, label: t(`source.${value}`, { defaultValue: value }) }))}
          {...form.field('source')}
        />
        <SelectField
          label={t('lead.owner')}
          clearable
          search
          choices={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('ownerId')}
        />
      </Columns>
      <Columns>
        <TextField label={t('lead.next')} help={t('lead.nextHelp')} {...form.field('nextAction')} />
        <DayField label={t('lead.nextOn')} clearable {...form.field('nextActionOn')} />
      </Columns>
    </Form>
  )
}

function valuesOf(lead?: Lead) {
  return {
    name: lead?.name ?? '',
    email: lead?.email ?? '',
    phone: lead?.phone ?? '',
    message: lead?.message ?? '',
    source: (lead?.source ?? 'phone') as string | null,
    ownerId: lead?.ownerId ?? null,
    nextAction: lead?.nextAction ?? '',
    nextActionOn: lead?.nextActionOn ?? null,
  }
}

function wishOf(values: ReturnType<typeof valuesOf>) {
  return {
    name: values.name.trim(),
    email: values.email.trim() || null,
    phone: values.phone.trim() || null,
    message: values.message.trim() || null,
    source: values.source ?? 'phone',
    ownerId: values.ownerId || null,
    nextAction: values.nextAction.trim() || null,
    nextActionOn: values.nextActionOn || null,
  }
}
