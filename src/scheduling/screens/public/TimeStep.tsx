import { useEffect } from 'react'
import { Button, Notice, SelectField, Title, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import type { Wish } from './booking-state.ts'
import { askOf, chosenIn, inAll, modeIn, modesOf, type Chosen } from './chosen.ts'
import { ChosenServices } from './ChosenServices.tsx'
import { FirstTimes } from './FirstTimes.tsx'
import { HoldNotice } from './HoldNotice.tsx'
import { JoinWaitlist } from './JoinWaitlist.tsx'
import { Away } from './Away.tsx'
import { alternativesOf } from './offer.ts'
import { SlotPicker } from './SlotPicker.tsx'
import { SlotButtons } from './SlotButtons.tsx'
import { Reach } from './ServiceStep.tsx'
import { usePracticeFormat } from './use-format.ts'
import { solveAhead } from './puzzle/puzzle.ts'
import { WithWhom } from './WithWhom.tsx'

/** When, where and with whom: free times, earliest first. */
export function TimeStep({ booking, offer }: StepProps) {
  const chosen = chosenIn(offer, booking.address)
  const service = chosen[0]?.service
  const { go } = booking
  useEffect(() => {
    if (!service) go({ service: '' }, 'replace')
  }, [service])
  if (!service) return null
  return <Times key={service.id} chosen={chosen} booking={booking} offer={offer} />
}

function Times({ booking, offer, chosen }: StepProps & { chosen: Chosen[] }) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat(offer.practice)
  const { address, go, refusal } = booking
  const { service } = chosen[0]!
  const practitionerId = peopleOf(chosen).find((id) => id === address.with) ?? null
  const locations = inAll(chosen.map((one) => one.service.locationIds))
  const locationId = locations.find((id) => id === address.location) ?? null
  const mode = modeIn(chosen, address.mode)
  const isOne = chosen.length === 1
  const isPlain = isOne && service.lengths.length === 0
  const alternatives = alternativesOf(refusal)
  useEffect(() => solveAhead(offer.practice.slug), [])
  const ask = {
    ...askOf(chosen),
    mode,
    ...(practitionerId ? { practitionerId } : {}),
    ...(locationId ? { locationId } : {}),
    ...(address.link ? { link: address.link } : {}),
  }

  const inWords = (all: Chosen[]) =>
    [
      all.map((one) => one.service.name).join(', '),
      t('minutes', { count: all.reduce((sum, { minutes }) => sum + minutes, 0) }),
      ...priceOf(all),
    ].join(' · ')
  const priceOf = (all: Chosen[]) => {
    const price = all.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
    return price > 0 ? [format.money(price)] : []
  }

  async function take(slot: { startsAt: string; locationId: string; practitionerId: string }): Promise<void> {
    const wish: Wish = { startsAt: slot.startsAt, locationId: slot.locationId, practitionerId }
    if (await booking.take(chosen, wish)) go({ step: 'details' })
    else window.scrollTo({ top: 0 })
  }

  return (
    <>
      <Title about={isPlain ? inWords(chosen) : undefined}>{t('times.title')}</Title>
      <ChosenServices booking={booking} offer={offer} chosen={chosen} />
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
      {chosen.some((one) => one.service.requiresApproval) && <Notice>{t('times.approval')}</Notice>}
      <Choices booking={booking} offer={offer} chosen={chosen} />
      <Away
        offer={offer}
        id={practitionerId}
        people={peopleOf(chosen)}
        onSwitch={(id) => go({ with: id, from: '' }, 'replace')}
      />
      <FirstTimes offer={offer} ask={ask} refresh={refusal} busy={booking.busy} onTake={take} />
      <SlotPicker
        offer={offer}
        from={address.from ?? ''}
        onFrom={(from, how) => go({ from }, how)}
        ask={ask}
        severalPlaces={!locationId && locations.length > 1}
        refresh={refusal}
        busy={booking.busy}
        onTake={take}
        nothing={<Reach practice={offer.practice} />}
      />
      {isOne && (
        <JoinWaitlist
          booking={booking}
          offer={offer}
          wish={{ serviceId: service.id, mode, practitionerId, locationId, link: address.link }}
        />
      )}
      <Button kind="quiet" onClick={() => go({ service: '', length: '', also: '', from: '' })}>
        {t('times.otherService')}
      </Button>
    </>
  )
}

/** Where, with whom and how, as far as there is a choice. */
function Choices({ booking, offer, chosen }: StepProps & { chosen: Chosen[] }) {
  const { t } = useWords('scheduling')
  const { address, go } = booking
  const shared = inAll(chosen.map(({ service }) => service.locationIds))
  const places = offer.locations.filter((one) => shared.includes(one.id))
  const ids = peopleOf(chosen)
  const people = offer.practitioners.filter((one) => ids.includes(one.id))
  const modes = modesOf(chosen)
  // Of several services one person may give all, or each somebody else.
  const isChoice = people.length > 1 || (people.length === 1 && chosen.length > 1)
  if (places.length < 2 && !isChoice && modes.length < 2) return null
  const change = (values: Record<string, string>) => go({ ...values, from: '' }, 'replace')
  return (
    <>
      <div className="filters">
        {modes.length > 1 && (
          <SelectField
            label={t('times.how')}
            chosen
            value={modeIn(chosen, address.mode)}
            onChange={(mode) => change({ mode })}
            choices={modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
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
      {isChoice && (
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

/** Who offers all of them. */
function peopleOf(chosen: readonly Chosen[]): string[] {
  return inAll(chosen.map(({ service }) => service.practitionerIds))
}
