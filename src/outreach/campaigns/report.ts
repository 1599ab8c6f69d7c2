import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'

export interface CampaignFigures {
  people: number
  running: number
  finished: number
  goalMet: number
  stopped: number
  planned: number
  sent: number
  skipped: number
  failed: number
  /** Of those a message reached: who booked within thirty days of joining. */
  bookedAfter: number
}

/** What became of a campaign, by people and by messages. */
export async function figuresOf(ctx: Context, campaignId: string): Promise<CampaignFigures> {
  const { rows } = await sql<CampaignFigures>`
    select count(distinct r.id)::int as people,
      count(distinct r.id) filter (where r.state = 'running')::int as running,
      count(distinct r.id) filter (where r.state = 'finished')::int as finished,
      count(distinct r.id) filter (where r.state = 'goal_met')::int as "goalMet",
      count(distinct r.id) filter (where r.state = 'stopped')::int as stopped,
      count(m.id) filter (where m.state in ('planned', 'sending'))::int as planned,
      count(m.id) filter (where m.state in ('sent', 'done_by_phone'))::int as sent,
      count(m.id) filter (where m.state = 'skipped')::int as skipped,
      count(m.id) filter (where m.state = 'failed')::int as failed,
      count(distinct r.id) filter (where m.state = 'sent' and exists (select from appointment a where a.practice_id = r.practice_id
        and a.client_id = r.client_id and a.booked_at > r.began_at and a.booked_at < r.began_at + interval '30 days'))::int as "bookedAfter"
    from campaign_run r left join message m on m.practice_id = r.practice_id and m.subject_id = r.id
    where r.practice_id = ${ctx.practiceId} and r.campaign_id = ${campaignId}`.execute(ctx.db)
  return rows[0]!
}

export interface RunRow {
  id: string
  clientId: string
  clientName: string
  state: string
  beganAt: Date
  endedBecause: string | null
  lastMessage: string | null
  /** Why the last message goes, went, or does not. */
  why: string | null
}

/** The people of a campaign, the latest first. */
export async function listRuns(ctx: Context, campaignId: string): Promise<RunRow[]> {
  const { rows } =
    await sql<RunRow>`select r.id, r.client_id as "clientId", trim(c.given_name || ' ' || c.family_name) as "clientName",
      r.state, r.began_at as "beganAt", r.ended_because as "endedBecause", m.state as "lastMessage", m.why
    from campaign_run r join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join lateral (select state, why from message where practice_id = r.practice_id and subject_id = r.id
      order by send_at desc, id desc limit 1) m on true
    where r.practice_id = ${ctx.practiceId} and r.campaign_id = ${campaignId}
    order by r.began_at desc, r.id desc limit 200`.execute(ctx.db)
  return rows
}
