import { sql } from 'kysely'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import type { Channel } from '../channels/purposes.ts'
import { openRoutes } from '../channels/route.ts'
import { sendMessage } from '../send-message.ts'
import { noteAnswered } from './thread.ts'

export interface ReplyWish {
  clientId: string
  channel: Exclude<Channel, 'call'>
  text: string
  fileIds: readonly string[]
}

/** Writes to a client on the channel that was chosen, or says why that channel is closed. Answers the message's id. */
export async function replyToClient(ctx: Context, wish: ReplyWish): Promise<string> {
  await findClient(ctx, wish.clientId)
  await requireOpen(ctx, wish)
  if (wish.fileIds.length > 0 && wish.channel === 'sms')
    throw invalid('fileIds', 'A text message carries no files. Choose e-mail, or take the files out.')
  await requireFiles(ctx, wish)
  const id = await sendMessage(ctx, {
    clientId: wish.clientId,
    channel: wish.channel,
    template: 'by_hand',
    data: { text: wish.text },
    rule: 'by_hand',
    why: `Written by ${ctx.actor.name}.`,
    byName: ctx.actor.name,
    subject: ['client', wish.clientId],
    attachments: [...wish.fileIds],
    key: `by_hand ${ctx.newId()}`,
  })
  await noteAnswered(ctx, { clientId: wish.clientId, channel: wish.channel, text: wish.text, at: ctx.now })
  return id!
}

async function requireOpen(ctx: Context, { clientId, channel }: ReplyWish) {
  const route = (await openRoutes(ctx, { clientId, purpose: 'care' })).find(
    (each) => each.channel === channel,
  )
  if (!route)
    throw problem(
      409,
      'channel_closed',
      'This channel does not reach the client: an address or the gateway is missing.',
    )
  if (route.skip) throw problem(409, 'channel_closed', route.skip)
}

/** Only files that belong to this client, or to nobody yet: an id of somebody else's must not be mailed away. */
async function requireFiles(ctx: Context, { fileIds, clientId }: ReplyWish) {
  if (fileIds.length === 0) return
  const { rows } = await sql<{ scan: string }>`select scan from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${[...fileIds]}::uuid[]) and client_id = ${clientId}`.execute(
    ctx.db,
  )
  if (rows.length !== new Set(fileIds).size)
    throw invalid('fileIds', 'One of these files is not one of this client. Attach it again.')
  if (rows.some(({ scan }) => scan === 'infected'))
    throw invalid('fileIds', 'The virus scanner found something in one of these files. Take it out.')
}
