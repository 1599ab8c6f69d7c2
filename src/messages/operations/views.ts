import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import type { Channel } from '../channels/purposes.ts'
import { CHANNELS, PURPOSES } from '../channels/purposes.ts'
import type { MessageRow } from '../list-messages.ts'
import { sayWhy } from '../say-why.ts'

export const STATES = [
  'planned',
  'sending',
  'sent',
  'failed',
  'cancelled',
  'skipped',
  'done_by_phone',
] as const

export const MessageView = z.object({
  id: Id,
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  channel: z.enum(CHANNELS),
  address: z.string().nullable(),
  rule: z.string(),
  purpose: z.enum(PURPOSES),
  subjectType: z.string(),
  subjectId: Id,
  subject: z.string(),
  title: z.string(),
  body: z.string(),
  /** The wording of a text message, and how many parts it is charged as. */
  smsText: z.string().nullable(),
  segments: z.int().nullable(),
  hasLink: z.boolean(),
  hasCalendarFile: z.boolean(),
  attachments: z.int(),
  state: z.enum(STATES),
  why: z.string(),
  sendAt: Instant,
  sentAt: Instant.nullable(),
  /** What its gateway reported since: accepted, sent, delivered, read, failed or bounced. */
  delivery: z.string().nullable(),
  deliveryAt: Instant.nullable(),
  /** Until then a message that somebody at a screen caused can be undone. */
  undoUntil: Instant.nullable(),
  error: z.string().nullable(),
  attempts: z.int(),
  can: z.object({
    cancel: z.boolean(),
    time: z.boolean(),
    retry: z.boolean(),
    call: z.boolean(),
    openLink: z.boolean(),
  }),
})

/** A message as screens see it, with what may be done about it. */
export function present(ctx: Context, row: MessageRow): z.input<typeof MessageView> {
  const maySend = ctx.can('messages.send')
  const { state, channel } = row as unknown as { state: (typeof STATES)[number]; channel: Channel }
  return {
    ...(row as unknown as z.input<typeof MessageView>),
    why: sayWhy(ctx, String(row.why)),
    error: row.error === null ? null : sayWhy(ctx, String(row.error)),
    clientId: row.client_id,
    clientName: row.family_name ? `${String(row.given_name)} ${String(row.family_name)}` : null,
    subjectType: String(row.subject_type),
    subjectId: String(row.subject_id),
    hasLink: row.link !== null,
    hasCalendarFile: row.ics !== null,
    attachments: (row.attachments as unknown[]).length,
    sendAt: row.send_at,
    sentAt: row.sent_at as Date | null,
    smsText: row.sms_text as string | null,
    deliveryAt: row.delivery_at as Date | null,
    undoUntil: row.undo_until as Date | null,
    can: {
      cancel: maySend && state === 'planned',
      time: maySend && state === 'planned' && channel !== 'call',
      retry: maySend && state === 'failed',
      call: maySend && state === 'planned' && channel === 'call',
      openLink: maySend && row.link !== null && state !== 'cancelled',
    },
  }
}
