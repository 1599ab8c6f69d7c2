import { useState } from 'react'
import { asProblem, callByLink, useAddress, useKept, type ProblemError } from '../../../ui/public/index.ts'
import { onThisClock } from './hold-clock.ts'
import { readProven, forgetProven } from './person.ts'
import { callSolved } from './puzzle/call-solved.ts'
import { emptyDetails, type Details } from './details.ts'
import { heldOf, modeIn, type Chosen } from './chosen.ts'
import type { Hold, Slot } from './offer.ts'

export type Step = 'service' | 'times' | 'details' | 'review' | 'done'
export type Wish = Pick<Slot, 'startsAt' | 'locationId'> & { practitionerId: string | null }

/** What is kept of an unfinished booking in this tab. */
interface Kept {
  details: Details
  hold: Hold | null
  /** What the hold was asked for with, to ask once more. */
  wish: Wish | null
  /** The link to the booked visit; no token: a mailed link has to be opened first, until then. */
  booked: { token: string | null; email: string; confirmBy: string | null } | null
}

const nothing: Kept = { details: emptyDetails, hold: null, wish: null, booked: null }

/** Where somebody is in booking: the step and the choices stand in the address, what is typed in the tab. */
export function useBooking(practice: string) {
  const [address, go] = useAddress()
  const [kept, keep] = useKept<Kept>(`booking.${practice}`, nothing)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ProblemError | null>(null)
  const step = stepOf(address, kept)
  const [proven, setProven] = useState(() => readProven(practice))

  /** Keeps a time; an earlier one of this person is given up first. Answers whether it is theirs. */
  async function take(chosen: readonly Chosen[], { startsAt, locationId, ...wish }: Wish): Promise<boolean> {
    setBusy(true)
    setRefusal(null)
    try {
      if (kept.hold) await callByLink(kept.hold.token)('DELETE /holds/current', {}).catch(() => null)
      // Of several services the first's practitioner is not the others': only a wish for somebody binds all.
      const practitionerId = chosen.length > 1 ? address.with || null : wish.practitionerId
      const hold = await callSolved('POST /public/{practice}/holds', {
        practice,
        ...heldOf(chosen),
        startsAt,
        locationId,
        practitionerId,
        mode: modeIn(chosen, address.mode),
        ...(address.link ? { link: address.link } : {}),
      })
      keep((now) => ({
        ...now,
        hold: { ...hold, heldUntil: onThisClock(hold.heldUntil) },
        wish: { startsAt, locationId, practitionerId },
      }))
      return true
    } catch (error) {
      keep((now) => ({ ...now, hold: null }))
      setRefusal(asProblem(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    address,
    go,
    step,
    busy,
    refusal,
    forgetRefusal: () => setRefusal(null),
    ...kept,
    take,
    /** The hold after further dates were kept with it, or given up. */
    setHold: (hold: Hold) =>
      keep((now) => ({ ...now, hold: { ...hold, heldUntil: onThisClock(hold.heldUntil) } })),
    setDetails: (details: Details) => keep((now) => ({ ...now, details })),
    finish: (booked: NonNullable<Kept['booked']>) => keep({ ...nothing, booked }),
    proven,
    forgetProven: () => {
      forgetProven(practice)
      setProven(null)
    },
    startAgain: () => keep(nothing),
  }
}

export type Booking = ReturnType<typeof useBooking>

// A step that its conditions do not (any more) allow falls back to the one before.
function stepOf(address: Record<string, string>, kept: Kept): Step {
  if (address.step === 'done' && kept.booked) return 'done'
  if (!address.service) return 'service'
  if ((address.step === 'details' || address.step === 'review') && kept.hold) return address.step
  return 'times'
}
