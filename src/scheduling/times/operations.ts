import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, InstantIn } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { startOfLocalDay, toOffsetIso } from '../../platform/time/index.ts'
import { MODES } from '../appointment/states.ts'
import { weightOf } from '../availability/reasons.ts'
import { whyNot as explain } from '../availability/why-not.ts'
import { readDiary } from './diary.ts'
import { findFreeTimes } from './free-times.ts'
import type { FreeTimes } from './free-times.ts'
import { searchesOf } from './search.ts'

const days = z.coerce.number().int().min(1).max(62)
const limit = z.coerce.number().int().min(1).max(1000)

/** What a search for free times takes besides the service. */
export const searchFields = {
  practitionerId: Id.optional().describe('Left out: anybody who offers it.'),
  locationId: Id.optional(),
  from: z
    .union([Day, InstantIn])
    .optional()
    .describe("A day 'YYYY-MM-DD' in the practice's zone, or an instant; left out: now."),
  days: days.default(14),
}

export const FreeTimesView = z.object({
  items: z.array(
    z.object({
      startsAt: z.string(),
      endsAt: z.string(),
      zone: z.string(),
      locationId: Id,
      practitionerId: Id,
    }),
  ),
})

export const list = operation({
  path: 'GET /availability',
  summary: 'Free times for a service, earliest first, in the offset of their location',
  allow: 'calendar.see',
  takes: z.strictObject({
    serviceId: Id,
    ...searchFields,
    clientId: Id.optional().describe("Keep free of this client's own visits, too."),
    durationMinutes: z.coerce.number().int().min(1).max(1440).optional(),
    mode: z.enum(MODES).optional(),
    except: Id.optional().describe('The appointment that is to be moved.'),
    limit: limit.optional(),
  }),
  returns: FreeTimesView,
  run: async (ctx, { from, durationMinutes, ...ask }) =>
    presentTimes(
      await findFreeTimes(ctx, {
        ...ask,
        from: await startOf(ctx, from),
        duration: durationMinutes ?? null,
        by: 'staff',
      }),
    ),
})

const Values = z.record(z.string(), z.unknown())
const SlotView = z.object({ startsAt: z.string(), endsAt: z.string(), practitionerId: Id, locationId: Id })

export const whyNot = operation({
  path: 'GET /availability/reasons',
  summary:
    'Why a practitioner cannot be booked at a time: every rule against it, and the smallest change that would open it',
  allow: 'calendar.see',
  takes: z.strictObject({
    serviceId: Id,
    practitionerId: Id,
    locationId: Id.optional(),
    clientId: Id.optional(),
    startsAt: InstantIn,
    durationMinutes: z.coerce.number().int().min(1).max(1440).optional(),
    mode: z.enum(MODES).optional(),
    except: Id.optional().describe('The appointment that is to be moved: it does not stand in its own way.'),
    by: z
      .enum(['client', 'staff'])
      .default('client')
      .describe("By which rules: a client's, or those that bind the desk (any minute, no notice)."),
  }),
  returns: z.object({
    free: z.boolean(),
    locationId: Id.nullable(),
    zone: z.string().nullable(),
    reasons: z.array(z.object({ code: z.string(), values: Values })),
    earlier: SlotView.nullable(),
    later: SlotView.nullable(),
    smallestChange: z
      .union([
        z.object({ kind: z.literal('move'), slot: SlotView, minutes: z.number() }),
        z.object({
          kind: z.literal('change'),
          minutes: z.number(),
          changes: z.array(z.object({ code: z.string(), values: Values, minutes: z.number() })),
        }),
      ])
      .nullable(),
  }),
  run: async (ctx, { startsAt, by, durationMinutes, mode, ...ask }) => {
    const from = new Date(startsAt.getTime() - 86_400_000)
    const to = new Date(startsAt.getTime() + 86_400_000)
    const diary = await readDiary(ctx, { ...ask, from, to, duration: durationMinutes ?? null })
    const searches = searchesOf(diary, {
      now: by === 'staff' ? lateNow(ctx.now, startsAt) : ctx.now,
      from,
      to,
      by,
      duration: durationMinutes ?? null,
      clientId: ask.clientId ?? null,
      ...(mode ? { mode } : {}),
      // Staff may choose any minute; five of them are near enough for a proposal.
      ...(by === 'staff' ? { slotInterval: startsAt.getUTCMinutes() % 5 === 0 ? 5 : 1 } : {}),
    })
    const search = searches.find((each) => !ask.locationId || each.locations[0]!.id === ask.locationId)
    if (!search) throw notFound('A location that offers this service')
    const answers = searches.map((each) =>
      explain(each, {
        practitionerId: ask.practitionerId,
        startsAt,
        ...(ask.locationId ? { locationId: ask.locationId } : {}),
      }),
    )
    const { earlier, later, smallestChange, ...answer } = answers.sort(
      (a, b) => weightOf(a.reasons) - weightOf(b.reasons),
    )[0]!
    const told = (slot: typeof earlier) => slot && slotView(slot, diary)
    return {
      ...answer,
      earlier: told(earlier),
      later: told(later),
      smallestChange:
        smallestChange?.kind === 'move'
          ? { ...smallestChange, slot: slotView(smallestChange.slot, diary) }
          : smallestChange,
    }
  },
})

/** Staff may enter a visit late; for them the past begins a day and a half ago (see booking/plan-visit.ts). */
function lateNow(now: Date, startsAt: Date): Date {
  const isLate = startsAt < now && startsAt.getTime() > now.getTime() - 36 * 3_600_000
  return isLate ? startsAt : now
}

/** The free times with the offset of their location, so that nobody has to guess whose nine o'clock is meant. */
export function presentTimes({ slots, diary }: FreeTimes) {
  return { items: slots.map((slot) => ({ ...slotView(slot, diary), zone: zoneOf(diary, slot.locationId) })) }
}

/** A day begins at midnight in the practice's zone. */
export async function startOf(ctx: Context, from: string | Date | undefined): Promise<Date> {
  if (from === undefined) return ctx.now
  return from instanceof Date ? from : startOfLocalDay(from, (await ctx.practice()).zone)
}

function slotView(slot: FreeTimes['slots'][number], diary: FreeTimes['diary']) {
  const zone = zoneOf(diary, slot.locationId)
  return {
    startsAt: toOffsetIso(slot.startsAt, zone),
    endsAt: toOffsetIso(slot.endsAt, zone),
    practitionerId: slot.practitionerId,
    locationId: slot.locationId,
  }
}

function zoneOf({ locations }: FreeTimes['diary'], id: string): string {
  return locations.find((each) => each.id === id)!.zone
}
