import { sql } from 'kysely'
import { job } from '../../platform/jobs/jobs.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { findSegment } from '../segments/segment.ts'
import { findCampaign } from './campaign.ts'
import type { Run } from './run.ts'
import { beginRun, planSteps, takeBack } from './run.ts'
import type { Campaign } from './shapes.ts'

export const CARRY = 'outreach.carryCampaign'
const BATCH = 200
const ACTOR = { kind: 'system', name: 'Campaigns' } as const

/**
 * Carries out what starting, changing, pausing or ending a campaign means for many clients: a part in each transaction,
 * the next part as a job of its own. Killed in between, it goes on where it was.
 */
export const carryJob = job({
  kind: CARRY,
  run: async (house, { practiceId, payload }) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: CARRY }, async (ctx) => {
      const campaign = await findCampaign(ctx, String(payload.campaignId))
      const after = typeof payload.after === 'string' ? payload.after : null
      const done = Number(payload.done ?? 0)
      const last = await STEPS[payload.step as keyof typeof STEPS](ctx, campaign, { after, done })
      if (last) ctx.later(CARRY, { ...payload, after: last, done: done + BATCH })
    })
  },
})

interface Place {
  after: string | null
  done: number
}

const STEPS = { begin, replan, withdraw }

/** A broadcast goes to everybody who fits now, spread over time; a sequence waits for what begins it. */
async function begin(ctx: Context, campaign: Campaign, { after, done }: Place): Promise<string | null> {
  if (campaign.kind !== 'broadcast' || campaign.state !== 'active') return null
  const clients = await findSegment(ctx, campaign.segment, { after, limit: BATCH })
  for (const [index, { id }] of clients.entries())
    await beginRun(ctx, campaign, { clientId: id, key: 'once', delayMs: turnOf(campaign, done + index) })
  return clients.length === BATCH ? clients.at(-1)!.id : null
}

/** What was planned with other words, or taken back by a pause, is planned anew. */
async function replan(ctx: Context, campaign: Campaign, { after, done }: Place): Promise<string | null> {
  if (campaign.state !== 'active') return null
  const runs = await runsOf(ctx, campaign, after)
  for (const [index, run] of runs.entries()) {
    await takeBack(ctx, run.id, 'The campaign was changed.')
    await planSteps(ctx, campaign, { ...run, delayMs: turnOf(campaign, done + index) })
  }
  if (runs.length === BATCH) return runs.at(-1)!.id
  // A broadcast that was paused while it still began goes on with whoever is left.
  ctx.later(CARRY, { campaignId: campaign.id, step: 'begin', done: done + runs.length })
  return null
}

async function withdraw(ctx: Context, campaign: Campaign, { after }: Place): Promise<string | null> {
  if (campaign.state === 'active') return null
  const isOver = campaign.state === 'ended'
  const runs = await runsOf(ctx, campaign, after)
  for (const { id } of runs)
    await takeBack(ctx, id, isOver ? 'The campaign was ended.' : 'The campaign is paused.')
  if (isOver)
    await sql`update campaign_run set state = 'stopped', ended_at = ${ctx.now}, ended_because = 'The campaign was ended.'
      where practice_id = ${ctx.practiceId} and id = any(${runs.map(({ id }) => id)})`.execute(ctx.db)
  return runs.length === BATCH ? runs.at(-1)!.id : null
}

async function runsOf(
  ctx: Context,
  campaign: Campaign,
  after: string | null,
): Promise<Omit<Run, 'delayMs'>[]> {
  const { rows } = await sql<
    Omit<Run, 'delayMs'>
  >`select id, client_id as "clientId", began_at as "beganAt" from campaign_run
    where practice_id = ${ctx.practiceId} and campaign_id = ${campaign.id} and state = 'running'
      ${after ? sql`and id > ${after}` : sql``} order by id limit ${BATCH}`.execute(ctx.db)
  return rows
}

function turnOf({ perMinute }: Campaign, place: number): number {
  return Math.floor((place * 60_000) / perMinute)
}
