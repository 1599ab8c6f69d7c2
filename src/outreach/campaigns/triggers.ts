import { sql } from 'kysely'
import { subscriber } from '../../platform/events/subscribers.ts'
import { sweep } from '../../platform/jobs/sweeps.ts'
import type { Context } from '../../platform/operation/context.ts'
import { inPractice } from '../../platform/operation/gate.ts'
import { isInSegment } from '../segments/segment.ts'
import { todayOf } from '../recalls/recall.ts'
import { listCampaigns } from './campaign.ts'
import { beginRun, endRuns } from './run.ts'
import type { Campaign, StartsWith } from './shapes.ts'

const ACTOR = { kind: 'system', name: 'Campaigns' } as const
/** Who stayed away for longer than this beyond the days asked for is not written to out of the blue. */
const AWAY_AT_MOST_MORE_DAYS = 90
const A_TIME = 500

/** Begins the sequences that wait for a visit such as this one; answers their names. */
export async function beginSequences(
  ctx: Context,
  { clientId, visitId }: { clientId: string; visitId: string },
): Promise<string[]> {
  const begun: string[] = []
  for (const campaign of await activeWith(ctx, 'visit_done')) {
    const wanted = campaign.startsWith as Extract<StartsWith, { on: 'visit_done' }>
    if (!(await fits(ctx, { wanted, visitId, clientId }))) continue
    if (!(await isInSegment(ctx, campaign.segment, clientId))) continue
    const isNew = await beginRun(ctx, campaign, { clientId, key: await keyOf(ctx, campaign, visitId) })
    if (isNew) begun.push(campaign.name)
  }
  return begun
}

/** Who books has done what the campaign was for. */
export const endAtGoal = subscriber({
  name: 'outreach.endAtGoal',
  on: ['appointment.booked'],
  run: async (ctx, { clientId }) => {
    if (!clientId) return
    await endRuns(ctx, { clientId, goal: 'booked', state: 'goal_met', because: 'The client has booked.' })
  },
})

export const endForArchived = subscriber({
  name: 'outreach.endForArchived',
  on: ['client.archived'],
  run: async (ctx, { subjectId }) => {
    await endRuns(ctx, { clientId: subjectId, state: 'stopped', because: 'The client was archived.' })
  },
})

/** Birthdays and absences begin on their day; runs whose last message has gone are finished. */
export const dailySweep = sweep({
  name: 'outreach.campaigns',
  everySeconds: 1800,
  run: async (house, practiceId) => {
    await inPractice(house, { practiceId, actor: ACTOR, name: 'outreach.campaigns' }, async (ctx) => {
      for (const campaign of await activeWith(ctx, 'birthday')) await beginBirthdays(ctx, campaign)
      for (const campaign of await activeWith(ctx, 'no_visit')) await beginAbsences(ctx, campaign)
      await finishRuns(ctx)
    })
  },
})

async function activeWith(ctx: Context, on: StartsWith['on']): Promise<Campaign[]> {
  return (await listCampaigns(ctx)).filter(
    ({ state, startsWith }) => state === 'active' && startsWith?.on === on,
  )
}

interface Happened {
  wanted: Extract<StartsWith, { on: 'visit_done' }>
  visitId: string
  clientId: string
}

async function fits(ctx: Context, { wanted, visitId, clientId }: Happened): Promise<boolean> {
  const { rows } = await sql<{ serviceId: string; isFirst: boolean }>`select a.service_id as "serviceId",
      not exists (select from appointment b where b.practice_id = a.practice_id and b.client_id = ${clientId} and b.state = 'done'
        and b.starts_at < a.starts_at) as "isFirst"
    from appointment a where a.practice_id = ${ctx.practiceId} and a.id = ${visitId} and a.state = 'done'`.execute(
    ctx.db,
  )
  const visit = rows[0]
  if (!visit) return false
  const isService = wanted.serviceIds.length === 0 || wanted.serviceIds.includes(visit.serviceId)
  return isService && (visit.isFirst || !wanted.firstOnly)
}

