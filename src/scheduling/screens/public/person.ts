import type { Returns } from '../../../ui/public/index.ts'

export type Person = Returns<'POST /booking-people'>['people'][number]

/** Who opened a mailed link, for this tab and an hour. */
export interface Proven {
  token: string
  people: Person[]
  until: number
}

const keyOf = (practice: string) => `atrium.person.${practice}`

/** Keeps the proof for the booking page of this practice. */
export function keepProven(practice: string, proven: Pick<Proven, 'token' | 'people'>): void {
  try {
    sessionStorage.setItem(keyOf(practice), JSON.stringify({ ...proven, until: Date.now() + 3_600_000 }))
  } catch {
    // Without storage the details are typed as by everybody.
  }
}

export function readProven(practice: string): Proven | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(practice)) ?? 'null') as Proven | null
    return kept && kept.until > Date.now() ? kept : null
  } catch {
    return null
  }
}

export function forgetProven(practice: string): void {
  try {
    sessionStorage.removeItem(keyOf(practice))
  } catch {}
}
