import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Instant } from '../../platform/operation/shapes.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { findForm } from '../form.ts'
import { knownAnswers } from '../prefill.ts'
import type { FormRequest } from '../form-request.ts'
import { completeForm, findFormRequest, saveAnswers } from '../form-request.ts'
import { dueItemsOf } from '../packets/open-items.ts'
import { RestView, restOf, withLinks } from '../packets/rest.ts'
import { calculate } from '../questionnaire/calculate.ts'
import { isHidden } from '../questionnaire/extensions.ts'
import type { Answers, Questionnaire } from '../questionnaire/questionnaire.ts'
import { allItems, needsSignature } from '../questionnaire/questionnaire.ts'
import { shownForm } from '../questionnaire/shown-form.ts'
import { AnswersShape, Definition, SavedAnswers, SignatureIn } from './shapes.ts'

const ClientForm = z.object({
  practice: z.object({ name: z.string(), slug: z.string(), locale: z.string(), zone: z.string() }),
  clientName: z.string(),
  appointmentStartsAt: Instant.nullable(),
  state: z.enum(['requested', 'started', 'completed', 'withdrawn']),
  title: z.string(),
  definition: Definition,
  needsSignature: z.boolean(),
  answers: AnswersShape,
  /** What the form works out of the answers, by key. */
  calculated: AnswersShape,
  /** Keys that do not show because of an expression. */
  hidden: z.array(z.string()),
  rowVersion: z.int(),
})

async function present(ctx: Context, request: FormRequest): Promise<z.input<typeof ClientForm>> {
  const form = await findForm(ctx, request.formId)
  const isDone = request.state === 'completed' || request.state === 'withdrawn'
  // Whoever finds an old mail learns nothing from a form that was handed in.
  const answers = isDone
    ? {}
    : request.state === 'requested'
      ? await knownAnswers(ctx, form.definition, request.clientId)
      : request.answers
  const { values, hidden } = calculate(form.definition, answers)
  return {
    practice: await ctx.practice(),
    clientName: request.clientName,
    appointmentStartsAt: request.appointmentStartsAt,
    state: request.state,
    title: form.title,
    definition: shownForm(form.definition),
    needsSignature: needsSignature(form.definition),
    answers,
    calculated: isDone ? {} : shownValues(form.definition, values),
    hidden,
    rowVersion: request.rowVersion,
  }
}

// Scores that the practice hides are not told by the address bar either.
function shownValues(form: Questionnaire, values: Answers): Answers {
  const hidden = new Set(
    allItems(form)
      .filter(isHidden)
      .map(({ linkId }) => linkId),
  )
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => !hidden.has(key.slice(key.lastIndexOf('/') + 1))),
  )
}

const requestId = (ctx: Context) => (ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')
const FAILS = ['answers_invalid', 'form_completed', 'form_withdrawn', 'link_expired', CHANGED_MEANWHILE]

export const open = operation({
  path: 'GET /form',
  summary: 'The form of a mailed link, with what was typed so far',
  allow: 'link:form',
  takes: z.strictObject({}),
  returns: ClientForm,
  fails: ['link_expired'],
  run: async (ctx) => present(ctx, await findFormRequest(ctx, requestId(ctx))),
})

export const save = operation({
  path: 'PUT /form/answers',
  summary: 'Keep what was typed so far',
  allow: 'link:form',
  takes: z.strictObject(SavedAnswers),
  returns: ClientForm,
  fails: FAILS,
  run: async (ctx, wish) => present(ctx, await saveAnswers(ctx, requestId(ctx), wish)),
})

export const complete = operation({
  path: 'POST /form/completion',
  summary: 'Hand the form in, signed where it asks for it',
  allow: 'link:form',
  headers: { device: 'user-agent' },
  takes: z.strictObject({
    ...SavedAnswers,
    signature: SignatureIn.optional(),
    device: z.string().max(1000).default(''),
  }),
  returns: ClientForm,
  fails: [...FAILS, 'signature_required', 'may_not_sign'],
  run: async (ctx, wish) => present(ctx, await completeForm(ctx, requestId(ctx), wish)),
})

export const rest = operation({
  path: 'POST /form/rest',
  summary: 'What else this visit asks for, each with a fresh link',
  allow: 'link:form',
  takes: z.strictObject({}),
  returns: RestView,
  secret: 'answer',
  fails: ['link_expired'],
  run: async (ctx) => restOf(ctx, await findFormRequest(ctx, requestId(ctx))),
})

export const ofVisit = operation({
  path: 'POST /visit/forms',
  summary: 'What a visit still asks for, forms and consents, each with a fresh link, for its client’s page',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: RestView,
  secret: 'answer',
  run: async (ctx) => {
    const visit = await findAppointment(ctx, requestId(ctx))
    if (!visit.client_id) return { items: [] }
    const of = { id: visit.id, clientId: visit.client_id, startsAt: visit.starts_at }
    return { items: await withLinks(ctx, await dueItemsOf(ctx, of)) }
  },
})
