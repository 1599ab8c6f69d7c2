import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { notFound } from '../../platform/problem.ts'
import type { RuleText } from '../../platform/rules/rules.ts'
import { refuseWrong } from './check.ts'
import type { Definition } from './definition.ts'

export type AutomationState = 'on' | 'paused' | 'off'

export interface Automation {
  id: string
  key: string | null
  name: string
  state: AutomationState
  since: Date
  pausedAt: Date | null
  version: number
  definition: Definition
  problem: RuleText | null
  createdBy: string
  savedAt: Date
  savedBy: string
  rowVersion: number
}

const READ =
  sql.raw(`select a.id, a.key, a.name, a.state, a.since, a.paused_at as "pausedAt", a.version, v.definition, a.problem,
    a.created_by as "createdBy", v.saved_at as "savedAt", v.saved_by as "savedBy", a.row_version as "rowVersion"
  from automation a join automation_version v on v.practice_id = a.practice_id and v.automation_id = a.id and v.version = a.version`)

/** Every automation of the practice, those that came with Atrium first. */
export async function listAutomations(ctx: Context): Promise<Automation[]> {
  const { rows } =
    await sql<Automation>`${READ} where a.practice_id = ${ctx.practiceId} and a.removed_at is null
    order by (a.key is null), a.created_at, a.key, a.id limit 500`.execute(ctx.db)
  return rows
}

export async function findAutomation(ctx: Context, id: string): Promise<Automation> {
  const { rows } =
    await sql<Automation>`${READ} where a.practice_id = ${ctx.practiceId} and a.id = ${id} and a.removed_at is null`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This automation')
  return rows[0]
}

/** What the engine needs of a rule. */
export type Listening = Pick<Automation, 'id' | 'key' | 'name' | 'version' | 'definition'>

/** Those that listen to an event of that time: on, and switched on before it happened. */
export async function listening(ctx: Context, event: { name: string; at: Date }): Promise<Listening[]> {
  const { rows } = await sql<
    Omit<Listening, 'definition'>
  >`select id, key, name, version from automation where practice_id = ${ctx.practiceId}
      and state = 'on' and removed_at is null and since <= ${event.at} order by created_at, id`.execute(
    ctx.db,
  )
  await learnVersions(
    ctx,
    rows.filter((row) => !versions.has(versionKey(row))),
  )
  return rows
    .map((row) => ({ ...row, definition: versions.get(versionKey(row))! }))
    .filter(({ definition }) => definition.events.includes(event.name))
}

// A version never changes once it is saved, so it is read once by each process.
const versions = new Map<string, Definition>()
const MOST_VERSIONS = 5_000

function versionKey({ id, version }: { id: string; version: number }): string {
  return `${id} ${version}`
}

async function learnVersions(ctx: Context, unknown: readonly { id: string }[]) {
  if (unknown.length === 0) return
  const { rows } = await sql<{
    id: string
    version: number
    definition: unknown
  }>`select a.id, a.version, v.definition
    from automation a join automation_version v on v.practice_id = a.practice_id and v.automation_id = a.id and v.version = a.version
    where a.practice_id = ${ctx.practiceId} and a.id = any(${unknown.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  if (versions.size + rows.length > MOST_VERSIONS) versions.clear()
  for (const row of rows) versions.set(versionKey(row), row.definition as Definition)
}

export interface AutomationWish {
  name: string
  definition: Definition
}

/** Keeps a new rule, off or on from now. 422 `automation_invalid` names what is wrong. */
export async function createAutomation(
  ctx: Context,
  wish: AutomationWish & { state: AutomationState; key?: string; since?: Date },
): Promise<string | null> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into automation (practice_id, id, key, name, state, since, created_at, created_by)
    values (${ctx.practiceId}, ${id}, ${wish.key ?? null}, ${wish.name}, ${wish.state}, ${wish.since ?? ctx.now}, ${ctx.now}, ${ctx.actor.name})
    on conflict on constraint automation_key_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  await insertVersion(ctx, id, { version: 1, definition: wish.definition })
  ctx.record('automation.created', { subject: ['automation', id], data: { name: wish.name }, after: wish })
  return id
}

/** Saves a rule's next version; runs under way keep theirs. 409 when somebody saved meanwhile. */
export async function saveAutomation(
  ctx: Context,
  id: string,
  wish: AutomationWish & { rowVersion: number },
): Promise<void> {
  const before = await findAutomation(ctx, id)
  await refuseWrong(ctx, wish.definition)
  const { rows } = await sql<{
    version: number
  }>`update automation set name = ${wish.name}, version = version + 1, problem = null,
      row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion} returning version`.execute(
    ctx.db,
  )
  if (!rows[0]) throw changedMeanwhile(before.rowVersion)
  await insertVersion(ctx, id, { version: rows[0].version, definition: wish.definition })
  ctx.record('automation.changed', {
    subject: ['automation', id],
    data: { name: wish.name, version: rows[0].version },
    before: { name: before.name, definition: before.definition },
    after: { name: wish.name, definition: wish.definition },
  })
}

/** Takes a rule away for good; its log stays. What waits ends by itself. */
export async function removeAutomation(ctx: Context, id: string): Promise<void> {
  const { name } = await findAutomation(ctx, id)
  await sql`update automation set removed_at = ${ctx.now}, state = 'off', paused_at = null, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record('automation.removed', { subject: ['automation', id], data: { name } })
}

/** Notes at the rule what keeps it from working, so that the list shows it; said once. */
export async function noteProblem(ctx: Context, id: string, words: RuleText): Promise<void> {
  const { rows } = await sql`update automation set problem = ${JSON.stringify(words)}::jsonb
    where practice_id = ${ctx.practiceId} and id = ${id} and problem is distinct from ${JSON.stringify(words)}::jsonb returning 1`.execute(
    ctx.db,
  )
  if (rows.length > 0)
    ctx.record('automation.troubled', { subject: ['automation', id], data: { why: words.en } })
}

async function insertVersion(
  ctx: Context,
  automationId: string,
  { version, definition }: { version: number; definition: Definition },
) {
  await sql`insert into automation_version (practice_id, automation_id, version, events, definition, saved_at, saved_by)
    values (${ctx.practiceId}, ${automationId}, ${version}, ${definition.events}, ${JSON.stringify(definition)}::jsonb, ${ctx.now}, ${ctx.actor.name})`.execute(
    ctx.db,
  )
}
