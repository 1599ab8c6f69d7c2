import { useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { useAct, useApi } from '../../../ui/api/index.ts'
import {
  Dialog,
  Form,
  Notice,
  Person,
  Row,
  SelectField,
  Stack,
  notify,
  required,
  useFields,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { ClientPicker } from '../booking/ClientPicker.tsx'
import type { FoundClient } from '../booking/ClientPicker.tsx'

export type OverbookingSlot = Returns<'GET /overbooking'>['days'][number]['slots'][number]

interface BookBesideProps {
  slot: OverbookingSlot
  onClose: () => void
}

/** Somebody else for a time that will probably be free: who, and which service that is not longer. */
export function BookBesideDialog({ slot, onClose }: BookBesideProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const services = useApi('GET /services', {})
  const book = useAct('POST /overbookings')
  const [client, setClient] = useState<FoundClient | null>(null)
  const [isAsked, setAsked] = useState(false)
  const form = useFields({
    initial: { serviceId: '' },
    check: { serviceId: required(t('noShows.chooseService')) },
  })
  const minutes = (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000
  const fitting = (services.data?.items ?? []).filter((one) => one.durationMinutes <= minutes)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('noShows.besideTitle', { when: format.when(slot.startsAt, slot.zone) })}
    >
      <Form
        form={form}
        onCancel={onClose}
        submit={t('noShows.bookBeside')}
        onSubmit={async ({ serviceId }) => {
          setAsked(true)
          if (!client) return
          await book.do({ besideId: slot.appointmentId, clientId: client.id, serviceId })
          notify.done(t('noShows.besideDone'))
          onClose()
        }}
      >
        <Stack>
          <Notice tone="info">
            {t('noShows.besideAbout', {
              name: slot.clientName,
              absent: format.percent(slot.absent),
              both: format.percent(slot.both),
            })}
          </Notice>
          {client ? (
            <Row justify="between">
              <Person
                name={client.name}
                about={client.bornOn ? format.day(client.bornOn, 'medium') : undefined}
              />
            </Row>
          ) : (
            <ClientPicker
              onPick={setClient}
              autoFocus
              {...(isAsked ? { error: t('noShows.chooseClient') } : {})}
            />
          )}
          <SelectField
            label={t('service')}
            required
            choices={fitting.map((one) => ({ value: one.id, label: one.name }))}
            {...form.field('serviceId')}
          />
        </Stack>
      </Form>
    </Dialog>
  )
}
