import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { CHANNELS } from '../channels/purposes.ts'
import type { ConversationRow } from './inbox.ts'
import { findConversation } from './inbox.ts'

export const STATES = ['open', 'waiting', 'closed'] as const

export const ConversationView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  state: z.enum(STATES),
  assignedTo: z.object({ id: Id, name: z.string() }).nullable(),
  snoozedUntil: Instant.nullable(),
  unread: z.int(),
  /** Since when the client waits for an answer. */
  askedAt: Instant.nullable(),
  lastAt: Instant,
  lastText: z.string(),
  lastDirection: z.enum(['in', 'out']),
  lastChannel: z.enum(CHANNELS),
})

/** A thread as screens see it. */
export const present = (row: ConversationRow): z.input<typeof ConversationView> => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  state: row.state,
  assignedTo: row.assigned_to ? { id: row.assigned_to, name: row.assigned_name ?? '' } : null,
  snoozedUntil: row.snoozed_until,
  unread: row.unread,
  askedAt: row.asked_at,
  lastAt: row.last_at,
  lastText: row.last_text,
  lastDirection: row.last_direction,
  lastChannel: row.last_channel as (typeof CHANNELS)[number],
})
/** The same, read again. */
export const presentById = async (ctx: Context, id: string) => present(await findConversation(ctx, id))
