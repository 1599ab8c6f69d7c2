import { Notice, useWords } from '../../../ui/kit/index.ts'
import type { BookingFields, Service } from '../booking/BookingForm.tsx'
import type { BookingInput } from '../booking/use-booking.ts'
import type { CalendarAnswer } from '../calendar/calendar-model.ts'
import { wallOf } from '../zone.ts'
import { BundleTimes, NextTimes } from './BundleTimes.tsx'
import type { Bundle } from './use-bundle.ts'
import type { BundleTime } from './use-bundle-times.ts'

interface BundleWhenProps {
  form: BookingFields
  bundle: Bundle
  input: BookingInput
  zone: string
  services: Service[]
  people: CalendarAnswer['practitioners']
  locations: CalendarAnswer['locations']
  missing: boolean
}

/** When the client comes for all the services; a chosen time is shown part by part. */
export function BundleWhen({
  form,
  bundle,
  input,
  zone,
  services,
  people,
  locations,
  missing,
}: BundleWhenProps) {
  const { t } = useWords('scheduling')
  if (!input.serviceId || !bundle.isComplete)
    return <Notice tone={missing ? 'bad' : 'info'}>{t('bundle.chooseServices')}</Notice>
  const wish = bundle.wishOf(input)
  const chosen = form.values.time ? bundle.chosenFor(wish) : null
  const place = locations.length > 1 && locations.find(({ id }) => id === chosen?.locationId)?.name
  const names = wish.parts.map((part) => ({
    service: services.find(({ id }) => id === part.serviceId)?.name ?? '',
    who: people.find(({ id }) => id === part.practitionerId)?.name ?? t('bundle.whoever'),
  }))
  function choose(time: BundleTime): void {
    const start = wallOf(time.startsAt, zone)
    form.set({ day: start.slice(0, 10), time: start.slice(11, 16) })
    bundle.choose(wish, time)
  }
  return (
    <>
      <BundleTimes
        wish={wish}
        zone={zone}
        day={form.values.day}
        chosen={chosen}
        turn={bundle.turn}
        place={place || null}
        onDay={(day) => form.set({ day, time: '' })}
        onChoose={choose}
        names={names}
      />
      {missing && <Notice tone="bad">{t('pickTime')}</Notice>}
      {bundle.refused && (
        <Notice
          tone="bad"
          action={
            <NextTimes words={t('bundle.next')} times={bundle.refused.times} zone={zone} onChoose={choose} />
          }
        >
          {t('bundle.taken')}
        </Notice>
      )}
    </>
  )
}
