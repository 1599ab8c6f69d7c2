import type { Service } from './BookingForm.tsx'

const key = 'atrium.lastService'

/** What was booked last at this desk, if this practitioner gives it; else the first they give. */
export function lastService(services: Service[], practitionerId: string): Service | undefined {
  const given = services.filter(
    (one) => !practitionerId || one.practitioners.some((who) => who.id === practitionerId),
  )
  return given.find((one) => one.id === localStorage.getItem(key)) ?? given[0]
}

lastService.keep = (serviceId: string): void => localStorage.setItem(key, serviceId)
