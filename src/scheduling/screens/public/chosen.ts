import type { Mode, Offer, Service } from './offer.ts'

/** A service that was chosen, with its length. */
export interface Chosen {
  service: Service
  minutes: number
  priceMinor: number
  /** The length, where it is not the usual one. */
  durationMinutes: number | undefined
}

/** The most services in one visit. */
export const MOST_SERVICES = 5

/** The services in the address: `service`, its `length`, and `also` as `id,id:minutes`. What is not offered is left out. */
export function chosenIn({ services }: Pick<Offer, 'services'>, address: Record<string, string>): Chosen[] {
  const first = chosenOf(services, `${address.service ?? ''}:${address.length ?? ''}`)
  if (!first || first.service.inGroups) return first ? [first] : []
  const also = (address.also ?? '').split(',').flatMap((text) => chosenOf(services, text) ?? [])
  return [first, ...also.filter((one) => !one.service.inGroups)].slice(0, MOST_SERVICES)
}

function chosenOf(services: readonly Service[], text: string): Chosen | null {
  const [id, minutes] = text.split(':')
  const service = services.find((one) => one.id === id)
  if (!service) return null
  const length = service.lengths.find((one) => one.minutes === Number(minutes))
  const isOther = length && length.minutes !== service.durationMinutes
  return {
    service,
    minutes: length?.minutes ?? service.durationMinutes,
    priceMinor: length?.priceMinor ?? service.priceMinor,
    durationMinutes: isOther ? length.minutes : undefined,
  }
}

/** The same as address; what is empty goes away from it. */
export function addressOf(chosen: readonly Chosen[]): { service: string; length: string; also: string } {
  const [first, ...rest] = chosen
  return {
    service: first?.service.id ?? '',
    length: first?.durationMinutes ? String(first.durationMinutes) : '',
    also: alsoOf(rest),
  }
}

function alsoOf(rest: readonly Chosen[]): string {
  return rest
    .map(({ service, durationMinutes }) =>
      durationMinutes ? `${service.id}:${durationMinutes}` : service.id,
    )
    .join(',')
}

/** As a search for free times takes them. */
export function askOf([first, ...rest]: readonly [Chosen, ...Chosen[]] | readonly Chosen[]) {
  return {
    serviceId: first!.service.id,
    ...(first!.durationMinutes ? { durationMinutes: first!.durationMinutes } : {}),
    ...(rest.length > 0 ? { also: alsoOf(rest) } : {}),
  }
}

/** As a hold takes them. */
export function heldOf([first, ...rest]: readonly Chosen[]) {
  const { also: _also, ...ask } = askOf([first!])
  const also = rest.map(({ service, durationMinutes }) => ({
    serviceId: service.id,
    ...(durationMinutes ? { durationMinutes } : {}),
  }))
  return { ...ask, also }
}

/** The ways in which all of them can take place. */
export function modesOf(chosen: readonly Chosen[]): Mode[] {
  return inAll(chosen.map(({ service }) => service.modes))
}

/** What is in each of the lists, in the order of the first. */
export function inAll<T>(lists: readonly (readonly T[])[]): T[] {
  const [first = [], ...rest] = lists
  return first.filter((one) => rest.every((list) => list.includes(one)))
}

export function modeIn(chosen: readonly Chosen[], asked: string | undefined): Mode {
  const modes = modesOf(chosen)
  return modes.find((mode) => mode === asked) ?? modes[0] ?? 'in_person'
}
