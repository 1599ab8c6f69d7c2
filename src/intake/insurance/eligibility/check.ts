import { sql } from 'kysely'
import { findClient, seesClient } from '../../../clients/index.ts'
import { findPractice } from '../../../practice/index.ts'
import type { Context } from '../../../platform/operation/context.ts'
import { notFound, problem } from '../../../platform/problem.ts'
import { instantToWall, localDay } from '../../../platform/time/index.ts'
import { findPolicy } from '../policy.ts'
import type { Policy } from '../policy.ts'
import { findClearinghouse, noClearinghouse, takeControl } from './clearinghouse.ts'
import type { Clearinghouse } from './clearinghouse.ts'
import type { CoverStatement, Verdict } from './statement.ts'
import { write270 } from './write-270.ts'
import type { Insured } from './write-270.ts'

/** A question about cover and what came of it. */
export interface CoverCheck {
  id: string
  clientId: string
  clientName: string
  policyId: string
  payerName: string
  memberId: string
  appointmentId: string | null
  reference: string
  state: 'waiting' | 'sent' | 'answered' | 'failed'
  why: 'by_hand' | 'before_visit'
  serviceOn: string
  askedAt: Date
  askedBy: string
  sentAt: Date | null
  answeredAt: Date | null
  tries: number
  trouble: Trouble | null
  troubleText: string | null
  verdict: Verdict | null
  statement: CoverStatement | null
  settledAt: Date | null
  settledBy: string | null
  settledNote: string | null
}

export const TROUBLES = ['gateway_down', 'gateway_refused', 'payer_busy', 'no_answer', 'unreadable'] as const
export type Trouble = (typeof TROUBLES)[number]

export const READ_CHECK =
  sql.raw(`select k.id, k.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", k.policy_id as "policyId",
  coalesce(y.name, p.payer_name) as "payerName", p.member_id as "memberId", k.appointment_id as "appointmentId", k.reference, k.state, k.why,
  k.service_on as "serviceOn", k.asked_at as "askedAt", k.asked_by as "askedBy", k.sent_at as "sentAt", k.answered_at as "answeredAt",
  k.tries, k.trouble, k.trouble_text as "troubleText", k.verdict, k.statement, k.settled_at as "settledAt", k.settled_by as "settledBy",
  k.settled_note as "settledNote"
  from cover_check k
    join policy p on p.practice_id = k.practice_id and p.id = k.policy_id
    join client c on c.practice_id = k.practice_id and c.id = k.client_id
    left join payer y on y.practice_id = p.practice_id and y.id = p.payer_id`)

export const SEND_JOB = 'insurance.askPayer'
export const ASK_FAILS = [
  'no_clearinghouse',
  'payer_not_reachable',
  'cover_question_incomplete',
  'policy_closed',
]

/** The checks of a client, the newest first. */
export async function listChecks(ctx: Context, clientId: string): Promise<CoverCheck[]> {
  const { rows } =
    await sql<CoverCheck>`${READ_CHECK} where k.practice_id = ${ctx.practiceId} and k.client_id = ${clientId}
    and ${seesClient(ctx, sql.ref('k.client_id'))} order by k.asked_at desc, k.id desc limit 100`.execute(
      ctx.db,
    )
  return rows
}

