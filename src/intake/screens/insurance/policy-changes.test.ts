import { expect, test } from 'vitest'
import { changesOf, type PolicyVersion } from './policy-changes.ts'

const version = (facts: PolicyVersion['facts'], nth = 1): PolicyVersion => ({
  version: nth,
  facts,
  changedAt: '2026-03-02T14:00:00Z',
  changedBy: 'Fay Desk',
})
const first = version({
  state: 'in_force',
  payer_name: 'Cedar Health',
  member_id: 'W1',
  relation: 'self',
  priority: 1,
  copay_minor: 2_000,
  row_version: 1,
  group_number: null,
})

test('the first version tells what was entered, and nothing that is ours', () => {
  expect(changesOf(first, undefined).map(({ field, after }) => [field, after])).toEqual([
    ['state', 'in_force'],
    ['payer_name', 'Cedar Health'],
    ['member_id', 'W1'],
    ['relation', 'self'],
    ['priority', 1],
    ['copay_minor', 2_000],
  ])
})

test('a later one tells what became of what; who holds it is one fact', () => {
  const facts = {
    ...first.facts,
    member_id: 'W2',
    relation: 'child',
    holder_given_name: 'Ann',
    holder_family_name: 'Moore',
    holder_born_on: '1970-01-31',
    row_version: 2,
  }
  expect(changesOf(version(facts, 2), first)).toEqual([
    { field: 'member_id', before: 'W1', after: 'W2' },
    { field: 'relation', before: 'self', after: 'child' },
    { field: 'holder', before: null, after: 'Ann Moore 1970-01-31' },
  ])
  expect(changesOf(version({ ...first.facts, row_version: 3 }, 3), first)).toEqual([])
})
