import { cutSegments, decodeX12, element, fault } from './segments.ts'
import type { Segment, Separators, X12Fault } from './segments.ts'

/** From ST to SE. */
export interface Transaction {
  /** '271', '999', … */
  set: string
  control: string
  /** The guide, such as 005010X279A1. */
  version: string
  segments: Segment[]
  separators: Separators
  /** False when it has no end: what is there may not be all. */
  isWhole: boolean
}

/** From GS to GE. */
export interface Group {
  code: string
  sender: string
  receiver: string
  control: string
  version: string
  transactions: Transaction[]
}

/** What a TA1 says of an interchange of ours: A taken, E taken with errors, R refused. */
export interface InterchangeReceipt {
  control: string
  outcome: string
  note: string
  segment: number
}

/** From ISA to IEA. */
export interface Interchange {
  sender: string
  receiver: string
  control: string
  version: string
  /** P for real, T for a trial. */
  usage: string
  separators: Separators
  groups: Group[]
  receipts: InterchangeReceipt[]
}

export interface X12File {
  segments: Segment[]
  interchanges: Interchange[]
  /** Wrong counts and control numbers, missing ends, strange segments: told, and read on. */
  faults: X12Fault[]
}

interface Reading extends X12File {
  interchange: Interchange | null
  group: Group | null
  transaction: Transaction | null
}

/**
 * Reads any file of ASC X12: several interchanges, groups and transactions in one, whatever its separators and its
 * encoding. It never throws: what is wrong stands in `faults` with the number of the segment.
 */
export function readX12(content: Uint8Array | string): X12File {
  const { cut, faults } = cutSegments(typeof content === 'string' ? content : decodeX12(content))
  const reading: Reading = {
    segments: cut.map(({ segment }) => segment),
    interchanges: [],
    faults,
    interchange: null,
    group: null,
    transaction: null,
  }
  for (const { segment, separators } of cut) take(reading, segment, separators)
  const last = cut.at(-1)?.segment.number ?? 1
  if (reading.transaction) tell(reading, 'no_se', last, 'A transaction (ST) has no end (SE).')
  else if (reading.group) tell(reading, 'no_ge', last, 'A group (GS) has no end (GE).')
  else if (reading.interchange) tell(reading, 'no_iea', last, 'The interchange (ISA) has no end (IEA).')
  return { segments: reading.segments, interchanges: reading.interchanges, faults: reading.faults }
}

function take(reading: Reading, segment: Segment, separators: Separators) {
  const handler = handlers[segment.id]
  if (handler) handler(reading, segment, separators)
  else if (reading.transaction) reading.transaction.segments.push(segment)
  else
    tell(
      reading,
      'stray',
      segment.number,
      `Segment ${segment.number} (${segment.id || 'empty'}) stands outside of a transaction.`,
    )
}

const handlers: Record<string, (reading: Reading, segment: Segment, separators: Separators) => void> = {
  ISA: openInterchange,
  TA1: (reading, segment) =>
    reading.interchange?.receipts.push({
      control: element(segment, 1),
      outcome: element(segment, 4),
      note: element(segment, 5),
      segment: segment.number,
    }),
  GS: openGroup,
  ST: openTransaction,
  SE: closeTransaction,
  GE: closeGroup,
  IEA: closeInterchange,
}

function openInterchange(reading: Reading, segment: Segment, separators: Separators) {
  if (reading.interchange) tell(reading, 'no_iea', segment.number, 'A new ISA begins before the last IEA.')
  reading.interchange = {
    sender: element(segment, 6),
    receiver: element(segment, 8),
    control: element(segment, 13),
    version: element(segment, 12),
    usage: element(segment, 15),
    separators,
    groups: [],
    receipts: [],
  }
  reading.group = null
  reading.transaction = null
  reading.interchanges.push(reading.interchange)
}

function openGroup(reading: Reading, segment: Segment) {
  if (reading.group) tell(reading, 'no_ge', segment.number, 'A new GS begins before the last GE.')
  reading.transaction = null
  reading.group = {
    code: element(segment, 1),
    sender: element(segment, 2),
    receiver: element(segment, 3),
    control: element(segment, 6),
    version: element(segment, 8),
    transactions: [],
  }
  reading.interchange?.groups.push(reading.group)
}

function openTransaction(reading: Reading, segment: Segment, separators: Separators) {
  if (reading.transaction) tell(reading, 'no_se', segment.number, 'A new ST begins before the last SE.')
  if (!reading.group) tell(reading, 'no_gs', segment.number, 'A transaction (ST) stands outside of a group.')
  reading.transaction = {
    set: element(segment, 1),
    control: element(segment, 2),
    version: element(segment, 3) || (reading.group?.version ?? ''),
    segments: [segment],
    separators,
    isWhole: false,
  }
  reading.group?.transactions.push(reading.transaction)
}

function closeTransaction(reading: Reading, segment: Segment) {
  const { transaction } = reading
  if (!transaction)
    return tell(reading, 'no_st', segment.number, 'An SE ends a transaction that never began.')
  transaction.segments.push(segment)
  transaction.isWhole = true
  reading.transaction = null
  const said = Number(element(segment, 1))
  if (said !== transaction.segments.length) {
    tell(
      reading,
      'se_count',
      segment.number,
      `SE counts ${element(segment, 1) || 'no'} segments, but the transaction has ${transaction.segments.length}.`,
    )
  }
  if (element(segment, 2) !== transaction.control)
    tell(
      reading,
      'se_control',
      segment.number,
      `SE names transaction ${element(segment, 2)}, ST ${transaction.control}.`,
    )
}

function closeGroup(reading: Reading, segment: Segment) {
  const { group } = reading
  if (!group) return tell(reading, 'no_gs', segment.number, 'A GE ends a group that never began.')
  if (reading.transaction) tell(reading, 'no_se', segment.number, 'A transaction (ST) has no end (SE).')
  reading.transaction = null
  reading.group = null
  if (Number(element(segment, 1)) !== group.transactions.length)
    tell(
      reading,
      'ge_count',
      segment.number,
      `GE counts ${element(segment, 1)} transactions, but there are ${group.transactions.length}.`,
    )
  if (element(segment, 2) !== group.control)
    tell(reading, 'ge_control', segment.number, `GE names group ${element(segment, 2)}, GS ${group.control}.`)
}

function closeInterchange(reading: Reading, segment: Segment) {
  const { interchange } = reading
  if (!interchange) return
  if (reading.group) tell(reading, 'no_ge', segment.number, 'A group (GS) has no end (GE).')
  reading.interchange = null
  reading.group = null
  reading.transaction = null
  if (Number(element(segment, 1)) !== interchange.groups.length)
    tell(
      reading,
      'iea_count',
      segment.number,
      `IEA counts ${element(segment, 1)} groups, but there are ${interchange.groups.length}.`,
    )
  if (element(segment, 2) !== interchange.control)
    tell(
      reading,
      'iea_control',
      segment.number,
      `IEA names interchange ${element(segment, 2)}, ISA ${interchange.control}.`,
    )
}

function tell(reading: Reading, code: string, segment: number, message: string) {
  reading.faults.push(fault(code, segment, message))
}
