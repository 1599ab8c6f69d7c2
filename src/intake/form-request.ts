import { sql } from 'kysely'
import { seesClient } from '../clients/index.ts'
import type { Context } from '../platform/operation/context.ts'
import { changedMeanwhile } from '../platform/operation/row-version.ts'
import { notFound, problem } from '../platform/problem.ts'
import type { Form } from './form.ts'
import { findForm } from './form.ts'
import { raiseAlerts } from './alerts/alerts.ts'
import { refuseForeignFiles } from './files/own-files.ts'
import { raisedAlerts } from './questionnaire/alerts.ts'
import { withCalculated } from './questionnaire/calculate.ts'
import { checkAnswers, countedAnswers } from './questionnaire/check-answers.ts'
import type { Answers } from './questionnaire/questionnaire.ts'
import { needsSignature } from './questionnaire/questionnaire.ts'
import { toResponse } from './questionnaire/response.ts'
import { sealSignature } from './sealing/seal.ts'
import type { SignatureWish } from './sealing/seal.ts'

export interface FormRequest {
  id: string
  formId: string
  formKey: string
  formTitle: string
  clientId: string
  clientName: string
  appointmentId: string | null
  appointmentStartsAt: Date | null
  state: 'requested' | 'started' | 'completed' | 'withdrawn'
  why: string
  answers: Answers
  requestedAt: Date
  startedAt: Date | null
  completedAt: Date | null
  rowVersion: number
}

const READ =
  sql.raw(`select r.id, r.form_id as "formId", f.key as "formKey", f.title as "formTitle", r.client_id as "clientId",
  c.given_name || ' ' || c.family_name as "clientName", r.appointment_id as "appointmentId", a.starts_at as "appointmentStartsAt",
  r.state, r.why, r.answers, r.requested_at as "requestedAt", r.started_at as "startedAt", r.completed_at as "completedAt", r.row_version as "rowVersion"
  from form_request r
    join form f on f.practice_id = r.practice_id and f.id = r.form_id
    join client c on c.practice_id = r.practice_id and c.id = r.client_id
    left join appointment a on a.practice_id = r.practice_id and a.id = r.appointment_id`)

export interface RequestFilter {
  state?: FormRequest['state'] | 'open' | undefined
  clientId?: string | undefined
  appointmentId?: string | undefined
  limit: number
}

/** Form requests, the newest first, of clients that the caller may see. */
export async function listFormRequests(ctx: Context, filter: RequestFilter): Promise<FormRequest[]> {
  const states = filter.state === 'open' ? ['requested', 'started'] : filter.state ? [filter.state] : null
  const { rows } =
    await sql<FormRequest>`${READ} where r.practice_id = ${ctx.practiceId} and ${seesClient(ctx, sql.ref('r.client_id'))}
      and (${states}::text[] is null or r.state = any(${states}::text[]))
      and (${filter.clientId ?? null}::uuid is null or r.client_id = ${filter.clientId ?? null})
      and (${filter.appointmentId ?? null}::uuid is null or r.appointment_id = ${filter.appointmentId ?? null})
    order by r.requested_at desc, r.id desc limit ${filter.limit}`.execute(ctx.db)
  return rows
}

export async function findFormRequest(ctx: Context, id: string): Promise<FormRequest> {
  const { rows } =
    await sql<FormRequest>`${READ} where r.practice_id = ${ctx.practiceId} and r.id = ${id} and ${seesClient(ctx, sql.ref('r.client_id'))}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This form')
  return rows[0]
}

/** Asks a client for a form; null when this visit asked for it before. */
export async function requestForm(
  ctx: Context,
  wish: { form: Form; clientId: string; appointmentId: string | null; why: string },
): Promise<string | null> {
  const id = ctx.newId()
  const { rows } =
    await sql`insert into form_request (practice_id, id, form_id, client_id, appointment_id, state, why, ask_at, requested_at)
    values (${ctx.practiceId}, ${id}, ${wish.form.id}, ${wish.clientId}, ${wish.appointmentId}, 'requested', ${wish.why}, ${ctx.now}, ${ctx.now})
    on conflict on constraint form_request_once do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) return null
  ctx.record('form.requested', {
    subject: ['form_request', id],
    clientId: wish.clientId,
    data: { formKey: wish.form.key, appointmentId: wish.appointmentId },
  })
  return id
}

