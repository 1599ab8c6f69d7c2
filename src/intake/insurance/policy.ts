import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { notFound, problem } from '../../platform/problem.ts'
import { checkedFacts } from './policy-facts.ts'

export const RELATIONS = ['self', 'spouse', 'child', 'other'] as const

/** Whoever holds a policy, when it is not the client. */
export interface Holder {
  clientId: string | null
  givenName: string | null
  familyName: string | null
  bornOn: string | null
}

/** A client's insurance. */
export interface Policy {
  id: string
  clientId: string
  clientName: string
  payerId: string | null
  payerName: string
  payerCode: string | null
  memberId: string
  groupNumber: string | null
  planName: string | null
  relation: (typeof RELATIONS)[number]
  holder: Holder
  priority: number
  validFrom: string | null
  validTo: string | null
  copayMinor: number | null
  state: 'proposed' | 'in_force' | 'ended' | 'declined'
  replacesId: string | null
  enteredBy: 'client' | 'staff'
  createdAt: Date
  confirmedAt: Date | null
  confirmedBy: string | null
  endedAt: Date | null
  endReason: string | null
  rowVersion: number
}

export interface PolicyWish {
  payerId: string | null
  /** Counts only without a payer of the list. */
  payerName: string | null
  memberId: string
  groupNumber: string | null
  planName: string | null
  relation: Policy['relation']
  holder: Holder | null
  priority: number
  validFrom: string | null
  validTo: string | null
  copayMinor: number | null
}

const READ =
  sql.raw(`select p.id, p.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", p.payer_id as "payerId",
  coalesce(y.name, p.payer_name) as "payerName", y.code as "payerCode", p.member_id as "memberId", p.group_number as "groupNumber",
  p.plan_name as "planName", p.relation, p.priority, p.valid_from as "validFrom", p.valid_to as "validTo", p.copay_minor as "copayMinor",
  p.state, p.replaces_id as "replacesId", p.entered_by as "enteredBy", p.created_at as "createdAt", p.confirmed_at as "confirmedAt",
  p.confirmed_by as "confirmedBy", p.ended_at as "endedAt", p.end_reason as "endReason", p.row_version as "rowVersion",
  jsonb_build_object('clientId', p.holder_client_id, 'givenName', coalesce(h.given_name, p.holder_given_name),
    'familyName', coalesce(h.family_name, p.holder_family_name), 'bornOn', coalesce(h.born_on, p.holder_born_on)) as holder
  from policy p join client c on c.practice_id = p.practice_id and c.id = p.client_id
    left join client h on h.practice_id = p.practice_id and h.id = p.holder_client_id
    left join payer y on y.practice_id = p.practice_id and y.id = p.payer_id`)

/** All policies of a client, what counts first. */
export async function listPolicies(ctx: Context, clientId: string): Promise<Policy[]> {
  const { rows } =
    await sql<Policy>`${READ} where p.practice_id = ${ctx.practiceId} and p.client_id = ${clientId}
      and ${seesClient(ctx, sql.ref('p.client_id'))}
    order by array_position(array['proposed', 'in_force', 'ended', 'declined'], p.state), p.priority, p.created_at desc`.execute(
      ctx.db,
    )
  return rows
}

export async function findPolicy(ctx: Context, id: string): Promise<Policy> {
  const { rows } = await sql<Policy>`${READ} where p.practice_id = ${ctx.practiceId} and p.id = ${id}
    and ${seesClient(ctx, sql.ref('p.client_id'))}`.execute(ctx.db)
  if (!rows[0]) throw notFound('This policy')
  return rows[0]
}

/** Policies that clients typed and nobody has confirmed, the oldest first. */
export async function listProposed(ctx: Context): Promise<Policy[]> {
  const { rows } = await sql<Policy>`${READ} where p.practice_id = ${ctx.practiceId} and p.state = 'proposed'
    and ${seesClient(ctx, sql.ref('p.client_id'))} order by p.created_at, p.id limit 200`.execute(ctx.db)
  return rows
}

export const POLICY_FAILS = ['policy_overlaps']

/** What the constraint says when two would pay first on the same day. */
export function policyOverlaps() {
  return problem(
    409,
    'policy_overlaps',
    'Another policy in force pays in the same place on some of these days. End that one, or choose other days or another place.',
    {
      fields: [{ field: 'priority', message: 'Another policy stands in this place on some of these days.' }],
    },
  )
}

interface Adding {
  clientId: string
  state: 'proposed' | 'in_force'
  replacesId?: string | null
}

