import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Dialog,
  Form,
  Heading,
  Loading,
  NumberField,
  Stack,
  SwitchField,
  Text,
  TimeField,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Settings = Returns<'GET /waitlist/settings'>

/** How freed times are offered: to how many, how fast, when not, and what counts. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords('scheduling')
  const read = useApi('GET /waitlist/settings', {})
  return (
    <Dialog open onClose={onClose} title={t('waitlist.set.title')} size="large">
      <Await read={read} loading={<Loading lines={8} />}>
        {(settings) => <SettingsForm settings={settings} onClose={onClose} />}
      </Await>
    </Dialog>
  )
}

const NUMBERS = ['groupSize', 'minutesApart', 'waitMinutes', 'validMinutes', 'stopHours', 'perDay'] as const
const WEIGHTS = ['urgency', 'waiting', 'fit', 'chance'] as const

function SettingsForm({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const save = useAct('PUT /waitlist/settings')
  const { weights, ...rest } = settings
  const form = useFields({ initial: { ...rest, ...weights } as Record<string, unknown> })
  async function submit(values: Record<string, unknown>): Promise<void> {
    const of = <K extends string>(keys: readonly K[]) =>
      Object.fromEntries(keys.map((key) => [key, Number(values[key] ?? 0)])) as Record<K, number>
    await save.do({
      automatic: Boolean(values.automatic),
      hold: Boolean(values.hold),
      writeFrom: String(values.writeFrom),
      writeTo: String(values.writeTo),
      ...of(NUMBERS),
      weights: of(WEIGHTS),
    })
    notify.done(t('waitlist.set.saved'))
    onClose()
  }
  return (
    <Form form={form} onCancel={onClose} onSubmit={submit}>
      <SwitchField
        label={t('waitlist.set.automatic')}
        help={t('waitlist.set.automaticHelp')}
        {...form.field('automatic')}
      />
      <Columns of={3}>
        {NUMBERS.map((key) => (
          <NumberField key={key} label={t(`waitlist.set.${key}`)} min={0} {...form.field(key)} />
        ))}
        <TimeField label={t('waitlist.set.writeFrom')} {...form.field('writeFrom')} />
        <TimeField label={t('waitlist.set.writeTo')} {...form.field('writeTo')} />
      </Columns>
      <SwitchField label={t('waitlist.set.hold')} help={t('waitlist.set.holdHelp')} {...form.field('hold')} />
      <Stack gap="tight">
        <Heading>{t('waitlist.set.weights')}</Heading>
        <Text tone="soft" size="small">
          {t('waitlist.set.weightsHelp')}
        </Text>
        <Columns of={4}>
          {WEIGHTS.map((key) => (
            <NumberField
              key={key}
              label={t(`waitlist.weight.${key}`)}
              min={0}
              max={100}
              {...form.field(key)}
            />
          ))}
        </Columns>
      </Stack>
    </Form>
  )
}
