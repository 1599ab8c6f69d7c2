import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  SelectField,
  TextArea,
  TextField,
  notify,
  required,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { QUEUES } from './model.ts'

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

interface NewTaskProps {
  clientId?: string
  appointmentId?: string
  onDone: () => void
}

/** Gives a person or a queue something to do. */
export function NewTask({ clientId, appointmentId, onDone }: NewTaskProps) {
  const { t } = useWords('team')
  const create = useAct('POST /tasks')
  const staff = useApi('GET /staff', {})
  const form = useFields({
    initial: {
      title: '',
      queue: 'front_desk' as (typeof QUEUES)[number],
      ownerId: null as string | null,
      dueOn: null as string | null,
      priority: 'normal' as (typeof PRIORITIES)[number],
      notes: '',
      checklist: '',
    },
    check: { title: required(t('task.titleMissing')) },
  })
  return (
    <Form
      form={form}
      submit={t('task.make')}
      onCancel={onDone}
      onSubmit={async ({ notes, checklist, ...wish }) => {
        await create.do({
          ...wish,
          notes: notes || null,
          clientId: clientId ?? null,
          appointmentId: appointmentId ?? null,
          checklist: checklist
            .split('\n')
            .map((each) => each.trim())
            .filter(Boolean),
        })
        notify.done(t('task.made'))
        onDone()
      }}
    >
      <TextField label={t('task.what')} required autoFocus maxLength={200} {...form.field('title')} />
      <Columns of={2}>
        <SelectField
          label={t('task.queue')}
          choices={QUEUES.map((queue) => ({ value: queue, label: t(`queue.${queue}`) }))}
          {...form.field('queue')}
        />
        <SelectField
          label={t('task.owner')}
          clearable
          choices={(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('ownerId')}
        />
        <DayField label={t('task.due')} clearable {...form.field('dueOn')} />
        <SelectField
          label={t('task.priority')}
          choices={PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}`) }))}
          {...form.field('priority')}
        />
      </Columns>
      <TextArea label={t('task.notes')} rows={2} maxLength={5000} {...form.field('notes')} />
      <TextArea
        label={t('task.checklist')}
        help={t('task.checklistHelp')}
        rows={2}
        {...form.field('checklist')}
      />
    </Form>
  )
}
