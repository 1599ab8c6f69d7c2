import { sql } from 'kysely'
import { primaryEmailIfAny } from '../../clients/index.ts'
import { cancelPlanned, sendMessage } from '../../messages/index.ts'
import { PERSON_LINK } from '../../scheduling/index.ts'
import { renderTemplate } from '../../platform/mail/mail.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addLocalDays, localDay, wallToInstant } from '../../platform/time/index.ts'
import type { Campaign, Step, Wording } from './shapes.ts'

const RULE = 'campaign'
const LINK_DAYS = 30

export interface Run {
  id: string
  clientId: string
  beganAt: Date
  /** How long after its turn, so that a broadcast does not leave at once. */
  delayMs: number
}

/** Lets a client begin a campaign; the same key begins it once. Answers whether it began now. */
export async function beginRun(
  ctx: Context,
  campaign: Campaign,
  wish: { clientId: string; key: string; delayMs?: number },
): Promise<boolean> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into campaign_run (practice_id, id, campaign_id, client_id, key, state, steps_planned, began_at)
    values (${ctx.practiceId}, ${id}, ${campaign.id}, ${wish.clientId}, ${wish.key}, 'running', ${campaign.steps.length}, ${ctx.now})
    on conflict on constraint campaign_run_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return false
  ctx.record('campaign.joined', {
    subject: ['campaign', campaign.id],
    clientId: wish.clientId,
    data: { runId: id, campaign: campaign.id },
  })
  await planSteps(ctx, campaign, {
    id,
    clientId: wish.clientId,
    beganAt: ctx.now,
    delayMs: wish.delayMs ?? 0,
  })
  return true
}

/** Plans every step that is still to come, so that the ledger shows it; steps of the past are left out. */
export async function planSteps(ctx: Context, campaign: Campaign, run: Run): Promise<void> {
  const facts = await findFacts(ctx, run.clientId)
  const sent = await stepsSent(ctx, run.id)
  for (const [index, step] of campaign.steps.entries()) {
    if (sent.has(index)) continue
    const sendAt = timeOf(ctx, { campaign, step, run, zone: facts.zone })
    if (sendAt) await planStep(ctx, { campaign, run, step, index, sendAt, facts })
  }
}

/** Takes back what is still planned of a run. */
export async function takeBack(ctx: Context, runId: string, why: string): Promise<void> {
  await cancelPlanned(ctx, { subjectId: runId, rules: [RULE], why })
}

/** Ends runs of a client: the goal was met, or they are no longer to be written to. Answers how many. */
export async function endRuns(
  ctx: Context,
  wish: {
    clientId: string
    goal?: string
    campaignId?: string
    state: 'goal_met' | 'stopped'
    because: string
  },
): Promise<number> {
  const { rows } = await sql<{ id: string; campaignId: string }>`update campaign_run r
    set state = ${wish.state}, ended_at = ${ctx.now}, ended_because = ${wish.because}
    where r.practice_id = ${ctx.practiceId} and r.client_id = ${wish.clientId} and r.state = 'running'
      ${wish.goal ? sql`and exists (select from campaign c where c.practice_id = r.practice_id and c.id = r.campaign_id and c.goal = ${wish.goal})` : sql``}
      ${wish.campaignId ? sql`and r.campaign_id = ${wish.campaignId}` : sql``}
    returning id, campaign_id as "campaignId"`.execute(ctx.db)
  for (const { id, campaignId } of rows) {
    await takeBack(ctx, id, wish.because)
    ctx.record('campaign.left', {
      subject: ['campaign', campaignId],
      clientId: wish.clientId,
      data: { runId: id, campaign: campaignId, state: wish.state },
    })
  }
  return rows.length
}

interface Facts {
  name: string
  language: string | null
  zone: string
  serviceName: string
  practitionerName: string
}

