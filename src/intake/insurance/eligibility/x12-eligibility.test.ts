import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../platform/project-root.ts'
import { readX12, x12Text } from '../../../platform/x12/x12.ts'
import { figuresOf } from './figures.ts'
import { answerAsPractice, readQuestion } from './practice-clearinghouse.ts'
import { read271 } from './read-271.ts'
import { statementOf } from './statement.ts'
import { write270 } from './write-270.ts'
import type { CoverQuestion } from './write-270.ts'

const data = join(projectRoot(), '../shared/data/x12')
const hasData = existsSync(join(data, 'expected.json'))

function answersIn(text: Uint8Array | string) {
  return readX12(text)
    .interchanges.flatMap((each) => each.groups)
    .flatMap((each) => each.transactions)
    .filter(({ set }) => set === '271')
    .map(read271)
}
const fileOf = (name: string) => answersIn(readFileSync(join(data, name)))[0]!

describe.skipIf(!hasData)('answers that others wrote', () => {
  interface Facts {
    aaa_rejects: string[]
    eb01: string[]
    eq_or_eb: number
    dependents: number
  }
  const expected: Record<string, { transactions?: (Facts & { set: string })[] }> = hasData
    ? JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8')).files
    : {}
  const names = hasData
    ? readdirSync(data).filter((name) => expected[name]?.transactions?.[0]?.set === '271')
    : []
  test('there are enough of them', () => expect(names.length).toBeGreaterThanOrEqual(8))

  test.each(names)('%s says the refusals and benefits that an independent reader found', (name) => {
    const answer = fileOf(name)
    const facts = expected[name]!.transactions![0]!
    const benefits = answer.members.flatMap((each) => each.benefits)
    expect(answer.rejections.map((each) => each.code)).toEqual(facts.aaa_rejects)
    expect(benefits).toHaveLength(facts.eq_or_eb)
    expect([...new Set(benefits.map((each) => each.info))].sort()).toEqual([...facts.eb01].sort())
    expect(answer.members.filter((each) => each.level === 'dependent')).toHaveLength(facts.dependents)
    expect(answer.faults).toEqual([])
  })

  test('the cover of a dependent: plan, begin, copay in and out of network', () => {
    const statement = statementOf(fileOf('lfh_271_005010X279A1_dependent-health-benefit-check.271'))
    expect(statement).toMatchObject({
      verdict: 'active',
      plan: 'GOLD 123 PLAN',
      coverFrom: '2006-01-01',
      member: { name: 'MARY SMITH', id: '123456789', bornOn: '1998-10-14' },
      payerName: 'ABC COMPANY',
    })
    expect(
      statement.lines.map(({ kind, network, amountMinor, period }) => [kind, network, amountMinor, period]),
    ).toEqual([
      ['copay', 'in', 1000, 'visit'],
      ['copay', 'out', 3000, 'visit'],
    ])
    expect(statement.covered).toContain('MH')
    expect(figuresOf(statement, ['MH'])).toMatchObject({ copayMinor: 1000 })
    expect(figuresOf(statement, ['PT'])).toMatchObject({ copayMinor: 1000 })
  })

  test('a 4010 answer in lines of Windows with other payers, each with its own name', () => {
    const answer = fileOf('oop_271_4010_Example2_TMHP.txt')
    expect(answer.members).toHaveLength(1)
    const statement = statementOf(answer)
    expect(statement).toMatchObject({
      verdict: 'active',
      plan: 'PLANABBVDE',
      member: { name: 'FIRSTNAME LASTNAME', id: '444115555', bornOn: '1985-02-01' },
      otherPayers: ['INCOMPANYNAME'],
    })
  })

  test.each([
    ['oop_elig271_Example_3_1_3.txt', 'refused', ['50'], 'receiver'],
    ['oop_elig271_ValidationForSource.txt', 'refused', ['42'], 'source'],
    ['oop_elig271_ValidationForSourceName.txt', 'refused', ['79'], 'source'],
    ['oop_elig271_ValidationForReceiverName.txt', 'refused', ['43', '44', '45', '47'], 'receiver'],
    ['oop_elig271_ValidationForSubscriberBenefitInfo.txt', 'active', ['CI', '70'], 'benefit'],
    ['lfh_271_005010X279A1_subscriber-health-benefit-check-error.271', 'refused', ['50'], 'receiver'],
  ])('%s: %s', (name, verdict, codes, level) => {
    const statement = statementOf(fileOf(name))
    expect(statement.verdict).toBe(verdict)
    expect(statement.rejections.map((each) => each.code)).toEqual(codes)
    expect(new Set(statement.rejections.map((each) => each.level))).toEqual(new Set([level]))
  })
})

