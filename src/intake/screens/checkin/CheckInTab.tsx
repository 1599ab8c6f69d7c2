import { useAct, useApi, type Returns } from '../../../ui/api/index.ts'
import {
  Await,
  Columns,
  Form,
  notify,
  NumberField,
  Panel,
  Stack,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { Devices } from './Devices.tsx'

type Settings = Returns<'GET /check-in/settings'>

/** From when clients may check in, what counts as late, and the devices and posters at the entrances. */
export default function CheckInTab() {
  const { t } = useWords('intake')
  const settings = useApi('GET /check-in/settings', {})
  return (
    <Stack>
      <Devices />
      <Panel title={t('checkIn.times')}>
        <Await read={settings}>{(kept) => <Times kept={kept} />}</Await>
      </Panel>
    </Stack>
  )
}

function Times({ kept }: { kept: Settings }) {
  const { t } = useWords('intake')
  const keep = useAct('PUT /check-in/settings')
  const form = useFields({ initial: kept })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await keep.do(values)
        notify.done(t('checkIn.saved'))
      }}
    >
      <Columns>
        {(['minutesBefore', 'lateMinutes', 'longWaitMinutes', 'idleSeconds'] as const).map((key) => (
          <NumberField key={key} label={t(`checkIn.${key}`)} min={1} {...form.field(key)} />
        ))}
      </Columns>
    </Form>
  )
}
