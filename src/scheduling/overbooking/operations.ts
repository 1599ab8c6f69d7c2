import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, text } from '../../platform/operation/shapes.ts'
import { addLocalDays, localDay, startOfLocalDay } from '../../platform/time/index.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { requireOverlapRight } from '../appointment/change.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { bookBeside } from './book-beside.ts'
import { keepLimit } from './limits.ts'
import { readOverbooking } from './read-overbooking.ts'

const Share = z.number()
const Limit = {
  mostPerDay: z.int().min(1).max(10).describe('Visits beside others on one day.'),
  bothPercent: z.int().min(1).max(90).describe('The most that the chance of both coming may be, in percent.'),
}
const Answer = z.object({
  hindered: z
    .enum(['no_model', 'weak_model'])
    .nullable()
    .describe('Why nobody can be overbooked at all; null: nothing stands against it.'),
  limits: z.array(z.object({ practitionerId: Id, ...Limit })),
  days: z.array(
    z.object({
      practitionerId: Id,
      day: Day,
      visits: z.int(),
      expected: Share.describe('Absences to be expected among the visits.'),
      used: z.int(),
      left: z.int(),
      slots: z.array(
        z.object({
          appointmentId: Id,
          startsAt: Instant,
          endsAt: Instant,
          zone: z.string(),
          clientName: z.string(),
          serviceName: z.string(),
          absent: Share,
          both: Share,
        }),
      ),
    }),
  ),
})

export const read = operation({
  path: 'GET /overbooking',
  summary: 'Where somebody may be booked beside a visit that will probably not take place, within the limits',
  allow: 'capacity.see',
  takes: z.strictObject({ days: z.coerce.number().int().min(1).max(28).default(14) }),
  returns: Answer,
  run: present,
})

export const setLimit = operation({
  path: 'PUT /overbooking/limits/{practitionerId}',
  summary: 'Allow a practitioner to be overbooked, within a limit',
  allow: 'no_shows.manage',
  takes: z.strictObject({ practitionerId: Id, ...Limit }),
  returns: Answer,
  run: async (ctx, { practitionerId, ...limit }) => {
    await keepLimit(ctx, practitionerId, limit)
    return present(ctx, { days: 14 })
  },
})

export const endLimit = operation({
  path: 'DELETE /overbooking/limits/{practitionerId}',
  summary: 'Overbook a practitioner no more; what is booked stays',
  allow: 'no_shows.manage',
  takes: z.strictObject({ practitionerId: Id }),
  returns: Answer,
  run: async (ctx, { practitionerId }) => {
    await keepLimit(ctx, practitionerId, null)
    return present(ctx, { days: 14 })
  },
})

export const book = operation({
  path: 'POST /overbookings',
  summary: 'Book somebody beside a visit that will probably not take place',
  allow: 'appointments.book',
  takes: z.strictObject({
    besideId: Id,
    clientId: Id,
    serviceId: Id,
    durationMinutes: z.int().min(1).max(1440).optional(),
    notes: text(4000).nullish(),
  }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'not_overbookable'],
  run: async (ctx, wish) => {
    requireOverlapRight(ctx, { reason: 'overbooking' })
    return presentAppointment(ctx, await bookBeside(ctx, wish))
  },
})

async function present(ctx: Context, { days }: { days: number }) {
  const { zone } = await ctx.practice()
  const today = localDay(ctx.now, zone)
  const to = startOfLocalDay(addLocalDays(today, days), zone)
  return readOverbooking(ctx, { from: ctx.now, to })
}
