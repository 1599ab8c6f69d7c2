import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import {
  Button,
  Columns,
  DayField,
  Dialog,
  EmptyState,
  Form,
  IconButton,
  Panel,
  SelectField,
  SwitchField,
  TextField,
  TimeField,
  notify,
  required,
  useFields,
  useFormat,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'

type Exception = Returns<'GET /practitioners/{id}/hours'>['exceptions'][number]

interface ExceptionsPanelProps {
  practitionerId: string
  exceptions: Exception[]
  mayEdit: boolean
}

/** Single days that differ from the week. */
export function ExceptionsPanel({ practitionerId, exceptions, mayEdit }: ExceptionsPanelProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const clear = useAct('DELETE /practitioners/{id}/days/{day}')
  const set = useAct('PUT /practitioners/{id}/days/{day}')
  const placeOf = (id: string) => me.locations.find((one) => one.id === id)?.name
  const text = ({ hours }: Exception) =>
    hours.length === 0
      ? t('dayOff')
      : hours
          .map((one) =>
            [
              `${format.wallTime(one.starts)} – ${format.wallTime(one.ends)}`,
              me.locations.length > 1 && placeOf(one.locationId),
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join(', ')
  async function remove({ day, hours, note }: Exception): Promise<void> {
    await clear.do({ id: practitionerId, day })
    notify.undo(t('exceptionRemoved'), () => set.do({ id: practitionerId, day, hours, note }))
  }
  return (
    <Panel
      title={t('panel.exceptions')}
      actions={
        mayEdit && (
          <Button small icon="add" onClick={() => setOpen(true)}>
            {t('addException')}
          </Button>
        )
      }
    >
      {exceptions.length === 0 && <EmptyState icon="clock" title={t('noExceptions')} />}
      {exceptions.map((one) => (
        <div key={one.day} className={classes.listLine}>
          <span>
            <b>{format.day(one.day, 'weekday')}</b>
            <small>{[text(one), one.note].filter(Boolean).join(' · ')}</small>
          </span>
          {mayEdit && (
            <IconButton
              icon="remove"
              label={t('removeException')}
              onClick={() => remove(one).catch(notify.problem)}
            />
          )}
        </div>
      ))}
      <Dialog open={open} onClose={() => setOpen(false)} title={t('addException')}>
        <ExceptionForm practitionerId={practitionerId} onClose={() => setOpen(false)} />
      </Dialog>
    </Panel>
  )
}

function ExceptionForm({ practitionerId, onClose }: { practitionerId: string; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const set = useAct('PUT /practitioners/{id}/days/{day}')
  const form = useFields({
    initial: {
      day: null as string | null,
      works: true,
      starts: '09:00',
      ends: '17:00',
      locationId: me.locations[0]?.id ?? '',
      note: '',
    },
    check: { day: required(t('pickDayFirst')) },
  })
  const { works } = form.values
  async function submit({ day, starts, ends, locationId, note }: typeof form.values): Promise<void> {
    await set.do({
      id: practitionerId,
      day: day ?? '',
      hours: works ? [{ locationId, starts, ends }] : [],
      note: note.trim() || null,
    })
    notify.done(t('exceptionAdded'))
    onClose()
  }
  return (
    <Form form={form} onCancel={onClose} onSubmit={submit}>
      <DayField label={t('day')} required {...form.field('day')} />
      <SwitchField label={t('worksThen')} {...form.field('works')} />
      {works && (
        <>
          <Columns of={2}>
            <TimeField label={t('from')} {...form.field('starts')} />
            <TimeField label={t('to')} {...form.field('ends')} />
          </Columns>
          <SelectField
            label={t('locationWord')}
            choices={me.locations.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('locationId')}
          />
        </>
      )}
      <TextField label={t('note')} maxLength={200} {...form.field('note')} />
    </Form>
  )
}
