import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Dialog,
  Form,
  Loading,
  NumberField,
  SwitchField,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'

type Settings = Returns<'GET /recall-settings'>

/** How recalls go out by themselves. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords('outreach')
  const read = useApi('GET /recall-settings', {})
  return (
    <Dialog open onClose={onClose} title={t('recalls.byThemselves')}>
      <Await read={read} loading={<Loading lines={4} />}>
        {(settings) => <SettingsForm settings={settings} onClose={onClose} />}
      </Await>
    </Dialog>
  )
}

function SettingsForm({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const { t } = useWords('outreach')
  const save = useAct('PUT /recall-settings')
  const form = useFields({ initial: { ...settings } as Record<string, unknown> })
  return (
    <Form
      form={form}
      onCancel={onClose}
      onSubmit={async (values) => {
        await save.do({
          automatic: Boolean(values.automatic),
          dailyLimit: Number(values.dailyLimit),
          overdueDays: Number(values.overdueDays),
        })
        notify.done(t('recalls.settingsSaved'))
        onClose()
      }}
    >
      <SwitchField
        label={t('recalls.automatic')}
        help={t('recalls.automaticHelp')}
        {...form.field('automatic')}
      />
      <Columns of={2}>
        <NumberField
          label={t('recalls.dailyLimit')}
          help={t('recalls.dailyLimitHelp')}
          min={1}
          max={1000}
          {...form.field('dailyLimit')}
        />
        <NumberField
          label={t('recalls.overdueDays')}
          help={t('recalls.overdueDaysHelp')}
          min={0}
          max={3650}
          {...form.field('overdueDays')}
        />
      </Columns>
    </Form>
  )
}
