import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findFormByKeyIfAny } from '../form.ts'
import { findFormRequest } from '../form-request.ts'
import { validateResponse } from '../questionnaire/check-response.ts'
import { fromItems } from '../questionnaire/response.ts'
import type { QuestionnaireResponse } from '../questionnaire/response.ts'

/** The answers as they are kept in FHIR; 409 while nobody has handed the form in. */
export async function readResponse(ctx: Context, id: string): Promise<Record<string, unknown>> {
  const request = await findFormRequest(ctx, id)
  const { rows } = await sql<{ response: Record<string, unknown> | null }>`select response from form_request
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  const response = rows[0]?.response
  if (!response) throw problem(409, 'not_completed', 'This form has not been handed in yet.')
  ctx.saw('form_request', id, request.clientId)
  return { ...response, id }
}

/** Keeps answers from elsewhere as a form that was handed in, exactly as given; 422 names what the form does not allow. */
export async function importResponse(
  ctx: Context,
  wish: { clientId: string; formKey: string; response: Record<string, unknown> },
): Promise<string> {
  const form = await findFormByKeyIfAny(ctx, wish.formKey)
  if (!form) throw invalid('formKey', 'There is no such form in use.')
  const response = wish.response as unknown as QuestionnaireResponse
  const faults = validateResponse(form.definition, response).filter(({ severity }) => severity === 'error')
  if (faults.length > 0)
    throw problem(422, 'answers_invalid', `${faults[0]!.at}: ${faults[0]!.message}`, {
      fields: faults.map(({ linkId, at, message }) => ({ field: linkId || at, message })),
    })
  const { zone } = await ctx.practice()
  const answers = fromItems(form.definition, response.item ?? [], zone)
  const authored = typeof response.authored === 'string' ? new Date(response.authored) : ctx.now
  const completedAt = Number.isNaN(authored.getTime()) ? ctx.now : authored
  const id = ctx.newId()
  await sql`insert into form_request (practice_id, id, form_id, client_id, state, why, answers, response, requested_at, started_at, completed_at)
    values (${ctx.practiceId}, ${id}, ${form.id}, ${wish.clientId}, 'completed', 'Brought from elsewhere.', ${JSON.stringify(answers)}::jsonb,
      ${JSON.stringify(wish.response)}::jsonb, ${ctx.now}, ${completedAt}, ${completedAt})`.execute(ctx.db)
  ctx.record('form.imported', {
    subject: ['form_request', id],
    clientId: wish.clientId,
    data: { formKey: form.key },
  })
  return id
}
