import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../project-root.ts'
import { element, readAcknowledgement, readX12, writeInterchange, x12Text } from './x12.ts'

const data = join(projectRoot(), '../shared/data/x12')
const hasData = existsSync(join(data, 'expected.json'))

interface Expected {
  parseable: boolean
  element_separator: string
  component_separator: string
  segment_terminator: string
  segments: number
  interchanges: number
  groups: number
  transactions: {
    set: string
    control: string
    version: string
    se_count_ok: boolean
    se_control_ok: boolean
    segments: number
  }[]
  ta1?: string[][]
}

describe.skipIf(!hasData)('files that others wrote', () => {
  const expected: Record<string, Expected> = hasData
    ? JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8')).files
    : {}
  test('there are enough of them', () => expect(Object.keys(expected).length).toBeGreaterThan(70))

  test.each(Object.entries(expected))('%s is cut as an independent reader cut it', (name, facts) => {
    const file = readX12(readFileSync(join(data, name)))
    if (!facts.parseable) {
      expect(file.faults[0]).toMatchObject({ segment: 1, message: expect.stringContaining('ISA') })
      return
    }
    const [first] = file.interchanges
    const end = { CR: '\r', LF: '\n' }[facts.segment_terminator] ?? facts.segment_terminator
    expect(first!.separators).toMatchObject({
      element: facts.element_separator,
      component: facts.component_separator,
      segment: end,
    })
    const groups = file.interchanges.flatMap((each) => each.groups)
    const transactions = groups.flatMap((each) => each.transactions)
    expect({
      segments: file.segments.length,
      interchanges: file.interchanges.length,
      groups: groups.length,
      transactions: transactions.map(({ set, control, version, segments }) => ({
        set,
        control,
        version,
        segments: segments.length,
      })),
    }).toEqual({
      segments: facts.segments,
      interchanges: facts.interchanges,
      groups: facts.groups,
      transactions: facts.transactions.map(({ set, control, version, segments }) => ({
        set,
        control,
        version,
        segments,
      })),
    })
    const told = (code: string) => file.faults.filter((each) => each.code === code).length
    expect(told('se_count')).toBe(facts.transactions.filter((each) => !each.se_count_ok).length)
    expect(told('se_control')).toBe(facts.transactions.filter((each) => !each.se_control_ok).length)
    if (facts.ta1)
      expect(file.interchanges.flatMap((each) => each.receipts.map((one) => one.control))).toEqual(
        facts.ta1.map(([control]) => control),
      )
  })

  test('none is missing in the list', () => {
    const there = readdirSync(data).filter((name) => name !== 'expected.json')
    expect(there.filter((name) => !expected[name])).toEqual([])
  })

  test('a 999 tells which transaction was refused, and where', () => {
    const file = readX12(readFileSync(join(data, 'oop_Acknowledgments_999_DHS_Wisconsin_Sample.txt')))
    const receipt = readAcknowledgement(file.interchanges[0]!.groups[0]!.transactions[0]!)
    expect(receipt).toMatchObject({ group: 'HC', control: '17456', outcome: 'P' })
    expect(receipt.transactions.map((each) => each.outcome)).toEqual(['A', 'R', 'R'])
    expect(receipt.transactions[1]!.faults).toEqual([{ segment: 'CLM', position: 22, codes: ['8', '2/1'] }])
  })
})

const envelope = {
  sender: { qualifier: 'ZZ', id: 'WILLOWLANE' },
  receiver: { qualifier: '30', id: '123456789' },
  group: 'HS',
  version: '005010X279A1',
  control: 42,
  isTrial: true,
  day: '2026-03-02',
  time: '09:05',
}
const written = writeInterchange(envelope, '270', [['BHT', '0022', '13', 'A1', '20260302', '0905']])

test('what we write has an ISA of 106 signs and right counts', () => {
  expect(written.indexOf('~')).toBe(105)
  expect(readX12(written).faults).toEqual([])
  expect(readX12(written).interchanges[0]).toMatchObject({ control: '000000042', usage: 'T' })
})

test.each([
  ['UTF-16, small end first, with a mark', Buffer.from(`\uFEFF${written}`, 'utf16le')],
  ['UTF-16, small end first, without one', Buffer.from(written, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${written}`, 'utf16le').swap16()],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${written}`)],
  ['indented, with line ends of Windows', Buffer.from(written.replaceAll('\n', '\r\n     '))],
  ['ended by line ends alone', Buffer.from(written.replaceAll('~\n', '\n'))],
  ['ended by line ends of Windows', Buffer.from(written.replaceAll('~\n', '\r\n'))],
  ['a sign of Windows-1252 within', Buffer.from(written.replaceAll('WILLOWLANE', 'WILLOWLÄNE'), 'latin1')],
])('the same is read from %s', (_what, bytes) => {
  const file = readX12(bytes)
  expect(file.faults).toEqual([])
  expect(file.interchanges[0]!.groups[0]!.transactions[0]).toMatchObject({ set: '270', control: '0001' })
})

test('whatever is cut off is told with its segment, and nothing throws', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: written.trimEnd().length - 2 }), (length) => {
      const file = readX12(written.slice(0, length))
      expect(file.faults.length).toBeGreaterThan(0)
      expect(file.faults[0]!.segment).toBeGreaterThan(0)
    }),
  )
})

test('any bytes are read without an exception', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      (bytes, text) => {
        expect(readX12(bytes).segments).toBeInstanceOf(Array)
        expect(readX12(`ISA*${text}~GS*${text}~`).faults.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 40 },
  )
})

test('no text can cut the file: every element comes back as the text that may stand there', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (texts) => {
      const file = readX12(writeInterchange(envelope, '270', [['REF', ...texts, 'END']]))
      expect(file.faults).toEqual([])
      const [, ref] = file.interchanges[0]!.groups[0]!.transactions[0]!.segments
      expect(ref!.elements).toHaveLength(texts.length + 2)
      expect(texts.map((_, index) => element(ref!, index + 1))).toEqual(texts.map((text) => x12Text(text)))
    }),
  )
})

test('letters lose their accents, other scripts their place', () => {
  expect(x12Text('Zoë Łukasz Groß-Müller*~')).toBe('Zoe Lukasz Gross-Muller')
  expect(x12Text('李')).toBe('')
})
