/** Kinds of charges, as the server names them. */
export const CHARGE_KINDS = [
  'service',
  'time',
  'product',
  'expense',
  'membership',
  'fee',
  'late_cancel',
  'no_show',
  'reminder',
  'package',
  'gift_card',
  'other',
] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

/** Those that somebody enters by hand; the others are made by what sells them. */
export const KINDS_BY_HAND = ['service', 'time', 'product', 'expense', 'fee', 'other'] as const
