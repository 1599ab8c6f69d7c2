import { sql } from 'kysely'
import type { MailMessage } from '../../platform/mail/mail.ts'
import { frameMail } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'
import { replyAddressIfAny } from '../conversations/reply-address.ts'
import { attachmentsOf } from './attachments.ts'
import { checkInLinkIfAny } from './check-in-link.ts'
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
  try_again_at: Date | null
  sent_again: number
  /** It was lent to a worker that never said what became of it. */
  wasLent: boolean
}

/** A message ready to leave, and which gateway it leaves by. */
export interface Parcel {
  row: SendableRow
  gateway: string
  mail?: MailMessage
  sms?: { settings: ChannelSettings; wish: SmsWish }
}

/** What is the same for all messages of a practice that leave together. */
interface Post {
  practice: Sender
  settings: ChannelSettings
  slug: string
}

/** Everything that has to be read before messages leave; nothing of it stays in the table. */
export async function packParcels(ctx: Context, rows: readonly SendableRow[]): Promise<Parcel[]> {
  if (rows.length === 0) return []
  const [practice, settings, { slug }] = await Promise.all([
    findSender(ctx),
    findChannelSettings(ctx),
    ctx.practice(),
  ])
  const post = { practice, settings, slug }
  return Promise.all(rows.map((row) => packParcel(ctx, row, post)))
}

async function packParcel(ctx: Context, row: SendableRow, post: Post): Promise<Parcel> {
  if (row.channel === 'email') return { row, gateway: 'mail', mail: await mailOf(ctx, row, post) }
  if (row.channel === 'sms')
    return { row, gateway: `sms ${ctx.practiceId}`, sms: await smsOf(ctx, row, post) }
  return { row, gateway: 'portal' }
}

async function smsOf(ctx: Context, row: SendableRow, { settings, slug }: Post) {
  const url = row.link ? await linkUrl(ctx, row) : null
  const text = [row.sms_text ?? row.title, url].filter(Boolean).join(' ')
  await sql`update message set segments = ${countSegments(text).segments}
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  const statusUrl = `${ctx.services.settings.publicUrl}/api/public/${slug}/text-messages/${settings.smsKind}/reports?message=${row.id}`
  const allowPrivate = ctx.services.settings.privateGateways
  return { settings, wish: { to: row.address, text, id: row.id, statusUrl, allowPrivate } }
}

const HAS_UNSUBSCRIBE: readonly Purpose[] = ['marketing', 'review', 'recall']
const HAS_PREFERENCES: readonly Purpose[] = [...HAS_UNSUBSCRIBE, 'reminder']

async function mailOf(ctx: Context, row: SendableRow, { practice, settings }: Post): Promise<MailMessage> {
  const url = row.link ? await linkUrl(ctx, row) : null
  const also = await checkInLinkIfAny(ctx, row)
  const framed = frameMail(
    {
      practice: { name: practice.name },
      title: row.title,
      paragraphs: row.body.split('\n\n'),
      footer: await footerOf(ctx, row, practice),
      ...(url && row.button ? { button: { label: row.button, url } } : {}),
      ...(also ? { also } : {}),
    },
    row.locale,
  )
  const replyTo = replyAddressIfAny(ctx, { clientId: row.client_id, settings }) ?? practice.email
  return {
    to: { name: inOneLine(row.recipient_name), address: row.address },
    ...(replyTo ? { replyTo: { name: practice.name, address: replyTo } } : {}),
    subject: row.subject,
    text: framed.text,
    html: framed.html,
    ...(row.ics && row.ics_method ? { ics: { content: row.ics, method: row.ics_method } } : {}),
    attachments: await attachmentsOf(ctx, row.attachments),
    messageId: `<${row.id}${row.sent_again ? `.${row.sent_again}` : ''}@${new URL(ctx.services.settings.publicUrl).hostname}>`,
    ...(HAS_UNSUBSCRIBE.includes(row.purpose) && row.client_id
      ? { headers: await listHeaders(ctx, row) }
      : {}),
  }
}

/** A name may be any text; a header takes neither line breaks nor signs that turn the direction of reading. */
function inOneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
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
