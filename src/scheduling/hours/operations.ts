import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn, line } from '../../platform/operation/shapes.ts'
import { localDay } from '../../platform/time/index.ts'
import { clearException, listExceptions, setException } from './exceptions.ts'
import {
  WallTime,
  WeeklyHours,
  listHours,
  replaceHours,
  requireHoursRight,
  requirePractitioner,
} from './hours.ts'
import { TIME_OFF_KINDS, addTimeOff, cancelTimeOff, listTimeOff } from './time-off.ts'

const HoursView = z.object({ ...WeeklyHours.shape, starts: z.string(), ends: z.string() })
const DayHours = z.strictObject({ locationId: Id, starts: WallTime, ends: WallTime })
const ExceptionView = z.object({ day: Day, note: z.string().nullable(), hours: z.array(DayHours) })
const TimeOffView = z.object({
  id: Id,
  practitionerId: Id,
  startsAt: Instant,
  endsAt: Instant,
  kind: z.enum(TIME_OFF_KINDS),
  note: z.string().nullable(),
})
const AllHours = z.object({
  hours: z.array(HoursView),
  exceptions: z.array(ExceptionView),
  timeOff: z.array(TimeOffView),
})

export const get = operation({
  path: 'GET /practitioners/{id}/hours',
  summary: 'When a practitioner works: weekly hours, days that differ, time off ahead',
  allow: 'hours.see',
  takes: z.strictObject({ id: Id }),
  returns: AllHours,
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    const { zone } = await ctx.practice()
    return {
      hours: await listHours(ctx, id),
      exceptions: await listExceptions(ctx, id, localDay(ctx.now, zone)),
      timeOff: await listTimeOff(ctx, {
        from: ctx.now,
        to: new Date(ctx.now.getTime() + 3 * 366 * 86_400_000),
        practitionerId: id,
      }),
    }
  },
})

export const replace = operation({
  path: 'PUT /practitioners/{id}/hours',
  summary: 'Set the weekly hours of a practitioner',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, hours: z.array(WeeklyHours).max(200) }),
  returns: z.object({ hours: z.array(HoursView) }),
  run: async (ctx, { id, hours }) => {
    requireHoursRight(ctx, id)
    return { hours: await replaceHours(ctx, id, hours) }
  },
})

export const setDay = operation({
  path: 'PUT /practitioners/{id}/days/{day}',
  summary: 'Set the hours of one day; none makes it a day off',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, day: Day, hours: z.array(DayHours).max(12), note: line(200).nullish() }),
  returns: ExceptionView,
  run: async (ctx, { id, day, hours, note }) => {
    requireHoursRight(ctx, id)
    await setException(ctx, id, { day, hours, note: note ?? null })
    return { day, hours, note: note ?? null }
  },
})

export const clearDay = operation({
  path: 'DELETE /practitioners/{id}/days/{day}',
  summary: 'Let one day be as the week says again',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, day: Day }),
  returns: z.object({}),
  run: async (ctx, { id, day }) => {
    requireHoursRight(ctx, id)
    await requirePractitioner(ctx, id)
    await clearException(ctx, id, day)
    return {}
  },
})

export const timeOff = operation({
  path: 'GET /time-off',
  summary: 'Leave, meetings and blocked time',
  allow: 'hours.see',
  takes: z.strictObject({ from: InstantIn, to: InstantIn, practitionerId: Id.optional() }),
  returns: z.object({ items: z.array(TimeOffView) }),
  run: async (ctx, ask) => ({ items: await listTimeOff(ctx, ask) }),
})

export const addOff = operation({
  path: 'POST /time-off',
  summary: 'Block time of a practitioner; answers the visits that are booked then',
  allow: 'hours.manage_own',
  takes: z.strictObject({
    practitionerId: Id,
    startsAt: InstantIn,
    endsAt: InstantIn,
    kind: z.enum(TIME_OFF_KINDS),
    note: line(300).nullish(),
  }),
  returns: z.object({
    timeOff: TimeOffView,
    affected: z.array(z.object({ id: Id, startsAt: Instant, clientName: z.string().nullable() })),
  }),
  run: async (ctx, wish) => addTimeOff(ctx, { ...wish, note: wish.note ?? null }),
})

export const cancelOff = operation({
  path: 'POST /time-off/{id}/cancellation',
  summary: 'Free blocked time again',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await cancelTimeOff(ctx, id)
    return {}
  },
})
