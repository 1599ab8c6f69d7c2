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
