import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { requireHoursRight, requirePractitioner } from './hours.ts'
import { ReservedView, ReservedWish, listReserved, replaceReserved } from './reserved.ts'

const Answer = z.object({ reserved: z.array(ReservedView) })

export const get = operation({
  path: 'GET /practitioners/{id}/reserved-hours',
  summary: 'The hours of a practitioner that are kept for certain services or clients',
  allow: 'hours.see',
  takes: z.strictObject({ id: Id }),
  returns: Answer,
  run: async (ctx, { id }) => {
    await requirePractitioner(ctx, id)
    return { reserved: await listReserved(ctx, id) }
  },
})

export const replace = operation({
  path: 'PUT /practitioners/{id}/reserved-hours',
  summary:
    'Keep hours of the week for certain services or clients, until so long before they begin; booked visits stay',
  allow: 'hours.manage_own',
  takes: z.strictObject({ id: Id, reserved: z.array(ReservedWish).max(60) }),
  returns: Answer,
  run: async (ctx, { id, reserved }) => {
    requireHoursRight(ctx, id)
    return { reserved: await replaceReserved(ctx, id, reserved) }
  },
})