/** Keeps what was typed so far; 409 when another tab or device saved meanwhile (nothing typed there is lost). */
export async function saveAnswers(
  ctx: Context,
  id: string,
  { answers, rowVersion }: { answers: Answers; rowVersion: number },
): Promise<FormRequest> {
  const request = await findOpenRequest(ctx, id)
  const form = await findForm(ctx, request.formId)
  refuseWrong(checkAnswers(form.definition, answers, { complete: false }))
  await refuseForeignFiles(ctx, id, answers)
  const { rows } = await sql`update form_request
    set answers = ${JSON.stringify(answers)}::jsonb, row_version = row_version + 1, state = 'started', started_at = coalesce(started_at, ${ctx.now})
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} and state in ('requested', 'started') returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw changedMeanwhile((await findOpenRequest(ctx, id)).rowVersion)
  // Once, and not for every letter: the desk sees that the client has begun.
  if (request.state === 'requested')
    ctx.record('form.started', {
      subject: ['form_request', id],
      clientId: request.clientId,
      data: { formKey: form.key, appointmentId: request.appointmentId },
    })
  return findFormRequest(ctx, id)
}

/** Checks everything, keeps the answers as FHIR, seals the signature over exactly these words. */
export async function completeForm(
  ctx: Context,
  id: string,
  wish: {
    answers: Answers
    rowVersion: number
    signature?: SignatureWish | undefined
    device?: string | undefined
  },
): Promise<FormRequest> {
  const request = await findOpenRequest(ctx, id)
  const form = await findForm(ctx, request.formId)
  const given = withCalculated(form.definition, wish.answers)
  refuseWrong(checkAnswers(form.definition, given, { complete: true }))
  await refuseForeignFiles(ctx, id, given)
  if (needsSignature(form.definition) && !wish.signature)
    throw problem(422, 'signature_required', 'Please sign the form at its end.', {
      fields: [{ field: 'signature', message: 'Please sign here.' }],
    })
  const answers = countedAnswers(form.definition, given)
  const response = toResponse(form.definition, answers, {
    questionnaire: `${form.definition.url ?? `urn:atrium:form:${form.key}`}|${form.version}`,
    clientId: request.clientId,
    authored: ctx.now,
    zone: (await ctx.practice()).zone,
  })
  const { rows } =
    await sql`update form_request set answers = ${JSON.stringify(answers)}::jsonb, response = ${JSON.stringify(response)}::jsonb, state = 'completed',
      started_at = coalesce(started_at, ${ctx.now}), completed_at = ${ctx.now}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${wish.rowVersion} and state in ('requested', 'started') returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile((await findOpenRequest(ctx, id)).rowVersion)
  if (wish.signature)
    await sealSignature(ctx, {
      clientId: request.clientId,
      of: { formRequestId: id },
      document: {
        form: { key: form.key, version: form.version, definition: form.definition },
        response,
        language: ctx.locale,
      },
      textVersion: `${form.key} v${form.version}`,
      signature: wish.signature,
      device: wish.device ?? null,
    })
  ctx.record('form.completed', {
    subject: ['form_request', id],
    clientId: request.clientId,
    data: { formKey: form.key, appointmentId: request.appointmentId, signed: Boolean(wish.signature) },
  })
  const { locale } = await ctx.practice()
  await raiseAlerts(ctx, { request, alerts: raisedAlerts(form.definition, answers, locale) })
  return findFormRequest(ctx, id)
}

/** The form is not wanted any more (the visit was cancelled, the client told it at the desk). */
export async function withdrawRequest(ctx: Context, id: string, reason: string): Promise<void> {
  const { rows } = await sql<{
    client_id: string
    appointment_id: string | null
  }>`update form_request set state = 'withdrawn', why = ${reason}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and state in ('requested', 'started') returning client_id, appointment_id`.execute(
    ctx.db,
  )
  if (!rows[0]) return
  const { client_id: clientId, appointment_id: appointmentId } = rows[0]
  ctx.record('form.withdrawn', { subject: ['form_request', id], clientId, data: { appointmentId } })
}

/** An open request: a completed or withdrawn one is refused with what to do. */
export async function findOpenRequest(ctx: Context, id: string): Promise<FormRequest> {
  const request = await findFormRequest(ctx, id)
  if (request.state === 'completed')
    throw problem(
      409,
      'form_completed',
      'This form has been handed in already. Ask the practice if something must be changed.',
    )
  if (request.state === 'withdrawn') throw problem(409, 'form_withdrawn', 'This form is not needed any more.')
  return request
}

function refuseWrong(fields: { field: string; message: string }[]) {
  if (fields.length > 0)
    throw problem(
      422,
      'answers_invalid',
      `${fields.length === 1 ? 'One answer needs' : `${fields.length} answers need`} a look.`,
      { fields },
    )
}
