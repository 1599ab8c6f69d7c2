import { components, element, repeated } from '../../../platform/x12/x12.ts'
import type { Segment, Separators, Transaction, X12Fault } from '../../../platform/x12/x12.ts'
import { codeOf, dayOf, decimalText, readBenefit, readDates } from './read-benefit.ts'
import type { Benefit, DatedFact } from './read-benefit.ts'

export type Level = 'source' | 'receiver' | 'subscriber' | 'dependent'

/** A refusal (AAA), where it stands and what it asks for. */
export interface Rejection {
  level: Level | 'benefit'
  /** AAA03: why. */
  code: string
  /** AAA04: what to do. */
  followUp: string
  segment: number
}

export interface Named {
  name: string
  givenName: string
  id: string
  idQualifier: string
}

/** What is said of one person: the holder, or somebody insured with them. */
export interface MemberAnswer extends Named {
  level: 'subscriber' | 'dependent'
  bornOn: string | null
  sex: string
  addressLines: string[]
  /** Trace numbers (TRN02); ours come back with TRN01 = 2. */
  traces: string[]
  references: { qualifier: string; value: string; text: string }[]
  dates: DatedFact[]
  benefits: Benefit[]
}

/** A whole answer (ASC X12 271). */
export interface CoverAnswer {
  reference: string
  payer: Named | null
  provider: Named | null
  members: MemberAnswer[]
  rejections: Rejection[]
  faults: X12Fault[]
}

interface Reading extends CoverAnswer {
  level: Level
  member: MemberAnswer | null
  benefit: Benefit | null
  /** Inside LS … LE: others who have to do with the benefit. */
  inRelated: boolean
  separators: Separators
}

/** Reads a 271 of 5010 or 4010. Never throws; what it cannot place stands in `faults`. */
export function read271(transaction: Transaction): CoverAnswer {
  const reading: Reading = {
    reference: '',
    payer: null,
    provider: null,
    members: [],
    rejections: [],
    faults: [],
    level: 'source',
    member: null,
    benefit: null,
    inRelated: false,
    separators: transaction.separators,
  }
  for (const segment of transaction.segments) readers.get(segment.id)?.(reading, segment)
  if (transaction.set !== '271')
    reading.faults.push({
      code: 'not_271',
      segment: transaction.segments[0]?.number ?? 1,
      message: `This is a ${transaction.set}, not an answer about cover (271).`,
    })
  const { reference, payer, provider, members, rejections, faults } = reading
  return { reference, payer, provider, members, rejections, faults }
}

// A map, because a segment may be named "constructor".
const readers = new Map<string, (reading: Reading, segment: Segment) => void>(
  Object.entries({
    BHT: (reading, segment) => void (reading.reference = element(segment, 3)),
    HL: openLevel,
    NM1: readName,
    TRN: (reading, segment) => void reading.member?.traces.push(element(segment, 2)),
    REF: readReference,
    N3: (reading, segment) => addressLine(reading, [element(segment, 1), element(segment, 2)]),
    N4: (reading, segment) =>
      addressLine(reading, [
        [1, 2, 3]
          .map((index) => element(segment, index))
          .filter(Boolean)
          .join(' '),
      ]),
    DMG: (reading, segment) => {
      if (!reading.member) return
      reading.member.bornOn = dayOf(element(segment, 2))
      reading.member.sex = codeOf(segment, 3)
    },
    DTP: (reading, segment) => {
      const target = reading.benefit ?? reading.member
      target?.dates.push(...readDates(segment))
    },
    AAA: (reading, segment) =>
      void reading.rejections.push({
        level: reading.benefit ? 'benefit' : reading.level,
        code: codeOf(segment, 3),
        followUp: codeOf(segment, 4),
        segment: segment.number,
      }),
    EB: openBenefit,
    HSD: (reading, segment) => {
      if (element(segment, 2))
        reading.benefit?.deliveries.push({
          unit: codeOf(segment, 1),
          quantity: decimalText(element(segment, 2)),
        })
    },
    MSG: (reading, segment) => {
      const text = element(segment, 1)
      if (text) reading.benefit?.messages.push(text)
    },
    LS: (reading) => void (reading.inRelated = true),
    LE: (reading) => void (reading.inRelated = false),
  }),
)

const levels = new Map<string, Level>([
  ['20', 'source'],
  ['21', 'receiver'],
  ['22', 'subscriber'],
  ['23', 'dependent'],
])

function openLevel(reading: Reading, segment: Segment) {
  const level = levels.get(element(segment, 3))
  if (!level) {
    reading.faults.push({
      code: 'unknown_level',
      segment: segment.number,
      message: `HL names level ${element(segment, 3) || '(none)'}, which an answer about cover does not have.`,
    })
    return
  }
  reading.level = level
  reading.benefit = null
  reading.inRelated = false
  if (level === 'subscriber' || level === 'dependent') {
    reading.member = emptyMember(level)
    reading.members.push(reading.member)
  } else reading.member = null
}

function emptyMember(level: 'subscriber' | 'dependent'): MemberAnswer {
  return {
    level,
    name: '',
    givenName: '',
    id: '',
    idQualifier: '',
    bornOn: null,
    sex: '',
    addressLines: [],
    traces: [],
    references: [],
    dates: [],
    benefits: [],
  }
}

function readName(reading: Reading, segment: Segment) {
  const named: Named = {
    name: element(segment, 3),
    givenName: element(segment, 4),
    idQualifier: codeOf(segment, 8),
    id: element(segment, 9),
  }
  const role = codeOf(segment, 1)
  if (reading.inRelated || reading.benefit) {
    reading.benefit?.related.push({ role, ...named })
  } else if (reading.member) Object.assign(reading.member, named)
  else if (reading.level === 'source') reading.payer ??= named
  else reading.provider ??= named
}

function readReference(reading: Reading, segment: Segment) {
  const reference = {
    qualifier: codeOf(segment, 1),
    value: element(segment, 2),
    text: element(segment, 3),
  }
  const target = reading.benefit ?? reading.member
  target?.references.push(reference)
}

function addressLine(reading: Reading, lines: string[]) {
  if (!reading.benefit) reading.member?.addressLines.push(...lines.filter(Boolean))
}

function openBenefit(reading: Reading, segment: Segment) {
  reading.inRelated = false
  if (!reading.member) {
    reading.faults.push({
      code: 'stray_benefit',
      segment: segment.number,
      message: `Segment ${segment.number} (EB) belongs to nobody: no HL for a person stands before it.`,
    })
    return
  }
  const { separators } = reading
  const types = repeated(segment, 3, separators).map((type) => type.toUpperCase())
  reading.benefit = readBenefit(segment, types, components(segment, 13, separators))
  reading.member.benefits.push(reading.benefit)
}
