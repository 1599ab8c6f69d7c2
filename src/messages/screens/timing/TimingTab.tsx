import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  MultiSelectField,
  NumberField,
  Panel,
  Stack,
  SwitchField,
  Text,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Timing = Returns<'GET /reminder-timing'>

/** How reminders follow the person and the risk of absence. */
export default function TimingTab() {
  const { t } = useWords('messages')
  const read = useApi('GET /reminder-timing', {})
  return (
    <Panel title={t('timing.title')}>
      <Await read={read}>{(timing) => <TimingForm key={JSON.stringify(timing)} timing={timing} />}</Await>
    </Panel>
  )
}

function TimingForm({ timing }: { timing: Timing }) {
  const { t } = useWords('messages')
  const keep = useAct('PUT /reminder-timing')
  const services = useApi('GET /services', {})
  const form = useFields({ initial: { ...timing } })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await keep.do(values)
        notify.done(t('timing.kept'))
      }}
    >
      <Stack>
        <SwitchField
          label={t('timing.byPattern')}
          help={t('timing.byPatternHelp')}
          {...form.field('byPattern')}
        />
        <Text tone="soft" size="small">
          {t('timing.riskAbout')}
        </Text>
        <Columns of={2}>
          <NumberField
            label={t('timing.extraHours')}
            help={t('timing.noneHelp')}
            min={2}
            max={336}
            {...form.field('extraHours')}
          />
          <NumberField
            label={t('timing.callHours')}
            help={t('timing.noneHelp')}
            min={2}
            max={336}
            {...form.field('callHours')}
          />
        </Columns>
        <MultiSelectField
          label={t('timing.except')}
          help={t('timing.exceptHelp')}
          choices={(services.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('exceptServiceIds')}
        />
      </Stack>
    </Form>
  )
}
