import { cutSegments, decodeX12, element, fault } from './segments.ts'
import type { Group, Interchange, Transaction, X12File } from './file.ts'
import type { Segment, Separators } from './segments.ts'

interface Reading extends X12File {
  interchange: Interchange | null
  group: Group | null
  transaction: Transaction | null
  /** Holds what stands outside of every interchange. */
  loose: Interchange | null
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
    loose: null,
  }
  for (const { segment, separators } of cut) take(reading, segment, separators)
  const last = cut.at(-1)?.segment.number ?? 1
  if (reading.transaction) tell(reading, 'no_se', last, 'A transaction (ST) has no end (SE).')
  else if (reading.group) tell(reading, 'no_ge', last, 'A group (GS) has no end (GE).')
  else if (reading.interchange) tell(reading, 'no_iea', last, 'The interchange (ISA) has no end (IEA).')
  return { segments: reading.segments, interchanges: reading.interchanges, faults: reading.faults }
}

function take(reading: Reading, segment: Segment, separators: Separators) {
  const handler = handlers.get(segment.id)
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

type Handler = (reading: Reading, segment: Segment, separators: Separators) => void

// A map: a segment named "__proto__" or "constructor" must be a strange segment, nothing else.
const handlers = new Map<string, Handler>([
  ['ISA', openInterchange],
  ['TA1', readReceipt],
  ['GS', openGroup],
  ['ST', openTransaction],
  ['SE', closeTransaction],
  ['GE', closeGroup],
  ['IEA', closeInterchange],
])

function readReceipt(reading: Reading, segment: Segment) {
  reading.interchange?.receipts.push({
    control: element(segment, 1),
    outcome: element(segment, 4),
    note: element(segment, 5),
    segment: segment.number,
  })
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

function openGroup(reading: Reading, segment: Segment, separators: Separators) {
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
  interchangeFor(reading, separators).groups.push(reading.group)
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
  groupFor(reading, separators).transactions.push(reading.transaction)
}

// What stands outside of its envelope is told, and kept in one without names: an answer is not lost for it.
function groupFor(reading: Reading, separators: Separators): Group {
  if (reading.group) return reading.group
  const group = { code: '', sender: '', receiver: '', control: '', version: '', transactions: [] }
  interchangeFor(reading, separators).groups.push(group)
  return group
}

function interchangeFor(reading: Reading, separators: Separators): Interchange {
  const found = reading.interchange ?? reading.loose
  if (found) return found
  reading.loose = {
    sender: '',
    receiver: '',
    control: '',
    version: '',
    usage: '',
    separators,
    groups: [],
    receipts: [],
  }
  reading.interchanges.push(reading.loose)
  return reading.loose
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
