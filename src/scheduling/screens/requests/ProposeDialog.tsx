import { useState } from 'react'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Columns,
  DayField,
  Dialog,
  Form,
  notify,
  SelectField,
  Stack,
  Text,
  useFields,
  useWords,
} from '../../../ui/kit/index.ts'
import { FreeTimes } from '../booking/FreeTimes.tsx'
import { instantOf, wallOf } from '../zone.ts'
import type { Request } from './RequestsScreen.tsx'

/** Another time, or another person, than the client asked for: booked at once, and the client is told. */
export function ProposeDialog({ request, onClose }: { request: Request; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const name = request.client?.name ?? ''
  return (
    <Dialog open onClose={onClose} title={t('requests.proposeTitle', { name })}>
      <ProposeForm request={request} name={name} onClose={onClose} />
    </Dialog>
  )
}

function ProposeForm({ request, name, onClose }: { request: Request; name: string; onClose: () => void }) {
  const { t } = useWords('scheduling')
  const { zone, service, practitioner } = request
  const approve = useAct('POST /appointments/{id}/approval')
  const offered = useApi('GET /services/{id}', { id: service.id })
  const staff = useApi('GET /staff', {})
  const start = wallOf(request.startsAt, zone)
  const [day, setDay] = useState(start.slice(0, 10))
  const form = useFields({
    initial: { time: '', practitionerId: (practitioner?.id ?? null) as string | null },
    check: { time: (time: string) => (time ? null : t('requests.timeMissing')) },
  })
  const { values } = form
  const people = (offered.data?.practitioners ?? []).flatMap((one) => {
    const known = staff.data?.items.find((person) => person.id === one.id)
    return known ? [{ value: known.id, label: known.name }] : []
  })
  return (
    <Form
      form={form}
      submit={t('requests.proposeAct')}
      onCancel={onClose}
      onSubmit={async ({ time, practitionerId }) => {
        await approve.do({
          id: request.id,
          rowVersion: request.rowVersion,
          startsAt: instantOf(`${day}T${time}`, zone),
          ...(practitionerId ? { practitionerId } : {}),
        })
        notify.done(t('requests.proposed', { name }))
        onClose()
      }}
    >
      <Stack>
        <Text tone="soft">{t('requests.proposeText')}</Text>
        <Columns of={2}>
          <SelectField label={t('practitionerWord')} choices={people} {...form.field('practitionerId')} />
          <DayField
            label={t('day')}
            value={day}
            onChange={(next: string | null) => {
              if (next) setDay(next)
              form.set({ time: '' })
            }}
          />
        </Columns>
        <FreeTimes
          wish={{
            serviceId: service.id,
            practitionerId: values.practitionerId ?? undefined,
            clientId: request.client?.id,
            except: request.id,
          }}
          zone={zone}
          day={day}
          value={values.time}
          onChange={(time) => form.set({ time })}
          onDay={setDay}
        />
      </Stack>
    </Form>
  )
}
