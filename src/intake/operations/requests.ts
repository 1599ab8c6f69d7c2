import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { createLink } from '../../platform/links/links.ts'
import type { Context } from '../../platform/operation/context.ts'
import { FileState } from '../../platform/files/states.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { invalid, problem } from '../../platform/problem.ts'
import { findAppointment } from '../../scheduling/index.ts'
import { translate } from '../../platform/i18n/i18n.ts'
import { readAnswered } from '../answered/answered.ts'
import { withFileStates } from '../answered/file-states.ts'
import { findForm, findFormByKeyIfAny } from '../form.ts'
import type { FormRequest } from '../form-request.ts'
import {
  findFormRequest,
  findOpenRequest,
  listFormRequests,
  requestForm,
  withdrawRequest,
} from '../form-request.ts'
import { findSignatureIfAny } from '../sealing/seal.ts'
import { AnswersShape, Definition, RequestView } from './shapes.ts'

function present(ctx: Context, request: FormRequest): z.input<typeof RequestView> {
  const isOpen = request.state === 'requested' || request.state === 'started'
  const mayAsk = ctx.can('forms.request')
  return {
    ...request,
    can: { withdraw: isOpen && mayAsk, open: isOpen && mayAsk, seeAnswers: ctx.can('forms.see_answers') },
  }
}

export const list = operation({
  path: 'GET /form-requests',
  summary: 'Forms that clients were asked for, and how far they are',
  allow: 'forms.see',
  takes: z.strictObject({
    state: z.enum(['open', 'requested', 'started', 'completed', 'withdrawn']).optional(),
    clientId: Id.optional(),
    appointmentId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  returns: z.object({ items: z.array(RequestView) }),
  run: async (ctx, filter) => ({
    items: (await listFormRequests(ctx, filter)).map((each) => present(ctx, each)),
  }),
})

const Section = z.object({
  title: z.string(),
  facts: z.array(
    z.object({
      linkId: z.string(),
      question: z.string(),
      answer: z.string(),
      note: z.string().nullable(),
      files: z.array(FileState.extend({ id: Id, name: z.string() })),
    }),
  ),
  tables: z.array(
    z.object({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  ),
})

export const get = operation({
  path: 'GET /form-requests/{id}',
  summary: 'The answers of a form, with its signature',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    request: RequestView,
    definition: Definition,
    answers: AnswersShape,
    sections: z.array(Section),
    signature: z
      .object({
        signerName: z.string(),
        relation: z.string(),
        method: z.string(),
        strokes: z.unknown(),
        id: Id,
        documentSha256: z.string(),
        textVersion: z.string().nullable(),
        device: z.string().nullable(),
        signerClientId: Id.nullable(),
        address: z.string().nullable(),
        signedAt: Instant,
      })
      .nullable(),
  }),
  run: async (ctx, { id }) => {
    const request = await findFormRequest(ctx, id)
    ctx.saw('form_request', id, request.clientId)
    const { definition } = await findForm(ctx, request.formId)
    return {
      request: present(ctx, request),
      definition,
      answers: request.answers,
      sections: await withFileStates(
        ctx,
        readAnswered({
          form: definition,
          answers: request.answers,
          language: ctx.locale,
          yes: translate(ctx.locale, 'intake:paper.yes'),
          no: translate(ctx.locale, 'intake:paper.no'),
        }),
      ),
      signature: (await findSignatureIfAny(ctx, id)) ?? null,
    }
  },
})

export const ask = operation({
  path: 'POST /clients/{clientId}/form-requests',
  summary: 'Ask a client for a form',
  allow: 'forms.request',
  takes: z.strictObject({ clientId: Id, formKey: z.string().max(40), appointmentId: Id.optional() }),
  returns: RequestView,
  fails: ['form_already_asked'],
  run: async (ctx, { clientId, formKey, appointmentId = null }) => {
    await findClient(ctx, clientId)
    if (appointmentId && (await findAppointment(ctx, appointmentId)).client_id !== clientId)
      throw invalid('appointmentId', 'This visit is another client’s.')
    const form = await findFormByKeyIfAny(ctx, formKey)
    if (!form) throw invalid('formKey', 'There is no such form in use.')
    const id = await requestForm(ctx, {
      form,
      clientId,
      appointmentId,
      why: `Asked for by ${ctx.actor.name}.`,
    })
    if (!id) throw problem(409, 'form_already_asked', 'This visit has asked for this form already.')
    return present(ctx, await findFormRequest(ctx, id))
  },
})

export const withdraw = operation({
  path: 'POST /form-requests/{id}/withdrawal',
  summary: 'Stop asking for a form',
  allow: 'forms.request',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: RequestView,
  fails: ['form_completed', 'form_withdrawn'],
  reason: 'required',
  run: async (ctx, { id, reason }) => {
    await findOpenRequest(ctx, id)
    await withdrawRequest(ctx, id, reason)
    return present(ctx, await findFormRequest(ctx, id))
  },
})

const DESK_LINK_MS = 2 * 3_600_000

export const openAtDesk = operation({
  path: 'POST /form-requests/{id}/link',
  summary: 'Open a form on a tablet at the desk: a link for two hours',
  allow: 'forms.request',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  fails: ['form_completed', 'form_withdrawn'],
  run: async (ctx, { id }) => {
    const request = await findOpenRequest(ctx, id)
    const { url } = await createLink(ctx, {
      purpose: 'form',
      page: '/forms',
      subject: ['form_request', id],
      clientId: request.clientId,
      validFor: DESK_LINK_MS,
    })
    ctx.record('form.link_opened', { subject: ['form_request', id], clientId: request.clientId })
    return { url }
  },
})
