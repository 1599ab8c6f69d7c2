import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, line, text } from '../../platform/operation/shapes.ts'
import { SNIPPET_FIELDS, fillSnippet, listSnippets, removeSnippet, saveSnippet } from './snippets.ts'

const Snippets = z.object({
  items: z.array(
    z.object({
      id: Id,
      name: z.string(),
      body: z.string(),
      /** With the names in it, when a client was named. */
      text: z.string().nullable(),
      rowVersion: z.int(),
    }),
  ),
  fields: z.array(z.string()),
})
const wording = {
  name: line(80),
  body: text(2000).refine((value) => value.trim() !== '', 'Write something first.'),
}

export const list = operation({
  path: 'GET /message-snippets',
  summary: 'Ready-made texts for answers; filled when a client is named',
  allow: 'messages.see',
  takes: z.strictObject({ clientId: Id.optional() }),
  returns: Snippets,
  run: async (ctx, { clientId }) => {
    if (clientId) await findClient(ctx, clientId)
    const items = []
    for (const each of await listSnippets(ctx))
      items.push({ ...each, text: clientId ? await fillSnippet(ctx, each.body, clientId) : null })
    return { items, fields: [...SNIPPET_FIELDS] }
  },
})

const all = async (ctx: Parameters<typeof listSnippets>[0]) => ({
  items: (await listSnippets(ctx)).map((each) => ({ ...each, text: null })),
  fields: [...SNIPPET_FIELDS],
})

export const create = operation({
  path: 'POST /message-snippets',
  summary: 'Keep a ready-made text',
  allow: 'templates.manage',
  takes: z.strictObject(wording),
  returns: Snippets,
  fails: ['template_invalid', 'name_taken'],
  run: async (ctx, wish) => {
    await saveSnippet(ctx, wish)
    return all(ctx)
  },
})

export const change = operation({
  path: 'PUT /message-snippets/{id}',
  summary: 'Change a ready-made text',
  allow: 'templates.manage',
  takes: z.strictObject({ id: Id, ...wording, rowVersion: z.int().min(1) }),
  returns: Snippets,
  fails: ['template_invalid', 'name_taken', CHANGED_MEANWHILE],
  run: async (ctx, wish) => {
    await saveSnippet(ctx, wish)
    return all(ctx)
  },
})

export const remove = operation({
  path: 'DELETE /message-snippets/{id}',
  summary: 'Take a ready-made text away',
  allow: 'templates.manage',
  takes: z.strictObject({ id: Id }),
  returns: Snippets,
  run: async (ctx, { id }) => {
    await removeSnippet(ctx, id)
    return all(ctx)
  },
})
