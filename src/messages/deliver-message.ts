import { sql } from 'kysely'
import { job } from '../platform/jobs/jobs.ts'
import { sweep } from '../platform/jobs/sweeps.ts'
import { createLink } from '../platform/links/links.ts'
import type { MailMessage } from '../platform/mail/mail.ts'
import { MailError, frameMail } from '../platform/mail/mail.ts'
import type { Context } from '../platform/operation/context.ts'
import type { House } from '../platform/operation/gate.ts'
import { inPractice } from '../platform/operation/gate.ts'
import { JOB_AHEAD_MS, SEND_JOB, queueIfDue } from './send-message.ts'

const ACTOR = { kind: 'system', name: 'messages.send' } as const

interface MessageRow {
  id: string
  client_id: string | null
  address: string
  recipient_name: string
  rule: string
  subject_id: string
  locale: string
  subject: string
  title: string
  body: string
  button: string
  link: { purpose: string; page: string; subjectType: string; subjectId: string; validForDays: number } | null
  ics: string | null
  ics_method: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null
  attachments: string[]
  state: string
}

/**
 * Sends one mail. The row is taken before and marked after: when the program dies between the server's answer and the
 * mark, the mail goes out once more with the same Message-ID, which is how receivers know it for the same.
 */
export const sendJob = job({
  kind: SEND_JOB,
  run: async (house, { practiceId, payload, isLastAttempt }) => {
    const who = { practiceId, actor: ACTOR, name: ACTOR.name }
    const prepared = await inPractice(house, who, (ctx) => takeMessage(ctx, String(payload.messageId)))
    if (!prepared) return
    try {
      const receipt = await house.services.mail.send(prepared.mail)
      await inPractice(house, who, (ctx) => markSent(ctx, prepared.row, receipt.answer))
    } catch (error) {
      await afterFailure({ house, practiceId, row: prepared.row, error, isLastAttempt })
    }
  },
})

/** Each minute, planned messages of the next 15 minutes become jobs. */
export const dueSweep = sweep({
  name: 'messages.due',
  everySeconds: 60,
  run: async (house, practiceId) => {
    await inPractice(
      house,
      { practiceId, actor: { kind: 'system', name: 'messages.due' }, name: 'messages.due' },
      async (ctx) => {
        const until = new Date(ctx.now.getTime() + JOB_AHEAD_MS)
        const { rows } = await sql<{ id: string; send_at: Date }>`select id, send_at from message
        where practice_id = ${practiceId} and state in ('planned', 'sending') and channel = 'email' and send_at <= ${until} limit 5000`.execute(
          ctx.db,
        )
        for (const { id, send_at } of rows) queueIfDue(ctx, id, send_at)
      },
    )
  },
})

async function takeMessage(ctx: Context, id: string): Promise<{ row: MessageRow; mail: MailMessage } | null> {
  const { rows } = await sql<MessageRow>`update message set state = 'sending', attempts = attempts + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and state in ('planned', 'sending') returning *`.execute(
    ctx.db,
  )
  const row = rows[0]
  return row ? { row, mail: await mailOf(ctx, row) } : null
}

async function mailOf(ctx: Context, row: MessageRow): Promise<MailMessage> {
  const practice = await findSender(ctx)
  const url = row.link ? await linkUrl(ctx, row) : null
  const footer = [
    practice.name,
    [...practice.addressLines, practice.phone].filter(Boolean).join(' · '),
  ].filter(Boolean)
  const framed = frameMail(
    {
      practice: { name: practice.name },
      title: row.title,
      paragraphs: row.body.split('\n\n'),
      footer,
      ...(url && row.button ? { button: { label: row.button, url } } : {}),
    },
    row.locale,
  )
  return {
    to: { name: row.recipient_name, address: row.address },
    ...(practice.email ? { replyTo: { name: practice.name, address: practice.email } } : {}),
    subject: row.subject,
    text: framed.text,
    html: framed.html,
    ...(row.ics && row.ics_method ? { ics: { content: row.ics, method: row.ics_method } } : {}),
    attachments: await attachmentsOf(ctx, row.attachments),
    messageId: `<${row.id}@${new URL(ctx.services.settings.publicUrl).hostname}>`,
  }
}

async function linkUrl(
  ctx: Context,
  { link, client_id }: Pick<MessageRow, 'link' | 'client_id'>,
): Promise<string> {
  const { purpose, page, subjectType, subjectId, validForDays } = link!
  const { url } = await createLink(ctx, {
    purpose,
    page,
    subject: [subjectType, subjectId],
    clientId: client_id,
    validFor: validForDays * 86_400_000,
  })
  return url
}

/** A fresh link of a message, for the desk that reads it out or shows it on a tablet. */
export async function openLinkOf(
  ctx: Context,
  row: Pick<MessageRow, 'link' | 'client_id'>,
): Promise<string | null> {
  return row.link ? linkUrl(ctx, row) : null
}

async function findSender(ctx: Context) {
  const { rows } = await sql<{
    name: string
    email: string | null
    phone: string | null
    addressLines: string[]
  }>`
    select name, email, phone, address_lines as "addressLines" from practice where practice_id = ${ctx.practiceId}`.execute(
    ctx.db,
  )
  return rows[0]!
}

async function attachmentsOf(ctx: Context, fileIds: string[]) {
  if (fileIds.length === 0) return []
  const { rows } = await sql<{
    sha256: string
    name: string
    type: string
  }>`select sha256, name, type from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${fileIds})`.execute(ctx.db)
  return Promise.all(
    rows.map(async ({ sha256, name, type }) => ({ filename: name, type, bytes: await bytesOf(ctx, sha256) })),
  )
}

async function bytesOf(ctx: Context, sha256: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of await ctx.services.files.get(sha256)) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}

async function markSent(ctx: Context, row: MessageRow, answer: string) {
  await sql`update message set state = 'sent', sent_at = ${ctx.now}, gateway_answer = ${answer.slice(0, 500)}, error = null
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  ctx.record('message.sent', {
    subject: ['message', row.id],
    clientId: row.client_id,
    data: { rule: row.rule, channel: 'email' },
  })
}

interface Failure {
  house: House
  practiceId: string
  row: MessageRow
  error: unknown
  isLastAttempt: boolean
}

/** A wrong address will stay wrong; anything else is tried again by the job's own back-off. */
async function afterFailure({ house, practiceId, row, error, isLastAttempt }: Failure) {
  const isFinal = isLastAttempt || (error instanceof MailError && error.kind === 'permanent')
  const message = (error as Error).message.slice(0, 500)
  await inPractice(house, { practiceId, actor: ACTOR, name: ACTOR.name }, async (ctx) => {
    await sql`update message set state = ${isFinal ? 'failed' : 'sending'}, error = ${message} where practice_id = ${practiceId} and id = ${row.id}`.execute(
      ctx.db,
    )
    if (isFinal)
      ctx.record('message.failed', {
        subject: ['message', row.id],
        clientId: row.client_id,
        data: { rule: row.rule, channel: 'email' },
      })
  })
  if (!isFinal) throw error
}
