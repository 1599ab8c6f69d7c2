import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE } from '../../platform/operation/row-version.ts'
import { Id, Instant } from '../../platform/operation/shapes.ts'
import { decideChartChange, listChartChanges } from './changes.ts'

const ChangeView = z.object({
  id: Id,
  formRequestId: Id,
  formTitle: z.string(),
  clientId: Id,
  field: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  state: z.enum(['open', 'filled', 'taken', 'kept']),
  createdAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
})

export const list = operation({
  path: 'GET /clients/{clientId}/chart-changes',
  summary: 'What forms said about a client that differs from the chart, or filled it',
  allow: 'forms.decide_changes',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(ChangeView) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return { items: await listChartChanges(ctx, clientId) }
  },
})

export const decide = operation({
  path: 'POST /chart-changes/{id}/decision',
  summary: 'Take what a form said into the chart, or keep the chart as it is',
  allow: 'forms.decide_changes',
  takes: z.strictObject({ id: Id, take: z.boolean() }),
  returns: ChangeView,
  fails: ['decided', CHANGED_MEANWHILE],
  run: (ctx, { id, take }) => decideChartChange(ctx, id, take),
})
