import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, Instant, text } from '../../platform/operation/shapes.ts'
import { forbidden } from '../../platform/problem.ts'
import { FACT_FIELDS, HEALTH_FIELDS, keepFact, listFacts } from './facts.ts'

const Facts = z.object({
  items: z.array(
    z.object({
      field: z.enum(FACT_FIELDS),
      said: z.string().nullable(),
      changedAt: Instant.nullable(),
      changedBy: z.string().nullable(),
      formRequestId: Id.nullable(),
      rowVersion: z.int(),
      can: z.object({ change: z.boolean() }),
    }),
  ),
})

const maySee = (ctx: Context, field: string) =>
  HEALTH_FIELDS.includes(field) ? ctx.can('forms.see_answers') : ctx.can('chart_facts.see')

async function read(ctx: Context, clientId: string): Promise<z.input<typeof Facts>> {
  const known = await listFacts(ctx, clientId)
  ctx.saw('chart_fact', clientId, clientId)
  return {
    items: FACT_FIELDS.filter((field) => maySee(ctx, field)).map((field) => {
      const fact = known.find((each) => each.field === field)
      const none = { said: null, changedAt: null, changedBy: null, formRequestId: null, rowVersion: 0 }
      return { ...none, ...fact, field, can: { change: ctx.can('chart_facts.edit') } }
    }),
  }
}

export const list = operation({
  path: 'GET /clients/{clientId}/chart-facts',
  summary: 'Whom to call in an emergency; for who treats also allergies and medicines',
  allow: 'chart_facts.see',
  reads: 'client',
  takes: z.strictObject({ clientId: Id }),
  returns: Facts,
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return read(ctx, clientId)
  },
})

export const keep = operation({
  path: 'PUT /clients/{clientId}/chart-facts/{field}',
  summary: 'Keep whom to call, allergies or medicines; empty: nothing is known any more',
  allow: 'chart_facts.edit',
  takes: z.strictObject({
    clientId: Id,
    field: z.enum(FACT_FIELDS),
    said: text(2000),
    rowVersion: z.int().min(0),
  }),
  returns: Facts,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { clientId, ...wish }) => {
    await findClient(ctx, clientId)
    if (!maySee(ctx, wish.field)) throw forbidden()
    await keepFact(ctx, clientId, wish)
    return read(ctx, clientId)
  },
})
