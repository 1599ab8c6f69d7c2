import { sql } from 'kysely'
import { pickLocale } from '../../platform/i18n/i18n.ts'
import type { Context } from '../../platform/operation/context.ts'
import { titleOfPurpose } from './wanted.ts'

/** A form or consent that a client still owes. */
export interface OpenItem {
  kind: 'form' | 'consent'
  id: string
  title: string
  state: 'requested' | 'started'
  blocks: boolean
  clientId: string
  appointmentId: string | null
  ruleId: string | null
  /** When the client is told; null: at check-in only. */
  askAt: Date | null
  requestedAt: Date
  /** Of the visit that asked for it. */
  visitStartsAt: Date | null
}

/** The table of forms is `f`, their title in the language of the caller. */
function titleOfForm(locale: string) {
  return sql<string>`coalesce((select e -> 'extension' -> 1 ->> 'valueString' from jsonb_array_elements(coalesce(f.definition -> '_title' -> 'extension', '[]')) e
    where e -> 'extension' -> 0 ->> 'valueCode' = ${locale} limit 1), f.title)`
}

/** What is open at exactly these visits, in the order it was asked. */
export async function openItemsOf(
  ctx: Context,
  appointmentIds: readonly string[],
  locale = ctx.locale,
): Promise<OpenItem[]> {
  return readOpen(ctx, locale, sql<boolean>`r.appointment_id = any(${[...appointmentIds]}::uuid[])`)
}

/**
 * What the client of a visit still owes when they come: what this visit asks for, what earlier visits asked for and
 * never got, and what was asked without a visit. What a later visit asks for can wait.
 */
export async function dueItemsOf(
  ctx: Context,
  visit: { id: string; clientId: string; startsAt: Date },
): Promise<OpenItem[]> {
  return readOpen(
    ctx,
    ctx.locale,
    sql<boolean>`r.client_id = ${visit.clientId} and (r.appointment_id = ${visit.id} or r.appointment_id is null or a.starts_at <= ${visit.startsAt})`,
  )
}

/** Everything these clients still owe. */
export async function openItemsOfClients(ctx: Context, clientIds: readonly string[]): Promise<OpenItem[]> {
  return readOpen(ctx, ctx.locale, sql<boolean>`r.client_id = any(${[...clientIds]}::uuid[])`)
}

/** One of them, in the language of its client; nothing when it is not open (any more). */
export async function openItemIfAny(ctx: Context, id: string): Promise<OpenItem | undefined> {
  const { rows } = await sql<{
    language: string | null
  }>`select c.language from client c where c.practice_id = ${ctx.practiceId}
    and c.id in (select client_id from form_request where practice_id = ${ctx.practiceId} and id = ${id}
      union all select client_id from consent_request where practice_id = ${ctx.practiceId} and id = ${id})`.execute(
    ctx.db,
  )
  const { locale } = await ctx.practice()
  const found = await readOpen(ctx, pickLocale(rows[0]?.language, locale), sql<boolean>`r.id = ${id}`)
  return found[0]
}

async function readOpen(
  ctx: Context,
  locale: string,
  where: ReturnType<typeof sql<boolean>>,
): Promise<OpenItem[]> {
  const columns =
    sql.raw(`r.id, r.blocks_check_in as blocks, r.client_id as "clientId", r.appointment_id as "appointmentId",
    r.rule_id as "ruleId", r.ask_at as "askAt", r.requested_at as "requestedAt",
    a.starts_at as "visitStartsAt"`)
  const { rows } =
    await sql<OpenItem>`select 'form' as kind, ${titleOfForm(locale)} as title, r.state, ${columns}
    from form_request r join form f on f.practice_id = r.practice_id and f.id = r.form_id
      left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
    where r.practice_id = ${ctx.practiceId} and r.state in ('requested', 'started') and ${where}
    union all
    select 'consent' as kind, ${titleOfPurpose(locale)} as title, r.state, ${columns}
    from consent_request r join consent_purpose p on p.practice_id = r.practice_id and p.id = r.purpose_id
      left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
    where r.practice_id = ${ctx.practiceId} and r.state = 'requested' and ${where}
    order by "requestedAt", kind desc, id`.execute(ctx.db)
  return rows
}
