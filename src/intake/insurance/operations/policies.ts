import { z } from 'zod'
import { findClient } from '../../../clients/index.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../../platform/operation/row-version.ts'
import { Day, Id, Instant, line } from '../../../platform/operation/shapes.ts'
import { toCoverage } from '../fhir-coverage.ts'
import {
  addPolicy,
  changePolicy,
  confirmPolicy,
  declinePolicy,
  endPolicy,
  findPolicy,
  listPolicies,
  POLICY_FAILS,
} from '../policy.ts'
import { policyHistory } from '../policy-facts.ts'
import { presentPolicies, presentPolicy } from './present.ts'
import { policyFields, PolicyView } from './shapes.ts'

const FAILS = [...POLICY_FAILS, 'policy_closed', CHANGED_MEANWHILE]

export const list = operation({
  path: 'GET /clients/{clientId}/policies',
  summary: 'A client’s insurance, with what the payer last said',
  allow: 'insurance.see',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(PolicyView) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return { items: await presentPolicies(ctx, await listPolicies(ctx, clientId)) }
  },
})

export const add = operation({
  path: 'POST /clients/{clientId}/policies',
  summary: 'Add a policy',
  allow: 'insurance.edit',
  takes: z.strictObject({ clientId: Id, ...policyFields }),
  returns: PolicyView,
  fails: FAILS,
  run: async (ctx, { clientId, ...wish }) => {
    await findClient(ctx, clientId)
    const id = await addPolicy(ctx, wish, { clientId, state: 'in_force' })
    return presentPolicy(ctx, await findPolicy(ctx, id))
  },
})

export const change = operation({
  path: 'PUT /policies/{id}',
  summary: 'Change a policy; the version before is kept',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, ...policyFields, rowVersion: RowVersion }),
  returns: PolicyView,
  fails: FAILS,
  run: async (ctx, { id, ...wish }) => {
    await changePolicy(ctx, id, wish)
    return presentPolicy(ctx, await findPolicy(ctx, id))
  },
})

export const confirm = operation({
  path: 'POST /policies/{id}/confirmation',
  summary: 'Say that what a client entered is right; the policy it takes the place of ends',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion }),
  returns: PolicyView,
  fails: FAILS,
  run: async (ctx, { id, rowVersion }) => {
    await confirmPolicy(ctx, id, rowVersion)
    return presentPolicy(ctx, await findPolicy(ctx, id))
  },
})

export const decline = operation({
  path: 'POST /policies/{id}/refusal',
  summary: 'Say that what a client entered does not count',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: PolicyView,
  fails: FAILS,
  reason: 'required',
  run: async (ctx, { id, reason }) => {
    await declinePolicy(ctx, id, reason)
    return presentPolicy(ctx, await findPolicy(ctx, id))
  },
})

export const end = operation({
  path: 'POST /policies/{id}/end',
  summary: 'End a policy; it is kept with its reason',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id, endsOn: Day.nullable().default(null), reason: line(300) }),
  returns: PolicyView,
  fails: FAILS,
  reason: 'required',
  run: async (ctx, { id, endsOn, reason }) => {
    await endPolicy(ctx, id, { endsOn, reason })
    return presentPolicy(ctx, await findPolicy(ctx, id))
  },
})

export const history = operation({
  path: 'GET /policies/{id}/history',
  summary: 'Every version of a policy',
  allow: 'insurance.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    items: z.array(
      z.object({
        version: z.int(),
        facts: z.record(z.string(), z.unknown()),
        changedAt: Instant,
        changedBy: z.string(),
      }),
    ),
  }),
  run: async (ctx, { id }) => {
    await findPolicy(ctx, id)
    return { items: await policyHistory(ctx, id) }
  },
})

export const coverage = operation({
  path: 'GET /policies/{id}/coverage',
  summary: 'A policy as a FHIR R4 Coverage',
  allow: 'insurance.see',
  takes: z.strictObject({ id: Id }),
  returns: z.record(z.string(), z.unknown()),
  run: async (ctx, { id }) => toCoverage(await findPolicy(ctx, id)),
})