/** What a client may begin a campaign with once: for good, in a year, or for each occasion (a visit, a run of a rule). */
export async function keyOf(ctx: Context, { again }: Campaign, occasion: string): Promise<string> {
  if (again === 'once') return 'once'
  return again === 'yearly' ? (await todayOf(ctx)).slice(0, 4) : occasion
}

/** Born on 29 February: on the 28th where the year has no 29th. */
async function beginBirthdays(ctx: Context, campaign: Campaign) {
  const today = await todayOf(ctx)
  const { rows } = await sql<{ id: string }>`select c.id from client c
    where c.practice_id = ${ctx.practiceId} and c.archived_at is null and c.born_on < ${today}::date
      and (c.born_on + make_interval(years => extract(year from ${today}::date)::int - extract(year from c.born_on)::int))::date = ${today}::date
      and not exists (select from campaign_run r where r.practice_id = c.practice_id and r.campaign_id = ${campaign.id} and r.client_id = c.id
        and r.key = ${today.slice(0, 4)})
    order by c.id limit ${A_TIME}`.execute(ctx.db)
  await beginAll(
    ctx,
    campaign,
    rows.map(({ id }) => ({ clientId: id, key: today.slice(0, 4) })),
  )
}

/** Away for so many days, without a visit to come; once for each absence. */
async function beginAbsences(ctx: Context, campaign: Campaign) {
  const { days } = campaign.startsWith as Extract<StartsWith, { on: 'no_visit' }>
  const ago = (count: number) => new Date(ctx.now.getTime() - count * 86_400_000)
  const { rows } = await sql<{ id: string; last: string }>`
    select c.id, (max(a.starts_at) at time zone 'UTC')::date::text as last from client c
    join appointment a on a.practice_id = c.practice_id and a.client_id = c.id and a.state = 'done'
    where c.practice_id = ${ctx.practiceId} and c.archived_at is null
      and not exists (select from appointment n where n.practice_id = c.practice_id and n.client_id = c.id
        and n.starts_at > ${ctx.now} and n.state in ('requested', 'booked', 'confirmed'))
    group by c.id having max(a.starts_at) < ${ago(days)} and max(a.starts_at) >= ${ago(days + AWAY_AT_MOST_MORE_DAYS)}
      and not exists (select from campaign_run r where r.practice_id = ${ctx.practiceId} and r.campaign_id = ${campaign.id}
        and r.client_id = c.id and r.key = case when ${campaign.again} = 'once' then 'once' else (max(a.starts_at) at time zone 'UTC')::date::text end)
    order by c.id limit ${A_TIME}`.execute(ctx.db)
  await beginAll(
    ctx,
    campaign,
    rows.map(({ id, last }) => ({ clientId: id, key: campaign.again === 'once' ? 'once' : last })),
  )
}

async function beginAll(
  ctx: Context,
  campaign: Campaign,
  whom: readonly { clientId: string; key: string }[],
) {
  for (const each of whom)
    if (await isInSegment(ctx, campaign.segment, each.clientId)) await beginRun(ctx, campaign, each)
}

async function finishRuns(ctx: Context) {
  const { rows } = await sql<{ id: string; campaignId: string; clientId: string }>`update campaign_run r
    set state = 'finished', ended_at = ${ctx.now}
    where r.practice_id = ${ctx.practiceId} and r.state = 'running'
      and exists (select from campaign c where c.practice_id = r.practice_id and c.id = r.campaign_id and c.state = 'active')
      and exists (select from message m where m.practice_id = r.practice_id and m.subject_id = r.id)
      and not exists (select from message m where m.practice_id = r.practice_id and m.subject_id = r.id and m.state in ('planned', 'sending'))
    returning id, campaign_id as "campaignId", client_id as "clientId"`.execute(ctx.db)
  for (const { id, campaignId, clientId } of rows)
    ctx.record('campaign.finished', {
      subject: ['campaign', campaignId],
      clientId,
      data: { runId: id, campaign: campaignId },
    })
}
