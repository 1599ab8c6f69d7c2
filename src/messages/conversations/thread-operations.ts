import { z } from 'zod'
import { keepFile } from '../../platform/files/keep.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, InstantIn, line, text } from '../../platform/operation/shapes.ts'
import { countSegments, plainForSms } from '../channels/segments.ts'
import {
  assignConversation,
  noteInConversation,
  readConversation,
  setConversationState,
  snoozeConversation,
} from './change.ts'
import { findConversation } from './inbox.ts'
import { replyToClient } from './reply.ts'
import { ConversationView, STATES, presentById } from './views.ts'

export const reply = operation({
  path: 'POST /conversations/{id}/replies',
  summary: 'Answer the client on a channel; it can be undone for a while',
  allow: 'messages.send',
  takes: z.strictObject({
    id: Id,
    channel: z.enum(['email', 'sms', 'portal']),
    text: text(5000).refine((value) => value.trim() !== '', 'Write something first.'),
    fileIds: z.array(Id).max(10).default([]),
  }),
  returns: z.object({ messageId: Id }),
  fails: ['channel_closed'],
  run: async (ctx, { id, ...wish }) => {
    const { client_id: clientId } = await findConversation(ctx, id, { lock: true })
    return { messageId: await replyToClient(ctx, { ...wish, clientId }) }
  },
})

export const measure = operation({
  path: 'POST /text-messages/measure',
  summary: 'How a text goes out by SMS: plain characters, coding, parts it is charged as',
  allow: 'messages.see',
  background: true,
  takes: z.strictObject({ text: text(5000) }),
  returns: z.object({ text: z.string(), encoding: z.enum(['GSM-7', 'UCS-2']), segments: z.int() }),
  run: async (_ctx, { text: words }) => {
    const plain = plainForSms(words)
    return { text: plain, ...countSegments(plain) }
  },
})

export const attach = operation({
  path: 'POST /conversations/{id}/files',
  summary: 'Keep a file to send with the next answer',
  allow: 'messages.send',
  upload: { maxBytes: 10 * 1024 * 1024 },
  takes: z.strictObject({ id: Id, name: line(200) }),
  returns: z.object({ fileId: Id, name: z.string(), type: z.string(), size: z.int() }),
  fails: ['file_refused'],
  run: async (ctx, { id, name }) => {
    const { client_id: clientId } = await findConversation(ctx, id)
    const file = await keepFile(ctx, { bytes: ctx.upload ?? new Uint8Array(), name, clientId })
    return { fileId: file.id, name, type: file.type, size: file.size }
  },
})

export const note = operation({
  path: 'POST /conversations/{id}/notes',
  summary: 'Note something for the team, or a call',
  allow: 'messages.send',
  takes: z.strictObject({
    id: Id,
    kind: z.enum(['note', 'call_in', 'call_out']).default('note'),
    text: text(5000).refine((value) => value.trim() !== '', 'Write something first.'),
  }),
  returns: ConversationView,
  run: async (ctx, { id, ...wish }) => {
    await noteInConversation(ctx, id, wish)
    return presentById(ctx, id)
  },
})

export const read = operation({
  path: 'POST /conversations/{id}/reading',
  summary: 'Somebody has read it',
  allow: 'messages.see',
  background: true,
  takes: z.strictObject({ id: Id }),
  returns: ConversationView,
  run: async (ctx, { id }) => {
    await readConversation(ctx, id)
    return presentById(ctx, id)
  },
})

export const assign = operation({
  path: 'PUT /conversations/{id}/assignment',
  summary: 'Give the thread to somebody of the team, or to nobody',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, staffId: Id.nullable() }),
  returns: ConversationView,
  run: async (ctx, { id, staffId }) => {
    await assignConversation(ctx, id, staffId)
    return presentById(ctx, id)
  },
})

export const state = operation({
  path: 'PUT /conversations/{id}/state',
  summary: 'Open the thread, set it to waiting for the client, or close it',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, state: z.enum(STATES) }),
  returns: ConversationView,
  run: async (ctx, { id, state: next }) => {
    await setConversationState(ctx, id, next)
    return presentById(ctx, id)
  },
})

export const snooze = operation({
  path: 'PUT /conversations/{id}/snooze',
  summary: 'Out of sight until then; null wakes it',
  allow: 'messages.send',
  takes: z.strictObject({ id: Id, until: InstantIn.nullable() }),
  returns: ConversationView,
  run: async (ctx, { id, until }) => {
    await snoozeConversation(ctx, id, until)
    return presentById(ctx, id)
  },
})
