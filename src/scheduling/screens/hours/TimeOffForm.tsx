import { useEffect } from 'react'
import { useAct } from '../../../ui/api/index.ts'
import {
  CheckField,
  Columns,
  DayField,
  Form,
  Panel,
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
import { addDays, instantOf, todayIn } from '../zone.ts'
import type { Affected } from './AffectedVisits.tsx'
import type { Trial } from './HoursPreview.tsx'
import { StandInFields, standIn } from './StandInFields.tsx'

interface TimeOffFormProps {
  practitionerId: string
  onTrial: (trial: Trial) => void
  onCancel: () => void
  onDone: (affected: Affected[]) => void
}

const KINDS = ['leave', 'sick', 'meeting', 'blocked'] as const

/** Time that is blocked, or leave that is asked for. */
export function TimeOffForm({ practitionerId, onTrial, onCancel, onDone }: TimeOffFormProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const today = todayIn(zone)
  const add = useAct('POST /time-off')
  const form = useFields({
    initial: {
      kind: 'leave',
      first: today as string | null,
      last: today as string | null,
      allDay: true,
      starts: '09:00',
      ends: '12:00',
      note: '',
      substituteId: 'nobody',
      clientNote: '',
    },
    check: { first: required(t('pickDayFirst')), last: required(t('pickDayFirst')) },
  })
  const { allDay, kind } = form.values
  // Whoever is away for a meeting needs nobody.
  const isLonger = kind === 'leave' || kind === 'sick'
  const isAsked = useAsks(practitionerId) && kind === 'leave'
  const told = JSON.stringify(trialOf(form.values, zone))
  useEffect(() => onTrial(JSON.parse(told)), [told, onTrial])
  async function submit(values: typeof form.values): Promise<void> {
    const { affected, timeOff } = await add.do({
      practitionerId,
      ...spanOf(values, zone),
      kind: values.kind as (typeof KINDS)[number],
      note: values.note.trim() || null,
      ...(isLonger ? standIn(values) : {}),
    })
    notify.done(timeOff.state === 'requested' ? t('hours.leave.asked') : t('timeOffAdded'))
    onDone(affected)
  }
  return (
    <Panel title={t('addTimeOff')}>
      <Form
        form={form}
        onCancel={onCancel}
        onSubmit={submit}
        submit={isAsked ? t('hours.leave.ask') : t('hours.leave.block')}
      >
        <SelectField
          label={t('kind')}
          choices={KINDS.map((each) => ({ value: each, label: t(`off.${each}`) }))}
          {...form.field('kind')}
        />
        <Columns of={2}>
          <DayField
            label={t('firstDay')}
            value={form.values.first}
            onChange={(first: string | null) =>
              form.set({ first, ...(first && (form.values.last ?? '') < first ? { last: first } : {}) })
            }
          />
          <DayField label={t('lastDay')} {...form.field('last')} />
        </Columns>
        <CheckField label={t('wholeDays')} {...form.field('allDay')} />
        {!allDay && (
          <Columns of={2}>
            <TimeField label={t('from')} {...form.field('starts')} />
            <TimeField label={t('to')} {...form.field('ends')} />
          </Columns>
        )}
        <TextField label={t('note')} maxLength={300} {...form.field('note')} />
        {isLonger && <StandInFields form={form} practitionerId={practitionerId} />}
        <Text tone="soft" size="small">
          {isAsked ? t('hours.leave.askHelp') : t('hours.leave.blockHelp')}
        </Text>
      </Form>
    </Panel>
  )
}

/** Whether leave of this person has to be asked for by whoever sits here. */
function useAsks(practitionerId: string): boolean {
  const me = useMe()
  const can = useCan()
  return !can(practitionerId === me.staffId ? 'leave.decide_own' : 'leave.decide')
}

interface Values {
  kind: string
  first: string | null
  last: string | null
  allDay: boolean
  starts: string
  ends: string
}

function spanOf({ first, last, allDay, starts, ends }: Values, zone: string) {
  const [from, to] = [first ?? todayIn(zone), last ?? todayIn(zone)]
  return {
    startsAt: instantOf(`${from}T${allDay ? '00:00' : starts}`, zone),
    endsAt: instantOf(allDay ? `${addDays(to, 1)}T00:00` : `${to}T${ends}`, zone),
  }
}

/** What the preview asks; leave counts there as it will once it is approved. */
function trialOf(values: Values, zone: string): Trial {
  if (!values.first || !values.last) return {}
  return {
    timeOff: { ...spanOf(values, zone), kind: values.kind === 'leave' ? 'blocked' : (values.kind as 'sick') },
  }
}
