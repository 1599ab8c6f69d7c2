import { useRef, useState } from 'react'
import type { Returns } from '../../../ui/api/index.ts'
import { Form, useFields, useFormat, useWords } from '../../../ui/kit/index.ts'
import { BundleWhen } from '../bundles/BundleWhen.tsx'
import { useBundle } from '../bundles/use-bundle.ts'
import classes from '../scheduling.module.css'
import { Refused } from '../why-not/Refused.tsx'
import { whyWishOf } from '../why-not/why-wish.ts'
import { instantOf, minutesOfDay, todayIn, wallOf } from '../zone.ts'
import type { BookingStart } from './BookingDialog.tsx'
import type { FoundClient } from './ClientPicker.tsx'
import { focusSoon } from './focus-soon.ts'
import { lastService } from './last-service.ts'
import { HowOftenFields, useHowOften } from './HowOftenFields.tsx'
import { MoreVisits } from './MoreVisits.tsx'
import { newClientOf } from './new-client.ts'
import { startNow } from './start-now.ts'
import type { BookingInput } from './use-booking.ts'
import { useBooking } from './use-booking.ts'
import { WhatFields } from './WhatFields.tsx'
import { WhoFields } from './WhoFields.tsx'

export type Service = Returns<'GET /services'>['items'][number]
type Day = Returns<'GET /calendar'>

interface BookingFormProps {
  wish: BookingStart
  zone: string
  locationId: string | null
  services: Service[]
  people: Day['practitioners']
  rooms: Day['rooms']
  locations: Day['locations']
  client: FoundClient | null
  onDone: () => void
}

export function useBookingFields({
  wish,
  zone,
  services,
  locationId,
}: Pick<BookingFormProps, 'wish' | 'zone' | 'services' | 'locationId'>) {
  const service =
    services.find((one) => one.id === wish.serviceId) ?? lastService(services, wish.practitionerId)
  const today = todayIn(zone)
  return useFields({
    initial: {
      givenName: '',
      familyName: '',
      phone: '',
      email: '',
      bornOn: null as string | null,
      serviceId: service?.id ?? '',
      practitionerId: wish.practitionerId || 'any',
      locationId: locationId ?? 'any',
      roomId: wish.roomId || 'auto',
      length: lengthOf(wish),
      day: wish.at ? wish.at.slice(0, 10) : wish.date < today ? today : wish.date,
      time: wish.at.slice(11, 16),
      walkIn: false,
      notes: '',
    },
  })
}
export type BookingFields = ReturnType<typeof useBookingFields>

/** Minutes of the span that was drawn in the calendar; null after a simple press. */
function lengthOf({ at, until }: BookingStart): number | null {
  if (!until) return null
  const minutes = minutesOfDay(until) - minutesOfDay(at)
  return minutes > 15 ? minutes : null
}

