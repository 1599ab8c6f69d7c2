import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { FileState, fileStates } from '../../platform/files/states.ts'
import { sayRefusal } from '../../platform/i18n/refusals.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn, pageOf, paging } from '../../platform/operation/shapes.ts'
import { CHANNELS } from '../channels/purposes.ts'
import { openRoutes } from '../channels/route.ts'
import { replyFigures } from './change.ts'
import { listEntries } from './entries.ts'
import { sayWhy } from '../say-why.ts'
import { countConversations, findConversation, listConversations } from './inbox.ts'
import { openThread } from './thread.ts'
import { ConversationView, present, presentById } from './views.ts'

export const list = operation({
  path: 'GET /conversations',
  summary: 'The inbox: one thread per client over all channels, the newest first',
  allow: 'messages.see',
  takes: z.strictObject({
    view: z.enum(['todo', 'waiting', 'snoozed', 'closed', 'all']).default('todo'),
    whose: z.enum(['all', 'mine', 'nobody']).default('all'),
    unread: z.stringbool().optional(),
    ...paging,
  }),
  returns: pageOf(ConversationView),
  run: async (ctx, filter) => {
    const { items, next } = await listConversations(ctx, filter)
    return { items: items.map(present), next }
  },
})

export const counts = operation({
  path: 'GET /conversations/counts',
  summary: 'How many threads wait for whom',
  allow: 'messages.see',
  takes: z.strictObject({}),
  returns: z.object({
    todo: z.int(),
    mine: z.int(),
    nobody: z.int(),
    unread: z.int(),
    snoozed: z.int(),
    unmatched: z.int(),
  }),
  run: countConversations,
})

export const figures = operation({
  path: 'GET /conversations/figures',
  summary: 'How long clients waited for an answer, and who waits now',
  allow: 'messages.see',
  takes: z.strictObject({ from: InstantIn, to: InstantIn }),
  returns: z.object({
    answers: z.int(),
    medianMinutes: z.number().nullable(),
    withinHour: z.int(),
    withinDay: z.int(),
    unanswered: z.int(),
    oldestAskedAt: Instant.nullable(),
  }),
  run: replyFigures,
})

const RouteView = z.object({
  channel: z.enum(CHANNELS),
  address: z.string().nullable(),
  closed: z.string().nullable(),
})

export const get = operation({
  path: 'GET /conversations/{id}',
  summary: 'One thread, and on which channels its client can be answered',
  allow: 'messages.see',
  takes: z.strictObject({ id: Id }),
  returns: ConversationView.extend({ routes: z.array(RouteView) }),
  run: async (ctx, { id }) => {
    const row = await findConversation(ctx, id)
    const routes = await openRoutes(ctx, { clientId: row.client_id, purpose: 'care' })
    return {
      ...present(row),
      routes: routes.map(({ skip, ...each }) => ({ ...each, closed: skip && sayWhy(ctx, skip) })),
    }
  },
})

export const open = operation({
  path: 'POST /clients/{clientId}/conversation',
  summary: 'The thread with a client; made when there is none yet',
  allow: 'messages.see',
  takes: z.strictObject({ clientId: Id }),
  returns: ConversationView,
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return presentById(ctx, await openThread(ctx, clientId))
  },
})

const File = z.object({
  fileId: Id.nullable(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  refused: z.string().optional(),
  /** Null for a file that was not kept. */
  scan: FileState.shape.scan.nullable(),
  pages: FileState.shape.pages,
})

export const entries = operation({
  path: 'GET /conversations/{id}/entries',
  summary: 'What was said, newest first: messages, answers, notes, calls',
  allow: 'messages.see',
  takes: z.strictObject({ id: Id, ...paging }),
  returns: pageOf(
    z.object({
      id: Id,
      kind: z.enum(['out', 'in', 'note', 'call_in', 'call_out']),
      channel: z.enum(CHANNELS).nullable(),
      at: Instant,
      byName: z.string().nullable(),
      subject: z.string().nullable(),
      text: z.string(),
      rule: z.string().nullable(),
      state: z.string().nullable(),
      delivery: z.string().nullable(),
      undoUntil: Instant.nullable(),
      error: z.string().nullable(),
      outcome: z.string().nullable(),
      attachments: z.array(File),
    }),
  ),
  run: async (ctx, { id, ...page }) => {
    const { client_id: clientId } = await findConversation(ctx, id)
    const { items, next } = await listEntries(ctx, { clientId, ...page })
    const ids = items.flatMap(({ attachments }) => attachments.map(({ fileId }) => fileId))
    const states = await fileStates(ctx, ids)
    return {
      items: items.map(({ by_name, undo_until, ...each }) => ({
        ...each,
        attachments: each.attachments.map((file) => ({
          scan: null,
          pages: null,
          ...file,
          ...(file.refused && { refused: sayRefusal(ctx.locale, file.refused) }),
          ...(file.fileId && states.get(file.fileId)),
        })),
        error: each.error && sayWhy(ctx, each.error),
        channel: each.channel as (typeof CHANNELS)[number] | null,
        byName: by_name,
        undoUntil: undo_until,
      })),
      next,
    }
  },
})
