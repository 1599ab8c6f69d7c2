import { sql } from 'kysely'
import { seesClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { notFound, problem } from '../../platform/problem.ts'

export interface ConsentRequest {
  id: string
  purposeKey: string
  clientId: string
  clientName: string
  appointmentId: string | null
  appointmentStartsAt: Date | null
  state: 'requested' | 'answered' | 'withdrawn'
}

/** A request to agree, of a client that the caller may see. */
export async function findConsentRequest(ctx: Context, id: string): Promise<ConsentRequest> {
  const { rows } = await sql<ConsentRequest>`select r.id, p.key as "purposeKey", r.client_id as "clientId",
      c.given_name || ' ' || c.family_name as "clientName", r.appointment_id as "appointmentId", a.starts_at as "appointmentStartsAt", r.state
    from consent_request r
      join consent_purpose p on p.practice_id = r.practice_id and p.id = r.purpose_id
      join client c on c.practice_id = r.practice_id and c.id = r.client_id
      left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id
    where r.practice_id = ${ctx.practiceId} and r.id = ${id} and ${seesClient(ctx, sql.ref('r.client_id'))}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('This consent')
  return rows[0]
}

/** Asks a client to agree, by hand. 409 `consent_already_asked` while one is open. */
export async function requestConsent(
  ctx: Context,
  wish: { purposeId: string; purposeKey: string; clientId: string; appointmentId: string | null },
): Promise<string> {
  const { rows: open } =
    await sql`select 1 from consent_request where practice_id = ${ctx.practiceId} and client_id = ${wish.clientId}
    and purpose_id = ${wish.purposeId} and state = 'requested'`.execute(ctx.db)
  const id = ctx.newId()
  const { rows } = open.length
    ? { rows: [] }
    : await sql<{
        id: string
      }>`insert into consent_request as r (practice_id, id, purpose_id, client_id, appointment_id, state, why, ask_at, requested_at)
    values (${ctx.practiceId}, ${id}, ${wish.purposeId}, ${wish.clientId}, ${wish.appointmentId}, 'requested', ${`Asked for by ${ctx.actor.name}.`}, ${ctx.now}, ${ctx.now})
    on conflict on constraint consent_request_once do update set state = 'requested', why = excluded.why, ask_at = excluded.ask_at,
      requested_at = excluded.requested_at where r.state <> 'requested' returning r.id`.execute(ctx.db)
  if (!rows[0])
    throw problem(
      409,
      'consent_already_asked',
      'This person has been asked already and has not answered yet.',
    )
  ctx.record('consent.requested', {
    subject: ['consent_request', rows[0].id],
    clientId: wish.clientId,
    data: { purpose: wish.purposeKey, appointmentId: wish.appointmentId },
  })
  return rows[0].id
}

/** The consent is not wanted any more (the visit was cancelled). */
export async function withdrawConsentRequest(ctx: Context, id: string, reason: string): Promise<void> {
  const { rows } = await sql<{
    clientId: string
    appointmentId: string | null
  }>`update consent_request set state = 'withdrawn', why = ${reason}
    where practice_id = ${ctx.practiceId} and id = ${id} and state = 'requested'
    returning client_id as "clientId", appointment_id as "appointmentId"`.execute(ctx.db)
  if (!rows[0]) return
  const { clientId, appointmentId } = rows[0]
  ctx.record('consent.request_withdrawn', {
    subject: ['consent_request', id],
    clientId,
    data: { appointmentId },
  })
}