const own: CoverQuestion = {
  reference: '0192F5C1',
  control: 7,
  isTrial: true,
  senderQualifier: 'ZZ',
  senderId: 'WILLOWLANE',
  receiverQualifier: 'ZZ',
  receiverId: 'CLEARING',
  payer: { name: 'Cedar Health', code: 'CEDAR' },
  provider: { name: 'Willow Lane', npi: '1234567893' },
  memberId: 'W123456711',
  groupNumber: null,
  holder: { givenName: 'Mia', familyName: 'Moore', bornOn: '1990-04-01', sex: 'female' },
  dependent: null,
  serviceOn: '2026-03-09',
  serviceTypes: ['PT'],
  day: '2026-03-02',
  time: '09:00',
}
const now = { day: '2026-03-02', time: '09:00' }
const answerTo = (question: CoverQuestion) =>
  answersIn(answerAsPractice(readQuestion(write270(question))!, now))[0]!

test('the question has the segments of the guide, in its order', () => {
  const [interchange] = readX12(write270(own)).interchanges
  const { segments } = interchange!.groups[0]!.transactions[0]!
  expect(segments.map(({ id }) => id).join(' ')).toBe('ST BHT HL NM1 HL NM1 HL TRN NM1 DMG DTP EQ SE')
  const family = write270({ ...own, dependent: { ...own.holder, givenName: 'Leo', relation: 'child' } })
  const [, , ...rest] = readX12(family).interchanges[0]!.groups[0]!.transactions[0]!.segments
  expect(rest.map(({ id }) => id).join(' ')).toBe('HL NM1 HL NM1 HL NM1 DMG HL TRN NM1 DMG INS DTP EQ SE')
})

test('a name that cannot be written is refused before anything leaves', () => {
  expect(() => write270({ ...own, holder: { ...own.holder, familyName: '李' } })).toThrow('Latin letters')
  expect(() => write270({ ...own, memberId: ' * ' })).toThrow('member number')
})

test('the figures of the practice’s own clearinghouse reach the desk', () => {
  const statement = statementOf(answerTo(own))
  expect(statement.verdict).toBe('active')
  const figures = figuresOf(statement, ['PT'])
  expect(figures).toMatchObject({ deductibleMinor: 75_000, coinsurancePercent: null, visitsAllowed: 30 })
  expect(figures.copayMinor).toBeGreaterThan(0)
  expect(figures.visitsLeft).toBeLessThan(30)
  expect(statementOf(answerTo({ ...own, memberId: 'W100' })).verdict).toBe('not_found')
  expect(statementOf(answerTo({ ...own, memberId: 'W199' }))).toMatchObject({
    verdict: 'inactive',
    coverTo: '2025-12-31',
  })
  expect(statementOf(answerTo({ ...own, memberId: 'W177' })).needsAuthorisation).toBe(true)
  expect(statementOf(answerTo({ ...own, memberId: 'W188' })).verdict).toBe('refused')
})

test('inactive plan with one active service is not called covered', () => {
  const text = answerAsPractice(readQuestion(write270({ ...own, memberId: 'W199' }))!, now).replace(
    'EB*6**30~',
    'EB*6**30~\nEB*1**88~',
  )
  expect(statementOf(answersIn(text)[0]!).verdict).toBe('inactive')
})

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => x12Text(text) !== '')
const insured = fc.record({
  givenName: name,
  familyName: name,
  bornOn: fc.constantFrom('1990-04-01', '2016-02-29', null),
  sex: fc.constantFrom('female' as const, 'male' as const, 'unknown' as const, null),
})

test('whatever stands in names and numbers, the question comes through whole and its answer finds the way back', () => {
  fc.assert(
    fc.property(
      insured,
      fc.option(insured),
      name,
      fc.subarray(['PT', '98', 'MH', '30']),
      fc.integer({ min: 1, max: 999_999_999 }),
      (holder, dependent, memberId, serviceTypes, control) => {
        const question = {
          ...own,
          holder,
          memberId,
          control,
          serviceTypes,
          dependent: dependent && { ...dependent, relation: 'child' as const },
        }
        const file = readX12(write270(question))
        expect(file.faults).toEqual([])
        const read = readQuestion(write270(question))!
        expect(read).toMatchObject({
          trace: own.reference,
          control: String(control).padStart(9, '0'),
          serviceTypes: serviceTypes.length > 0 ? serviceTypes : ['30'],
          holder: {
            familyName: x12Text(holder.familyName).slice(0, 60).trim(),
            id: x12Text(memberId),
            bornOn: (holder.bornOn ?? '').replaceAll('-', ''),
          },
        })
        const answer = answersIn(answerAsPractice(read, now))[0]!
        expect(answer.faults).toEqual([])
        expect(answer.members.flatMap((each) => each.traces)).toEqual([own.reference])
        expect(answer.members).toHaveLength(dependent ? 2 : 1)
        statementOf(answer)
      },
    ),
    { numRuns: 60 },
  )
})

test('broken answers never throw', () => {
  const whole = answerAsPractice(readQuestion(write270(own))!, now)
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 5 }), (at, gone, put) => {
      for (const answer of answersIn(whole.slice(0, at) + put + whole.slice(at + gone)))
        expect(statementOf(answer).verdict).toBeTypeOf('string')
    }),
  )
})
