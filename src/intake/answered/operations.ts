import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, fileAnswer } from '../../platform/operation/shapes.ts'
import { Key } from '../operations/shapes.ts'
import { importResponse, readResponse } from './exchange.ts'
import { renderAnswers } from './paper.ts'

export const pdf = operation({
  path: 'GET /form-requests/{id}/pdf',
  summary: 'A form that was answered, as PDF',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('application/pdf'),
  fails: ['busy'],
  run: (ctx, { id }) => renderAnswers(ctx, id),
})

const Response = z.record(z.string(), z.unknown())

export const response = operation({
  path: 'GET /form-requests/{id}/response',
  summary: 'The answers as FHIR R4 QuestionnaireResponse',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ response: Response }),
  fails: ['not_completed'],
  run: async (ctx, { id }) => ({ response: await readResponse(ctx, id) }),
})

export const bring = operation({
  path: 'POST /clients/{clientId}/form-responses',
  summary:
    'Bring answers from elsewhere, as FHIR R4 QuestionnaireResponse; they are checked against the form',
  allow: 'forms.manage',
  takes: z.strictObject({ clientId: Id, formKey: Key, response: Response }),
  returns: z.object({ id: Id }),
  fails: ['answers_invalid'],
  run: async (ctx, { clientId, formKey, response: given }) => {
    await findClient(ctx, clientId)
    return { id: await importResponse(ctx, { clientId, formKey, response: given }) }
  },
})
