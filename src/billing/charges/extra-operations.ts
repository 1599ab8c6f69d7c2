import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { ExtraView, addExtra, extraFields, listExtras, removeExtra } from './extras.ts'

const Extras = z.object({ items: z.array(ExtraView) })

export const getExtras = operation({
  path: 'GET /extra-charges',
  summary:
    'What visits bring beside their service: material, supplements, more in the evening or at weekends',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Extras,
  run: async (ctx) => ({ items: await listExtras(ctx) }),
})

export const addOneExtra = operation({
  path: 'POST /extra-charges',
  summary: 'Let visits bring something beside their service, an amount or a share of the visit',
  allow: 'billing.set_up',
  takes: z.strictObject(extraFields),
  returns: Extras,
  run: async (ctx, wish) => {
    await addExtra(ctx, wish)
    return { items: await listExtras(ctx) }
  },
})

export const removeOneExtra = operation({
  path: 'DELETE /extra-charges/{id}',
  summary: 'Take such a rule away; what was charged stays',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id }),
  returns: Extras,
  run: async (ctx, { id }) => {
    await removeExtra(ctx, id)
    return { items: await listExtras(ctx) }
  },
})
