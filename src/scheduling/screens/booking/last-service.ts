import type { Service } from './BookingForm.tsx'

const key = 'atrium.lastService'

/** What was booked last at this desk, if this practitioner gives it; else the first they give, a group last. */
export function lastService(services: Service[], practitionerId: string): Service | undefined {
  const given = services.filter(
    (one) => !practitionerId || one.practitioners.some((who) => who.id === practitionerId),
  )
  return (
    given.find((one) => one.id === localStorage.getItem(key)) ??
    given.find((one) => one.capacity === 1) ??
    given[0]
  )
}

lastService.keep = (serviceId: string): void => localStorage.setItem(key, serviceId)