export function BookingForm({
  wish,
  zone,
  locationId,
  services,
  people,
  rooms,
  locations,
  client: known,
  onDone,
}: BookingFormProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const form = useBookingFields({ wish, zone, services, locationId })
  const [client, setClient] = useState<FoundClient | null>(known)
  const [isNew, setNew] = useState(false)
  const [missing, setMissing] = useState<string | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const { bookIt, conflict, forget, busy } = useBooking(zone, onDone)
  const bundle = useBundle(zone, onDone)
  const often = useHowOften()
  const { howOften } = often
  const [isLooking, setLooking] = useState(false)
  const { values } = form
  const walksIn = values.walkIn && howOften === 'once' && !bundle.isOn

  function inputOf(at: { day: string; time: string }): BookingInput {
    const { length, notes, practitionerId, locationId: where, roomId, walkIn } = values
    return {
      ...(client ? { clientId: client.id } : { newClient: newClientOf(values) }),
      serviceId: values.serviceId,
      startsAt: instantOf(`${at.day}T${at.time || '00:00'}`, zone),
      practitionerId: practitionerId === 'any' ? null : practitionerId,
      ...(where === 'any' ? {} : { locationId: where }),
      ...(roomId === 'auto' ? {} : { roomId }),
      ...(length ? { durationMinutes: length } : {}),
      ...(notes.trim() ? { notes: notes.trim() } : {}),
      ...(walkIn && howOften === 'once' ? { source: 'walk_in' as const } : {}),
    }
  }
  const chain = bundle.isOn && values.time ? bundle.chosenFor(bundle.wishOf(inputOf(values))) : null
  const hasTime = bundle.isOn ? chain !== null : values.time !== ''
  async function submit(): Promise<void> {
    const lacks =
      !client && !isNew
        ? 'client'
        : !values.serviceId
          ? 'service'
          : !hasTime && !walksIn && howOften !== 'plan'
            ? 'time'
            : null
    setMissing(lacks)
    if (lacks) return focusSoon(place.current, [`[data-part="${lacks}"] input`])
    lastService.keep(values.serviceId)
    if (chain) return bundle.bookIt(inputOf(values), chain)
    if (howOften !== 'once') return setLooking(true)
    await bookIt(inputOf(walksIn ? startNow(zone) : values))
  }
  function goOn(): void {
    const next = hasTime ? 'button[type="submit"]' : '[data-part="time"] input[type="radio"]'
    focusSoon(place.current, [next])
  }

  const day = walksIn ? todayIn(zone) : values.day
  if (isLooking && howOften !== 'once') {
    return (
      <MoreVisits
        step={howOften}
        input={inputOf(values)}
        repeat={often.repeat}
        plan={often.plan}
        at={values}
        about={[
          client?.name ?? `${values.givenName} ${values.familyName}`.trim(),
          services.find((one) => one.id === values.serviceId)?.name,
        ]
          .filter(Boolean)
          .join(' · ')}
        onBack={() => setLooking(false)}
        onDone={onDone}
      />
    )
  }
  const submitWords = howOften === 'once' ? (walksIn ? 'bookAndArrive' : 'book') : `${howOften}.look`
  const missesTime = missing === 'time'
  return (
    <div ref={place}>
      <Form form={form} submit={t(submitWords)} onCancel={onDone} onSubmit={submit}>
        <div className={classes.booking}>
          <div className={classes.bookingSide}>
            <WhoFields
              form={form}
              client={client}
              isNew={isNew}
              missing={missing === 'client'}
              onClient={(found) => {
                setClient(found)
                setNew(false)
                if (found) goOn()
              }}
              onNew={setNew}
            />
            <WhatFields
              form={form}
              services={services}
              people={people}
              rooms={rooms}
              locations={locations}
              chosenLocation={locationId}
              bundle={howOften === 'once' && !walksIn ? bundle : null}
            />
          </div>
          <div className={classes.bookingSide}>
            {bundle.isOn ? (
              <BundleWhen
                form={form}
                bundle={bundle}
                input={inputOf(values)}
                zone={zone}
                services={services}
                people={people}
                locations={locations}
                missing={missesTime}
              />
            ) : (
              <HowOftenFields
                form={form}
                often={often}
                zone={zone}
                service={services.find((one) => one.id === values.serviceId)}
                clientId={client?.id}
                missing={missesTime}
              />
            )}
          </div>
        </div>
        {conflict && !bundle.isOn && (
          <Refused
            conflict={conflict}
            wish={whyWishOf(inputOf(values.walkIn ? startNow(zone) : values))}
            roomOf={(id) => rooms.find((one) => one.id === id)?.name}
            zone={zone}
            day={day}
            nameOf={(id) => people.find((one) => one.id === id)?.name}
            busy={busy}
            onChoose={({ startsAt, practitionerId }) => {
              const start = wallOf(startsAt, zone)
              form.set({ walkIn: false, day: start.slice(0, 10), time: start.slice(11, 16), practitionerId })
              forget()
              focusSoon(place.current, ['button[type="submit"]'])
            }}
            onInsist={(reason) =>
              bookIt({ ...inputOf(walksIn ? startNow(zone) : values), knowingly: { reason } })
            }
          />
        )}
        <span className={classes.summary} aria-live="polite">
          {hasTime && !walksIn && howOften !== 'plan'
            ? `${format.day(day, 'long')}, ${format.wallTime(values.time)}`
            : ''}
        </span>
      </Form>
    </div>
  )
}
