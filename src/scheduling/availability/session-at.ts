import type { Location } from './hours.ts'
import type { Reason, Wished } from './reasons.ts'
import type { Practitioner, Service, Session } from './slots.ts'

/** The practitioner's session of this service that begins there at that instant. */
export function sessionAt(
  practitioner: Practitioner,
  service: Service,
  { location, startsAt }: { location: Location; startsAt: Date },
): Session | undefined {
  return practitioner.sessions?.find(
    (one) =>
      one.serviceId === service.id &&
      one.locationId === location.id &&
      one.startsAt.getTime() === startsAt.getTime(),
  )
}

/** Only sessions that are scheduled can be joined, and none begins then. */
export function scheduleRules({ search, session }: Wished): Reason[] {
  return search.sessionsOnly && !session ? [{ code: 'no_session', values: {}, change: null }] : []
}
