import { sql } from 'kysely'
import { OutboundError, postOutside } from '../../../platform/http/outbound.ts'
import { job } from '../../../platform/jobs/jobs.ts'
import type { DueJob } from '../../../platform/jobs/jobs.ts'
import type { Context, PracticeFacts } from '../../../platform/operation/context.ts'
import type { House } from '../../../platform/operation/gate.ts'
import { inPractice } from '../../../platform/operation/gate.ts'
import { instantToWall, localDay } from '../../../platform/time/index.ts'
import { SEND_JOB } from './check.ts'
import { findClearinghouse, gatewaySecret } from './clearinghouse.ts'
import type { Clearinghouse } from './clearinghouse.ts'
import { foldersOf, writeQuestion } from './folders.ts'
import { answerAsPractice, readQuestion } from './practice-clearinghouse.ts'
import { noteTrouble, receiveX12 } from './receive.ts'

const ACTOR = { kind: 'system', name: 'Insurance' } as const
const TIMEOUT_MS = 30_000
const MOST_BYTES = 5 * 1024 * 1024

interface Prepared {
  id: string
  text: string
  control: number
  house: Clearinghouse
  secret: string | null
  practice: PracticeFacts
}

/**
 * Brings one question to the clearinghouse and takes an answer that comes at once. Nothing is held open meanwhile;
 * a gateway that is down is asked again with growing pauses, and each try can be seen at the check.
 */
export const sendJob = job({
  kind: SEND_JOB,
  run: async (house, due) => {
    const who = { practiceId: due.practiceId, actor: ACTOR, name: SEND_JOB }
    const prepared = await inPractice(house, who, (ctx) => prepare(ctx, String(due.payload.checkId)))
    if (!prepared) return
    try {
      const answer = await deliver(house, prepared)
      await inPractice(house, who, (ctx) =>
        answer ? take(ctx, prepared.id, answer) : markSent(ctx, prepared.id),
      )
    } catch (error) {
      await afterFailure(house, due, { id: prepared.id, error })
    }
  },
})

async function prepare(ctx: Context, id: string): Promise<Prepared | null> {
  const { rows } = await sql<{
    text: string
    control: string
  }>`select request_text as text, control from cover_check
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'waiting'`.execute(ctx.db)
  const [check] = rows
  if (!check) return null
  const [house, secret, practice] = [
    await findClearinghouse(ctx),
    await gatewaySecret(ctx),
    await ctx.practice(),
  ]
  return { id, text: check.text, control: Number(check.control), house, secret, practice }
}

async function deliver(
  { services }: House,
  { text, control, house, secret, practice }: Prepared,
): Promise<Uint8Array | null> {
  if (house.kind === 'folder') {
    await writeQuestion(foldersOf(services.settings.clearinghouseDir, practice.slug), `${control}.270`, text)
    return null
  }
  if (house.kind === 'http') {
    return postOutside({
      url: house.url!,
      headers: {
        'content-type': 'application/edi-x12',
        accept: 'application/edi-x12, text/plain, */*',
        ...authorization(house, secret),
      },
      body: text,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      allowPrivate: services.settings.privateGateways,
    })
  }
  if (house.kind === 'off') throw new OutboundError('The way to ask payers has been switched off.', false)
  const now = services.clock.now()
  const question = readQuestion(text)
  if (!question) throw new OutboundError('The question could not be read.', false)
  return Buffer.from(
    answerAsPractice(question, {
      day: localDay(now, practice.zone),
      time: instantToWall(now, practice.zone).slice(11, 16),
    }),
  )
}

function authorization({ userName }: Clearinghouse, secret: string | null): Record<string, string> {
  if (!secret) return {}
  return {
    authorization: userName
      ? `Basic ${Buffer.from(`${userName}:${secret}`).toString('base64')}`
      : `Bearer ${secret}`,
  }
}

async function take(ctx: Context, id: string, answer: Uint8Array): Promise<void> {
  // A gateway that only says "taken" answers later, by another way.
  if (answer.length === 0) return markSent(ctx, id)
  const { faults, matched } = await receiveX12(ctx, answer, { name: 'answer', asked: id })
  if (matched > 0) return
  const [fault] = faults
  if (fault) await noteTrouble(ctx, id, { trouble: 'unreadable', text: fault.message, isFinal: true })
  // A receipt without an answer: that comes later.
  else await markSent(ctx, id)
}

async function markSent(ctx: Context, id: string): Promise<void> {
  await sql`update cover_check set state = 'sent', sent_at = ${ctx.now}, trouble = null, trouble_text = null
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'waiting'`.execute(ctx.db)
}

async function afterFailure(
  house: House,
  due: DueJob,
  { id, error }: { id: string; error: unknown },
): Promise<void> {
  const isTemporary = !(error instanceof OutboundError) || error.isTemporary
  const isFinal = !isTemporary || due.isLastAttempt
  await inPractice(house, { practiceId: due.practiceId, actor: ACTOR, name: SEND_JOB }, (ctx) =>
    noteTrouble(ctx, id, {
      trouble: isTemporary ? 'gateway_down' : 'gateway_refused',
      text:
        error instanceof OutboundError ? error.message : 'The folder of the clearinghouse cannot be written.',
      isFinal,
    }),
  )
  if (!isFinal) throw error
}
