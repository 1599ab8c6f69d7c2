import type { Returns } from '../../../ui/public/index.ts'

/** What can be booked online, as the server answers it. */
export type Offer = Returns<'GET /public/{practice}/booking'>
export type Service = Offer['services'][number]
export type Slot = Returns<'GET /public/{practice}/availability'>['items'][number]
export type ClientVisit = Returns<'GET /visit'>
export type Mode = Service['modes'][number]

/** What free times are searched for. */
export interface TimesAsk {
  serviceId: string
  durationMinutes?: number
  /** Further services in the same visit: `id,id:minutes`. */
  also?: string
  mode: Mode
  practitionerId?: string
  locationId?: string
}

/** A time that is kept for this person, and the secret that opens it. */
export interface Hold {
  token: string
  heldUntil: string
  visit: ClientVisit
}

/** Services under their headings, in the practice's order; without a heading first. */
export function grouped(services: readonly Service[]): { category: string | null; services: Service[] }[] {
  const groups = new Map<string | null, Service[]>([[null, []]])
  for (const service of services) {
    const group = groups.get(service.category) ?? []
    group.push(service)
    groups.set(service.category, group)
  }
  return [...groups]
    .map(([category, list]) => ({ category, services: list }))
    .filter((group) => group.services.length > 0)
}

/** The slots of a refusal ("these are the next free times"), if it has any. */
export function alternativesOf(
  error: { details: Record<string, unknown> } | null,
): Pick<Slot, 'startsAt' | 'practitionerId' | 'locationId'>[] {
  const given = error?.details.alternatives
  return Array.isArray(given) ? (given as Slot[]) : []
}
