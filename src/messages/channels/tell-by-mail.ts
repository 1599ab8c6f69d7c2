import type { Context } from '../../platform/operation/context.ts'
import { sendMessage } from '../send-message.ts'
import type { SendableRow } from './parcel.ts'

/** How long a link to the client's own page opens it. */
const DAYS = 60
const HOUR_MS = 3_600_000

/** What stands on the client's page is announced by mail or text message, without its words, at most once an hour. */
export async function tellByMail(ctx: Context, { client_id: clientId }: Pick<SendableRow, 'client_id'>) {
  if (!clientId) return
  await sendMessage(ctx, {
    clientId,
    template: 'portal_notice',
    data: {},
    rule: 'portal_notice',
    why: 'A message waits on the client’s page.',
    subject: ['client', clientId],
    key: `portal_notice ${clientId} ${Math.floor(ctx.now.getTime() / HOUR_MS)}`,
    link: {
      purpose: 'conversation',
      page: '/portal/messages',
      subject: ['client', clientId],
      validForDays: DAYS,
    },
    undo: false,
  })
}
