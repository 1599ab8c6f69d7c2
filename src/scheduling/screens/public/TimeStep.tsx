import { useEffect } from 'react'
import { Button, Notice, SelectField, Title, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import { modeOf, type Wish } from './booking-state.ts'
import { FirstTimes } from './FirstTimes.tsx'
import { HoldNotice } from './HoldNotice.tsx'
import { JoinWaitlist } from './JoinWaitlist.tsx'
import { alternativesOf, type Service } from './offer.ts'
import { SlotPicker } from './SlotPicker.tsx'
import { SlotButtons } from './SlotButtons.tsx'
import { Reach } from './ServiceStep.tsx'
import { usePracticeFormat } from './use-format.ts'
import { solveAhead } from './puzzle/puzzle.ts'
import { WithWhom } from './WithWhom.tsx'

/** When, where and with whom: free times, earliest first. */
export function TimeStep({ booking, offer }: StepProps) {
  const service = offer.services.find((one) => one.id === booking.address.service)
  const { go } = booking
  useEffect(() => {
    if (!service) go({ service: '' }, 'replace')
  }, [service])
  if (!service) return null
  return <Times key={service.id} service={service} booking={booking} offer={offer} />
}

function Times({ booking, offer, service }: StepProps & { service: Service }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const { address, go, refusal } = booking
  const practitionerId = service.practitionerIds.find((id) => id === address.with) ?? null
  const locationId = service.locationIds.find((id) => id === address.location) ?? null
  const mode = modeOf(service, address.mode)
  const alternatives = alternativesOf(refusal)
  useEffect(() => solveAhead(offer.practice.slug), [])
  const ask = {
    serviceId: service.id,
    mode,
    ...(practitionerId ? { practitionerId } : {}),
    ...(locationId ? { locationId } : {}),
  }

  async function take(slot: { startsAt: string; locationId: string; practitionerId: string }): Promise<void> {
    const wish: Wish = { startsAt: slot.startsAt, locationId: slot.locationId, practitionerId }
    if (await booking.take(service, wish)) go({ step: 'details' })
    else window.scrollTo({ top: 0 })
  }

  return (
    <>
      <Title
        about={`${service.name} · ${t('minutes', { count: service.durationMinutes })}${service.priceMinor > 0 ? ` · ${format.money(service.priceMinor)}` : ''}`}
      >
        {t('times.title')}
      </Title>
      {refusal && (
        <Notice of={refusal} tone={alternatives.length > 0 ? 'warn' : 'bad'}>
          {alternatives.length > 0 && (
            <SlotButtons slots={alternatives} offer={offer} busy={booking.busy} withDay onTake={take} />
          )}
        </Notice>
      )}
      {booking.hold && booking.hold.visit.service.id === service.id && (
        <HoldNotice hold={booking.hold}>
          <Button onClick={() => go({ step: 'details' })}>{t('hold.goOn')}</Button>
        </HoldNotice>
      )}
      {service.requiresApproval && <Notice>{t('times.approval')}</Notice>}
      <Choices booking={booking} offer={offer} service={service} />
      <FirstTimes offer={offer} ask={ask} refresh={refusal} busy={booking.busy} onTake={take} />
      <SlotPicker
        offer={offer}
        from={address.from ?? ''}
        onFrom={(from, how) => go({ from }, how)}
        ask={ask}
        severalPlaces={!locationId && service.locationIds.length > 1}
        refresh={refusal}
        busy={booking.busy}
        onTake={take}
        nothing={<Reach practice={offer.practice} />}
      />
      <JoinWaitlist
        booking={booking}
        offer={offer}
        wish={{ serviceId: service.id, mode, practitionerId, locationId }}
      />
      <Button kind="quiet" onClick={() => go({ service: '', from: '' })}>
        {t('times.otherService')}
      </Button>
    </>
  )
}

/** Where, with whom and how, as far as there is a choice. */
function Choices({ booking, offer, service }: StepProps & { service: Service }) {
  const { t } = useWords('scheduling')
  const { address, go } = booking
  const places = offer.locations.filter((one) => service.locationIds.includes(one.id))
  const people = offer.practitioners.filter((one) => service.practitionerIds.includes(one.id))
  if (places.length < 2 && people.length < 2 && service.modes.length < 2) return null
  const change = (values: Record<string, string>) => go({ ...values, from: '' }, 'replace')
  return (
    <>
      <div className="filters">
        {service.modes.length > 1 && (
          <SelectField
            label={t('times.how')}
            chosen
            value={modeOf(service, address.mode)}
            onChange={(mode) => change({ mode })}
            choices={service.modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          />
        )}
        {places.length > 1 && (
          <SelectField
            label={t('times.where')}
            chosen
            value={address.location ?? ''}
            onChange={(location) => change({ location })}
            choices={[
              { value: '', label: t('times.anywhere') },
              ...places.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        )}
      </div>
      {people.length > 1 && (
        <WithWhom
          people={people}
          value={practitionerIn(people, address.with)}
          onChange={(id) => change({ with: id })}
        />
      )}
    </>
  )
}

function practitionerIn(people: { id: string }[], asked: string | undefined): string {
  return people.find((one) => one.id === asked)?.id ?? ''
}
