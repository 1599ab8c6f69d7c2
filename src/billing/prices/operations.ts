import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findRulePriceIfAny } from './rule.ts'
import { ScheduleView, listSchedules, saveSchedule, scheduleFields } from './schedules.ts'

const Schedules = z.object({ items: z.array(ScheduleView) })

export const getSchedules = operation({
  path: 'GET /billing/price-lists',
  summary: 'The price lists: for payers, groups of clients, practitioners, locations, with their days',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Schedules,
  run: async (ctx) => ({ items: await listSchedules(ctx) }),
})

export const addSchedule = operation({
  path: 'POST /billing/price-lists',
  summary: 'Add a price list',
  allow: 'billing.set_up',
  takes: z.strictObject(scheduleFields),
  returns: Schedules,
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => {
    await saveSchedule(ctx, wish)
    return { items: await listSchedules(ctx) }
  },
})

export const putSchedule = operation({
  path: 'PUT /billing/price-lists/{id}',
  summary: 'Change a price list; what is charged already keeps its price',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id, ...scheduleFields, rowVersion: z.int() }),
  returns: Schedules,
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => {
    await saveSchedule(ctx, wish)
    return { items: await listSchedules(ctx) }
  },
})

export const getPrice = operation({
  path: 'GET /billing/price',
  summary: 'What a service costs a client by the price lists',
  allow: 'billing.see',
  takes: z.strictObject({
    clientId: Id,
    serviceId: Id,
    practitionerId: Id.optional(),
    locationId: Id.optional(),
    day: Day.optional(),
  }),
  returns: z.object({
    priceMinor: Minor,
    from: z.enum(['schedule', 'service', 'booking', 'hand', 'package', 'membership', 'product']),
    name: z.string().nullable(),
  }),
  run: async (ctx, { clientId, serviceId, practitionerId, locationId, day }) => {
    await findClient(ctx, clientId)
    const found = await findRulePriceIfAny(ctx, {
      clientId,
      serviceId,
      practitionerId: practitionerId ?? null,
      locationId: locationId ?? null,
      servedOn: day ?? (await todayOf(ctx)),
    })
    if (!found) throw notFound('This service')
    return { priceMinor: found.priceMinor, from: found.from.from, name: found.from.name }
  },
})
