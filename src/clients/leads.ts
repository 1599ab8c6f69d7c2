import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../platform/operation/context.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'
import { toPage, valuesOfCursor } from '../platform/operation/shapes.ts'
import { notFound, problem } from '../platform/problem.ts'
import { normalContact } from './contact-points.ts'

export const STAGES = ['new', 'contacted', 'qualified', 'booked', 'lost'] as const
export type Stage = (typeof STAGES)[number]

/** Somebody who enquired. */
export interface Lead {
  id: string
  name: string
  email: string | null
  phone: string | null
  message: string | null
  source: string
  language: string | null
  stage: Stage
  lostReason: string | null
  nextAction: string | null
  nextActionOn: string | null
  ownerId: string | null
  clientId: string | null
  createdAt: Date
  stageChangedAt: Date
  rowVersion: number
}

const COLUMNS =
  sql.raw(`l.id, l.name, l.email, l.phone, l.message, l.source, l.language, l.stage, l.lost_reason as "lostReason",
  l.next_action as "nextAction", l.next_action_on as "nextActionOn", l.owner_id as "ownerId", l.client_id as "clientId",
  l.created_at as "createdAt", l.stage_changed_at as "stageChangedAt", l.row_version as "rowVersion"`)

export async function findLead(ctx: Context, id: string): Promise<Lead> {
  const { rows } =
    await sql<Lead>`select ${COLUMNS} from lead l where l.practice_id = ${ctx.practiceId} and l.id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This enquiry')
  return rows[0]
}

export interface LeadWish {
  name: string
  email?: string | null | undefined
  phone?: string | null | undefined
  message?: string | null | undefined
  source: string
  language?: string | null | undefined
  ownerId?: string | null | undefined
  nextAction?: string | null | undefined
  nextActionOn?: string | null | undefined
}

/** Takes an enquiry in, in the stage 'new'. */
export async function createLead(ctx: Context, wish: LeadWish): Promise<Lead> {
  const id = ctx.newId()
  const { email, phone } = await contactsOf(ctx, wish)
  await sql`insert into lead (practice_id, id, name, email, phone, message, source, language, stage, next_action, next_action_on, owner_id,
      created_at, stage_changed_at)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${email}, ${phone}, ${wish.message ?? null}, ${wish.source}, ${wish.language ?? null},
      'new', ${wish.nextAction ?? null}, ${wish.nextActionOn ?? null}, ${wish.ownerId ?? null}, ${ctx.now}, ${ctx.now})`.execute(
    ctx.db,
  )
  ctx.record('lead.created', { subject: ['lead', id], data: { source: wish.source } })
  return findLead(ctx, id)
}

export type LeadChange = Partial<LeadWish>

/** Changes what is given; 409 changed_meanwhile when somebody else was first. */
export async function updateLead(
  ctx: Context,
  id: string,
  change: LeadChange & { rowVersion: number },
): Promise<Lead> {
  const { rowVersion, ...given } = change
  const before = await findLead(ctx, id)
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const after: Lead = { ...before, ...known }
  const { email, phone } = await contactsOf(ctx, after)
  await expectVersion(
    ctx,
    before,
    sql`update lead l set name = ${after.name}, email = ${email}, phone = ${phone}, message = ${after.message}, source = ${after.source},
      language = ${after.language}, next_action = ${after.nextAction}, next_action_on = ${after.nextActionOn}, owner_id = ${after.ownerId},
      row_version = l.row_version + 1
    where l.practice_id = ${ctx.practiceId} and l.id = ${id} and l.row_version = ${rowVersion} returning 1`,
  )
  ctx.record('lead.updated', {
    subject: ['lead', id],
    clientId: before.clientId,
    data: { fields: Object.keys(known) },
    before,
    after,
  })
  return findLead(ctx, id)
}

export interface StageWish {
  stage: Stage
  lostReason?: string | null | undefined
  rowVersion: number
}

/** Moves a lead on the board. Lost needs its reason; booked is reached by conversion only. */
export async function moveLead(
  ctx: Context,
  id: string,
  { stage, lostReason, rowVersion }: StageWish,
): Promise<Lead> {
  const before = await findLead(ctx, id)
  if (stage === 'booked' && !before.clientId) {
    throw problem(
      409,
      'not_converted',
      'Make this enquiry a client first: a booking or "Make client" does it.',
    )
  }
  await expectVersion(
    ctx,
    before,
    sql`update lead l set stage = ${stage}, lost_reason = ${stage === 'lost' ? (lostReason ?? null) : null}, stage_changed_at = ${ctx.now},
      row_version = l.row_version + 1
    where l.practice_id = ${ctx.practiceId} and l.id = ${id} and l.row_version = ${rowVersion} returning 1`,
  )
  recordStage(ctx, before, { stage, lostReason: lostReason ?? null })
  return findLead(ctx, id)
}

/** The enquiry became this client: stage 'booked'. Twice is once; another client than before is refused. */
export async function convertLead(ctx: Context, leadId: string, clientId: string): Promise<Lead> {
  const before = await findLead(ctx, leadId)
  if (before.clientId === clientId) return before
  if (before.clientId) throw problem(409, 'already_converted', 'This enquiry is a client already.')
  await expectVersion(
    ctx,
    before,
    sql`update lead l set client_id = ${clientId}, stage = 'booked', lost_reason = null, stage_changed_at = ${ctx.now}, row_version = l.row_version + 1
    where l.practice_id = ${ctx.practiceId} and l.id = ${leadId} and l.row_version = ${before.rowVersion} and l.client_id is null returning 1`,
  )
  ctx.record('lead.converted', {
    subject: ['lead', leadId],
    clientId,
    data: { source: before.source, from: before.stage },
  })
  return findLead(ctx, leadId)
}

export interface LeadQuestion {
  limit: number
  cursor?: string | undefined
  stage?: Stage | undefined
  q?: string | undefined
}

/** Leads, the newest first. */
export async function listLeads(ctx: Context, { limit, cursor, stage, q }: LeadQuestion) {
  const [id] = cursor ? valuesOfCursor(cursor, 1) : [null]
  const conditions: RawBuilder<unknown>[] = [sql`l.practice_id = ${ctx.practiceId}`]
  if (cursor) conditions.push(sql`l.id < ${id}::uuid`)
  if (stage) conditions.push(sql`l.stage = ${stage}`)
  if (q?.trim()) conditions.push(matches(q))
  const { rows } = await sql<Lead>`select ${COLUMNS} from lead l where ${sql.join(conditions, sql` and `)}
    order by l.id desc limit ${limit + 1}`.execute(ctx.db)
  return toPage(rows, limit, (row) => [row.id])
}

/** How many leads stand in each stage. */
export async function countLeads(ctx: Context): Promise<Record<Stage, number>> {
  const { rows } = await sql<{ stage: Stage; count: number }>`select stage, count(*) as count from lead
    where practice_id = ${ctx.practiceId} group by stage`.execute(ctx.db)
  const none: Record<Stage, number> = { new: 0, contacted: 0, qualified: 0, booked: 0, lost: 0 }
  for (const { stage, count } of rows) none[stage] = count
  return none
}

function matches(q: string): RawBuilder<unknown> {
  // strpos takes percent signs as they are.
  return sql`strpos(lower(concat_ws(' ', l.name, l.email, l.phone)), ${q.trim().toLowerCase()}) > 0`
}

async function contactsOf(
  ctx: Context,
  { email, phone }: { email?: string | null | undefined; phone?: string | null | undefined },
) {
  const { country } = await ctx.practice()
  return {
    email: email ? normalContact({ kind: 'email', value: email }, country).value : null,
    phone: phone ? normalContact({ kind: 'phone', value: phone }, country).value : null,
  }
}

async function expectVersion(ctx: Context, before: Lead, update: RawBuilder<unknown>) {
  const { rows } = await update.execute(ctx.db)
  if (rows.length === 0) throw changedMeanwhile((await findLead(ctx, before.id)).rowVersion)
}

function recordStage(ctx: Context, before: Lead, after: { stage: Stage; lostReason: string | null }) {
  ctx.record('lead.stage_changed', {
    subject: ['lead', before.id],
    clientId: before.clientId,
    data: { from: before.stage, to: after.stage, source: before.source },
    before: { stage: before.stage, lostReason: before.lostReason },
    after,
  })
}
