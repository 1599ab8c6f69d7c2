import type { Transaction } from './file.ts'
import { element } from './segments.ts'

/** What a 999 (or the older 997) says of a group of ours. */
export interface GroupReceipt {
  /** AK1: functional group and its control number. */
  group: string
  control: string
  /** A taken, E taken with errors, P in part, R refused (M, W, X: refused for its seal). */
  outcome: string
  transactions: {
    set: string
    control: string
    outcome: string
    /** Where it is wrong: id and number of the segment in our transaction, and the codes of what is wrong. */
    faults: { segment: string; position: number; codes: string[] }[]
  }[]
}

/** Reads a 999 or 997. */
export function readAcknowledgement(transaction: Transaction): GroupReceipt {
  const receipt: GroupReceipt = { group: '', control: '', outcome: '', transactions: [] }
  for (const segment of transaction.segments) {
    const last = receipt.transactions.at(-1)
    const place = last?.faults.at(-1)
    if (segment.id === 'AK1')
      Object.assign(receipt, { group: element(segment, 1), control: element(segment, 2) })
    if (segment.id === 'AK2')
      receipt.transactions.push({
        set: element(segment, 1),
        control: element(segment, 2),
        outcome: '',
        faults: [],
      })
    if ((segment.id === 'IK3' || segment.id === 'AK3') && last)
      last.faults.push({
        segment: element(segment, 1),
        position: Number(element(segment, 2)) || 0,
        codes: [element(segment, 4)].filter(Boolean),
      })
    if ((segment.id === 'IK4' || segment.id === 'AK4') && place)
      place.codes.push(`${element(segment, 1)}/${element(segment, 3)}`)
    if ((segment.id === 'IK5' || segment.id === 'AK5') && last) last.outcome = element(segment, 1)
    if (segment.id === 'AK9') receipt.outcome = element(segment, 1)
  }
  return receipt
}