async function findFacts(ctx: Context, clientId: string): Promise<Facts> {
  const { zone } = await ctx.practice()
  const { rows } =
    await sql<Facts>`select coalesce(c.preferred_name, c.given_name) as name, c.language, coalesce(c.zone, ${zone}) as zone,
      coalesce(v.service, '') as "serviceName", coalesce(v.practitioner, '') as "practitionerName"
    from client c left join lateral (
      select coalesce(s.translations -> c.language ->> 'name', s.name) as service, t.name as practitioner from appointment a
      join service s on s.practice_id = a.practice_id and s.id = a.service_id
      left join staff t on t.practice_id = a.practice_id and t.id = a.practitioner_id
      where a.practice_id = c.practice_id and a.client_id = c.id and a.state = 'done' order by a.starts_at desc limit 1) v on true
    where c.practice_id = ${ctx.practiceId} and c.id = ${clientId}`.execute(ctx.db)
  return rows[0]!
}

/** Steps that went out, or could not: they are not planned again. */
async function stepsSent(ctx: Context, runId: string): Promise<Set<number>> {
  const { rows } = await sql<{ key: string }>`select key from message
    where practice_id = ${ctx.practiceId} and subject_id = ${runId} and state <> 'cancelled'`.execute(ctx.db)
  return new Set(rows.map(({ key }) => Number(key.split(' ')[2])))
}

/** By the client's clock; a broadcast goes by its turn instead. Null: its time has passed. */
function timeOf(
  ctx: Context,
  { campaign, step, run, zone }: { campaign: Campaign; step: Step; run: Run; zone: string },
): Date | null {
  if (campaign.kind === 'broadcast') return new Date(ctx.now.getTime() + run.delayMs)
  const day = addLocalDays(localDay(run.beganAt, zone), step.afterDays)
  const at = wallToInstant(`${day}T${step.atTime}`, zone)
  if (at > ctx.now) return at
  // The same day, but its hour has passed: now is soon enough.
  return step.afterDays === 0 && day === localDay(ctx.now, zone) ? ctx.now : null
}

interface Planned {
  campaign: Campaign
  run: Run
  step: Step
  index: number
  sendAt: Date
  facts: Facts
}

async function planStep(ctx: Context, { campaign, run, step, index, sendAt, facts }: Planned) {
  const email = step.withLink ? await contactIfAny(ctx, run.clientId) : null
  await sendMessage(ctx, {
    clientId: run.clientId,
    template: 'campaign',
    data: await fill(ctx, wordingOf(step, facts.language, (await ctx.practice()).locale), facts),
    rule: RULE,
    purpose: campaign.purpose,
    why:
      campaign.kind === 'broadcast'
        ? `Broadcast “${campaign.name}”.`
        : `Campaign “${campaign.name}”, step ${index + 1} of ${campaign.steps.length}.`,
    subject: ['campaign_run', run.id],
    // A changed campaign plans its steps anew; what went out is not planned again (stepsSent).
    key: `campaign ${run.id} ${index} ${campaign.rowVersion}`,
    sendAt,
    ...(email
      ? {
          link: {
            purpose: PERSON_LINK,
            page: '/book/me',
            subject: ['contact_point', email] as const,
            validForDays: LINK_DAYS,
          },
        }
      : {}),
  })
}

async function contactIfAny(ctx: Context, clientId: string): Promise<string | null> {
  const address = await primaryEmailIfAny(ctx, clientId)
  if (!address) return null
  const { rows } = await sql<{ id: string }>`select id from contact_point
    where practice_id = ${ctx.practiceId} and client_id = ${clientId} and kind = 'email' and value = ${address} limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? null
}

/** In the client's language where it is written, else in the practice's, else in the one there is. */
function wordingOf({ texts }: Step, language: string | null, locale: string): Wording {
  const wishes = [language?.slice(0, 2), locale, 'en', 'de'] as ('en' | 'de')[]
  return wishes.map((wish) => texts[wish]).find(Boolean)!
}

async function fill(ctx: Context, wording: Wording, facts: Facts) {
  const { rows } = await sql<{ name: string; phone: string | null }>`select name, phone from practice
    where practice_id = ${ctx.practiceId}`.execute(ctx.db)
  const values = {
    client_name: facts.name,
    practice_name: rows[0]!.name,
    practice_phone: rows[0]!.phone ?? '',
    service_name: facts.serviceName,
    practitioner_name: facts.practitionerName,
  }
  const [headline, text, short_text] = await Promise.all(
    [wording.headline, wording.text, wording.shortText].map((part) => renderTemplate(part, values)),
  )
  return { headline, text, short_text }
}
