import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Columns,
  Form,
  IconButton,
  MoneyField,
  MultiSelectField,
  notify,
  NumberField,
  Panel,
  Row,
  SelectField,
  Stack,
  Text,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Rules = Returns<'GET /billing/deposit-rules'>
type Rule = Rules['rules'][number]

/** Which visits that are booked online ask for a deposit, and who keeps it. */
export function DepositRulesForm() {
  const { t } = useWords('billing')
  const rules = useApi('GET /billing/deposit-rules')
  return (
    <Panel title={t('deposits.title')}>
      <Await read={rules}>{(found) => <RulesForm key={found.rowVersion} rules={found} />}</Await>
    </Panel>
  )
}

const NEW_RULE: Rule = { who: 'new', serviceIds: [], minMinutes: null, risk: 'any', by: 'percent', value: 25 }

function RulesForm({ rules }: { rules: Rules }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /billing/deposit-rules')
  const form = useFields({
    initial: {
      rules: rules.rules,
      payWithinMinutes: rules.payWithinMinutes as number | null,
      keepHours: rules.keepHours as number | null,
    },
  })
  const list = form.values.rules
  const setRules = (next: Rule[]) => form.set({ rules: next })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await save.do({
          rowVersion: rules.rowVersion,
          rules: values.rules,
          payWithinMinutes: values.payWithinMinutes ?? 30,
          keepHours: values.keepHours ?? 0,
        })
        notify.done(t('settings.saved'))
      }}
    >
      <Text tone="soft">{t('deposits.about')}</Text>
      {list.map((rule, index) => (
        <RuleFields
          key={index}
          rule={rule}
          number={index + 1}
          onChange={(next) => setRules(list.map((one, at) => (at === index ? next : one)))}
          onRemove={() => setRules(list.filter((_, at) => at !== index))}
        />
      ))}
      <Row>
        <Button small icon="add" onClick={() => setRules([...list, NEW_RULE])}>
          {t('deposits.add')}
        </Button>
      </Row>
      <Columns of={2}>
        <NumberField
          label={t('deposits.within')}
          help={t('deposits.withinHelp')}
          min={10}
          max={10_080}
          {...form.field('payWithinMinutes')}
        />
        <NumberField
          label={t('deposits.keep')}
          help={t('deposits.keepHelp')}
          min={0}
          max={720}
          {...form.field('keepHours')}
        />
      </Columns>
    </Form>
  )
}

interface RuleProps {
  rule: Rule
  number: number
  onChange: (rule: Rule) => void
  onRemove: () => void
}

function RuleFields({ rule, number, onChange, onRemove }: RuleProps) {
  const { t } = useWords('billing')
  const services = useApi('GET /services', {})
  const put = (change: Partial<Rule>) => onChange({ ...rule, ...change })
  return (
    <Stack gap="tight">
      <Row justify="between">
        <Text>{t('deposits.rule', { number })}</Text>
        <IconButton icon="remove" label={t('deposits.remove', { number })} onClick={onRemove} />
      </Row>
      <Columns of={3}>
        <SelectField
          label={t('deposits.who')}
          choices={(['new', 'everybody'] as const).map((who) => ({
            value: who,
            label: t(`deposits.of.${who}`),
          }))}
          value={rule.who}
          onChange={(who: string | null) => put({ who: (who ?? 'new') as Rule['who'] })}
        />
        <NumberField
          label={t('deposits.minutes')}
          placeholder={t('deposits.anyLength')}
          min={1}
          max={1440}
          value={rule.minMinutes}
          onChange={(minMinutes: number | null) => put({ minMinutes })}
        />
        <SelectField
          label={t('deposits.risk')}
          choices={(['any', 'raised', 'high'] as const).map((risk) => ({
            value: risk,
            label: t(`deposits.risks.${risk}`),
          }))}
          value={rule.risk}
          onChange={(risk: string | null) => put({ risk: (risk ?? 'any') as Rule['risk'] })}
        />
        <MultiSelectField
          label={t('deposits.services')}
          placeholder={rule.serviceIds.length === 0 ? t('deposits.allServices') : ''}
          choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          value={rule.serviceIds}
          onChange={(serviceIds: string[]) => put({ serviceIds })}
        />
        <SelectField
          label={t('deposits.how')}
          choices={(['percent', 'amount'] as const).map((by) => ({ value: by, label: t(`fees.by.${by}`) }))}
          value={rule.by}
          onChange={(by: string | null) =>
            put(by === 'amount' ? { by: 'amount', value: 2_000 } : { by: 'percent', value: 25 })
          }
        />
        {rule.by === 'amount' ? (
          <MoneyField
            label={t('amount')}
            value={rule.value}
            onChange={(value: number | null) => put({ value: value || 1 })}
          />
        ) : (
          <NumberField
            label={t('fees.ofPrice')}
            unit="%"
            min={1}
            max={100}
            value={rule.value}
            onChange={(value: number | null) => put({ value: value ?? 1 })}
          />
        )}
      </Columns>
    </Stack>
  )
}
