import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import { MailError } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { House } from '../../platform/operation/gate.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { blockAddress } from '../consent/blocked-address.ts'
import { JOB_AHEAD_MS, SEND_JOB, queueIfDue } from '../send-message.ts'
import { breakerOf } from './breaker.ts'
import type { Parcel, SendableRow } from './parcel.ts'
import { packParcel } from './parcel.ts'
import { SmsError } from './sms/sms-wish.ts'
import { sendSms } from './sms/sms.ts'
import { tellByMail } from './tell-by-mail.ts'

const ACTOR = { kind: 'system', name: 'messages.send' } as const
/** As long as a job is lent: whoever takes a message and dies gives both back together. */
const LENT_MS = 120_000
/** A gateway that is down for longer than this loses the message to the list of failures, where somebody sees it. */
const GIVE_UP_AFTER_MS = 48 * 60 * 60_000

interface Receipt {
  answer: string
  gatewayId: string | null
}

/**
 * Sends one message. The row is taken before and marked after: when the program dies between the server's answer and
 * the mark, it goes out once more with the same Message-ID (or idempotency key), which is how receivers know it for the same.
 */
export const sendJob = job({
  kind: SEND_JOB,
  run: async (house, { practiceId, payload }) => {
    const who = { practiceId, actor: ACTOR, name: ACTOR.name }
    const id = String(payload.messageId)
    const parcel = await inPractice(house, who, (ctx) => takeMessage(ctx, id))
    if (!parcel) return
    const breaker = breakerOf(house, parcel.gateway)
    const rests = breaker.restsUntil()
    if (rests) return inPractice(house, who, (ctx) => putBack(ctx, parcel.row, { until: rests, why: RESTS }))
    try {
      const receipt = await deliver(house, parcel)
      breaker.worked()
      await inPractice(house, who, (ctx) => markSent(ctx, parcel.row, receipt))
    } catch (error) {
      if (isAboutGateway(error)) breaker.failed()
      else breaker.worked()
      await inPractice(house, who, (ctx) => afterFailure(ctx, parcel.row, error))
    }
  },
})

const RESTS = 'The gateway does not answer at the moment; it will be tried again.'

/** Each minute, planned messages of the next 15 minutes become jobs, and so do those whose gateway is to be tried again. */
export const dueSweep = sweep({
  name: 'messages.due',
  everySeconds: 60,
  run: async (house, practiceId) => {
    const who = { practiceId, actor: { kind: 'system', name: 'messages.due' }, name: 'messages.due' } as const
    await inPractice(house, who, async (ctx) => {
      const until = new Date(ctx.now.getTime() + JOB_AHEAD_MS)
      const { rows } = await sql<{
        id: string
        at: Date
      }>`select id, coalesce(try_again_at, send_at) as at from message
        where practice_id = ${practiceId} and state in ('planned', 'sending') and channel <> 'call' and send_at <= ${until}
          and (try_again_at is null or try_again_at <= ${until}) and (taken_until is null or taken_until <= ${ctx.now})
        order by send_at limit 5000`.execute(ctx.db)
      for (const { id, at } of rows) queueIfDue(ctx, id, at)
    })
  },
})

/** Lends the row to this worker. Null: taken back, sent, moved to later, or in somebody else's hands. */
async function takeMessage(ctx: Context, id: string): Promise<Parcel | null> {
  const { rows } =
    await sql<SendableRow>`update message set state = 'sending', attempts = attempts + 1, undo_until = null,
      taken_until = ${new Date(ctx.now.getTime() + LENT_MS)}
    where practice_id = ${ctx.practiceId} and id = ${id} and channel <> 'call' and coalesce(try_again_at, send_at) <= ${ctx.now}
      and (state = 'planned' or (state = 'sending' and (taken_until is null or taken_until <= ${ctx.now}))) returning *`.execute(
      ctx.db,
    )
  return rows[0] ? packParcel(ctx, rows[0]) : null
}

async function deliver(house: House, { mail, sms }: Parcel): Promise<Receipt> {
  if (mail) return { answer: (await house.services.mail.send(mail)).answer, gatewayId: null }
  if (sms) return sendSms(sms.settings, sms.wish)
  // The client's own page shows it as soon as it counts as sent.
  return { answer: 'Shown on the client’s page.', gatewayId: null }
}

async function markSent(ctx: Context, row: SendableRow, { answer, gatewayId }: Receipt) {
  // A report of the gateway may have been faster than its own answer.
  await sql`update message set state = case when delivery in ('failed', 'bounced') then 'failed' else 'sent' end, sent_at = ${ctx.now}, gateway_answer = ${answer.slice(0, 500)}, gateway_id = ${gatewayId},
      error = null, try_again_at = null, taken_until = null, data = null
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  ctx.record('message.sent', {
    subject: ['message', row.id],
    clientId: row.client_id,
    data: { rule: row.rule, channel: row.channel, purpose: row.purpose },
  })
  if (row.channel === 'portal') await tellByMail(ctx, row)
}

function isAboutGateway(error: unknown): boolean {
  if (error instanceof MailError || error instanceof SmsError) return error.kind === 'temporary'
  return true
}

/** A wrong address stays wrong; anything else is tried again, each time after a longer while. */
async function afterFailure(ctx: Context, row: SendableRow, error: unknown) {
  const why = (error as Error).message.slice(0, 500)
  const isOld = ctx.now.getTime() - row.send_at.getTime() > GIVE_UP_AFTER_MS
  if (isAboutGateway(error) && !isOld) {
    const seconds = Math.min(2 ** row.attempts * 2, 600)
    return putBack(ctx, row, { until: new Date(ctx.now.getTime() + seconds * 1000), why })
  }
  await sql`update message set state = 'failed', error = ${why}, try_again_at = null, taken_until = null
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  const block = error instanceof SmsError ? error.block : null
  if (block && row.channel === 'sms')
    await blockAddress(ctx, { channel: 'sms', address: row.address, reason: block })
  ctx.record('message.failed', {
    subject: ['message', row.id],
    clientId: row.client_id,
    data: { rule: row.rule, channel: row.channel, purpose: row.purpose },
  })
}

async function putBack(ctx: Context, row: SendableRow, { until, why }: { until: Date; why: string }) {
  await sql`update message set state = 'planned', error = ${why}, try_again_at = ${until}, taken_until = null
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  queueIfDue(ctx, row.id, until)
}
