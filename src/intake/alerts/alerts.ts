import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { RaisedAlert } from '../questionnaire/alerts.ts'

export interface FormAlert {
  id: string
  formRequestId: string
  formTitle: string
  clientId: string
  linkId: string
  words: string
  raisedAt: Date
  seenAt: Date | null
  seenBy: string | null
  note: string | null
}

interface Raised {
  request: { id: string; clientId: string; formKey: string; appointmentId: string | null }
  alerts: readonly RaisedAlert[]
}

/** Keeps what must be looked at today, and says so once for the whole form; the event tells no answer. */
export async function raiseAlerts(ctx: Context, { request, alerts }: Raised): Promise<void> {
  if (alerts.length === 0) return
  for (const { linkId, words } of alerts)
    await sql`insert into form_alert (practice_id, id, form_request_id, client_id, link_id, words, raised_at)
      values (${ctx.practiceId}, ${ctx.newId()}, ${request.id}, ${request.clientId}, ${linkId}, ${words.slice(0, 500)}, ${ctx.now})
      on conflict on constraint form_alert_once do nothing`.execute(ctx.db)
  ctx.record('form.alert_raised', {
    subject: ['form_request', request.id],
    clientId: request.clientId,
    data: { formKey: request.formKey, appointmentId: request.appointmentId, count: alerts.length },
  })
}

const READ =
  sql.raw(`select a.id, a.form_request_id as "formRequestId", f.title as "formTitle", a.client_id as "clientId", a.link_id as "linkId", a.words,
  a.raised_at as "raisedAt", a.seen_at as "seenAt", a.seen_by as "seenBy", a.note
  from form_alert a
    join form_request r on r.practice_id = a.practice_id and r.id = a.form_request_id
    join form f on f.practice_id = r.practice_id and f.id = r.form_id`)

/** The alerts of a client, open ones first; the caller must have found the client. */
export async function listAlerts(ctx: Context, clientId: string): Promise<FormAlert[]> {
  const { rows } =
    await sql<FormAlert>`${READ} where a.practice_id = ${ctx.practiceId} and a.client_id = ${clientId}
    order by a.seen_at is not null, a.raised_at desc, a.id limit 100`.execute(ctx.db)
  return rows
}

/** Notes who has seen an alert and what was done about it; 409 when somebody did before. */
export async function seeAlert(ctx: Context, id: string, note: string | null): Promise<FormAlert> {
  const alert = await findAlert(ctx, id)
  const { rows } =
    await sql`update form_alert set seen_at = ${ctx.now}, seen_by = ${ctx.actor.name}, note = ${note}
    where practice_id = ${ctx.practiceId} and id = ${id} and seen_at is null returning 1`.execute(ctx.db)
  if (rows.length === 0)
    throw problem(
      409,
      'alert_seen',
      `${alert.seenBy} has seen to this already. Load the page again to read what was noted.`,
    )
  ctx.record('form.alert_seen', { subject: ['form_request', alert.formRequestId], clientId: alert.clientId })
  return findAlert(ctx, id)
}

async function findAlert(ctx: Context, id: string): Promise<FormAlert> {
  const { rows } =
    await sql<FormAlert>`${READ} where a.practice_id = ${ctx.practiceId} and a.id = ${id} and ${seesClient(ctx, sql.ref('a.client_id'))}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This alert')
  return rows[0]
}
