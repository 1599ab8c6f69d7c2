import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { ProblemError, useApi } from '../../../ui/api/index.ts'
import type { Fields } from '../../../ui/kit/index.ts'
import {
  Columns,
  DayField,
  Dialog,
  Form,
  NumberField,
  SelectField,
  Stack,
  SwitchField,
  TextField,
  TimeField,
  notify,
  required,
  useFields,
  useMe,
  useWords,
} from '../../../ui/kit/index.ts'
import { addDays, instantOf, todayIn } from '../zone.ts'
import { ClassDates } from './ClassDates.tsx'
import { daysOfClass } from './dates.ts'
import type { Refused, Values } from './class-values.ts'
import { useSessionActs } from './session-model.ts'

type Service = Returns<'GET /services'>['items'][number]

interface ScheduleDialogProps {
  open: boolean
  /** The first of the days that are looked at; sessions are scheduled there, tomorrow at the earliest. */
  from: string
  /** Those with more than one seat. */
  services: Service[]
  onClose: () => void
}

/** One session, or a class on several dates. */
export function ScheduleDialog({ open, from, services, onClose }: ScheduleDialogProps) {
  const { t } = useWords('scheduling')
  return (
    <Dialog open={open} onClose={onClose} title={t('sessions.schedule')}>
      {open && services[0] && (
        <ScheduleForm from={from} services={services} first={services[0]} onClose={onClose} />
      )}
    </Dialog>
  )
}

function ScheduleForm({
  from,
  services,
  first,
  onClose,
}: Omit<ScheduleDialogProps, 'open'> & { first: Service }) {
  const { t } = useWords('scheduling')
  const me = useMe()
  const { schedule } = useSessionActs()
  const [refused, setRefused] = useState<Refused[]>([])
  const tomorrow = addDays(todayIn(me.practice.zone), 1)
  const form = useFields<Values>({
    initial: {
      serviceId: first.id,
      practitionerId: first.practitioners[0]?.id ?? '',
      locationId: 'any',
      title: '',
      day: from > tomorrow ? from : tomorrow,
      time: '10:00',
      repeat: 'once',
      times: 8,
      leftOut: [],
      capacity: null,
      autoPromote: false,
    },
    check: {
      serviceId: required(t('sessions.pickService')),
      practitionerId: required(t('sessions.pickWho')),
      time: required(t('sessions.pickTime')),
    },
  })
  const locations = useApi('GET /locations', {}).data?.items ?? []
  const zone = locations.find((one) => one.id === form.values.locationId)?.zone ?? me.practice.zone
  const days = daysOfClass(form.values.day, { repeat: form.values.repeat, times: form.values.times ?? 1 })
  const kept = days.filter((day) => !form.values.leftOut.includes(day))
  async function submit(values: Values): Promise<void> {
    setRefused([])
    try {
      const { items } = await schedule.do({
        serviceId: values.serviceId,
        practitionerId: values.practitionerId,
        ...(values.locationId === 'any' ? {} : { locationId: values.locationId }),
        startsAt: kept.map((day) => instantOf(`${day}T${values.time}`, zone)),
        ...(values.capacity ? { capacity: values.capacity } : {}),
        title: values.title.trim() || null,
        autoPromote: values.autoPromote,
      })
      notify.done(t('sessions.scheduled', { count: items.length }))
      onClose()
    } catch (error) {
      const dates = refusedOf(error)
      if (dates.length < 2 && kept.length === 1) throw error
      if (dates.length === 0) throw error
      setRefused(dates)
    }
  }
  return (
    <Form
      form={form}
      onCancel={onClose}
      onSubmit={submit}
      submit={t('sessions.scheduleDo', { count: kept.length })}
    >
      <Stack>
        <WhatAndWho form={form} services={services} locations={locations} />
        <Columns of={2}>
          <DayField
            label={t('sessions.firstDay')}
            value={form.values.day}
            onChange={(day: string | null) => day && form.set({ day, leftOut: [] })}
          />
          <TimeField label={t('sessions.time')} required {...form.field('time')} />
          <SelectField
            label={t('sessions.repeat')}
            choices={['once', 'weekly', 'fortnight'].map((value) => ({
              value,
              label: t(`sessions.repeats.${value}`),
            }))}
            {...form.field('repeat')}
          />
          {form.values.repeat !== 'once' && (
            <NumberField label={t('sessions.times')} min={2} max={60} {...form.field('times')} />
          )}
        </Columns>
        {days.length > 1 && <ClassDates form={form} days={days} refused={refused} zone={zone} />}
        <SwitchField
          label={t('sessions.autoPromote')}
          help={t('sessions.autoPromoteHelp')}
          {...form.field('autoPromote')}
        />
      </Stack>
    </Form>
  )
}

interface WhatAndWhoProps {
  form: Fields<Values>
  services: Service[]
  locations: { id: string; name: string }[]
}

function WhatAndWho({ form, services, locations }: WhatAndWhoProps) {
  const { t } = useWords('scheduling')
  const service = services.find((one) => one.id === form.values.serviceId)
  return (
    <Columns of={2}>
      <SelectField
        label={t('sessions.service')}
        required
        choices={services.map((one) => ({ value: one.id, label: one.name }))}
        value={form.values.serviceId}
        onChange={(serviceId: string | null) => {
          const next = services.find((one) => one.id === serviceId)
          const stays = next?.practitioners.some((who) => who.id === form.values.practitionerId)
          form.set({
            serviceId: serviceId ?? '',
            ...(stays ? {} : { practitionerId: next?.practitioners[0]?.id ?? '' }),
          })
        }}
      />
      <TextField
        label={t('sessions.name')}
        placeholder={service?.name ?? ''}
        maxLength={120}
        {...form.field('title')}
      />
      <SelectField
        label={t('sessions.practitioner')}
        required
        choices={(service?.practitioners ?? []).map((one) => ({ value: one.id, label: one.name }))}
        {...form.field('practitionerId')}
      />
      <NumberField
        label={t('sessions.capacity')}
        min={1}
        max={500}
        placeholder={String(service?.capacity ?? '')}
        {...form.field('capacity')}
      />
      {locations.length > 1 && (
        <SelectField
          label={t('sessions.location')}
          choices={[
            { value: 'any', label: t('sessions.whereTheyAre') },
            ...locations.map((one) => ({ value: one.id, label: one.name })),
          ]}
          {...form.field('locationId')}
        />
      )}
    </Columns>
  )
}

function refusedOf(error: unknown): Refused[] {
  if (!(error instanceof ProblemError) || error.code !== 'sessions_refused') return []
  return (error.details.refused ?? []) as Refused[]
}
