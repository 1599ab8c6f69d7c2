import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../platform/problem.ts'
import { addLocalDays, startOfLocalDay } from '../../platform/time/index.ts'
import { MODES, SOURCES, STATES } from '../appointment/states.ts'
import { readBackground } from './background.ts'
import { readCalendar } from './calendar.ts'
import { readEquipment } from './equipment.ts'
import { readSheet } from './sheet.ts'
import { summariseDays } from './summary.ts'

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
  sessionId: z.string().nullable().describe('The group session in which the visit is a seat.'),
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
    equipment: z.stringbool().default(false).describe('Also which visit takes which unit of equipment.'),
  }),
  returns: z.object({
    from: Instant,
    to: Instant,
    visits: z.array(VisitView),
    open: z.array(z.object({ practitionerId: Id, locationId: Id, startsAt: Instant, endsAt: Instant })),
    reserved: z
      .array(
        z.object({
          practitionerId: Id,
          locationId: Id,
          startsAt: Instant,
          endsAt: Instant,
          name: z.string().nullable().describe('The services; null: any.'),
          clients: z.enum(['new', 'existing']).nullable(),
        }),
      )
      .describe('Working time that is kept for certain services or clients.'),
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
    equipment: z.array(z.object({ id: Id, name: z.string(), locationId: Id })).optional(),
    equipmentUses: z.array(z.object({ visitId: Id, unitId: Id })).optional(),
    can: z.object({ book: z.boolean(), overlap: z.boolean() }),
  }),
  run: async (ctx, ask) => {
    const span = await spanOf(ctx, ask)
    return {
      ...span,
      visits: await readCalendar(ctx, { ...ask, ...span }),
      ...(await readBackground(ctx, { ...ask, ...span })),
      ...(ask.equipment ? await readEquipment(ctx, { ...ask, ...span }) : {}),
      can: { book: ctx.can('appointments.book'), overlap: ctx.can('appointments.overlap') },
    }
  },
})

export const days = operation({
  path: 'GET /calendar/days',
  summary:
    'How full the days of a span are: visits, first visits, booked and open minutes of each practitioner',
  allow: 'calendar.see',
  takes: z.strictObject({
    from: Day.describe("The first day 'YYYY-MM-DD', in the location's zone or else the practice's."),
    to: Day.describe('The last day, included.'),
    locationId: Id.optional(),
    practitionerId: Id.optional(),
  }),
  returns: z.object({
    days: z.array(
      z.object({
        day: Day,
        practitionerId: Id,
        visits: z.int(),
        firstVisits: z.int(),
        requested: z.int(),
        bookedMinutes: z.int(),
        openMinutes: z.int(),
      }),
    ),
    practitioners: z.array(Practitioner),
    locations: z.array(z.object({ id: Id, name: z.string(), zone: z.string() })),
    closures: z.array(z.object({ locationId: Id.nullable(), startsOn: Day, endsOn: Day, name: z.string() })),
  }),
  run: async (ctx, { from, to, ...ask }) => {
    const zone = await zoneOf(ctx, ask.locationId)
    const span = spanIn(zone, { from, to })
    return summariseDays(ctx, { ...ask, ...span, zone })
  },
})

export const sheet = operation({
  path: 'GET /calendar/sheet',
  summary: 'What a printed day sheet says beside the calendar: phone numbers, birth dates and notes',
  allow: 'appointments.see',
  takes: z.strictObject({
    from: InstantIn,
    to: InstantIn,
    locationId: Id.optional(),
    practitionerId: Id.optional(),
  }),
  returns: z.object({
    items: z.array(
      z.object({
        visitId: Id,
        bornOn: Day.nullable(),
        phone: z.string().nullable(),
        notes: z.string().nullable(),
      }),
    ),
  }),
  run: async (ctx, ask) => ({ items: await readSheet(ctx, { ...ask, ...spanIn('UTC', ask) }) }),
})

async function zoneOf(ctx: Context, locationId: string | undefined): Promise<string> {
  const { zone } = await ctx.practice()
  if (!locationId) return zone
  const found = await sql<{ zone: string }>`select zone from location where practice_id = ${ctx.practiceId} and id = ${locationId}`.execute(ctx.db) // prettier-ignore
  if (!found.rows[0]) throw notFound('This location')
  return found.rows[0].zone
}

async function spanOf(ctx: Context, span: { from: string | Date; to: string | Date }) {
  const isPlain = span.from instanceof Date && span.to instanceof Date
  return spanIn(isPlain ? 'UTC' : (await ctx.practice()).zone, span)
}

/** Instants from days or instants; days are those of the zone. */
function spanIn(zone: string, { from, to }: { from: string | Date; to: string | Date }) {
  const start = from instanceof Date ? from : startOfLocalDay(from, zone)
  const end = to instanceof Date ? to : startOfLocalDay(addLocalDays(to, 1), zone)
  if (end <= start) throw invalid('to', 'The end must come after the start.')
  if (end.getTime() - start.getTime() > MOST_DAYS * 86_400_000)
    throw invalid('to', `Ask for at most ${MOST_DAYS} days at once.`)
  return { from: start, to: end }
}
