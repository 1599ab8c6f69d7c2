import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MoneyField,
  Notice,
  notify,
  NumberField,
  RadioField,
  required,
  SelectField,
  TextField,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientPick } from '../time/ClientPick.tsx'
import { useToday } from '../use-today.ts'
import type { Recurring } from './RecurringTab.tsx'

const UNITS = ['week', 'month', 'year'] as const
type Unit = (typeof UNITS)[number]

interface RecurringFormProps {
  recurring: Recurring | null
  clientId: string | null
  onDone: () => void
}

/** Writes or changes what is charged again and again; shows the next days before it is saved. */
export function RecurringForm({ recurring, clientId, onDone }: RecurringFormProps) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /recurring-charges')
  const change = useAct('PUT /recurring-charges/{id}')
  const form = useFields({
    initial: {
      clientId: recurring?.clientId ?? clientId,
      description: recurring?.description ?? '',
      unitPriceMinor: (recurring?.unitPriceMinor ?? null) as number | null,
      every: (recurring?.every ?? 1) as number | null,
      unit: (recurring?.unit ?? 'month') as string | null,
      startsOn: (recurring?.startsOn ?? today) as string | null,
      endsOn: (recurring?.endsOn ?? null) as string | null,
      mode: (recurring?.mode ?? 'draft') as string,
    },
    check: {
      clientId: required(t('clientMissing')),
      description: required(t('descriptionMissing')),
      unitPriceMinor: (minor) => (minor === null && !recurring?.serviceId ? t('amountMissing') : null),
    },
  })
  const { values } = form
  async function save() {
    const { description, unitPriceMinor, endsOn } = values
    const mode = values.mode as 'draft' | 'send'
    if (recurring)
      await change.do({
        id: recurring.id,
        description,
        unitPriceMinor,
        endsOn,
        mode,
        quantity: recurring.quantity,
        rowVersion: recurring.rowVersion,
      })
    else
      await add.do({
        clientId: values.clientId!,
        description,
        unitPriceMinor,
        endsOn,
        mode,
        every: values.every ?? 1,
        unit: values.unit as Unit,
        startsOn: values.startsOn ?? today,
      })
    notify.done(t('settings.saved'))
    onDone()
  }
  return (
    <Form form={form} onCancel={onDone} onSubmit={save}>
      {!recurring && !clientId && (
        <ClientPick
          value={values.clientId}
          onChange={(id) => form.set({ clientId: id })}
          error={form.field('clientId').error}
        />
      )}
      <Columns of={2}>
        <TextField label={t('description')} required {...form.field('description')} />
        <MoneyField label={t('amount')} required {...form.field('unitPriceMinor')} />
      </Columns>
      <Columns of={4}>
        {!recurring && (
          <>
            <NumberField label={t('recurring.everyLabel')} min={1} max={120} {...form.field('every')} />
            <SelectField
              label={t('recurring.unit')}
              choices={UNITS.map((unit) => ({ value: unit, label: t(`recurring.units.${unit}`) }))}
              {...form.field('unit')}
            />
            <DayField label={t('recurring.first')} {...form.field('startsOn')} />
          </>
        )}
        <DayField label={t('days.until')} help={t('days.untilHelp')} {...form.field('endsOn')} />
      </Columns>
      <RadioField
        label={t('recurring.mode')}
        choices={[
          { value: 'draft', label: t('recurring.modes.draft'), help: t('recurring.draftHelp') },
          { value: 'send', label: t('recurring.modes.send'), help: t('recurring.sendHelp') },
        ]}
        {...form.field('mode')}
      />
      {!recurring && <Preview {...values} />}
    </Form>
  )
}

interface PreviewProps {
  startsOn: string | null
  endsOn: string | null
  every: number | null
  unit: string | null
}

function Preview({ startsOn, endsOn, every, unit }: PreviewProps) {
  const { t } = useWords('billing')
  const format = useFormat()
  const days = useApi(
    'GET /recurring-charges/preview',
    { startsOn: startsOn ?? '', every: every ?? 1, unit: unit as Unit, ...(endsOn ? { endsOn } : {}) },
    { when: startsOn !== null && every !== null, keep: true },
  )
  if (!days.data) return null
  return (
    <Notice>
      {t('recurring.preview')}: {days.data.days.map((day) => format.day(day)).join(' · ')}
    </Notice>
  )
}
