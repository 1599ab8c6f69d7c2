import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import { findClient } from '../client.ts'
import {
  addRelationship,
  changeRelationship,
  listRelationships,
  removeRelationship,
} from '../relationships.ts'

const rights = {
  mayBook: z.boolean().default(false),
  maySeeRecords: z.boolean().default(false),
  maySign: z.boolean().default(false),
  mayPay: z.boolean().default(false),
}

const RelationshipView = z.object({
  id: Id,
  kind: z.string(),
  direction: z.enum(['acts_for', 'represented_by']),
  mayBook: z.boolean(),
  maySeeRecords: z.boolean(),
  maySign: z.boolean(),
  mayPay: z.boolean(),
  other: z.object({ id: Id, number: z.number(), name: z.string(), bornOn: Day.nullable() }),
})
const RelationshipList = z.object({ items: z.array(RelationshipView) })

export const list = operation({
  path: 'GET /clients/{id}/relationships',
  summary: 'Family and others: who may act for whom',
  allow: 'clients.see',
  takes: z.strictObject({ id: Id }),
  returns: RelationshipList,
  run: async (ctx, { id }) => answer(ctx, id),
})

export const add = operation({
  path: 'POST /clients/{id}/relationships',
  summary: 'Let a client act for another; each right on its own',
  allow: 'clients.edit',
  takes: z.strictObject({ id: Id, relatedClientId: Id, kind: line(60), ...rights }),
  returns: RelationshipList,
  fails: ['already_related'],
  run: async (ctx, { id, ...wish }) => {
    await addRelationship(ctx, { clientId: id, ...wish })
    return answer(ctx, id)
  },
})

export const change = operation({
  path: 'PATCH /relationships/{id}',
  summary: 'Change the rights of a relationship',
  allow: 'clients.edit',
  takes: z.strictObject({
    id: Id,
    kind: line(60).optional(),
    mayBook: z.boolean().optional(),
    maySeeRecords: z.boolean().optional(),
    maySign: z.boolean().optional(),
    mayPay: z.boolean().optional(),
  }),
  returns: z.object({}),
  run: async (ctx, { id, ...given }) => {
    await changeRelationship(
      ctx,
      id,
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    )
    return {}
  },
})

export const remove = operation({
  path: 'DELETE /relationships/{id}',
  summary: 'End a relationship and its rights',
  allow: 'clients.edit',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await removeRelationship(ctx, id)
    return {}
  },
})

async function answer(ctx: Context, id: string) {
  await findClient(ctx, id)
  return { items: await listRelationships(ctx, id) }
}
