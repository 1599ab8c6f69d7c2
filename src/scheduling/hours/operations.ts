import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, InstantIn, line } from '../../platform/operation/shapes.ts'
import { localDay } from '../../platform/time/index.ts'
import { FreeTimesView, presentTimes, startOf } from '../times/operations.ts'
import { AffectedVisit, changingHours } from './affected.ts'
import { listDays } from './days.ts'
import { clearDays, listExceptions, setDays } from './exceptions.ts'
import { listHours, replaceHours, requireHoursRight, requirePractitioner } from './hours.ts'
import { previewHours } from './preview.ts'
import { ReservedWish } from './reserved.ts'
import { DaySpan, DaysWish, ExceptionView, HoursView, TimeOffView, dayFields } from './shapes.ts'
import { TIME_OFF_KINDS, listTimeOff } from './time-off.ts'
import { WeeklyHours } from './weekly.ts'

const Outside = z.array(AffectedVisit).describe('Coming visits that lie outside of the hours now. They stay.')
const period = {
  from: Day.optional().describe('They hold from this day on, and what was before stays; left out: always.'),
  to: Day.nullish().describe('The last day on which they hold.'),
}

export const get = operation({
  path: 'GET /practitioners/{id}/hours',
  summary: 'When a practitioner works: weekly hours, days that differ, time off ahead',
  allow: 'hours.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    hours: z.array(HoursView),
    exceptions: z.array(ExceptionView),
    timeOff: z.array(TimeOffView),
  }),
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    const { zone } = await ctx.practice()
    const to = new Date(ctx.now.getTime() + 3 * 366 * 86_400_000)
    return {
      hours: await listHours(ctx, id),
      exceptions: await listExceptions(ctx, id, { from: localDay(ctx.now, zone) }),
      timeOff: await listTimeOff(ctx, { from: ctx.now, to, practitionerId: id, declined: true }),
    }
  },
})

export const replace = operation({
  path: 'PUT /practitioners/{id}/hours',
  summary: 'Set the weekly hours of a practitioner, always or from a day on',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, hours: z.array(WeeklyHours).max(200), ...period }),
  returns: z.object({ hours: z.array(HoursView), outside: Outside }),
  run: async (ctx, { id, hours, from, to }) => {
    requireHoursRight(ctx, id)
    const { result, outside } = await changingHours(ctx, id, () =>
      replaceHours(ctx, id, hours, from ? { from, to: to ?? null } : null),
    )
    return { hours: result, outside }
  },
})

export const days = operation({
  path: 'GET /practitioners/{id}/days',
  summary: 'The days of a practitioner as they are: hours, what differs, time off, closed days',
  allow: 'hours.see',
  takes: z.strictObject({ id: Id, from: Day, to: Day }),
  returns: z.object({
    items: z.array(
      z.object({
        day: Day,
        hours: z.array(DaySpan),
        exception: ExceptionView.omit({ day: true }).nullable(),
        timeOff: z.array(
          z.object({ id: Id, kind: z.enum(TIME_OFF_KINDS), state: z.string(), note: z.string().nullable() }),
        ),
        closures: z.array(z.object({ name: z.string(), locationId: Id.nullable() })),
      }),
    ),
  }),
  run: async (ctx, { id, ...span }) => ({
    items: (await listDays(ctx, id, span)) as never,
  }),
})

export const setDay = operation({
  path: 'PUT /practitioners/{id}/days/{day}',
  summary: 'Set the hours of one day, or add some; none makes it a day off',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, day: Day, ...dayFields }),
  returns: ExceptionView.extend({ outside: Outside }),
  run: async (ctx, { id, day, note, ...wish }) => {
    requireHoursRight(ctx, id)
    const { result, outside } = await changingHours(ctx, id, () =>
      setDays(ctx, id, { from: day, to: day, ...wish, note: note ?? null }),
    )
    return { ...result[0]!, outside }
  },
})

export const setRange = operation({
  path: 'POST /practitioners/{id}/days',
  summary:
    'Set or add the hours of several days at once: all from one day to another, or some weekdays of them',
  allow: 'hours.manage_own',
  takes: DaysWish.extend({ id: Id }),
  returns: z.object({ days: z.array(Day), outside: Outside }),
  run: async (ctx, { id, note, ...wish }) => {
    requireHoursRight(ctx, id)
    const { result, outside } = await changingHours(ctx, id, () =>
      setDays(ctx, id, { ...wish, note: note ?? null }),
    )
    return { days: result.map(({ day }) => day), outside }
  },
})

export const clearDay = operation({
  path: 'DELETE /practitioners/{id}/days/{day}',
  summary: 'Let a day, or all to another day, be as the week says again',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, day: Day, to: Day.optional() }),
  returns: z.object({ outside: Outside }),
  run: async (ctx, { id, day, to }) => {
    requireHoursRight(ctx, id)
    const { outside } = await changingHours(ctx, id, () => clearDays(ctx, id, { from: day, to: to ?? day }))
    return { outside }
  },
})

export const preview = operation({
  path: 'POST /hours/preview',
  summary: 'The free times that hours, days or time off would leave; nothing is written',
  allow: 'hours.manage_own',
  takes: z.strictObject({
    practitionerId: Id,
    serviceId: Id,
    hours: z.array(WeeklyHours).max(200).optional(),
    period: z.strictObject({ from: Day, to: Day.nullish() }).optional(),
    days: z.array(DaysWish).max(10).optional(),
    reserved: z.array(ReservedWish).max(60).optional(),
    timeOff: z
      .strictObject({
        startsAt: InstantIn,
        endsAt: InstantIn,
        kind: z.enum(TIME_OFF_KINDS),
        note: line(300).nullish(),
      })
      .optional(),
    from: z.union([Day, InstantIn]).optional(),
    lookDays: z.int().min(1).max(31).default(7),
  }),
  returns: FreeTimesView,
  run: async (ctx, { from, period: span, days: wishes, timeOff, ...trial }) => {
    requireHoursRight(ctx, trial.practitionerId)
    return presentTimes(
      await previewHours(ctx, {
        ...trial,
        period: span ? { from: span.from, to: span.to ?? null } : null,
        days: wishes?.map((each) => ({ ...each, note: each.note ?? null })),
        timeOff: timeOff && { ...timeOff, note: timeOff.note ?? null },
        from: await startOf(ctx, from),
      }),
    )
  },
})
