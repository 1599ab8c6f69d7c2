import { createClient, createLead } from '../../clients/index.ts'
import { createRateLimit } from '../../platform/http/rate-limit.ts'
import type { Context } from '../../platform/operation/context.ts'
import { problem } from '../../platform/problem.ts'
import type { Mode } from '../appointment/states.ts'
import { findService } from '../services/service.ts'
import { addEntry } from '../waitlist/change-entry.ts'
import { refuseProgram } from './confirm-booking.ts'
import { heldByOf } from './held-by.ts'
import { clientByProof } from './person.ts'
import type { PuzzleAnswer } from './puzzle.ts'
import { requirePuzzle } from './puzzle.ts'
import { recogniseClientIfAny } from './recognise-client.ts'
import { onlineRules } from './rules.ts'
import type { Typed } from './typed.ts'
import { namedIn, notesOf } from './typed.ts'

export const DAY_PARTS = {
  morning: ['06:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '22:00'],
} as const
export type DayPart = keyof typeof DAY_PARTS

export interface WaitWish {
  serviceId: string
  practitionerId?: string | null | undefined
  locationId?: string | null | undefined
  mode?: Mode | undefined
  dayParts: readonly DayPart[]
  toDay?: string | null | undefined
}

const WISHES = { burst: 10, perSecond: 1 / 300 }
const limits = new WeakMap<object, ReturnType<typeof createRateLimit>>()

/**
 * Puts whoever found no time on the waitlist. Where strangers have to confirm by mail or may not book at all, a stranger's
 * wish becomes an enquiry instead, so that nobody is made a client by typing.
 */
export async function joinWaitlist(
  ctx: Context,
  { wish, typed, puzzle }: { wish: WaitWish; typed: Typed; puzzle: PuzzleAnswer | null | undefined },
): Promise<'waitlist' | 'enquiry'> {
  refuseProgram(typed)
  refuseFlood(ctx)
  const rules = await onlineRules(ctx)
  await requirePuzzle(ctx, rules, { heldBy: heldByOf(ctx), given: puzzle })
  const proven = typed.person ? await clientByProof(ctx, typed.person) : null
  const known = proven?.clientId ?? (await recogniseClientIfAny(ctx, namedIn(typed)))
  if (!known && (rules.clients === 'known' || rules.confirmByMail !== 'never')) {
    await enquire(ctx, wish, typed)
    return 'enquiry'
  }
  const clientId =
    known ?? (await createClient(ctx, { ...namedIn(typed), language: typed.language ?? ctx.locale })).id
  // The list belongs to the house; a visitor sees nothing of it, not even their own wish.
  const house: Context = { ...ctx, actor: { kind: 'system', name: 'Booking page' } }
  await addEntry(house, {
    clientId,
    serviceId: wish.serviceId,
    mode: wish.mode,
    practitionerIds: wish.practitionerId ? [wish.practitionerId] : [],
    locationIds: wish.locationId ? [wish.locationId] : [],
    wantedTimes: timesOf(wish.dayParts),
    toDay: wish.toDay,
    note: notesOf(typed.notes, proven ? proven.bookedBy : typed.bookedBy),
  })
  return 'waitlist'
}

/** All parts of the day are no wish at all. */
function timesOf(parts: readonly DayPart[]) {
  const chosen = [...new Set(parts)]
  if (chosen.length === 0 || chosen.length === 3) return []
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    chosen.map((part) => ({ weekday, from: DAY_PARTS[part][0], to: DAY_PARTS[part][1] })),
  )
}

async function enquire(ctx: Context, wish: WaitWish, typed: Typed): Promise<void> {
  const { givenName, familyName, email, phone } = namedIn(typed)
  const service = await findService(ctx, wish.serviceId)
  const when = wish.dayParts.length > 0 ? ` (${wish.dayParts.join(', ')})` : ''
  await createLead(ctx, {
    name: `${givenName} ${familyName}`,
    email,
    phone,
    message: [`Would like a time for: ${service.name}${when}.`, typed.notes].filter(Boolean).join('\n'),
    language: typed.language ?? ctx.locale,
    source: 'waitlist',
  })
}

function refuseFlood(ctx: Context) {
  if (!ctx.address) return
  const limit = limits.get(ctx.services) ?? createRateLimit(ctx.services.clock)
  limits.set(ctx.services, limit)
  const retryAfter = limit(`${ctx.practiceId} ${ctx.address}`, WISHES)
  if (retryAfter > 0)
    throw problem(
      429,
      'rate_limited',
      'Too many wishes came from here. Please call us, or try again later.',
      {
        retryAfter,
      },
    )
}
