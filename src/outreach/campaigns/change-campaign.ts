import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findCampaign } from './campaign.ts'
import { CARRY } from './carry.ts'
import { checkSteps } from './check-steps.ts'
import type { Campaign, CampaignWish } from './shapes.ts'

/** Writes a campaign down as a draft; nothing goes out. */
export async function createCampaign(ctx: Context, wish: CampaignWish): Promise<Campaign> {
  check(wish)
  const id = ctx.newId()
  await sql`insert into campaign (practice_id, id, name, kind, purpose, starts_with, segment, goal, again, steps, per_minute, state, created_at)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.kind}, ${wish.purpose}, ${jsonOrNull(wish.startsWith)}::jsonb,
      ${JSON.stringify(wish.segment)}::jsonb, ${wish.goal}, ${wish.again}, ${JSON.stringify(wish.steps)}::jsonb, ${wish.perMinute}, 'draft', ${ctx.now})`.execute(
    ctx.db,
  )
  ctx.record('campaign.created', { subject: ['campaign', id], data: { name: wish.name, kind: wish.kind } })
  return findCampaign(ctx, id)
}

/** Changes a campaign. What is planned of one that runs is planned anew with the new words and days. */
export async function updateCampaign(
  ctx: Context,
  id: string,
  { rowVersion, ...wish }: CampaignWish & { rowVersion: number },
): Promise<Campaign> {
  const before = await findCampaign(ctx, id)
  if (before.state === 'ended')
    throw problem(409, 'campaign_ended', 'This campaign is over. Copy it to use it again.')
  if (before.state !== 'draft' && wish.kind !== before.kind)
    throw invalid('kind', 'What has been started keeps its kind. Make a new campaign.')
  check(wish)
  const { rows } =
    await sql`update campaign set name = ${wish.name}, kind = ${wish.kind}, purpose = ${wish.purpose}, starts_with = ${jsonOrNull(wish.startsWith)}::jsonb,
      segment = ${JSON.stringify(wish.segment)}::jsonb, goal = ${wish.goal}, again = ${wish.again}, steps = ${JSON.stringify(wish.steps)}::jsonb,
      per_minute = ${wish.perMinute}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  const after = await findCampaign(ctx, id)
  ctx.record('campaign.updated', { subject: ['campaign', id], data: { name: after.name }, before, after })
  if (after.state === 'active') ctx.later(CARRY, { campaignId: id, step: 'replan' })
  return after
}

const MOVES = {
  active: { from: ['draft', 'paused'], event: 'campaign.started', step: 'begin' },
  paused: { from: ['active'], event: 'campaign.paused', step: 'withdraw' },
  ended: { from: ['active', 'paused', 'draft'], event: 'campaign.ended', step: 'withdraw' },
} as const

/** Starts, pauses or ends a campaign; what follows (hundreds of messages) is done in the background, in parts. */
export async function moveCampaign(ctx: Context, id: string, to: keyof typeof MOVES): Promise<Campaign> {
  const before = await findCampaign(ctx, id)
  const move = MOVES[to]
  if (!(move.from as readonly string[]).includes(before.state))
    throw problem(409, 'wrong_state', `This campaign is ${before.state}; that can't be done now.`)
  const { rows } = await sql`update campaign set state = ${to}, row_version = row_version + 1,
      started_at = ${before.startedAt ?? ctx.now}, ended_at = ${to === 'ended' ? ctx.now : null}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = ${before.state} returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0)
    throw problem(409, 'wrong_state', 'Somebody else changed this campaign just now. Look again.')
  ctx.record(move.event, { subject: ['campaign', id], data: { name: before.name } })
  ctx.later(CARRY, {
    campaignId: id,
    step: to === 'active' && before.state === 'paused' ? 'replan' : move.step,
  })
  return findCampaign(ctx, id)
}

function check(wish: CampaignWish) {
  if (wish.kind === 'sequence' && !wish.startsWith)
    throw invalid('startsWith', 'Choose what begins it: a visit, a birthday, or that somebody stayed away.')
  if (wish.kind === 'broadcast' && wish.startsWith)
    throw invalid('startsWith', 'A broadcast begins when it is sent. Leave this out.')
  if (wish.kind === 'broadcast' && wish.steps.length > 1)
    throw invalid('steps', 'A broadcast is one message. For several, make a sequence.')
  checkSteps(wish.steps)
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
