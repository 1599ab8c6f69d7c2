import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  NumberField,
  Panel,
  Stack,
  Text,
  notify,
  useCan,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

interface Limits {
  maxPerDay: number | null
  maxPerWeek: number | null
  maxMinutesPerDay: number | null
  maxMinutesPerWeek: number | null
}

/** The most visits of any service that somebody takes in a day or week. */
export function LimitsPanel({ practitionerId }: { practitionerId: string }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /practitioners/{id}/limits', { id: practitionerId })
  return (
    <Panel title={t('sessions.limits')}>
      <Await read={read}>
        {(limits) => <LimitsForm key={JSON.stringify(limits)} id={practitionerId} limits={limits} />}
      </Await>
    </Panel>
  )
}

function LimitsForm({ id, limits }: { id: string; limits: Limits }) {
  const { t } = useWords('scheduling')
  const mayEdit = useCan()('hours.manage')
  const keep = useAct('PUT /practitioners/{id}/limits')
  const form = useFields({ initial: { ...limits } })
  const field = { min: 1, disabled: !mayEdit, placeholder: t('serviceForm.noLimit') }
  return (
    <Form
      form={form}
      bare={!mayEdit}
      onSubmit={async (values) => {
        await keep.do({ id, ...values })
        notify.done(t('sessions.limitsSaved'))
      }}
    >
      <Stack>
        <Text tone="soft" size="small">
          {t('sessions.limitsAbout')}
        </Text>
        <Columns of={2}>
          <NumberField label={t('sessions.perDay')} max={200} {...field} {...form.field('maxPerDay')} />
          <NumberField label={t('sessions.perWeek')} max={1000} {...field} {...form.field('maxPerWeek')} />
          <NumberField
            label={t('sessions.minutesPerDay')}
            max={1440}
            step={15}
            unit={t('min')}
            {...field}
            {...form.field('maxMinutesPerDay')}
          />
          <NumberField
            label={t('sessions.minutesPerWeek')}
            max={10080}
            step={60}
            unit={t('min')}
            {...field}
            {...form.field('maxMinutesPerWeek')}
          />
        </Columns>
      </Stack>
    </Form>
  )
}
