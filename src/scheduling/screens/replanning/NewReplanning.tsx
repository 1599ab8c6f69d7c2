import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  CheckField,
  Columns,
  DayField,
  Form,
  Notice,
  NumberField,
  RadioField,
  SegmentField,
  SelectField,
  Stack,
  TextField,
  TimeField,
  required,
  useCan,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, instantOf, todayIn } from '../zone.ts'

interface NewReplanningProps {
  /** From the address: a time off that was just entered. */
  start: { practitioner: string; from: string; to: string }
  onClose: () => void
  onDone: (id: string) => void
}

/** Who or what is lost and when; the answer is a draft that touches nothing yet. */
export function NewReplanning(props: NewReplanningProps) {
  const { t } = useWords('scheduling')
  const [kind, setKind] = useState('lost')
  return (
    <Stack>
      <SegmentField
        label={t('replanning.kindTitle')}
        choices={['lost', 'gaps'].map((value) => ({ value, label: t(`replanning.make.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'lost' ? <LostForm {...props} /> : <GapsForm {...props} />}
    </Stack>
  )
}

function useChoices() {
  const { t } = useWords('scheduling')
  const staff = useApi('GET /staff', {})
  const locations = useApi('GET /locations', {})
  const people = (staff.data?.items ?? []).filter((one) => one.isPractitioner)
  const places = locations.data?.items ?? []
  const practitioners = people.map((one) => ({ value: `practitioner ${one.id}`, label: one.name }))
  const rooms = places.flatMap((place) =>
    place.rooms.map((room) => ({ value: `room ${room.id}`, label: `${room.name} (${place.name})` })),
  )
  const units = places.flatMap((place) =>
    place.equipment.flatMap((pool) =>
      pool.units.map((unit) => ({ value: `unit ${unit.id}`, label: `${unit.name} (${place.name})` })),
    ),
  )
  const all = [
    ...practitioners,
    ...rooms,
    ...units,
    ...places.map((place) => ({
      value: `location ${place.id}`,
      label: t('replanning.wholePlace', { place: place.name }),
    })),
  ]
  return { practitioners, all }
}

function firstValues(start: NewReplanningProps['start'], today: string) {
  return {
    what: start.practitioner ? `practitioner ${start.practitioner}` : '',
    first: (start.from || today) as string | null,
    last: (start.to || start.from || today) as string | null,
    wholeDays: true,
    starts: '08:00',
    ends: '18:00',
    reason: '',
    approach: 'offer',
    searchDays: 21,
    answerHours: 24,
    markAway: false,
  }
}

/** The days and hours by the practice's clock, as instants. */
function wishOf(values: ReturnType<typeof firstValues>, zone: string) {
  const [type, id] = values.what.split(' ') as [string, string]
  const { wholeDays, first, last } = values
  const from = `${first}T${wholeDays ? '00:00' : values.starts}`
  const to = wholeDays ? `${addDays(last ?? first ?? '', 1)}T00:00` : `${last}T${values.ends}`
  return {
    [`${type}Id`]: id,
    from: instantOf(from, zone),
    to: instantOf(to, zone),
    ...(values.reason.trim() ? { reason: values.reason.trim() } : {}),
    approach: values.approach === 'move' ? ('move' as const) : ('offer' as const),
    searchDays: Number(values.searchDays),
    answerHours: Number(values.answerHours),
    markAway: values.markAway && type === 'practitioner',
  }
}

function LostForm({ start, onClose, onDone }: NewReplanningProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const can = useCan()
  const choices = useChoices()
  const create = useAct('POST /replannings')
  const today = todayIn(zone)
  const form = useFields({
    initial: firstValues(start, today),
    check: {
      what: required(t('replanning.whatMissing')),
      first: required(t('pickDayFirst')),
      last: required(t('pickDayFirst')),
    },
  })
  const { values } = form
  const [type] = values.what.split(' ')
  return (
    <Form
      form={form}
      onCancel={onClose}
      onSubmit={async () => onDone((await create.do(wishOf(values, zone))).id)}
      submit={t('replanning.propose')}
    >
      <SelectField
        label={t('replanning.whatLost')}
        required
        search
        choices={choices.all}
        {...form.field('what')}
      />
      <Columns of={2}>
        <DayField
          label={t('firstDay')}
          min={today}
          value={values.first}
          onChange={(first: string | null) =>
            form.set({ first, ...(first && (values.last ?? '') < first ? { last: first } : {}) })
          }
        />
        <DayField label={t('lastDay')} min={values.first ?? today} {...form.field('last')} />
      </Columns>
      <CheckField label={t('wholeDays')} {...form.field('wholeDays')} />
      {!values.wholeDays && (
        <Columns of={2}>
          <TimeField label={t('from')} {...form.field('starts')} />
          <TimeField label={t('to')} {...form.field('ends')} />
        </Columns>
      )}
      <TextField
        label={t('replanning.reason')}
        help={t('replanning.reasonHelp')}
        maxLength={300}
        {...form.field('reason')}
      />
      {type === 'practitioner' && can('hours.manage') && (
        <CheckField label={t('replanning.markAway')} {...form.field('markAway')} />
      )}
      <RadioField
        label={t('replanning.approach')}
        choices={['offer', 'move'].map((value) => ({
          value,
          label: t(`replanning.choice.${value}`),
          help: t(`replanning.choiceHelp.${value}`),
        }))}
        {...form.field('approach')}
      />
      <Columns of={2}>
        <NumberField label={t('replanning.searchDays')} min={1} max={60} {...form.field('searchDays')} />
        <NumberField label={t('replanning.answerHours')} min={1} max={336} {...form.field('answerHours')} />
      </Columns>
    </Form>
  )
}

function GapsForm({ start, onClose, onDone }: NewReplanningProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const choices = useChoices()
  const create = useAct('POST /replannings/gaps')
  const form = useFields({
    initial: {
      what: start.practitioner ? `practitioner ${start.practitioner}` : '',
      day: addDays(todayIn(zone), 2) as string | null,
      maxShiftMinutes: 120,
    },
    check: { what: required(t('replanning.whatMissing')), day: required(t('pickDayFirst')) },
  })
  return (
    <Form
      form={form}
      onCancel={onClose}
      submit={t('replanning.propose')}
      onSubmit={async ({ what, day, maxShiftMinutes }) => {
        const [, practitionerId] = what.split(' ') as [string, string]
        const wish = { practitionerId, day: day!, maxShiftMinutes: Number(maxShiftMinutes) }
        onDone((await create.do(wish)).id)
      }}
    >
      <SelectField
        label={t('practitionerWord')}
        required
        search
        choices={choices.practitioners}
        {...form.field('what')}
      />
      <DayField label={t('replanning.day')} min={addDays(todayIn(zone), 1)} {...form.field('day')} />
      <NumberField
        label={t('replanning.maxShift')}
        min={15}
        max={480}
        step={15}
        {...form.field('maxShiftMinutes')}
      />
      <Notice tone="info">{t('replanning.gapsHelp')}</Notice>
    </Form>
  )
}
