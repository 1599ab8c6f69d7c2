import { createRateLimit } from '../platform/http/rate-limit.ts'
import type { Context } from '../platform/operation/context.ts'
import { problem } from '../platform/problem.ts'

// A family or an office may share an address: twenty at once, then one every three minutes.
const ENQUIRIES = { burst: 20, perSecond: 1 / 180 }
const limits = new WeakMap<object, ReturnType<typeof createRateLimit>>()

/** 429 when one address sends enquiry after enquiry; nobody counts what comes from inside the house. */
export function refuseFlood(ctx: Context) {
  if (!ctx.address) return
  const limit = limits.get(ctx.services) ?? createRateLimit(ctx.services.clock)
  limits.set(ctx.services, limit)
  const retryAfter = limit(`${ctx.practiceId} ${ctx.address}`, ENQUIRIES)
  if (retryAfter > 0)
    throw problem(
      429,
      'rate_limited',
      'Too many enquiries came from here. Please call us, or try again later.',
      { retryAfter },
    )
}
