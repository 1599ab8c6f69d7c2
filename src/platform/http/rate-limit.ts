import type { Clock } from '../clock.ts'

export interface Bucket {
  /** How many at once. */
  burst: number
  /** How many come back per second. */
  perSecond: number
}

/** Doors → how often one caller may knock. Keys and staff are known people; the public shares an address. */
export const LIMITS = {
  publicRead: { burst: 240, perSecond: 20 },
  publicWrite: { burst: 60, perSecond: 1 },
  // Gateways report thousands of messages from few addresses; what they bring is signed.
  webhook: { burst: 2_000, perSecond: 200 },
  link: { burst: 120, perSecond: 10 },
  staff: { burst: 600, perSecond: 60 },
  key: { burst: 5_000, perSecond: 1_000 },
} satisfies Record<string, Bucket>

const MOST_CALLERS = 50_000

/** Token buckets in memory. Answers 0 when the caller may go on, else the seconds to wait. */
export function createRateLimit(clock: Clock) {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return function secondsToWait(caller: string, { burst, perSecond }: Bucket): number {
    const now = clock.now().getTime()
    const known = buckets.get(caller) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, known.tokens + (Math.max(0, now - known.at) / 1000) * perSecond)
    // Oldest callers go first when somebody tries to fill the memory with addresses.
    if (buckets.size >= MOST_CALLERS && !buckets.has(caller)) buckets.delete(buckets.keys().next().value!)
    buckets.delete(caller)
    buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond)
  }
}
