import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { findClient } from '../client.ts'
import { addTag, countTags, listTags, removeTag } from '../tags.ts'

const Tags = z.object({ tags: z.array(z.string()) })
const Tag = line(60)

export const all = operation({
  path: 'GET /client-tags',
  summary: 'Every tag in use, with how many clients have it',
  allow: 'clients.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(z.object({ tag: z.string(), count: z.number() })) }),
  run: async (ctx) => ({ items: await countTags(ctx) }),
})

export const ofClient = operation({
  path: 'GET /clients/{id}/tags',
  summary: 'The tags of a client',
  allow: 'clients.see',
  takes: z.strictObject({ id: Id }),
  returns: Tags,
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return { tags: await listTags(ctx, id) }
  },
})

export const add = operation({
  path: 'POST /clients/{id}/tags',
  summary: 'Put a tag on a client',
  allow: 'clients.edit',
  takes: z.strictObject({ id: Id, tag: Tag }),
  returns: Tags,
  run: async (ctx, { id, tag }) => {
    await addTag(ctx, id, tag)
    return { tags: await listTags(ctx, id) }
  },
})

export const remove = operation({
  path: 'POST /clients/{id}/tags/removal',
  summary: 'Take a tag off a client',
  allow: 'clients.edit',
  takes: z.strictObject({ id: Id, tag: Tag }),
  returns: Tags,
  run: async (ctx, { id, tag }) => {
    await removeTag(ctx, id, tag)
    return { tags: await listTags(ctx, id) }
  },
})
