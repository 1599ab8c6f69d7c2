import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FactKind, FactValue } from '../../platform/rules/rules.ts'
import { instantToWall } from '../../platform/time/index.ts'
import type { Condition, ConditionGroup, ConditionNode, Wait } from './definition.ts'
import { MATCHES, OPERATORS } from './definition.ts'
import { decidesAgainst, fitsOperator, groupHolds, holds, operatorsOf } from './evaluate.ts'
import { endOfWait } from './waits.ts'

const now = new Date('2026-03-02T14:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)

test.each<[FactValue, Condition['op'], Condition['value'], boolean]>([
  [17, 'less_than', 18, true],
  [18, 'less_than', 18, false],
  [18, 'at_least', 18, true],
  [null, 'less_than', 18, false],
  [null, 'unknown', undefined, true],
  ['', 'known', undefined, false],
  [[], 'known', undefined, false],
  [['VIP', 'Interpreter'], 'any_of', ['vip'], true],
  [['VIP'], 'none_of', ['interpreter'], true],
  [null, 'none_of', ['vip'], true],
  ['Zoë', 'is', 'zoë', true],
  ['referral from Dr. Weiß', 'contains', 'weiß', true],
  [true, 'is', true, true],
  [false, 'is', true, false],
  [days(2), 'in_next_days', 3, true],
  [days(-2), 'in_next_days', 3, false],
  [days(-2), 'in_last_days', 3, true],
  [days(-40), 'more_than_days_ago', 30, true],
  ['2026-01-01', 'more_than_days_ago', 30, true],
])('%j %s %j is %s', (fact, op, value, expected) => {
  expect(holds({ op, value }, fact, now)).toBe(expected)
})

const anyFact = fc.oneof(
  fc.constantFrom(null, undefined),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.array(fc.string()),
)
const anyCondition = fc.record({
  fact: fc.constant('client.x'),
  op: fc.constantFrom(...OPERATORS),
  value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
})

test('known is the opposite of unknown, any_of of none_of, is of is_not, whatever the value', () => {
  fc.assert(
    fc.property(anyFact, anyCondition, (fact, { value }) => {
      for (const [one, other] of [
        ['known', 'unknown'],
        ['any_of', 'none_of'],
        ['is', 'is_not'],
      ] as const)
        expect(holds({ op: one, value }, fact, now)).toBe(!holds({ op: other, value }, fact, now))
    }),
  )
})

const anyGroup = fc.letrec<{ node: ConditionNode; group: ConditionGroup }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, anyCondition, tie('group')),
  group: fc.record({
    match: fc.constantFrom('all', 'any', 'none'),
    conditions: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
  }),
})).group

test('a group without conditions holds, whichever way it is matched', () => {
  for (const match of MATCHES) expect(groupHolds({ match, conditions: [] }, () => null, now)).toBe(true)
})

test('all holds when each does, any when one does, none when none does, however deep they lie in each other', () => {
  // The other way to say it: every group as a sentence of JavaScript.
  const said = (node: ConditionNode, fact: FactValue | undefined): boolean => {
    if (!('conditions' in node)) return holds(node, fact, now)
    const each = node.conditions.map((inner) => said(inner, fact))
    const count = each.filter(Boolean).length
    return { all: count === each.length, any: count > 0, none: count === 0 }[node.match]
  }
  fc.assert(
    fc.property(anyGroup, anyFact, (group, fact) => {
      expect(groupHolds(group, () => fact, now)).toBe(said(group, fact))
    }),
    { numRuns: 400 },
  )
})

test('what decides against a rule is named exactly when something does', () => {
  fc.assert(
    fc.property(anyGroup, anyFact, (group, fact) => {
      const against = decidesAgainst(group, () => fact, now)
      expect(against === null).toBe(groupHolds(group, () => fact, now))
      if (against) expect(against.facts).toEqual(['client.x'])
    }),
  )
})

test('the reason is the conditions that decided, through all levels', () => {
  const is = (fact: string, value: boolean): ConditionNode => ({ fact, op: 'is', value })
  const facts: Record<string, boolean> = { a: true, b: false, c: false, d: true }
  const why = (match: ConditionGroup['match'], ...conditions: ConditionNode[]) =>
    decidesAgainst({ match, conditions }, (name) => facts[name], now)
  expect(why('all', is('a', true), is('b', true), is('c', true))).toEqual({ how: 'not_met', facts: ['b'] })
  expect(why('any', is('b', true), is('c', true))).toEqual({ how: 'none_met', facts: ['b', 'c'] })
  expect(why('none', is('b', true), is('d', true))).toEqual({ how: 'excluded', facts: ['d'] })
  const deep: ConditionNode = {
    match: 'any',
    conditions: [
      is('b', true),
      { match: 'none', conditions: [{ match: 'all', conditions: [is('a', true), is('d', true)] }] },
    ],
  }
  expect(why('all', is('a', true), deep)).toEqual({ how: 'none_met', facts: ['b', 'a', 'd'] })
})

test('what an operator does not take is refused', () => {
  const kinds: FactKind[] = ['text', 'number', 'money', 'yes_no', 'choice', 'choices', 'instant', 'day']
  for (const kind of kinds)
    for (const op of OPERATORS)
      if (!operatorsOf(kind).includes(op)) expect(fitsOperator(kind, { op, value: 1 })).toBe(false)
  expect(fitsOperator('choice', { op: 'any_of', value: [] })).toBe(false)
  expect(fitsOperator('number', { op: 'is', value: 'ten' })).toBe(false)
  expect(fitsOperator('text', { op: 'known' })).toBe(true)
})

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia']
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })

test('a wait for a time of day ends at that time there, not earlier than asked and at most a day and an hour later', () => {
  fc.assert(
    fc.property(
      instant,
      clock,
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 20_000 }),
      (from, at, zone, minutes) => {
        const wait: Wait = { kind: 'wait', how: 'for', minutes, at }
        const due = endOfWait(wait, { from, now: from, anchor: null, zone }) as { at: Date }
        const asked = from.getTime() + minutes * 60_000
        expect(due.at.getTime()).toBeGreaterThanOrEqual(asked)
        expect(due.at.getTime() - asked).toBeLessThanOrEqual(26 * 3_600_000)
        const shown = instantToWall(due.at, zone).slice(11)
        // An hour that the clock skips is shown as the one after it.
        if (shown !== at)
          expect(Number(shown.slice(0, 2)) * 60 + Number(shown.slice(3))).toBeGreaterThan(
            Number(at.slice(0, 2)) * 60 + Number(at.slice(3)),
          )
      },
    ),
    { numRuns: 500 },
  )
})

test('a wait before something never ends after it began and never in the past', () => {
  fc.assert(
    fc.property(instant, instant, fc.integer({ min: 0, max: 100_000 }), (anchor, from, minutes) => {
      const due = endOfWait(
        { kind: 'wait', how: 'before', minutes, fact: 'appointment.startsAt' },
        { from, now: from, anchor, zone: 'UTC' },
      )
      if (due === 'unknown') throw new Error('the anchor is known')
      if ('at' in due) expect(due.at > from && due.at <= anchor).toBe(true)
      else expect(due.late <= from).toBe(true)
    }),
  )
})
