import { useApi } from '../../../ui/api/index.ts'
import { Await, Dialog, Loading, useWords } from '../../../ui/kit/index.ts'
import type { CalendarAnswer } from '../calendar/calendar-model.ts'
import { BookingForm } from './BookingForm.tsx'
import type { FoundClient } from './ClientPicker.tsx'

/** What is known before anything is typed: a slot that was pressed, a client whose page it was. Empty text: nothing. */
export interface BookingStart {
  /** Wall clock `2026-03-09T08:30`. */
  at: string
  until: string
  practitionerId: string
  roomId: string
  clientId: string
  serviceId: string
  date: string
}

interface BookingDialogProps {
  wish: BookingStart
  zone: string
  locationId: string | null
  /** Who and what there is to book. */
  places: Pick<CalendarAnswer, 'practitioners' | 'rooms' | 'locations'> | undefined
  onClose: () => void
}

/** Book an appointment in a few seconds: who, what, when; the rest has good defaults. */
export function BookingDialog({ wish, zone, locationId, places, onClose }: BookingDialogProps) {
  const { t } = useWords('scheduling')
  const services = useApi('GET /services', {})
  const client = useClientIfAny(wish.clientId)
  return (
    <Dialog open onClose={onClose} title={t('newAppointment')} size="large">
      <Await read={services} loading={<Loading lines={8} />}>
        {({ items }) =>
          places && client !== undefined ? (
            <BookingForm
              wish={wish}
              zone={zone}
              locationId={locationId}
              services={items}
              people={places.practitioners}
              rooms={places.rooms}
              locations={places.locations}
              client={client}
              onDone={onClose}
            />
          ) : (
            <Loading lines={8} />
          )
        }
      </Await>
    </Dialog>
  )
}

/** The client whose page asked for this; undefined while it loads, null when there is none. */
function useClientIfAny(id: string): FoundClient | null | undefined {
  const read = useApi('GET /clients/{id}', { id }, { when: id !== '' })
  if (id === '' || read.error) return null
  if (!read.data) return undefined
  const { contacts, ...client } = read.data
  const valueOf = (kind: string) => contacts.find((one) => one.kind === kind)?.value ?? null
  return { ...client, email: valueOf('email'), phone: valueOf('phone') } as FoundClient
}