/** Adds a policy; what staff enter is in force at once, what a client enters waits for a yes. */
export async function addPolicy(
  ctx: Context,
  wish: PolicyWish,
  { clientId, state, replacesId = null }: Adding,
): Promise<string> {
  const facts = await checkedFacts(ctx, wish, clientId)
  const id = ctx.newId()
  const isInForce = state === 'in_force'
  await sql`insert into policy (practice_id, id, client_id, payer_id, payer_name, member_id, group_number, plan_name, relation,
      holder_client_id, holder_given_name, holder_family_name, holder_born_on, priority, valid_from, valid_to, copay_minor, state,
      replaces_id, entered_by, created_at, confirmed_at, confirmed_by)
    values (${ctx.practiceId}, ${id}, ${clientId}, ${facts.payerId}, ${facts.payerName}, ${facts.memberId}, ${facts.groupNumber}, ${facts.planName},
      ${facts.relation}, ${facts.holder.clientId}, ${facts.holder.givenName}, ${facts.holder.familyName}, ${facts.holder.bornOn}, ${facts.priority},
      ${facts.validFrom}, ${facts.validTo}, ${facts.copayMinor}, ${state}, ${replacesId}, ${isInForce ? 'staff' : 'client'}, ${ctx.now},
      ${isInForce ? ctx.now : null}, ${isInForce ? ctx.actor.name : null})`.execute(ctx.db)
  await keepVersion(ctx, id)
  ctx.record(isInForce ? 'policy.added' : 'policy.proposed', {
    subject: ['policy', id],
    clientId,
    after: facts,
  })
  return id
}

export async function changePolicy(
  ctx: Context,
  id: string,
  wish: PolicyWish & { rowVersion: number },
): Promise<void> {
  const before = await findPolicy(ctx, id)
  requireState(before, ['in_force', 'proposed'])
  const facts = await checkedFacts(ctx, wish, before.clientId)
  const { rows } =
    await sql`update policy set payer_id = ${facts.payerId}, payer_name = ${facts.payerName}, member_id = ${facts.memberId},
      group_number = ${facts.groupNumber}, plan_name = ${facts.planName}, relation = ${facts.relation}, holder_client_id = ${facts.holder.clientId},
      holder_given_name = ${facts.holder.givenName}, holder_family_name = ${facts.holder.familyName}, holder_born_on = ${facts.holder.bornOn},
      priority = ${facts.priority}, valid_from = ${facts.validFrom}, valid_to = ${facts.validTo}, copay_minor = ${facts.copayMinor},
      row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  await keepVersion(ctx, id)
  ctx.record('policy.changed', { subject: ['policy', id], clientId: before.clientId, before, after: facts })
}

/** Says yes to what a client entered; the policy it takes the place of ends the day before. */
export async function confirmPolicy(ctx: Context, id: string, rowVersion: number): Promise<void> {
  const policy = await findPolicy(ctx, id)
  requireState(policy, ['proposed'])
  if (policy.replacesId)
    await endPolicy(ctx, policy.replacesId, { endsOn: null, reason: 'The client has sent a new one.' })
  const { rows } =
    await sql`update policy set state = 'in_force', confirmed_at = ${ctx.now}, confirmed_by = ${ctx.actor.name}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} and state = 'proposed' returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(policy.rowVersion)
  await keepVersion(ctx, id)
  ctx.record('policy.confirmed', { subject: ['policy', id], clientId: policy.clientId })
}

/** Says no to what a client entered. */
export async function declinePolicy(ctx: Context, id: string, reason: string): Promise<void> {
  const policy = await findPolicy(ctx, id)
  requireState(policy, ['proposed'])
  await close(ctx, policy, { state: 'declined', reason, endsOn: policy.validTo })
  ctx.record('policy.declined', { subject: ['policy', id], clientId: policy.clientId })
}

/** Ends a policy; it stays where it was, with its reason. A client's own pages may end none. */
export async function endPolicy(
  ctx: Context,
  id: string,
  { endsOn, reason }: { endsOn: string | null; reason: string },
): Promise<void> {
  const policy = await findPolicy(ctx, id)
  if (policy.state !== 'in_force') return
  await close(ctx, policy, { state: 'ended', reason, endsOn: endsOn ?? policy.validTo })
  ctx.record('policy.ended', { subject: ['policy', id], clientId: policy.clientId })
}

async function close(
  ctx: Context,
  { id, validFrom }: Policy,
  { state, reason, endsOn }: { state: 'ended' | 'declined'; reason: string; endsOn: string | null },
): Promise<void> {
  const to = endsOn && validFrom && endsOn < validFrom ? validFrom : endsOn
  await sql`update policy set state = ${state}, ended_at = ${ctx.now}, end_reason = ${reason}, valid_to = ${to}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  await keepVersion(ctx, id)
}

function requireState(policy: Policy, allowed: readonly Policy['state'][]) {
  if (!allowed.includes(policy.state))
    throw problem(
      409,
      'policy_closed',
      'This policy is not open any more. Look at the client’s insurance again.',
    )
}

async function keepVersion(ctx: Context, id: string) {
  await sql`insert into policy_version (practice_id, policy_id, version, facts, changed_at, changed_by)
    select practice_id, id, row_version, to_jsonb(policy) - 'practice_id', ${ctx.now}, ${ctx.actor.name}
    from policy where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
}
