import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { MODES, SOURCES, STATES } from '../appointment/states.ts'
import { readBackground } from './background.ts'
import { readCalendar } from './calendar.ts'

const MOST_DAYS = 45

const VisitView = z.object({
  id: Id,
  state: z.enum(STATES),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  clientId: z.string().nullable(),
  clientName: z.string().nullable(),
  practitionerId: z.string().nullable(),
  serviceId: z.string(),
  serviceName: z.string(),
  color: z.string().nullable(),
  locationId: z.string(),
  roomId: z.string().nullable(),
  roomName: z.string().nullable(),
  mode: z.enum(MODES),
  source: z.enum(SOURCES),
  arrivedAt: z.string().nullable(),
  inRoomAt: z.string().nullable(),
  heldUntil: z.string().nullable(),
  hasNotes: z.boolean(),
  isFirstVisit: z.boolean(),
  overlaps: z.boolean(),
  rowVersion: z.int(),
  canMove: z.boolean(),
})

const Practitioner = z.object({
  id: Id,
  name: z.string(),
  title: z.string().nullable(),
  color: z.string().nullable(),
})

export const calendar = operation({
  path: 'GET /calendar',
  summary: 'The visits of a span with what lies behind them: who works when and where, time off, closed days',
  allow: 'calendar.see',
  takes: z.strictObject({
    from: z
      .union([Day, InstantIn])
      .describe("The first day 'YYYY-MM-DD' in the practice's zone, or an instant."),
    to: z.union([Day, InstantIn]).describe('The last day, included; or an instant, not included.'),
    locationId: Id.optional(),
    practitionerId: Id.optional(),
    cancelled: z.stringbool().default(false).describe('Also the cancelled visits.'),
  }),
  returns: z.object({
    from: Instant,
    to: Instant,
    visits: z.array(VisitView),
    open: z.array(z.object({ practitionerId: Id, locationId: Id, startsAt: Instant, endsAt: Instant })),
    timeOff: z.array(
      z.object({
        id: Id,
        practitionerId: Id,
        startsAt: Instant,
        endsAt: Instant,
        kind: z.string(),
        note: z.string().nullable(),
        state: z.enum(['requested', 'approved']).describe('Leave that is only asked for blocks nobody yet.'),
      }),
    ),
    closures: z.array(z.object({ locationId: Id.nullable(), startsOn: Day, endsOn: Day, name: z.string() })),
    practitioners: z.array(Practitioner),
    locations: z.array(z.object({ id: Id, name: z.string(), zone: z.string() })),
    rooms: z.array(z.object({ id: Id, name: z.string(), locationId: Id })),
    can: z.object({ book: z.boolean(), overlap: z.boolean() }),
  }),
  run: async (ctx, ask) => {
    const span = await spanOf(ctx, ask)
    return {
      ...span,
      visits: await readCalendar(ctx, { ...ask, ...span }),
      ...(await readBackground(ctx, { ...ask, ...span })),
      can: { book: ctx.can('appointments.book'), overlap: ctx.can('appointments.overlap') },
    }
  },
})

async function spanOf(ctx: Context, { from, to }: { from: string | Date; to: string | Date }) {
  const start = from instanceof Date ? from : startOfLocalDay(from, (await ctx.practice()).zone)
  const end = to instanceof Date ? to : startOfLocalDay(addLocalDays(to, 1), (await ctx.practice()).zone)
  if (end <= start) throw invalid('to', 'The end must come after the start.')
  if (end.getTime() - start.getTime() > MOST_DAYS * 86_400_000)
    throw invalid('to', `Ask for at most ${MOST_DAYS} days at once.`)
  return { from: start, to: end }
}
