import { z } from 'zod'
import { findAppointment } from '../../../scheduling/index.ts'
import { findClient } from '../../../clients/index.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../../platform/operation/shapes.ts'
import { invalid } from '../../../platform/problem.ts'
import { ASK_FAILS, askPayer, findCheck, listChecks, settleCheck, textsOf } from '../eligibility/check.ts'
import { findClearinghouse } from '../eligibility/clearinghouse.ts'
import { figuresOf } from '../eligibility/figures.ts'
import { receiveX12 } from '../eligibility/receive.ts'
import { listConcerns, listStrayFiles, settleStrayFile } from '../eligibility/work-list.ts'
import { findPolicy, listProposed } from '../policy.ts'
import { presentCheck, presentPolicies } from './present.ts'
import { Figures } from './cover-shapes.ts'
import { CheckView, PolicyView, StatementShape } from './shapes.ts'

export const ask = operation({
  path: 'POST /policies/{id}/checks',
  summary: 'Ask the payer whether and how the client is covered',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, appointmentId: Id.nullable().default(null) }),
  returns: CheckView,
  fails: ASK_FAILS,
  run: async (ctx, { id, appointmentId }) => {
    const policy = await findPolicy(ctx, id)
    if (appointmentId && (await findAppointment(ctx, appointmentId)).client_id !== policy.clientId)
      throw invalid('appointmentId', 'This visit is another client’s.')
    return presentCheck(
      await findCheck(ctx, await askPayer(ctx, { policyId: id, appointmentId, why: 'by_hand' })),
    )
  },
})

export const list = operation({
  path: 'GET /clients/{clientId}/cover-checks',
  summary: 'What payers were asked about a client, and what they said',
  allow: 'insurance.see',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(CheckView) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return { items: (await listChecks(ctx, clientId)).map(presentCheck) }
  },
})

export const get = operation({
  path: 'GET /cover-checks/{id}',
  summary: 'One check: the statement of cover, and both texts as they were',
  allow: 'insurance.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    check: CheckView,
    statement: StatementShape.nullable(),
    figures: Figures.nullable(),
    request: z.string(),
    answer: z.string().nullable(),
  }),
  run: async (ctx, { id }) => {
    const check = await findCheck(ctx, id)
    ctx.saw('cover_check', id, check.clientId)
    const { serviceTypes } = await findClearinghouse(ctx)
    return {
      check: presentCheck(check),
      statement: check.statement,
      figures: check.statement && figuresOf(check.statement, serviceTypes),
      ...(await textsOf(ctx, id)),
    }
  },
})

export const settle = operation({
  path: 'POST /cover-checks/{id}/settlement',
  summary: 'The problem of a check has been seen to',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, note: line(300).nullable().default(null) }),
  returns: CheckView,
  run: async (ctx, { id, note }) => {
    await settleCheck(ctx, id, note)
    return presentCheck(await findCheck(ctx, id))
  },
})

const StrayFileView = z.object({
  id: Id,
  name: z.string(),
  receivedAt: Instant,
  matched: z.int(),
  unmatched: z.int(),
  faults: z.array(z.object({ code: z.string(), segment: z.int(), message: z.string() })),
})

export const workList = operation({
  path: 'GET /cover-concerns',
  summary:
    'What the desk has to see to: cover that is not clear, policies to confirm, files that belong to nothing',
  allow: 'insurance.see',
  takes: z.strictObject({}),
  returns: z.object({
    checks: z.array(CheckView.extend({ nextVisitAt: Instant.nullable() })),
    policies: z.array(PolicyView),
    files: z.array(StrayFileView),
    isConnected: z.boolean(),
  }),
  run: async (ctx) => ({
    checks: (await listConcerns(ctx)).map((each) => ({
      ...presentCheck(each),
      nextVisitAt: each.nextVisitAt,
    })),
    policies: await presentPolicies(ctx, await listProposed(ctx)),
    files: await listStrayFiles(ctx),
    isConnected: (await findClearinghouse(ctx)).kind !== 'off',
  }),
})

const OkView = z.object({ ok: z.boolean() })

export const settleFile = operation({
  path: 'POST /cover-files/{id}/settlement',
  summary: 'A file that belongs to nothing has been looked at',
  allow: 'insurance.manage',
  takes: z.strictObject({ id: Id }),
  returns: OkView,
  run: async (ctx, { id }) => {
    await settleStrayFile(ctx, id)
    return { ok: true }
  },
})

export const bringFile = operation({
  path: 'POST /cover-files',
  summary: 'Take in a file of answers (X12 271, 999, TA1) by hand',
  allow: 'insurance.manage',
  takes: z.strictObject({ name: line(200).default('file') }),
  upload: { maxBytes: 20 * 1024 * 1024 },
  returns: z.object({
    matched: z.int(),
    unmatched: z.int(),
    isRepeated: z.boolean(),
    faults: z.array(z.object({ code: z.string(), segment: z.int(), message: z.string() })),
  }),
  run: async (ctx, { name }) => {
    if (!ctx.upload || ctx.upload.length === 0) throw invalid('file', 'Choose a file.')
    return receiveX12(ctx, ctx.upload, { name })
  },
})
