import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Form,
  MultiSelectField,
  SelectField,
  Text,
  TextField,
  TimeField,
  notify,
  required,
  useCan,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, todayIn } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import { WEEKDAYS, nameOfWeekday } from './weekdays.ts'

interface MeetingFormProps {
  practitionerId: string
  onCancel: () => void
  onDone: (affected: Affected[]) => void
}

/** The same hours of several people, week after week. */
export function MeetingForm({ practitionerId, onCancel, onDone }: MeetingFormProps) {
  const { t, language } = useWords('scheduling')
  const can = useCan()
  const today = todayIn(useMe().practice.zone)
  const staff = useApi('GET /staff', {})
  const meet = useAct('POST /time-off/meetings')
  const some = (message: string) => (value: string[]) => (value.length === 0 ? message : null)
  const form = useFields({
    initial: {
      note: '',
      practitionerIds: [practitionerId],
      weekdays: ['1'],
      everyWeeks: '1',
      starts: '09:00',
      ends: '10:00',
      from: today as string | null,
      to: addDays(today, 364) as string | null,
    },
    check: {
      practitionerIds: some(t('hours.meeting.nobody')),
      weekdays: some(t('hours.meeting.noDay')),
      from: required(t('pickDayFirst')),
      to: required(t('pickDayFirst')),
    },
  })
  const people = (staff.data?.items ?? []).filter(
    (one) => one.isPractitioner && (can('hours.manage') || one.id === practitionerId),
  )
  async function submit({
    note,
    weekdays,
    everyWeeks,
    from,
    to,
    ...wish
  }: typeof form.values): Promise<void> {
    const { times, affected } = await meet.do({
      ...wish,
      note: note.trim() || null,
      weekdays: weekdays.map(Number),
      everyWeeks: Number(everyWeeks),
      from: from ?? today,
      to: to ?? today,
    })
    notify.done(t('hours.meeting.added', { count: times.length }))
    onDone(affected)
  }
  return (
    <Form form={form} onCancel={onCancel} onSubmit={submit} submit={t('hours.leave.block')}>
      <TextField
        label={t('hours.meeting.name')}
        maxLength={300}
        placeholder={t('hours.meeting.example')}
        {...form.field('note')}
      />
      <MultiSelectField
        label={t('hours.meeting.who')}
        choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('practitionerIds')}
      />
      <Columns of={2}>
        <MultiSelectField
          label={t('hours.meeting.weekdays')}
          choices={WEEKDAYS.map((weekday) => ({
            value: String(weekday),
            label: nameOfWeekday(weekday, language),
          }))}
          {...form.field('weekdays')}
        />
        <SelectField
          label={t('hours.meeting.every')}
          choices={[1, 2, 3, 4].map((count) => ({
            value: String(count),
            label: t('hours.meeting.everyWeeks', { count }),
          }))}
          {...form.field('everyWeeks')}
        />
        <TimeField label={t('from')} {...form.field('starts')} />
        <TimeField label={t('to')} {...form.field('ends')} />
        <DayField label={t('firstDay')} {...form.field('from')} />
        <DayField label={t('lastDay')} {...form.field('to')} />
      </Columns>
      <Text tone="soft" size="small">
        {t('hours.meeting.help')}
      </Text>
    </Form>
  )
}
