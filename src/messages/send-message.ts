import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { readOnce } from '../platform/operation/once.ts'
import { pickLocale } from '../platform/i18n/i18n.ts'
import { notFound } from '../platform/problem.ts'
import type { Channel, Purpose } from './channels/purposes.ts'
import { purposeOf } from './channels/purposes.ts'
import { chooseRoute } from './channels/route.ts'
import { timeToSend } from './channels/timing.ts'
import { countSegments, plainForSms } from './channels/segments.ts'
import type { Locale } from './templates.ts'
import { fillTemplate, findTemplate } from './templates.ts'

/** A page that only the receiver can open; the secret is made when the message leaves. */
export interface MessageLink {
  purpose: string
  /** '/forms', '/pay', '/visit' … */
  page: string
  subject: readonly [type: string, id: string]
  validForDays: number
}

export interface MessageWish {
  clientId: string
  /** Which wording; see templates/en.json. */
  template: string
  data: Record<string, unknown>
  /** Which rule wants it (confirmation, reminder …) and why, in a person's words. */
  rule: string
  why: string
  /** What it is for: decides consent, quiet hours and unsubscribing. Default: by the rule, else care. */
  purpose?: Purpose
  /** The channel to try first; others follow when it does not reach the client. Default: what the client prefers. */
  channel?: Channel
  subject: readonly [type: string, id: string]
  /** The same key is planned once. */
  key: string
  /** Default: now; quiet hours may move it. */
  sendAt?: Date
  /** Somebody at a screen caused it: it waits a while, in which it can be undone. Default: when staff acts just now. */
  undo?: boolean
  /** An answer to exactly this address, whatever the client prefers or refuses (the one answer to a STOP). */
  to?: { channel: 'sms'; address: string }
  /** Sent even in the quiet hours: an answer to what the client has just written. */
  atOnce?: boolean
  /** A rule that plans what it had called off itself (a visit moved there and back) means it again. */
  again?: boolean
  /** Who wrote it, when a person did. */
  byName?: string
  link?: MessageLink
  ics?: { content: string; method: 'REQUEST' | 'CANCEL' | 'PUBLISH' }
  /** Ids of stored files. */
  attachments?: string[]
  /** Set when it must be kept, but not sent: why not. */
  skip?: string
  appointmentId?: string
}

/** Jobs are made for what is due within this time; the rest waits in the table, where it can still be changed. */
export const JOB_AHEAD_MS = 15 * 60_000
export const SEND_JOB = 'messages.send'

/**
 * Plans a message to a client, on the channel that reaches them and that they allow for its purpose.
 * Answers its id, or null when the same key was planned before.
 */
