import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Button,
  Dialog,
  Facts,
  Form,
  Panel,
  SelectField,
  Stack,
  Text,
  notify,
  useCan,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import type { PartProps } from '../../../ui/staff/index.ts'

type Pattern = Returns<'GET /clients/{clientId}/reminder-pattern'>

/** When and on which channel somebody reacts, and what the team chose for them. */
export default function ClientTiming({ id }: PartProps) {
  const { t } = useWords('messages')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const read = useApi(
    'GET /clients/{clientId}/reminder-pattern',
    { clientId: id },
    { live: ['client', 'message'] },
  )
  const change = can('messages.send') && (
    <Button small kind="quiet" icon="edit" onClick={() => setOpen(true)}>
      {t('timing.choose')}
    </Button>
  )
  return (
    <Panel title={t('timing.reminders')} actions={change}>
      <Await read={read}>
        {(pattern) => (
          <>
            <Known pattern={pattern} />
            {isOpen && <PinDialog id={id} pattern={pattern} onClose={() => setOpen(false)} />}
          </>
        )}
      </Await>
    </Panel>
  )
}

function Known({ pattern }: { pattern: Pattern }) {
  const { t } = useWords('messages')
  const format = useFormat()
  const { pin, bestHour, bestChannel, reactions, leastReactions, channels } = pattern
  const hour = pin?.hour ?? bestHour
  const channel = pin?.channel ?? bestChannel
  const counts = channels.map((each) =>
    t('timing.count', {
      channel: t(`timing.channel.${each.channel}`),
      reacted: each.reacted,
      sent: each.sent,
    }),
  )
  return (
    <Stack>
      <Facts
        of={[
          [
            t('timing.hour'),
            hour === null ? t('timing.asPlanned') : t('timing.around', { hour: clock(hour) }),
          ],
          [t('timing.on'), channel === null ? t('timing.asUsual') : t(`timing.channel.${channel}`)],
        ]}
      />
      <Text tone="soft" size="small">
        {pin
          ? t('timing.pinned', { name: pin.pinnedBy, when: format.when(pin.pinnedAt) })
          : reactions < leastReactions
            ? t('timing.tooFew', { count: reactions })
            : t('timing.learned', { count: reactions })}
        {counts.length > 0 && ` ${counts.join(', ')}.`}
      </Text>
    </Stack>
  )
}

const CHANNELS = ['email', 'sms', 'call'] as const

function PinDialog({ id, pattern, onClose }: { id: string; pattern: Pattern; onClose: () => void }) {
  const { t } = useWords('messages')
  const keep = useAct('PUT /clients/{clientId}/reminder-pattern')
  const form = useFields({
    initial: {
      hour: typeof pattern.pin?.hour === 'number' ? String(pattern.pin.hour) : '',
      channel: pattern.pin?.channel ?? '',
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('timing.chooseTitle')}>
      <Form
        form={form}
        onCancel={onClose}
        onSubmit={async ({ hour, channel }) => {
          await keep.do({
            clientId: id,
            hour: hour ? Number(hour) : null,
            channel: CHANNELS.find((each) => each === channel) ?? null,
          })
          notify.done(t('timing.kept'))
          onClose()
        }}
      >
        <Stack>
          <Text tone="soft" size="small">
            {t('timing.chooseAbout')}
          </Text>
          <SelectField
            label={t('timing.hour')}
            clearable
            placeholder={t('timing.byHistory')}
            choices={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock(hour) }))}
            {...form.field('hour')}
          />
          <SelectField
            label={t('timing.on')}
            clearable
            placeholder={t('timing.byHistory')}
            choices={CHANNELS.map((value) => ({ value, label: t(`timing.channel.${value}`) }))}
            {...form.field('channel')}
          />
        </Stack>
      </Form>
    </Dialog>
  )
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
