import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantToWall } from '../../platform/time/index.ts'
import { ageOn, askInstant, chaseInstants, monthsBefore, whyNot } from './rule.ts'
import { BY_HAND } from './rules.ts'

const rule = {
  id: 'r',
  title: 'r',
  serviceIds: [],
  categories: [],
  audience: 'anyone' as const,
  minAge: null,
  maxAge: null,
  languages: [],
  items: [],
  validMonths: 12,
  ...BY_HAND,
}
const visit = {
  serviceId: 's1',
  category: 'Assessment',
  isNewClient: true,
  age: 12,
  language: 'en',
  startsAt: new Date('2026-03-20T15:00:00Z'),
  zone: 'America/New_York',
}

test.each([
  ['every service', {}, null],
  ['another service', { serviceIds: ['s2'] }, 'service'],
  ['this category', { serviceIds: ['s2'], categories: ['Assessment'] }, null],
  ['returning clients', { audience: 'returning' as const }, 'audience'],
  ['grown-ups', { minAge: 18 }, 'age'],
  ['children', { maxAge: 17 }, null],
  ['speakers of German', { languages: ['de'] }, 'language'],
])('a rule for %s', (_name, part, why) => expect(whyNot({ ...rule, ...part }, visit)).toBe(why))

test('nobody loses a form because their age is not known', () => {
  expect(whyNot({ ...rule, minAge: 18 }, { ...visit, age: null })).toBeNull()
})

test('the age counts at the visit', () => {
  expect(ageOn('2008-03-20', '2026-03-19')).toBe(17)
  expect(ageOn('2008-03-20', '2026-03-20')).toBe(18)
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
})

test('months back from the end of a long month end with the short one', () => {
  expect(monthsBefore(new Date('2026-03-31T10:00:00Z'), 1).toISOString()).toBe('2026-02-28T10:00:00.000Z')
  expect(monthsBefore(new Date('2026-03-31T10:00:00Z'), -12).toISOString()).toBe('2027-03-31T10:00:00.000Z')
})

test('asking so many days before goes out in the morning of the place', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  expect(askInstant({ ...rule, askWhen: 'days_before', daysBefore: 3 }, visit, now)?.toISOString()).toBe(
    '2026-03-17T13:00:00.000Z',
  )
  const late = new Date('2026-03-19T00:00:00Z')
  expect(askInstant({ ...rule, askWhen: 'days_before', daysBefore: 3 }, visit, late)).toEqual(late)
  expect(askInstant({ ...rule, askWhen: 'check_in' }, visit, now)).toBeNull()
})

test('whatever the plan: reminders lie between asking and visit, by day, in order, at most as many as wished', () => {
  fc.assert(
    fc.property(
      fc.record({
        chaseTimes: fc.integer({ min: 0, max: 10 }),
        chaseGapHours: fc.integer({ min: 12, max: 720 }),
        chaseLastHours: fc.integer({ min: 1, max: 720 }),
        startsIn: fc.integer({ min: 1, max: 60 * 24 }),
        zone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
      }),
      ({ startsIn, zone, ...plan }) => {
        const askAt = new Date('2026-03-01T12:34:00Z')
        const startsAt = new Date(askAt.getTime() + startsIn * 3_600_000)
        const all = chaseInstants({ ...rule, ...plan }, { startsAt, zone }, askAt)
        expect(all.length).toBeLessThanOrEqual(plan.chaseTimes)
        expect([...all].sort((a, b) => a.getTime() - b.getTime())).toEqual(all)
        for (const instant of all) {
          expect(instant.getTime()).toBeGreaterThanOrEqual(askAt.getTime() + 12 * 3_600_000)
          expect(instant.getTime()).toBeLessThan(startsAt.getTime())
          const hour = Number(instantToWall(instant, zone).slice(11, 13))
          expect(hour).toBeGreaterThanOrEqual(8)
          expect(hour).toBeLessThan(21)
        }
      },
    ),
  )
})
