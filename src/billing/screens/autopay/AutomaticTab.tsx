import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  MoneyField,
  notify,
  NumberField,
  Panel,
  SelectField,
  Stack,
  SwitchField,
  Text,
  TextField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { DepositRulesForm } from '../deposits/DepositRulesForm.tsx'
import { FeeRulesForm } from '../fees/FeeRulesForm.tsx'

type Rules = Returns<'GET /billing/autopay-rules'>

/** Money that comes by itself: when kept cards are charged, which deposits are asked for, which fees are taken. */
export function AutomaticTab() {
  const rules = useApi('GET /billing/autopay-rules')
  const { t } = useWords('billing')
  return (
    <Stack>
      <Panel title={t('autopay.title')}>
        <Await read={rules}>{(found) => <AutopayForm key={found.rowVersion} rules={found} />}</Await>
      </Panel>
      <DepositRulesForm />
      <FeeRulesForm />
    </Stack>
  )
}

function AutopayForm({ rules }: { rules: Rules }) {
  const { t } = useWords('billing')
  const save = useAct('PUT /billing/autopay-rules')
  const form = useFields({
    initial: {
      isOffered: rules.isOffered,
      noticeDays: rules.noticeDays as number | null,
      chargeOn: rules.chargeOn as string,
      fromHour: rules.fromHour as number | null,
      retryDays: rules.retryDays.join(', '),
      limitMinor: rules.limitMinor as number | null,
    },
    check: { retryDays: (text) => (readDays(text) ? null : t('autopay.retryWrong')) },
  })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await save.do({
          rowVersion: rules.rowVersion,
          isOffered: values.isOffered,
          noticeDays: values.noticeDays ?? 0,
          chargeOn: values.chargeOn as Rules['chargeOn'],
          fromHour: values.fromHour ?? 0,
          retryDays: readDays(values.retryDays) ?? [],
          limitMinor: values.limitMinor,
        })
        notify.done(t('settings.saved'))
      }}
    >
      <Text tone="soft">{t('autopay.about')}</Text>
      <SwitchField
        label={t('autopay.offered')}
        help={t('autopay.offeredHelp')}
        {...form.field('isOffered')}
      />
      <Columns of={2}>
        <NumberField
          label={t('autopay.notice')}
          help={t('autopay.noticeHelp')}
          min={0}
          max={60}
          {...form.field('noticeDays')}
        />
        <SelectField
          label={t('autopay.when')}
          choices={[
            { value: 'soon', label: t('autopay.soon') },
            { value: 'due', label: t('autopay.due') },
          ]}
          {...form.field('chargeOn')}
        />
        <NumberField label={t('autopay.hour')} min={0} max={23} {...form.field('fromHour')} />
        <TextField label={t('autopay.retry')} help={t('autopay.retryHelp')} {...form.field('retryDays')} />
        <MoneyField label={t('autopay.limit')} help={t('autopay.limitHelp')} {...form.field('limitMinor')} />
      </Columns>
    </Form>
  )
}

/** '1, 3, 7' as days; null when something else stands there. */
function readDays(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  const days = parts.map(Number)
  return days.length <= 10 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 60)
    ? days
    : null
}
