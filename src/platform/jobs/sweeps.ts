import type { House } from '../operation/gate.ts'

/** Work that looks at every practice from time to time (expired holds, reminders that become due). */
export interface Sweep {
  name: string
  everySeconds: number
  run(house: House, practiceId: string): Promise<void>
}

export function sweep(declared: Sweep): Sweep {
  return declared
}
