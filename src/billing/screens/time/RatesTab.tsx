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
  notify,
  Panel,
  RadioField,
  SelectField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { Days } from '../setup/Days.tsx'
import { useToday } from '../use-today.ts'
import { ClientPick } from './ClientPick.tsx'

type Rate = Returns<'GET /time-rates'>['items'][number]
type Rule = Returns<'GET /time-rule'>
const ROLES = ['owner', 'manager', 'practitioner', 'front_desk', 'billing'] as const

/** What an hour costs, and how time is rounded. */
export function RatesTab() {
  const { t } = useWords('billing')
  const rates = useApi('GET /time-rates')
  const rule = useApi('GET /time-rule')
  const [adds, setAdds] = useState(false)
  return (
    <>
      <Panel
        title={t('rates.title')}
        flush
        actions={
          <Button small icon="add" onClick={() => setAdds(true)}>
            {t('rates.add')}
          </Button>
        }
      >
        <Await read={rates}>{({ items }) => <RateTable rates={items} />}</Await>
      </Panel>
      <Panel title={t('rates.rounding')}>
        <Await read={rule}>{(found) => <RuleForm key={found.rowVersion} rule={found} />}</Await>
      </Panel>
      <Dialog open={adds} onClose={() => setAdds(false)} title={t('rates.add')}>
        <RateForm onDone={() => setAdds(false)} />
      </Dialog>
    </>
  )
}

function RateTable({ rates }: { rates: Rate[] }) {
  const { t } = useWords('billing')
  const remove = useAct('DELETE /time-rates/{id}')
  const whose = (rate: Rate) =>
    [rate.staffName ?? (rate.role && t(`rates.role.${rate.role}`)), rate.clientName, rate.episodeTitle]
      .filter(Boolean)
      .join(' · ') || t('rates.everybody')
  return (
    <DataTable
      label={t('rates.title')}
      rows={rates}
      columns={[
        { key: 'whose', title: t('rates.whose'), sort: whose, render: whose },
        {
          key: 'days',
          title: t('days.title'),
          render: (one) => <Days of={one} />,
          wideOnly: true,
        },
        {
          key: 'rate',
          title: t('rates.hour'),
          align: 'right',
          render: (one) => <Money of={one.rateMinor} />,
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
                  title: t('rates.removeTitle', { whose: whose(one) }),
                  text: t('rates.removeText'),
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
      empty={<EmptyState icon="clock" title={t('rates.none')} text={t('rates.noneText')} />}
    />
  )
}

function RateForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords('billing')
  const today = useToday()
  const add = useAct('POST /time-rates')
  const staff = useApi('GET /staff', {})
  const form = useFields({
    initial: {
      staffId: null as string | null,
      role: null as string | null,
      clientId: null as string | null,
      rateMinor: null as number | null,
      validFrom: today as string | null,
      validUntil: null as string | null,
    },
    check: { rateMinor: (minor) => (minor === null ? t('amountMissing') : null) },
  })
  return (
    <Form
      form={form}
      onCancel={onDone}
      onSubmit={async (values) => {
        await add.do({
          ...values,
          role: values.role as (typeof ROLES)[number] | null,
          rateMinor: values.rateMinor!,
          validFrom: values.validFrom ?? today,
        })
        notify.done(t('settings.saved'))
        onDone()
      }}
    >
      <MoneyField label={t('rates.hour')} required autoFocus {...form.field('rateMinor')} />
      <Columns of={2}>
        <SelectField
          label={t('rates.person')}
          clearable
          placeholder={t('rates.everybody')}
          choices={(staff.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('staffId')}
        />
        <SelectField
          label={t('rates.orRole')}
          clearable
          placeholder={t('prices.any')}
          choices={ROLES.map((role) => ({ value: role, label: t(`rates.role.${role}`) }))}
          {...form.field('role')}
        />
        <ClientPick value={form.values.clientId} onChange={(clientId) => form.set({ clientId })} />
        <DayField label={t('days.from')} {...form.field('validFrom')} />
        <DayField label={t('days.until')} help={t('days.untilHelp')} {...form.field('validUntil')} />
      </Columns>
    </Form>
  )
}

function RuleForm({ rule }: { rule: Rule }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /time-rule')
  const form = useFields({
    initial: { step: String(rule.roundToMinutes) as string | null, how: rule.roundHow as string },
  })
  return (
    <Form
      form={form}
      onSubmit={async ({ step, how }) => {
        await save.do({
          roundToMinutes: Number(step) as Rule['roundToMinutes'],
          roundHow: how as Rule['roundHow'],
          rowVersion: rule.rowVersion,
        })
        notify.done(t('settings.saved'))
      }}
    >
      <Columns of={2}>
        <SelectField
          label={t('rates.step')}
          choices={[1, 5, 6, 10, 15, 30].map((minutes) => ({
            value: String(minutes),
            label: t('rates.minutes', { count: minutes }),
          }))}
          {...form.field('step')}
        />
        <RadioField
          label={t('rates.how')}
          choices={[
            { value: 'up', label: t('rates.up') },
            { value: 'nearest', label: t('rates.nearest') },
          ]}
          {...form.field('how')}
        />
      </Columns>
    </Form>
  )
}