export async function findCheck(ctx: Context, id: string): Promise<CoverCheck> {
  const { rows } =
    await sql<CoverCheck>`${READ_CHECK} where k.practice_id = ${ctx.practiceId} and k.id = ${id}
    and ${seesClient(ctx, sql.ref('k.client_id'))}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This check')
  return rows[0]
}

export interface AskWish {
  policyId: string
  why: CoverCheck['why']
  appointmentId?: string | null
  /** Default: today at the practice. */
  serviceOn?: string | undefined
}

/** Asks the payer; while a question is open, the same one is answered again instead of a second. */
export async function askPayer(ctx: Context, wish: AskWish): Promise<string> {
  const policy = await findPolicy(ctx, wish.policyId)
  const open = await openCheckIfAny(ctx, policy.id)
  if (open) return open
  const house = await findClearinghouse(ctx)
  if (house.kind === 'off') throw noClearinghouse()
  if (policy.state !== 'in_force' && policy.state !== 'proposed')
    throw problem(409, 'policy_closed', 'This policy has ended. Ask about one that is in force.')
  if (!policy.payerCode)
    throw problem(
      409,
      'payer_not_reachable',
      `${policy.payerName} has no number at the clearinghouse. Choose a payer of the list.`,
    )
  const id = ctx.newId()
  const reference = id.replaceAll('-', '').toUpperCase()
  const control = await takeControl(ctx)
  const { today, text, serviceOn } = await questionText(ctx, {
    policy,
    house,
    reference,
    control,
    serviceOn: wish.serviceOn,
  })
  const { rows } =
    await sql`insert into cover_check (practice_id, id, client_id, policy_id, appointment_id, reference, control, state, why,
      service_on, asked_at, asked_by, request_text)
    values (${ctx.practiceId}, ${id}, ${policy.clientId}, ${policy.id}, ${wish.appointmentId ?? null}, ${reference}, ${control}, 'waiting', ${wish.why},
      ${serviceOn ?? today}, ${ctx.now}, ${ctx.actor.name}, ${text})
    on conflict (practice_id, policy_id) where state in ('waiting', 'sent') do nothing returning 1`.execute(
      ctx.db,
    )
  // Somebody else pressed the button in the same moment.
  if (rows.length === 0) return (await openCheckIfAny(ctx, policy.id))!
  ctx.later(SEND_JOB, { checkId: id }, { key: `${id} 0` })
  ctx.record('cover.asked', {
    subject: ['cover_check', id],
    clientId: policy.clientId,
    data: { why: wish.why, appointmentId: wish.appointmentId ?? null },
  })
  return id
}

async function openCheckIfAny(ctx: Context, policyId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from cover_check
    where practice_id = ${ctx.practiceId} and policy_id = ${policyId} and state in ('waiting', 'sent')`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? null
}

interface Question {
  policy: Policy
  house: Clearinghouse
  reference: string
  control: number
  serviceOn: string | undefined
}

async function questionText(ctx: Context, { policy, house, reference, control, serviceOn }: Question) {
  const practice = await findPractice(ctx)
  const today = localDay(ctx.now, practice.zone)
  const client: Insured = await findClient(ctx, policy.clientId)
  const isHolder = policy.relation === 'self'
  const sender = house.senderId || practice.slug.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const text = write270({
    reference,
    control,
    isTrial: house.isTrial || house.kind === 'practice',
    senderQualifier: house.senderQualifier,
    senderId: sender,
    receiverQualifier: house.receiverQualifier,
    receiverId: house.receiverId || 'PRACTICE',
    payer: { name: policy.payerName, code: policy.payerCode! },
    provider: { name: house.providerName || practice.name, npi: house.npi },
    memberId: policy.memberId,
    groupNumber: policy.groupNumber,
    holder: isHolder ? client : await holderOf(ctx, policy),
    dependent: policy.relation === 'self' ? null : { ...client, relation: policy.relation },
    serviceOn: serviceOn ?? today,
    serviceTypes: ['30', ...house.serviceTypes],
    day: today,
    time: instantToWall(ctx.now, practice.zone).slice(11, 16),
  })
  return { text, today, serviceOn }
}

async function holderOf(ctx: Context, { holder }: Policy): Promise<Insured> {
  if (holder.clientId) return findClient(ctx, holder.clientId)
  return {
    givenName: holder.givenName ?? '',
    familyName: holder.familyName ?? '',
    bornOn: holder.bornOn,
    sex: null,
  }
}

/** The desk has seen to a problem, and says how. */
export async function settleCheck(ctx: Context, id: string, note: string | null): Promise<void> {
  const check = await findCheck(ctx, id)
  await sql`update cover_check set settled_at = ${ctx.now}, settled_by = ${ctx.actor.name}, settled_note = ${note}
    where practice_id = ${ctx.practiceId} and id = ${id} and settled_at is null`.execute(ctx.db)
  ctx.record('cover.settled', { subject: ['cover_check', id], clientId: check.clientId })
}

/** Both texts as they went over the wire. */
export async function textsOf(ctx: Context, id: string): Promise<{ request: string; answer: string | null }> {
  const { rows } = await sql<{
    request: string
    answer: string | null
  }>`select request_text as request, answer_text as answer
    from cover_check where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  return rows[0]!
}
