import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id } from '../../platform/operation/shapes.ts'
import { requirePractitioner } from '../hours/hours.ts'
import { replanGaps } from '../replanning/close-day.ts'
import { detail } from '../replanning/operations.ts'
import { ReplanningDetail } from '../replanning/views.ts'
import { levelWeek } from './level-week.ts'
import { IDLE, OVERLOADED, findOverloads } from './overload.ts'
import { readCapacity } from './read-capacity.ts'

const weeks = z.coerce.number().int().min(0).max(26).default(8)
const Offered = { practitionerId: Id, locationId: Id, week: Day, minutes: z.int() }

export const read = operation({
  path: 'GET /capacity',
  summary:
    'Booked and offered time by practitioner, location, service and week, and full weeks beside idle colleagues',
  allow: 'capacity.see',
  takes: z.strictObject({ weeksBehind: weeks, weeksAhead: weeks }),
  returns: z.object({
    weeks: z.array(Day),
    thisWeek: Day,
    practitioners: z.array(z.object({ id: Id, name: z.string(), color: z.string().nullable() })),
    locations: z.array(z.object({ id: Id, name: z.string() })),
    offered: z.array(z.object(Offered)),
    booked: z.array(z.object({ ...Offered, serviceId: Id, attended: z.int(), visits: z.int() })),
    overloads: z.array(
      z.object({
        practitionerId: Id,
        week: Day,
        percent: z.int(),
        colleagues: z.array(z.object({ practitionerId: Id, percent: z.int() })),
      }),
    ),
    limits: z.object({ overloadedPercent: z.int(), idlePercent: z.int() }),
  }),
  run: async (ctx, ask) => {
    const capacity = await readCapacity(ctx, ask)
    return {
      ...capacity,
      overloads: await findOverloads(ctx, capacity),
      limits: { overloadedPercent: OVERLOADED * 100, idlePercent: IDLE * 100 },
    }
  },
})

export const level = operation({
  path: 'POST /replannings/levelling',
  summary: 'A full week: propose moving visits to colleagues with time in the same week',
  allow: 'replanning.manage',
  takes: z.strictObject({ practitionerId: Id, week: Day, answerHours: z.int().min(1).max(336).default(48) }),
  returns: ReplanningDetail,
  fails: ['nothing_to_gain', 'too_many_visits'],
  run: async (ctx, wish) => {
    await requirePractitioner(ctx, wish.practitionerId)
    return detail(ctx, await levelWeek(ctx, wish))
  },
})

export const gaps = operation({
  path: 'POST /replannings/gaps',
  summary: 'A day with holes: propose moves that close them, within limits',
  allow: 'replanning.manage',
  takes: z.strictObject({
    practitionerId: Id,
    day: Day,
    maxShiftMinutes: z.int().min(15).max(480).default(120),
    answerHours: z.int().min(1).max(336).default(24),
  }),
  returns: ReplanningDetail,
  fails: ['nothing_to_gain'],
  run: async (ctx, wish) => {
    await requirePractitioner(ctx, wish.practitionerId)
    return detail(ctx, await replanGaps(ctx, wish))
  },
})
