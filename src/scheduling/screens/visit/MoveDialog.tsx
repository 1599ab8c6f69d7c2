import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Dialog,
  Form,
  NumberField,
  SelectField,
  TimeField,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { FreeTimes } from '../booking/FreeTimes.tsx'
import { ConflictNotice } from '../ConflictNotice.tsx'
import classes from '../scheduling.module.css'
import type { Appointment } from '../use-visit-acts.ts'
import { instantOf, wallOf } from '../zone.ts'
import { useMove } from './use-move.ts'

interface MoveDialogProps {
  open: boolean
  visit: Appointment
  nameOf: (practitionerId: string) => string | undefined
  onClose: () => void
}

/** Moves a visit without dragging: another day, time, practitioner, room or length. */
export function MoveDialog({ open, visit, nameOf, onClose }: MoveDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('moveTitle', { name: visit.client?.name ?? t('held') })}
      size="large"
    >
      <MoveForm visit={visit} nameOf={nameOf} onClose={onClose} />
    </Dialog>
  )
}

function MoveForm({ visit, nameOf, onClose }: Omit<MoveDialogProps, 'open'>) {
  const { t } = useWords('scheduling')
  const { zone } = visit
  const start = wallOf(visit.startsAt, zone)
  const minutes = Math.round((Date.parse(visit.endsAt) - Date.parse(visit.startsAt)) / 60_000)
  const initial = {
    day: start.slice(0, 10),
    time: start.slice(11, 16),
    practitionerId: visit.practitioner?.id ?? 'any',
    roomId: 'auto',
    length: minutes as number | null,
  }
  const form = useFields({ initial })
  const mover = useMove(zone)
  const { values } = form
  const choices = useChoices(visit, nameOf)
  const [shownDay, setShownDay] = useState(initial.day)

  async function go(
    to: { startsAt: string; practitionerId?: string | null },
    insist?: string,
  ): Promise<void> {
    const standing = {
      id: visit.id,
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      practitionerId: visit.practitioner?.id ?? null,
      roomId: visit.room?.id ?? null,
      clientName: visit.client?.name ?? null,
    }
    const rest = {
      ...(values.roomId === 'auto' ? {} : { roomId: values.roomId }),
      ...(values.length && values.length !== minutes ? { durationMinutes: values.length } : {}),
    }
    if (await mover.moveTo(standing, { ...to, ...rest }, insist)) onClose()
  }
  const chosen = () => ({
    startsAt: instantOf(`${values.day}T${values.time}`, zone),
    practitionerId: values.practitionerId === 'any' ? null : values.practitionerId,
  })
  return (
    <Form form={form} submit={t('moveAct')} onCancel={onClose} onSubmit={() => go(chosen())}>
      <div className={classes.booking}>
        <div className={classes.bookingSide}>
          <SelectField
            label={t('practitionerWord')}
            choices={choices.people}
            {...form.field('practitionerId')}
          />
          <SelectField label={t('roomWord')} choices={choices.rooms} {...form.field('roomId')} />
          <Columns of={2} gap="tight">
            <NumberField
              label={t('length')}
              min={5}
              max={720}
              step={5}
              unit={t('min')}
              {...form.field('length')}
            />
            <TimeField label={t('time')} {...form.field('time')} />
          </Columns>
        </div>
        <div className={classes.bookingSide}>
          <DayField
            label={t('day')}
            value={values.day}
            onChange={(day: string | null) => {
              if (day) {
                form.set({ day })
                setShownDay(day)
              }
            }}
          />
          <div className={classes.timesPlace}>
            <FreeTimes
              wish={{
                serviceId: visit.service.id,
                practitionerId: values.practitionerId === 'any' ? undefined : values.practitionerId,
                clientId: visit.client?.id,
                durationMinutes: values.length ?? undefined,
                except: visit.id,
              }}
              zone={zone}
              day={shownDay}
              value={values.time}
              onChange={(time) => form.set({ time })}
              onDay={(day) => {
                form.set({ day })
                setShownDay(day)
              }}
            />
          </div>
        </div>
      </div>
      {mover.refused && (
        <ConflictNotice
          conflict={mover.refused.conflict}
          zone={zone}
          day={values.day}
          nameOf={nameOf}
          busy={mover.busy}
          onChoose={(time) => go({ startsAt: time.startsAt, practitionerId: time.practitionerId })}
          onInsist={(reason) => go(chosen(), reason)}
        />
      )}
    </Form>
  )
}

function useChoices(visit: Appointment, nameOf: (id: string) => string | undefined) {
  const { t } = useWords('scheduling')
  const service = useApi('GET /services/{id}', { id: visit.service.id })
  const day = wallOf(visit.startsAt, visit.zone).slice(0, 10)
  const calendar = useApi('GET /calendar', { from: day, to: day })
  const people = (service.data?.practitioners ?? [])
    .map((one) => ({
      value: one.id,
      label: calendar.data?.practitioners.find((who) => who.id === one.id)?.name ?? nameOf(one.id) ?? '',
    }))
    .filter((one) => one.label)
  const own =
    visit.practitioner && !people.some((one) => one.value === visit.practitioner?.id)
      ? [{ value: visit.practitioner.id, label: visit.practitioner.name }]
      : []
  const rooms = (calendar.data?.rooms ?? []).filter((room) => room.locationId === visit.location.id)
  return {
    people: [{ value: 'any', label: t('anybody') }, ...own, ...people],
    rooms: [
      { value: 'auto', label: t('roomAuto') },
      ...rooms.map((room) => ({ value: room.id, label: room.name })),
    ],
  }
}