export async function sendMessage(ctx: Context, wish: MessageWish): Promise<string | null> {
  const purpose = wish.purpose ?? purposeOf(wish.rule)
  const receiver = await findReceiver(ctx, wish.clientId)
  const wording = await fillTemplate(await findTemplate(ctx, wish.template, receiver.locale), {
    ...(await practiceWords(ctx)),
    client_name: receiver.name,
    ...wish.data,
  })
  const route = wish.to
    ? { ...wish.to, skip: null }
    : await chooseRoute(ctx, { clientId: wish.clientId, purpose, channel: wish.channel })
  const skip = wish.skip ?? route.skip
  const undo = wish.undo ?? (ctx.actor.kind === 'staff' && !wish.sendAt)
  const { sendAt, undoUntil } = wish.atOnce
    ? { sendAt: ctx.now, undoUntil: null }
    : await timeToSend(ctx, { ...route, clientId: wish.clientId, purpose, sendAt: wish.sendAt ?? null, undo })
  const sms = plainForSms(wording.sms)
  const { rows } = await sql<{
    id: string
  }>`insert into message (practice_id, id, client_id, channel, address, recipient_name, rule, purpose, template, subject_type, subject_id, locale,
      subject, title, body, sms_text, segments, button, link, ics, ics_method, attachments, state, why, send_at, undo_until, by_name, data, key, created_at)
    values (${ctx.practiceId}, ${ctx.newId()}, ${wish.clientId}, ${route.channel}, ${route.address}, ${receiver.name}, ${wish.rule}, ${purpose}, ${wish.template},
      ${wish.subject[0]}, ${wish.subject[1]}, ${receiver.locale}, ${wording.subject}, ${wording.title}, ${wording.paragraphs.join('\n\n')},
      ${sms}, ${route.channel === 'sms' ? countSegments(sms).segments : null}, ${wording.button},
      ${wish.link ? JSON.stringify(linkRow(wish.link)) : null}::jsonb, ${wish.ics?.content ?? null}, ${wish.ics?.method ?? null},
      ${JSON.stringify(wish.attachments ?? [])}::jsonb, ${skip ? 'skipped' : 'planned'}, ${skip ?? wish.why}, ${sendAt}, ${undoUntil}, ${wish.byName ?? null}, ${skip ? null : JSON.stringify(wish.data)}::jsonb, ${wish.key}, ${ctx.now})
    on conflict on constraint message_once do update set state = excluded.state, why = excluded.why, send_at = excluded.send_at,
      channel = excluded.channel, address = excluded.address, title = excluded.title, body = excluded.body, sms_text = excluded.sms_text
      where ${wish.again ?? false} and message.state = 'cancelled' and message.cancelled_by is null
    returning id`.execute(ctx.db)
  if (!rows[0]) return null
  const { id } = rows[0]
  ctx.record(skip ? 'message.skipped' : 'message.planned', {
    subject: ['message', id],
    clientId: wish.clientId,
    data: {
      rule: wish.rule,
      purpose,
      channel: route.channel,
      appointmentId: wish.appointmentId,
      sendAt,
    },
  })
  if (!skip && route.channel !== 'call') queueIfDue(ctx, id, sendAt)
  return id
}

/** Turns a planned mail into a job when its time is near. */
export function queueIfDue(ctx: Context, id: string, sendAt: Date) {
  if (sendAt.getTime() - ctx.now.getTime() <= JOB_AHEAD_MS)
    ctx.later(SEND_JOB, { messageId: id }, { runAt: sendAt, key: keyOfJob(id, sendAt) })
}

/** One job for a message at a time. */
export function keyOfJob(id: string, at: Date): string {
  return `${id} ${at.getTime()}`
}

/** Cancels what is planned about a subject by some rules, but for the keys that stay. Answers how many. */
export async function cancelPlanned(
  ctx: Context,
  wish: { subjectId: string; rules: readonly string[]; keep?: readonly string[]; why: string },
): Promise<number> {
  const { rows } = await sql<{
    id: string
    client_id: string
    rule: string
  }>`update message set state = 'cancelled', why = ${wish.why}
    where practice_id = ${ctx.practiceId} and subject_id = ${wish.subjectId} and rule = any(${[...wish.rules]}) and state = 'planned'
      and not (key = any(${[...(wish.keep ?? [])]}))
    returning id, client_id, rule`.execute(ctx.db)
  for (const { id, client_id, rule } of rows)
    ctx.record('message.cancelled', { subject: ['message', id], clientId: client_id, data: { rule } })
  return rows.length
}

async function findReceiver(ctx: Context, clientId: string): Promise<{ name: string; locale: Locale }> {
  const { rows } = await sql<{
    name: string
    language: string | null
  }>`select coalesce(preferred_name, given_name) as name, language
    from client where practice_id = ${ctx.practiceId} and id = ${clientId}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This client')
  const { locale } = await ctx.practice()
  return { name: rows[0].name, locale: pickLocale(rows[0].language, locale) as Locale }
}

/** The merge fields of every message that say who writes. */
export function practiceWords(ctx: Context) {
  return readOnce(ctx, 'practice_words', () => readPracticeWords(ctx))
}

async function readPracticeWords(ctx: Context) {
  const { rows } = await sql<{
    name: string
    phone: string | null
    email: string | null
  }>`select name, phone, email from practice where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const { name, phone, email } = rows[0]!
  return { practice_name: name, practice_phone: phone ?? email ?? '' }
}

function linkRow({ purpose, page, subject, validForDays }: MessageLink) {
  return { purpose, page, subjectType: subject[0], subjectId: subject[1], validForDays }
}
