import { useState } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import {
  Await,
  Dialog,
  Loading,
  SelectField,
  Stack,
  Text,
  useFormat,
  useWords,
} from '../../../ui/kit/index.ts'
import { instantOf } from '../zone.ts'
import { WhyNotPanel } from './WhyNotPanel.tsx'
import type { Names } from './why-words.ts'

interface WhyNotDialogProps {
  /** Wall clock `2026-03-09T08:30`, and whose column it is. */
  at: string
  practitionerId: string
  locationId: string | null
  zone: string
  names: Names
  onBook: (wish: { at: string; serviceId: string }) => void
  onClose: () => void
}

/** Asked of a free-looking time: what stands against a service there? */
export function WhyNotDialog(props: WhyNotDialogProps) {
  const { at, names, onClose } = props
  const { t } = useWords('scheduling')
  const format = useFormat()
  const services = useApi('GET /services', {})
  return (
    <Dialog open onClose={onClose} title={t('cal.why.ask')}>
      <Stack gap="tight">
        <Text tone="soft">{`${names.practitioner} · ${format.day(at.slice(0, 10), 'long')}, ${format.wallTime(at)}`}</Text>
        <Await read={services} loading={<Loading lines={4} />}>
          {({ items }) => <Ask {...props} services={items} />}
        </Await>
      </Stack>
    </Dialog>
  )
}

interface Offered {
  id: string
  name: string
  practitioners: { id: string }[]
}

function Ask({
  at,
  practitionerId,
  locationId,
  zone,
  names,
  onBook,
  services,
}: WhyNotDialogProps & { services: Offered[] }) {
  const { t } = useWords('scheduling')
  const offered = services.filter((one) => one.practitioners.some((who) => who.id === practitionerId))
  const all = offered.length > 0 ? offered : services
  const [serviceId, setService] = useState(
    () => all.find((one) => one.id === localStorage.getItem('atrium.lastService'))?.id ?? all[0]?.id ?? '',
  )
  return (
    <>
      <SelectField
        label={t('service')}
        choices={all.map((one) => ({ value: one.id, label: one.name }))}
        value={serviceId}
        onChange={(id: string | null) => id && setService(id)}
      />
      {serviceId && (
        <WhyNotPanel
          wish={{
            serviceId,
            practitionerId,
            startsAt: instantOf(at, zone),
            ...(locationId ? { locationId } : {}),
          }}
          zone={zone}
          names={names}
          onChoose={(slot) => onBook({ at: slot.startsAt, serviceId })}
        />
      )}
    </>
  )
}
