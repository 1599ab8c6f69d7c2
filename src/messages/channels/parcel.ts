import { sql } from 'kysely'
import type { MailMessage } from '../../platform/mail/mail.ts'
import { frameMail } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'
import { replyAddressIfAny } from '../conversations/reply-address.ts'
import { attachmentsOf } from './attachments.ts'
import { linkUrl, preferencesLink, unsubscribeLink } from './links.ts'
import type { Channel, Purpose } from './purposes.ts'
import { countSegments } from './segments.ts'
import type { ChannelSettings } from './settings.ts'
import { findChannelSettings } from './settings.ts'
import type { SmsWish } from './sms/sms-wish.ts'

export interface SendableRow {
  id: string
  client_id: string | null
  channel: Channel
  address: string
  recipient_name: string
  rule: string
  purpose: Purpose
  subject_id: string
  locale: string
  subject: string
  title: string
  body: string
  sms_text: string | null
  button: string
  link: { purpose: string; page: string; subjectType: string; subjectId: string; validForDays: number } | null
  ics: string | null
  ics_method: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null
  attachments: string[]
  attempts: number
  send_at: Date
}

/** A message ready to leave, and which gateway it leaves by. */
export interface Parcel {
  row: SendableRow
  gateway: string
  mail?: MailMessage
  sms?: { settings: ChannelSettings; wish: SmsWish }
}

/** Everything that has to be read before a message leaves; nothing of it stays in the table. */
export async function packParcel(ctx: Context, row: SendableRow): Promise<Parcel> {
  if (row.channel === 'email') return { row, gateway: 'mail', mail: await mailOf(ctx, row) }
  if (row.channel === 'sms') return { row, gateway: `sms ${ctx.practiceId}`, sms: await smsOf(ctx, row) }
  return { row, gateway: 'portal' }
}

async function smsOf(ctx: Context, row: SendableRow) {
  const settings = await findChannelSettings(ctx)
  const url = row.link ? await linkUrl(ctx, row) : null
  const text = [row.sms_text ?? row.title, url].filter(Boolean).join(' ')
  await sql`update message set segments = ${countSegments(text).segments}
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  const { slug } = await ctx.practice()
  const statusUrl = `${ctx.services.settings.publicUrl}/api/public/${slug}/text-messages/${settings.smsKind}/reports?message=${row.id}`
  const allowPrivate = ctx.services.settings.privateGateways
  return { settings, wish: { to: row.address, text, id: row.id, statusUrl, allowPrivate } }
}

const HAS_UNSUBSCRIBE: readonly Purpose[] = ['marketing', 'review', 'recall']
const HAS_PREFERENCES: readonly Purpose[] = [...HAS_UNSUBSCRIBE, 'reminder']

async function mailOf(ctx: Context, row: SendableRow): Promise<MailMessage> {
  const practice = await findSender(ctx)
  const url = row.link ? await linkUrl(ctx, row) : null
  const framed = frameMail(
    {
      practice: { name: practice.name },
      title: row.title,
      paragraphs: row.body.split('\n\n'),
      footer: await footerOf(ctx, row, practice),
      ...(url && row.button ? { button: { label: row.button, url } } : {}),
    },
    row.locale,
  )
  const replyTo = (await replyAddressIfAny(ctx, row.client_id)) ?? practice.email
  return {
    to: { name: row.recipient_name, address: row.address },
    ...(replyTo ? { replyTo: { name: practice.name, address: replyTo } } : {}),
    subject: row.subject,
    text: framed.text,
    html: framed.html,
    ...(row.ics && row.ics_method ? { ics: { content: row.ics, method: row.ics_method } } : {}),
    attachments: await attachmentsOf(ctx, row.attachments),
    messageId: `<${row.id}@${new URL(ctx.services.settings.publicUrl).hostname}>`,
    ...(HAS_UNSUBSCRIBE.includes(row.purpose) && row.client_id
      ? { headers: await listHeaders(ctx, row) }
      : {}),
  }
}

/** RFC 2369 and 8058: mail programs show a button that stops such mails with one click. */
async function listHeaders(ctx: Context, row: SendableRow): Promise<Record<string, string>> {
  return {
    'List-Unsubscribe': `<${await unsubscribeLink(ctx, row)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

const CHOOSE = { en: 'Choose which messages you get: ', de: 'Wählen Sie, welche Nachrichten Sie bekommen: ' }

async function footerOf(ctx: Context, row: SendableRow, practice: Sender): Promise<string[]> {
  const lines = [practice.name, [...practice.addressLines, practice.phone].filter(Boolean).join(' · ')]
  if (row.client_id && HAS_PREFERENCES.includes(row.purpose))
    lines.push(`${CHOOSE[row.locale === 'de' ? 'de' : 'en']}${await preferencesLink(ctx, row.client_id)}`)
  return lines.filter(Boolean)
}

interface Sender {
  name: string
  email: string | null
  phone: string | null
  addressLines: string[]
}

async function findSender(ctx: Context): Promise<Sender> {
  const { rows } = await sql<Sender>`select name, email, phone, address_lines as "addressLines" from practice
    where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  return rows[0]!
}
