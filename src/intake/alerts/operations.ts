import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, text } from '../../platform/operation/shapes.ts'
import { listAlerts, seeAlert } from './alerts.ts'

const AlertView = z.object({
  id: Id,
  formRequestId: Id,
  formTitle: z.string(),
  clientId: Id,
  linkId: z.string(),
  words: z.string(),
  raisedAt: Instant,
  seenAt: Instant.nullable(),
  seenBy: z.string().nullable(),
  note: z.string().nullable(),
})

export const list = operation({
  path: 'GET /clients/{clientId}/form-alerts',
  summary: 'Answers of a client that a form says must be looked at the same day, open ones first',
  allow: 'forms.see_answers',
  reads: 'client',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(AlertView) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    const items = await listAlerts(ctx, clientId)
    if (items.length > 0) ctx.saw('form_request', items[0]!.formRequestId, clientId)
    return { items }
  },
})

export const see = operation({
  path: 'POST /form-alerts/{id}/seeing',
  summary: 'Note that an alert was seen to, and what was done',
  allow: 'forms.see_answers',
  takes: z.strictObject({ id: Id, note: text(2000).default('') }),
  returns: AlertView,
  fails: ['alert_seen'],
  run: (ctx, { id, note }) => seeAlert(ctx, id, note.trim() || null),
})
