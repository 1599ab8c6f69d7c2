import type { Family } from './chart.ts'
import { MONEY_FAMILIES, familyOf } from './chart.ts'

/** debit ← credit, by family of account. */
type Move = readonly [debit: Family, credit: Family]

const back = (moves: readonly Move[]): Move[] => moves.map(([debit, credit]) => [credit, debit])

const BILLED: Move[] = [
  ['receivable', 'revenue'],
  ['receivable', 'tax'],
  ['receivable', 'prepaid_packages'],
  ['receivable', 'gift_cards'],
]
const RECEIVED: Move[] = [...MONEY_FAMILIES, 'gift_cards', 'prepaid_packages'].map((family): Move => [
  family as Family,
  'client_credit',
])
const APPLIED: Move[] = [['client_credit', 'receivable']]
const GIVEN_UP: Move[] = [['write_off', 'receivable']]
const HELD: Move[] = [['client_credit', 'deposits']]
const PAID_OUT: Move[] = [
  ['bank', 'gateway'],
  ['bank', 'card_terminal'],
]
const DISPUTED: Move[] = [['disputed', 'gateway']]
const COST: Move[] = [['gateway_cost', 'gateway']]
const BANKED: Move[] = [
  ['cash', 'cash'],
  ['cash_transit', 'cash'],
  ['bank', 'cash_transit'],
  ['bank', 'cash'],
  ['bank', 'cheques'],
  ['bank', 'other_tender'],
]

/**
 * Everything that may happen in the book: the kinds of entries and, for each, which accounts move. A posting outside
 * of this table is a bug: `post` throws, `verify books` finds it. A new kind of entry is a line here.
 */
export const MOVES = {
  invoice: BILLED,
  credit_note: back(BILLED),
  payment: RECEIVED,
  payment_reversal: back(RECEIVED),
  application: APPLIED,
  unapplication: back(APPLIED),
  refund: back(RECEIVED),
  refund_failed: RECEIVED,
  write_off: GIVEN_UP,
  write_off_reversal: back(GIVEN_UP),
  /** Credit kept for a booking, and free again. */
  deposit_held: HELD,
  deposit_released: back(HELD),
  payout: PAID_OUT,
  payout_reversal: back(PAID_OUT),
  gateway_cost: COST,
  gateway_cost_reversal: back(COST),
  dispute: DISPUTED,
  dispute_won: back(DISPUTED),
  /** The provider gave the money back to the card's owner: the payment is gone. */
  dispute_lost: [['client_credit', 'disputed']],
  cash_moved: [...BANKED, ...back(BANKED)],
  cash_counted: [
    ['cash', 'cash_difference'],
    ['cash_difference', 'cash'],
  ],
  /** What nobody used in time, where the law lets the practice keep it. */
  expired: [
    ['gift_cards', 'revenue'],
    ['prepaid_packages', 'revenue'],
  ],
  rounding: [
    ['cash', 'rounding'],
    ['rounding', 'cash'],
  ],
} as const satisfies Record<string, readonly Move[]>
export type EntryKind = keyof typeof MOVES

/** Throws when an entry of this kind never moves these accounts. */
export function checkMove(kind: EntryKind, { debit, credit }: { debit: string; credit: string }) {
  const [to, from] = [familyOf(debit), familyOf(credit)]
  const moves: readonly Move[] = MOVES[kind]
  if (!moves.some((move) => move[0] === to && move[1] === from))
    throw new Error(`An entry of kind ${kind} does not move ${debit} ← ${credit}.`)
}
