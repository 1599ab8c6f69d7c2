import { z } from 'zod'
import { Day, Id, Instant, line } from '../../platform/operation/shapes.ts'
import { TIME_OFF_KINDS, TIME_OFF_STATES } from './time-off.ts'
import { WallTime, WeeklyHours } from './weekly.ts'
import { AffectedVisit } from './affected.ts'

export const HoursView = z.object({ ...WeeklyHours.shape, starts: z.string(), ends: z.string() })

export const DaySpan = z.strictObject({
  locationId: Id,
  starts: WallTime,
  ends: WallTime,
  nextDay: z.boolean().default(false).describe('The shift ends on the next day.'),
})

/** What is said of a day that differs. */
export const dayFields = {
  effect: z
    .enum(['replace', 'add'])
    .default('replace')
    .describe("'replace': these hours (none: a day off) take the place of the day; 'add': they come on top."),
  hours: z.array(DaySpan).max(12),
  note: line(200).nullish(),
}

export const DaysWish = z.strictObject({
  from: Day,
  to: Day,
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .optional()
    .describe('Only these (1 = Monday); left out: all.'),
  ...dayFields,
})

export const ExceptionView = z.object({
  day: Day,
  effect: z.enum(['replace', 'add']),
  note: z.string().nullable(),
  hours: z.array(DaySpan),
})

export const TimeOffView = z.object({
  id: Id,
  practitionerId: Id,
  startsAt: Instant,
  endsAt: Instant,
  kind: z.enum(TIME_OFF_KINDS),
  note: z.string().nullable(),
  state: z.enum(TIME_OFF_STATES),
  requestedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  meetingId: Id.nullable(),
  substituteId: Id.nullable().describe('Who stands in meanwhile.'),
  clientNote: z.string().nullable().describe('What clients read on the booking page meanwhile.'),
})

export const Decided = z.object({
  timeOff: TimeOffView,
  affected: z
    .array(AffectedVisit)
    .describe('Visits that are booked in this time. They stay until somebody moves them.'),
})
