import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  IconButton,
  MoneyField,
  notify,
  NumberField,
  Panel,
  RadioField,
  Row,
  SelectField,
  Stack,
  SwitchField,
  Text,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Rules = Returns<'GET /billing/fee-rules'>
type FeeAmount = Rules['late']

/** What late cancellations and missed visits cost. */
export function FeeRulesForm() {
  const { t } = useWords('billing')
  const rules = useApi('GET /billing/fee-rules')
  return (
    <Panel title={t('fees.title')}>
      <Await read={rules}>{(found) => <RulesForm key={found.rowVersion} rules={found} />}</Await>
    </Panel>
  )
}

function RulesForm({ rules }: { rules: Rules }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /billing/fee-rules')
  const form = useFields({
    initial: {
      mode: rules.mode as string,
      lateHours: rules.lateHours as number | null,
      isFirstFree: rules.isFirstFree,
      late: rules.late,
      noShow: rules.noShow,
      services: rules.services,
    },
  })
  const { late, noShow, services } = form.values
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await save.do({
          ...values,
          rowVersion: rules.rowVersion,
          mode: values.mode as Rules['mode'],
          lateHours: values.lateHours ?? 0,
        })
        notify.done(t('settings.saved'))
      }}
    >
      <RadioField
        label={t('fees.mode')}
        choices={[
          { value: 'proposed', label: t('fees.modeProposed'), help: t('fees.modeProposedHelp') },
          { value: 'automatic', label: t('fees.modeAutomatic'), help: t('fees.modeAutomaticHelp') },
        ]}
        {...form.field('mode')}
      />
      <NumberField
        label={t('fees.hours')}
        help={t('fees.hoursHelp')}
        min={0}
        max={720}
        {...form.field('lateHours')}
      />
      <Columns of={2}>
        <AmountFields
          label={t('kind.late_cancel')}
          value={late}
          onChange={(next) => form.set({ late: next })}
        />
        <AmountFields
          label={t('kind.no_show')}
          value={noShow}
          onChange={(next) => form.set({ noShow: next })}
        />
      </Columns>
      <SwitchField label={t('fees.firstFree')} {...form.field('isFirstFree')} />
      <OwnFees services={services} onChange={(next) => form.set({ services: next })} />
    </Form>
  )
}

interface OwnFeesProps {
  services: Rules['services']
  onChange: (next: Rules['services']) => void
}

/** Services whose fees are others. */
function OwnFees({ services, onChange }: OwnFeesProps) {
  const { t } = useWords('billing')
  const all = useApi('GET /services', {})
  const left = (all.data?.items ?? []).filter((each) => !services.some((one) => one.serviceId === each.id))
  const put = (index: number, change: Partial<Rules['services'][number]>) =>
    onChange(services.map((one, at) => (at === index ? { ...one, ...change } : one)))
  return (
    <Stack>
      {services.map((one, index) => (
        <Stack key={one.serviceId} gap="tight">
          <Row justify="between">
            <Text>{all.data?.items.find((each) => each.id === one.serviceId)?.name ?? ''}</Text>
            <IconButton
              icon="remove"
              label={t('fees.removeOwn')}
              onClick={() => onChange(services.filter((_, at) => at !== index))}
            />
          </Row>
          <Columns of={2}>
            <AmountFields
              label={t('kind.late_cancel')}
              value={one.late}
              onChange={(late) => put(index, { late })}
            />
            <AmountFields
              label={t('kind.no_show')}
              value={one.noShow}
              onChange={(noShow) => put(index, { noShow })}
            />
          </Columns>
        </Stack>
      ))}
      <SelectField
        label={t('fees.addOwn')}
        placeholder={t('fees.pickService')}
        choices={left.map((each) => ({ value: each.id, label: each.name }))}
        value={null}
        onChange={(serviceId: string | null) =>
          serviceId && onChange([...services, { serviceId, late: NONE, noShow: NONE }])
        }
      />
    </Stack>
  )
}

const NONE: FeeAmount = { by: 'none', value: 0 }

interface AmountProps {
  label: string
  value: FeeAmount
  onChange: (next: FeeAmount) => void
}

/** None, an amount, or a share of the price. */
function AmountFields({ label, value, onChange }: AmountProps) {
  const { t } = useWords('billing')
  return (
    <Columns of={2}>
      <SelectField
        label={label}
        choices={(['none', 'amount', 'percent'] as const).map((by) => ({
          value: by,
          label: t(`fees.by.${by}`),
        }))}
        value={value.by}
        onChange={(by: string | null) =>
          onChange({ by: (by ?? 'none') as FeeAmount['by'], value: by === 'percent' ? 50 : 0 })
        }
      />
      {value.by === 'amount' && (
        <MoneyField
          label={t('amount')}
          value={value.value}
          onChange={(minor: number | null) => onChange({ ...value, value: minor ?? 0 })}
        />
      )}
      {value.by === 'percent' && (
        <NumberField
          label={t('fees.ofPrice')}
          unit="%"
          min={0}
          max={100}
          value={value.value}
          onChange={(percent: number | null) => onChange({ ...value, value: percent ?? 0 })}
        />
      )}
    </Columns>
  )
}
