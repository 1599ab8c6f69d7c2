import { sql } from 'kysely'
import { forgetJobs } from '../../platform/jobs/queue.ts'
import { MailError } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { House } from '../../platform/operation/gate.ts'
import { Problem } from '../../platform/problem.ts'
import { blockAddress } from '../consent/blocked-address.ts'
import { SEND_JOB, keyOfJob, queueIfDue } from '../send-message.ts'
import type { Parcel, SendableRow } from './parcel.ts'
import { packParcels } from './parcel.ts'
import { SmsError } from './sms/sms-wish.ts'
import { tellByMail } from './tell-by-mail.ts'

/** As long as a job is lent: whoever takes messages and dies gives both back together. */
const LENT_MS = 120_000
/** Taken together: enough that reading and marking cost little, few enough to be sent well within the lease. */
export const MOST_TAKEN = 50
/** A gateway that is down for longer than this loses the message to the list of failures, where somebody sees it. */
const GIVE_UP_AFTER_MS = 48 * 60 * 60_000

export interface Receipt {
  answer: string
  gatewayId: string | null
  /** It had left before the program was stopped; nothing was sent now. */
  earlier?: boolean
}

export interface Sent {
  row: SendableRow
  receipt: Receipt
}

/** Lends what is due to this worker, the oldest first. What was taken back, moved or is in other hands stays where it is. */
export async function takeDue(ctx: Context): Promise<Parcel[]> {
  const { rows } = await sql<SendableRow>`with due as (
      select id, state from message
      where practice_id = ${ctx.practiceId} and state in ('planned', 'sending') and send_at <= ${ctx.now} and channel <> 'call'
        and (try_again_at is null or try_again_at <= ${ctx.now})
        and (state = 'planned' or taken_until is null or taken_until <= ${ctx.now})
      order by send_at limit ${MOST_TAKEN} for update skip locked)
    update message m set state = 'sending', attempts = attempts + 1, undo_until = null, taken_until = ${new Date(ctx.now.getTime() + LENT_MS)}
    from due where m.practice_id = ${ctx.practiceId} and m.id = due.id
    returning m.*, due.state = 'sending' as "wasLent"`.execute(ctx.db)
  return packParcels(ctx, rows)
}

const AGAIN =
  ' (Handed over again after the program was stopped: it may arrive twice, under one and the same id.)'

/** Notes what has left, each with the gateway's answer. */
export async function markSent(ctx: Context, sent: readonly Sent[]) {
  const answers = sent.map(({ row, receipt }) => ({
    id: row.id,
    answer: receipt.answer.slice(0, 300) + (row.wasLent && !receipt.earlier ? AGAIN : ''),
    gateway_id: receipt.gatewayId,
  }))
  // A report of the gateway may have been faster than its own answer.
  await sql`update message m set state = case when delivery in ('failed', 'bounced') then 'failed' else 'sent' end, sent_at = ${ctx.now},
      gateway_answer = r.answer, gateway_id = r.gateway_id, error = null, try_again_at = null, taken_until = null, data = null
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as r(id uuid, answer text, gateway_id text)
    where m.practice_id = ${ctx.practiceId} and m.id = r.id`.execute(ctx.db)
  for (const { row } of sent) {
    ctx.record('message.sent', about(row))
    if (row.channel === 'portal') await tellByMail(ctx, row)
  }
}

/** Whether it says something of the gateway, not of this one message. */
export function isAboutGateway(error: unknown): boolean {
  if (error instanceof MailError || error instanceof SmsError) return error.kind === 'temporary'
  // What our own door refuses (an address that is none) says nothing of the server.
  if (error instanceof Problem) return false
  return true
}

/** A wrong address stays wrong; anything else is tried again, each time after a longer while. */
export async function afterFailure(ctx: Context, row: SendableRow, error: unknown) {
  const why = (error as Error).message.slice(0, 500)
  const isOld = ctx.now.getTime() - row.send_at.getTime() > GIVE_UP_AFTER_MS
  if (isAboutGateway(error) && !isOld) {
    const seconds = Math.min(2 ** row.attempts * 2, 600)
    return putBack(ctx, [row], { until: new Date(ctx.now.getTime() + seconds * 1000), why })
  }
  await sql`update message set state = 'failed', error = ${why}, try_again_at = null, taken_until = null
    where practice_id = ${ctx.practiceId} and id = ${row.id}`.execute(ctx.db)
  const block = error instanceof SmsError ? error.block : null
  if (block && row.channel === 'sms')
    await blockAddress(ctx, { channel: 'sms', address: row.address, reason: block })
  ctx.record('message.failed', about(row))
}

/** They wait until then, and say why. */
export async function putBack(
  ctx: Context,
  rows: readonly SendableRow[],
  { until, why }: { until: Date; why: string | null },
) {
  await sql`update message set state = 'planned', error = ${why}, try_again_at = ${until}, taken_until = null
    where practice_id = ${ctx.practiceId} and id = any(${rows.map(({ id }) => id)})`.execute(ctx.db)
  for (const { id } of rows) queueIfDue(ctx, id, until)
}

/** Their own jobs would find nothing to do: one statement instead of a look for each. */
export async function dropJobs(house: House, practiceId: string, rows: readonly SendableRow[]) {
  const keys = rows.map(({ id, send_at, try_again_at }) => keyOfJob(id, try_again_at ?? send_at))
  await forgetJobs(house.database.worker, { practiceId, kind: SEND_JOB, keys })
}

function about(row: SendableRow) {
  return {
    subject: ['message', row.id] as const,
    clientId: row.client_id,
    data: { rule: row.rule, channel: row.channel, purpose: row.purpose },
  }
}
