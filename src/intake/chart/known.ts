import { findClient, listContacts } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { listPolicies } from '../insurance/policy.ts'
import { listFacts } from './facts.ts'
import type { Known } from './fields.ts'

/** Everything that forms fill from. */
export async function knownOf(ctx: Context, clientId: string): Promise<Known> {
  const client = await findClient(ctx, clientId)
  const policies = await listPolicies(ctx, clientId)
  return {
    client,
    contacts: await listContacts(ctx, clientId),
    facts: await listFacts(ctx, clientId),
    policy: policies.find(({ state }) => state === 'in_force') ?? null,
  }
}
