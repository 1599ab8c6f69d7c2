import { useState } from 'react'
import { ProblemError, useAct } from '../../../ui/api/index.ts'
import { notify, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { BookingInput } from '../booking/use-booking.ts'
import { wallOf } from '../zone.ts'
import type { BundleTime, BundleWish } from './use-bundle-times.ts'

/** A service beside the first one; empty until it is chosen. */
export interface OtherPart {
  serviceId: string
  /** 'any': whoever offers it. */
  practitionerId: string
}

/** A refusal with the next times at which all can be had. */
export interface BundleRefusal {
  message: string
  times: BundleTime[]
}

/** Several services in one coming, while they are being booked. */
export function useBundle(zone: string, onDone: () => void) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  const act = useAct('POST /bundles')
  const [others, setOthers] = useState<OtherPart[]>([])
  const [picked, setPicked] = useState<{ key: string; time: BundleTime } | null>(null)
  const [refused, setRefused] = useState<BundleRefusal | null>(null)
  const [turn, setTurn] = useState(0)

  function wishOf({
    serviceId,
    practitionerId,
    locationId,
    durationMinutes,
    clientId,
  }: BookingInput): BundleWish {
    return {
      parts: [
        {
          serviceId,
          practitionerId: practitionerId ?? null,
          ...(durationMinutes ? { durationMinutes } : {}),
        },
        ...others.map((one) => ({
          serviceId: one.serviceId,
          practitionerId: one.practitionerId === 'any' ? null : one.practitionerId,
        })),
      ],
      ...(locationId ? { locationId } : {}),
      ...(clientId ? { clientId } : {}),
    }
  }
  /** What was picked, as long as the wish is still the one it was picked for. */
  const chosenFor = (wish: BundleWish) => (picked?.key === JSON.stringify(wish) ? picked.time : null)

  async function bookIt(input: BookingInput, time: BundleTime): Promise<void> {
    setRefused(null)
    try {
      const { visits } = await act.do(bookingOf(input, { wish: wishOf(input), time }))
      const start = wallOf(time.startsAt, zone)
      notify.done(
        t('bundle.booked', {
          count: visits.length,
          name: visits[0]?.client?.name ?? '',
          when: `${format.day(start.slice(0, 10), 'weekday')}, ${format.wallTime(start)}`,
        }),
      )
      onDone()
    } catch (error) {
      const found = refusalIfAny(error)
      if (!found) throw error
      setPicked(null)
      setRefused(found)
      setTurn(turn + 1)
    }
  }
  return {
    isOn: others.length > 0,
    isComplete: others.every(({ serviceId }) => serviceId !== ''),
    others,
    setOthers,
    wishOf,
    chosenFor,
    choose: (wish: BundleWish, time: BundleTime) => {
      setRefused(null)
      setPicked({ key: JSON.stringify(wish), time })
    },
    bookIt,
    refused,
    /** Grows with each refusal: the times are asked for again. */
    turn,
    busy: act.busy,
  }
}
export type Bundle = ReturnType<typeof useBundle>

function bookingOf(input: BookingInput, { wish, time }: { wish: BundleWish; time: BundleTime }) {
  const { clientId, newClient, notes } = input
  return {
    ...(clientId ? { clientId } : {}),
    ...(newClient ? { newClient } : {}),
    ...(notes ? { notes } : {}),
    locationId: time.locationId,
    parts: wish.parts.map((part, nth) => ({ ...part, startsAt: time.parts[nth]!.startsAt })),
  }
}

/** The refusal of a chain; null when the error is about something else. */
export function refusalIfAny(error: unknown): BundleRefusal | null {
  if (!(error instanceof ProblemError) || !Array.isArray(error.details.times)) return null
  return { message: error.message, times: error.details.times as BundleTime[] }
}
