import { sql } from 'kysely'
import { cleanName } from '../../platform/files/files.ts'
import { keepFile } from '../../platform/files/keep.ts'
import type { Context } from '../../platform/operation/context.ts'
import { Problem, problem } from '../../platform/problem.ts'
import { clientOfReplyAddress } from '../conversations/reply-address.ts'
import { noteDelivery } from './delivery-report.ts'
import type { ReadMail } from './mail.ts'
import { readMail } from './mail.ts'
import type { InboundAttachment } from './receive.ts'
import { clientAtAddressIfAny, receiveMessage } from './receive.ts'

/** A mail that was posted to us: a report about one of ours, or words of a client, or of somebody unknown. */
export async function takeMail(ctx: Context, raw: Uint8Array, fallbackKey: string): Promise<void> {
  const mail = await readMail(raw).catch(() => {
    throw problem(422, 'not_a_mail', 'This is not a mail that can be read.')
  })
  if (mail.bounce) await noteBounce(ctx, mail.bounce)
  const { clientId, matchedBy } = await senderOf(ctx, mail)
  const key = mail.messageId ?? fallbackKey
  if (mail.bounce || (await isKnown(ctx, key))) return
  await receiveMessage(ctx, {
    channel: 'email',
    from: mail.from,
    fromName: mail.fromName,
    subject: mail.subject,
    body: mail.body,
    attachments: await keepAttachments(ctx, mail, clientId),
    kind: mail.kind,
    clientId,
    matchedBy,
    key,
  })
}

async function noteBounce(ctx: Context, bounce: NonNullable<ReadMail['bounce']>) {
  // A delay is no bounce: the other server goes on trying.
  if (!bounce.isFinal) return
  await noteDelivery(ctx, {
    messageId: bounce.messageId,
    state: 'bounced',
    detail: bounce.isComplaint
      ? 'The receiver reported the mail as unwanted.'
      : `The mail came back${bounce.status ? ` (${bounce.status})` : ''}.`,
    block: bounce.isComplaint ? 'complaint' : 'bounced',
  })
}

async function senderOf(
  ctx: Context,
  mail: ReadMail,
): Promise<{ clientId: string | null; matchedBy: 'reply_address' | 'sender' | null }> {
  for (const address of mail.to) {
    const clientId = clientOfReplyAddress(ctx, address)
    if (clientId && (await exists(ctx, clientId))) return { clientId, matchedBy: 'reply_address' }
  }
  const clientId = mail.from ? await clientAtAddressIfAny(ctx, 'email', mail.from) : null
  return { clientId, matchedBy: clientId ? 'sender' : null }
}

async function exists(ctx: Context, clientId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from client where practice_id = ${ctx.practiceId} and id = ${clientId}`.execute(ctx.db)
  return rows.length > 0
}

/** Asked before the attachments are kept, so that a mail posted twice leaves no second files. */
async function isKnown(ctx: Context, key: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from inbound_message where practice_id = ${ctx.practiceId} and key = ${`email ${key}`.slice(0, 500)}`.execute(
      ctx.db,
    )
  return rows.length > 0
}

/** A file that may not be kept (a program, a page) is named, with the reason; the mail itself is not lost for it. */
async function keepAttachments(
  ctx: Context,
  { attachments }: ReadMail,
  clientId: string | null,
): Promise<InboundAttachment[]> {
  const kept: InboundAttachment[] = []
  for (const { name: given, type, bytes } of attachments) {
    const name = cleanName(given, [/\.([A-Za-z0-9]{1,10})$/.exec(given)?.[1]?.toLowerCase() ?? 'bin'])
    const about = { name, type, size: bytes.length }
    try {
      const file = await keepFile(ctx, { bytes, name, clientId })
      kept.push({ ...about, fileId: file.id, type: file.type })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      kept.push({ ...about, fileId: null, refused: error.message })
    }
  }
  return kept
}
