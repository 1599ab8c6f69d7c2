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
  Money,
  MoneyField,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  required,
  SelectField,
  Text,
  TextField,
  TimeField,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { useToday } from '../use-today.ts'

type Extra = Returns<'GET /extra-charges'>['items'][number]
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const KINDS = ['fee', 'product', 'expense', 'service', 'other'] as const

/** What visits bring beside their service: material, supplements, more in the evening or at weekends. */
export function ExtrasPanel() {
  const { t } = useWords('billing')
  const list = useApi('GET /extra-charges')
  const [adds, setAdds] = useState(false)
  return (
    <Panel
      title={t('extras.title')}
      flush
      actions={
        <Button small icon="add" onClick={() => setAdds(true)}>
          {t('extras.add')}
        </Button>
      }
    >
      <Await read={list}>{({ items }) => <ExtrasTable extras={items} />}</Await>
      <Dialog open={adds} onClose={() => setAdds(false)} title={t('extras.add')}>
        <ExtraForm onDone={() => setAdds(false)} />
      </Dialog>
    </Panel>
  )
}

function ExtrasTable({ extras }: { extras: Extra[] }) {
  const { t } = useWords('billing')
  const format = useFormat()
  const remove = useAct('DELETE /extra-charges/{id}')
  const when = (one: Extra) =>
    [
      one.serviceName ?? t('extras.everyService'),
      one.locationName,
      one.weekdays.length > 0 && one.weekdays.map((day) => t(`extras.day.${day}`)).join(' '),
      one.fromTime && `${one.fromTime}–${one.toTime}`,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <DataTable
      label={t('extras.title')}
      rows={extras}
      columns={[
        {
          key: 'what',
          title: t('description'),
          render: (one) => (
            <span>
              {one.description}
              <Text tone="soft" size="small" as="div">
                {when(one)}
              </Text>
            </span>
          ),
        },
        { key: 'from', title: t('days.from'), render: (one) => format.day(one.validFrom), wideOnly: true },
        {
          key: 'amount',
          title: t('amount'),
          align: 'right',
          render: (one) =>
            one.amountMinor === null ? (
              `${format.number((one.basisPoints ?? 0) / 100)} %`
            ) : (
              <Money of={one.amountMinor} />
            ),
        },
        {
          key: 'act',
          title: '',
          align: 'right',
          width: 110,
          render: (one) => (
            <Button
              small
              kind="quiet"
              onClick={() =>
                confirm({
                  title: t('taxes.removeTitle', { name: one.description }),
                  text: t('extras.removeText'),
                  act: t('taxes.remove'),
                  onConfirm: () => remove.do({ id: one.id }),
                })
              }
            >
              {t('taxes.remove')}
            </Button>
          ),
        },
      ]}
      empty={<EmptyState icon="tag" title={t('extras.none')} text={t('extras.noneText')} />}
    />
  )
}

function ExtraForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /extra-charges')
  const services = useApi('GET /services', {})
  const form = useFields({
    initial: {
      description: '',
      kind: 'fee' as string | null,
      serviceId: null as string | null,
      weekdays: [] as string[],
      fromTime: null as string | null,
      toTime: null as string | null,
      amountMinor: null as number | null,
      percent: null as number | null,
      validFrom: today as string | null,
    },
    check: { description: required(t('descriptionMissing')) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async ({ percent, weekdays, fromTime, toTime, ...values }) => {
        await add.do({
          ...values,
          kind: values.kind as (typeof KINDS)[number],
          weekdays: weekdays.map(Number),
          fromTime: fromTime || null,
          toTime: toTime || null,
          basisPoints: percent === null ? null : Math.round(percent * 100),
          validFrom: values.validFrom ?? today,
        })
        notify.done(t('settings.saved'))
        onDone()
      }}
    >
      <Columns of={2}>
        <TextField
          label={t('description')}
          help={t('extras.printed')}
          required
          autoFocus
          {...form.field('description')}
        />
        <SelectField
          label={t('kind.label')}
          choices={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          {...form.field('kind')}
        />
        <SelectField
          label={t('service')}
          clearable
          placeholder={t('extras.everyService')}
          choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('serviceId')}
        />
        <MultiSelectField
          label={t('extras.days')}
          placeholder={t('prices.any')}
          choices={DAYS.map((day) => ({ value: String(day), label: t(`extras.day.${day}`) }))}
          {...form.field('weekdays')}
        />
      </Columns>
      <Columns of={3}>
        <TimeField label={t('extras.fromTime')} {...form.field('fromTime')} />
        <TimeField label={t('extras.toTime')} {...form.field('toTime')} />
        <DayField label={t('days.from')} {...form.field('validFrom')} />
        <MoneyField label={t('extras.amount')} {...form.field('amountMinor')} />
        <NumberField label={t('extras.percent')} min={0.01} max={100} unit="%" {...form.field('percent')} />
      </Columns>
    </Form>
  )
}
