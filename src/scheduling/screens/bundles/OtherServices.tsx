import { Button, IconButton, Row, SelectField, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Service } from '../booking/BookingForm.tsx'
import type { CalendarAnswer } from '../calendar/calendar-model.ts'
import own from './bundles.module.css'
import type { Bundle, OtherPart } from './use-bundle.ts'

interface OtherServicesProps {
  bundle: Bundle
  services: Service[]
  people: CalendarAnswer['practitioners']
}

const MOST = 4

/** The services after the first, in the order in which they are given; a seat in a group is booked by itself. */
export function OtherServices({ bundle, services, people }: OtherServicesProps) {
  const { t } = useWords('scheduling')
  const { others, setOthers } = bundle
  const change = (nth: number, next: OtherPart) =>
    setOthers(others.map((one, at) => (at === nth ? next : one)))
  return (
    <>
      {others.map((part, nth) => (
        <Other
          // Rows are told apart by their place alone.
          // eslint-disable-next-line react/no-array-index-key
          key={nth}
          nth={nth}
          part={part}
          services={services}
          people={people}
          onChange={(next) => change(nth, next)}
          onRemove={() => setOthers(others.filter((_, at) => at !== nth))}
        />
      ))}
      {others.length < MOST && (
        <Row>
          <Button
            small
            kind="quiet"
            icon="add"
            onClick={() => setOthers([...others, { serviceId: '', practitionerId: 'any' }])}
          >
            {t('bundle.add')}
          </Button>
        </Row>
      )}
    </>
  )
}

interface OtherProps extends Omit<OtherServicesProps, 'bundle'> {
  nth: number
  part: OtherPart
  onChange: (next: OtherPart) => void
  onRemove: () => void
}

function Other({ nth, part, services, people, onChange, onRemove }: OtherProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const service = services.find((one) => one.id === part.serviceId)
  const gives = (id: string) =>
    !service || service.practitioners.length === 0 || service.practitioners.some((who) => who.id === id)
  return (
    <div className={own.other}>
      <div data-part={`service-${nth + 2}`}>
        <SelectField
          label={t('bundle.nth', { nth: nth + 2 })}
          required
          search
          choices={services
            .filter((one) => one.capacity === 1)
            .map((one) => ({
              value: one.id,
              label: t('serviceLine', {
                name: one.name,
                minutes: one.durationMinutes,
                price: format.money(one.priceMinor),
              }),
            }))}
          value={part.serviceId}
          onChange={(id: string | null) => onChange({ serviceId: id ?? '', practitionerId: 'any' })}
        />
        <SelectField
          label={t('practitionerWord')}
          choices={[
            { value: 'any', label: t('anybody') },
            ...people.filter((one) => gives(one.id)).map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={part.practitionerId}
          onChange={(id: string | null) => onChange({ ...part, practitionerId: id ?? 'any' })}
        />
      </div>
      <IconButton icon="remove" label={t('bundle.remove', { nth: nth + 2 })} onClick={onRemove} />
    </div>
  )
}
