import { Columns, NumberField, SelectField, TextArea, useFormat, useWords } from '../../../ui/kit/index.ts'
import { OtherServices } from '../bundles/OtherServices.tsx'
import type { Bundle } from '../bundles/use-bundle.ts'
import type { CalendarAnswer } from '../calendar/calendar-model.ts'
import type { BookingFields, Service } from './BookingForm.tsx'

interface WhatFieldsProps {
  form: BookingFields
  services: Service[]
  people: CalendarAnswer['practitioners']
  rooms: CalendarAnswer['rooms']
  locations: CalendarAnswer['locations']
  chosenLocation: string | null
  /** null: one service only, such as for a series or a walk-in. */
  bundle: Bundle | null
}

/** What is booked, with whom and where; everything but the service has a default. */
export function WhatFields({
  form,
  services,
  people,
  rooms,
  locations,
  chosenLocation,
  bundle,
}: WhatFieldsProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const { values } = form
  const service = services.find((one) => one.id === values.serviceId)
  const gives = (id: string) =>
    !service || service.practitioners.length === 0 || service.practitioners.some((who) => who.id === id)
  function takeService(id: string | null): void {
    const next = services.find((one) => one.id === id)
    const stays = next?.practitioners.some((who) => who.id === values.practitionerId)
    form.set({ serviceId: id ?? '', length: null, ...(stays ? {} : { practitionerId: 'any' }) })
  }
  const here = values.locationId
  return (
    <>
      <div data-part="service">
        <SelectField
          label={t('service')}
          required
          search
          choices={services.map((one) => ({
            value: one.id,
            label: t('serviceLine', {
              name: one.name,
              minutes: one.durationMinutes,
              price: format.money(one.priceMinor),
            }),
          }))}
          value={values.serviceId}
          onChange={takeService}
        />
      </div>
      <SelectField
        label={t('practitionerWord')}
        choices={[
          { value: 'any', label: t('anybody') },
          ...people.filter((one) => gives(one.id)).map((one) => ({ value: one.id, label: one.name })),
        ]}
        {...form.field('practitionerId')}
      />
      <Columns of={2} gap="tight">
        {chosenLocation === null && locations.length > 1 ? (
          <SelectField
            label={t('locationWord')}
            choices={[
              { value: 'any', label: t('anyLocation') },
              ...locations.map((one) => ({ value: one.id, label: one.name })),
            ]}
            {...form.field('locationId')}
          />
        ) : null}
        {!bundle?.isOn && (
          <SelectField
            label={t('roomWord')}
            choices={[
              { value: 'auto', label: t('roomAuto') },
              ...rooms
                .filter((one) => here === 'any' || one.locationId === here)
                .map((one) => ({ value: one.id, label: one.name })),
            ]}
            {...form.field('roomId')}
          />
        )}
        {service && service.durationVariants.length > 0 ? (
          <SelectField
            label={t('length')}
            choices={[
              { minutes: service.durationMinutes, priceMinor: service.priceMinor },
              ...service.durationVariants,
            ].map(({ minutes, priceMinor }) => ({
              value: String(minutes),
              label: `${minutes} ${t('min')} · ${format.money(priceMinor)}`,
            }))}
            value={String(values.length ?? service.durationMinutes)}
            onChange={(minutes: string | null) =>
              form.set({
                length: minutes === String(service.durationMinutes) ? null : Number(minutes),
                time: '',
              })
            }
          />
        ) : (
          <NumberField
            label={t('length')}
            min={5}
            max={720}
            step={5}
            unit={t('min')}
            placeholder={String(service?.durationMinutes ?? '')}
            {...form.field('length')}
          />
        )}
      </Columns>
      {bundle && (!service || service.capacity === 1) && (
        <OtherServices bundle={bundle} services={services} people={people} />
      )}
      <TextArea label={t('notes')} rows={2} maxLength={4000} {...form.field('notes')} />
    </>
  )
}
