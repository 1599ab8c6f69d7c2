import { useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Dialog,
  Form,
  NumberField,
  SelectField,
  Stack,
  SwitchField,
  Text,
  TextArea,
  TextField,
  TimeField,
  notify,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { instantOf } from '../zone.ts'
import type { Session } from './session-model.ts'
import { useSessionActs, wallTimes } from './session-model.ts'

interface SessionDialogProps {
  open: boolean
  session: Session
  onClose: () => void
}

/** Name, seats, notes and the rule of the waitlist. */
export function EditSessionDialog({ open, ...props }: SessionDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog open={open} onClose={props.onClose} title={t('sessions.editTitle')} size="small">
      {open && <EditForm {...props} />}
    </Dialog>
  )
}

function EditForm({ session, onClose }: Omit<SessionDialogProps, 'open'>) {
  const { t } = useWords('scheduling')
  const { edit } = useSessionActs()
  const form = useFields({
    initial: {
      title: session.title ?? '',
      capacity: session.capacity as number | null,
      autoPromote: session.autoPromote,
      notes: session.notes ?? '',
    },
  })
  return (
    <Form
      form={form}
      onCancel={onClose}
      onSubmit={async ({ title, capacity, autoPromote, notes }) => {
        await edit.do({
          id: session.id,
          rowVersion: session.rowVersion,
          title: title.trim() || null,
          notes: notes.trim() || null,
          autoPromote,
          ...(capacity ? { capacity } : {}),
        })
        notify.done(t('sessions.saved'))
        onClose()
      }}
    >
      <Stack>
        <TextField
          label={t('sessions.name')}
          help={t('sessions.nameHelp')}
          maxLength={120}
          {...form.field('title')}
        />
        <NumberField label={t('sessions.capacity')} min={1} max={500} {...form.field('capacity')} />
        <SwitchField
          label={t('sessions.autoPromote')}
          help={t('sessions.autoPromoteHelp')}
          {...form.field('autoPromote')}
        />
        <TextArea label={t('sessions.notes')} rows={2} maxLength={4000} {...form.field('notes')} />
      </Stack>
    </Form>
  )
}

/** Another time or practitioner, for everybody. */
export function MoveSessionDialog({ open, ...props }: SessionDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog open={open} onClose={props.onClose} title={t('sessions.move')} size="small">
      {open && <MoveForm {...props} />}
    </Dialog>
  )
}

function MoveForm({ session, onClose }: Omit<SessionDialogProps, 'open'>) {
  const { t } = useWords('scheduling')
  const { move } = useSessionActs()
  const service = useApi('GET /services/{id}', { id: session.service.id })
  const [start] = wallTimes(session)
  const form = useFields({
    initial: {
      day: start.slice(0, 10),
      time: start.slice(11, 16),
      practitionerId: session.practitioner.id,
    },
  })
  const people = service.data?.practitioners ?? [session.practitioner]
  return (
    <Form
      form={form}
      submit={t('sessions.moveDo')}
      onCancel={onClose}
      onSubmit={async ({ day, time, practitionerId }) => {
        await move.do({
          id: session.id,
          rowVersion: session.rowVersion,
          startsAt: instantOf(`${day}T${time}`, session.zone),
          practitionerId,
        })
        notify.done(t('sessions.moved'))
        onClose()
      }}
    >
      <Stack>
        <Text tone="soft">{t('sessions.moveText')}</Text>
        <Columns of={2}>
          <DayField label={t('day')} {...form.field('day')} />
          <TimeField label={t('sessions.time')} required {...form.field('time')} />
        </Columns>
        <SelectField
          label={t('sessions.practitioner')}
          choices={people.map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('practitionerId')}
        />
      </Stack>
    </Form>
  )
}
