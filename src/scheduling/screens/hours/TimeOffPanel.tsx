import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import {
  Badge,
  Button,
  CheckField,
  Columns,
  DayField,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  Notice,
  Panel,
  SelectField,
  Stack,
  TextField,
  TextLink,
  TimeField,
  notify,
  required,
  useFields,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'
import { addDays, instantOf, todayIn, wallOf } from '../zone.ts'

type TimeOff = Returns<'GET /practitioners/{id}/hours'>['timeOff'][number]
type Affected = Returns<'POST /time-off'>['affected']

interface TimeOffPanelProps {
  practitionerId: string
  timeOff: TimeOff[]
  mayEdit: boolean
}

/** Leave, illness, meetings and other blocked time ahead. */
export function TimeOffPanel({ practitionerId, timeOff, mayEdit }: TimeOffPanelProps) {
  const { t } = useWords('scheduling')
  const { zone } = useMe().practice
  const [open, setOpen] = useState(false)
  const [affected, setAffected] = useState<Affected>([])
  const free = useAct('POST /time-off/{id}/cancellation')
  const again = useAct('POST /time-off')
  async function remove({ id, startsAt, endsAt, kind, note }: TimeOff): Promise<void> {
    await free.do({ id })
    notify.undo(t('timeOffRemoved'), () => again.do({ practitionerId, startsAt, endsAt, kind, note }))
  }
  return (
    <Panel
      title={t('panel.timeOff')}
      actions={
        mayEdit && (
          <Button small icon="add" onClick={() => setOpen(true)}>
            {t('addTimeOff')}
          </Button>
        )
      }
    >
      <Stack gap="tight">
        <AffectedNotice affected={affected} zone={zone} />
        {timeOff.length === 0 && <EmptyState icon="calendar" title={t('noTimeOff')} />}
        <div>
          {timeOff.map((off) => (
            <div key={off.id} className={classes.listLine}>
              <span>
                <Span off={off} zone={zone} />
                {off.note && <small>{off.note}</small>}
              </span>
              <span className={classes.serviceName}>
                <Badge tone={off.kind === 'sick' ? 'bad' : off.kind === 'leave' ? 'info' : 'calm'}>
                  {t(`off.${off.kind}`)}
                </Badge>
                {mayEdit && (
                  <IconButton
                    icon="remove"
                    label={t('removeTimeOff')}
                    onClick={() => remove(off).catch(notify.problem)}
                  />
                )}
              </span>
            </div>
          ))}
        </div>
      </Stack>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('addTimeOff')}>
        <TimeOffForm
          practitionerId={practitionerId}
          zone={zone}
          onClose={() => setOpen(false)}
          onDone={(found) => {
            setOpen(false)
            setAffected(found)
          }}
        />
      </Dialog>
    </Panel>
  )
}

/** The visits that are booked in the time that was just blocked: somebody has to deal with them. */
function AffectedNotice({ affected, zone }: { affected: Affected; zone: string }) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  if (affected.length === 0) return null
  return (
    <Notice tone="warn" title={t('affected', { count: affected.length })}>
      <ul>
        {affected.slice(0, 12).map((visit) => (
          <li key={visit.id}>
            <TextLink
              to="/calendar"
              search={{ date: wallOf(visit.startsAt, zone).slice(0, 10), visit: visit.id }}
            >
              {`${format.when(visit.startsAt, zone)} · ${visit.clientName ?? t('held')}`}
            </TextLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Span({ off, zone }: { off: TimeOff; zone: string }) {
  const format = useFormat()
  const [start, end] = [wallOf(off.startsAt, zone), wallOf(off.endsAt, zone)]
  const [first, last] = [start.slice(0, 10), end.slice(0, 10)]
  const wholeDays = start.endsWith('T00:00') && end.endsWith('T00:00')
  if (wholeDays) {
    const until = addDays(last, -1)
    return (
      <b>
        {first === until
          ? format.day(first, 'weekday')
          : `${format.day(first, 'weekday')} – ${format.day(until, 'weekday')}`}
      </b>
    )
  }
  if (first === last) return <b>{`${format.day(first, 'weekday')}, ${format.wallRange(start, end)}`}</b>
  return <b>{`${format.when(off.startsAt, zone)} – ${format.when(off.endsAt, zone)}`}</b>
}

interface TimeOffFormProps {
  practitionerId: string
  zone: string
  onClose: () => void
  onDone: (affected: Affected) => void
}

function TimeOffForm({ practitionerId, zone, onClose, onDone }: TimeOffFormProps) {
  const { t } = useWords('scheduling')
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
    },
    check: { first: required(t('pickDayFirst')), last: required(t('pickDayFirst')) },
  })
  const { allDay } = form.values
  async function submit({ kind, first, last, starts, ends, note }: typeof form.values): Promise<void> {
    const from = `${first}T${allDay ? '00:00' : starts}`
    const to = allDay ? `${addDays(last ?? today, 1)}T00:00` : `${last}T${ends}`
    const { affected } = await add.do({
      practitionerId,
      startsAt: instantOf(from, zone),
      endsAt: instantOf(to, zone),
      kind: kind as TimeOff['kind'],
      note: note.trim() || null,
    })
    notify.done(t('timeOffAdded'))
    onDone(affected)
  }
  return (
    <Form form={form} onCancel={onClose} onSubmit={submit}>
      <SelectField
        label={t('kind')}
        choices={['leave', 'sick', 'meeting', 'blocked'].map((kind) => ({
          value: kind,
          label: t(`off.${kind}`),
        }))}
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
    </Form>
  )
}
