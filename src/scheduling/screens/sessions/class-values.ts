import type { Repeat } from './dates.ts'

/** A class as its form holds it. */
export interface Values extends Record<string, unknown> {
  serviceId: string
  practitionerId: string
  locationId: string
  title: string
  day: string
  time: string
  repeat: Repeat
  times: number | null
  leftOut: string[]
  capacity: number | null
  autoPromote: boolean
}

/** A start that cannot be, and why. */
export type Refused = { startsAt: string; message: string }
