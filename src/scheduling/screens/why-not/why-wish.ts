import type { BookingInput } from '../booking/use-booking.ts'
import type { WhyWish } from './WhyNotPanel.tsx'

/** What to ask why not of; nothing where anybody would do. */
export function whyWishOf({
  serviceId,
  practitionerId,
  locationId,
  clientId,
  startsAt,
  durationMinutes,
}: BookingInput): WhyWish | null {
  if (!practitionerId) return null
  return {
    serviceId,
    practitionerId,
    startsAt,
    ...(locationId ? { locationId } : {}),
    ...(clientId ? { clientId } : {}),
    ...(durationMinutes ? { durationMinutes } : {}),
  }
}
