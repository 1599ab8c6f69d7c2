import type { Returns } from '../../../ui/api/index.ts'

export type PolicyVersion = Returns<'GET /policies/{id}/history'>['items'][number]

/** What people read of a policy, in the order of the card; everything else in a version is ours. */
export const TOLD = [
  'state',
  'payer_name',
  'member_id',
  'group_number',
  'plan_name',
  'relation',
  'holder',
  'priority',
  'valid_from',
  'valid_to',
  'copay_minor',
  'end_reason',
] as const
export type Told = (typeof TOLD)[number]

export interface PolicyChange {
  field: Told
  before: unknown
  after: unknown
}

/** What one version changed against the one before it; the first version tells what was entered. */
export function changesOf(version: PolicyVersion, before: PolicyVersion | undefined): PolicyChange[] {
  return TOLD.flatMap((field) => {
    const change = { field, before: before ? factOf(before, field) : null, after: factOf(version, field) }
    return change.before === change.after ? [] : [change]
  })
}

function factOf({ facts }: PolicyVersion, field: Told): unknown {
  if (field !== 'holder') return facts[field] ?? null
  if (facts.holder_client_id) return `client ${String(facts.holder_client_id)}`
  const name = [facts.holder_given_name, facts.holder_family_name, facts.holder_born_on].filter(Boolean)
  return name.length > 0 ? name.join(' ') : null
}
