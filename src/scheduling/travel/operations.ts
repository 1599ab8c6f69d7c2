import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { listTravel, replaceTravel } from './travel.ts'

const TravelTime = z.strictObject({
  fromLocationId: Id,
  toLocationId: Id,
  minutes: z.int().min(1).max(480),
})

export const list = operation({
  path: 'GET /travel-times',
  summary: 'Minutes on the way between locations; without one for the way back it takes as long',
  allow: 'settings.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(TravelTime) }),
  run: async (ctx) => ({ items: await listTravel(ctx) }),
})

export const replace = operation({
  path: 'PUT /travel-times',
  summary: 'Say how long the ways between locations take; free times and bookings keep to them',
  allow: 'settings.manage',
  takes: z.strictObject({ items: z.array(TravelTime).max(1000) }),
  returns: z.object({ items: z.array(TravelTime) }),
  run: async (ctx, { items }) => ({ items: await replaceTravel(ctx, items) }),
})
