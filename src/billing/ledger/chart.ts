/** What an account is; debits raise assets and expenses, credits raise liabilities and income. */
export type AccountType = 'asset' | 'liability' | 'income' | 'expense'

export const TENDERS = [
  'cash',
  'card_terminal',
  'bank_transfer',
  'cheque',
  'online',
  'other',
  'package',
  'gift_card',
] as const
export type Tender = (typeof TENDERS)[number]
/** Money that came in when they were sold: using them brings none. */
export const isPrepaid = (tender: Tender): tender is 'package' | 'gift_card' =>
  tender === 'package' || tender === 'gift_card'

/** What a charge is for; the kind decides to which account its net amount goes (accountOfKind). */
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

export const WRITE_OFF_REASONS = [
  'goodwill',
  'uncollectable',
  'small_balance',
  'mistake',
  'contract',
] as const
export type WriteOffReason = (typeof WRITE_OFF_REASONS)[number]

/** What clients and payers owe for issued invoices. */
export const RECEIVABLE = 'receivable'
/** Money received that stands on no invoice yet. */
export const CLIENT_CREDIT = 'client_credit'
/** Money of a client that is held for a booking: not free as credit until it is released. */
export const DEPOSITS = 'deposits'
export const GIFT_CARDS = 'gift_cards'
export const PREPAID_PACKAGES = 'prepaid_packages'
export const BANK = 'bank'
/** Cash that left a drawer and has not reached the bank. */
export const CASH_TRANSIT = 'cash_transit'
export const CASH_DIFFERENCE = 'cash_difference'
/** Differences that only rounding makes: cash rounded to the coin, a sum of converted amounts. */
export const ROUNDING = 'rounding'

interface Account {
  type: AccountType
  /** What stands after the colon: nothing, something chosen from a list, or a name; `may` when it can be left out. */
  part: 'none' | 'may' | 'must'
  /** natural: the account never ends a day on its wrong side. */
  sign: 'natural' | 'any'
}

/**
 * The chart of accounts (docs/guide/chart-of-accounts.md), by family: the code before the colon. `verify books` holds
 * every account and every movement to it. `remittances` and the trust accounts are places kept for claims and trust money.
 */
export const CHART = {
  receivable: { type: 'asset', part: 'none', sign: 'natural' },
  // A drawer pays back more than it took today, a provider takes back more than it holds: money accounts may overdraw.
  cash: { type: 'asset', part: 'may', sign: 'any' },
  cash_transit: { type: 'asset', part: 'none', sign: 'any' },
  card_terminal: { type: 'asset', part: 'none', sign: 'any' },
  cheques: { type: 'asset', part: 'none', sign: 'any' },
  other_tender: { type: 'asset', part: 'none', sign: 'any' },
  gateway: { type: 'asset', part: 'must', sign: 'any' },
  disputed: { type: 'asset', part: 'must', sign: 'natural' },
  bank: { type: 'asset', part: 'may', sign: 'any' },
  client_credit: { type: 'liability', part: 'none', sign: 'natural' },
  deposits: { type: 'liability', part: 'none', sign: 'natural' },
  gift_cards: { type: 'liability', part: 'none', sign: 'natural' },
  prepaid_packages: { type: 'liability', part: 'none', sign: 'natural' },
  tax: { type: 'liability', part: 'may', sign: 'natural' },
  revenue: { type: 'income', part: 'must', sign: 'natural' },
  write_off: { type: 'expense', part: 'must', sign: 'natural' },
  gateway_cost: { type: 'expense', part: 'must', sign: 'any' },
  cash_difference: { type: 'expense', part: 'none', sign: 'any' },
  rounding: { type: 'expense', part: 'none', sign: 'any' },
  remittances: { type: 'liability', part: 'may', sign: 'natural' },
  trust_bank: { type: 'asset', part: 'may', sign: 'natural' },
  trust_client: { type: 'liability', part: 'none', sign: 'natural' },
} as const satisfies Record<string, Account>
export type Family = keyof typeof CHART

/** Accounts that hold money received: `payment` debits them. */
export const MONEY_FAMILIES = [
  'cash',
  'card_terminal',
  'bank',
  'cheques',
  'other_tender',
  'gateway',
] as const satisfies readonly Family[]

export const revenueOf = (kind: ChargeKind | 'breakage') => `revenue:${kind}`
export const writeOffOf = (reason: WriteOffReason) => `write_off:${reason}`
export const gatewayOf = (provider: string) => `gateway:${provider}`
export const gatewayCostOf = (provider: string) => `gateway_cost:${provider}`
export const disputedOf = (provider: string) => `disputed:${provider}`
/** The account of a drawer, by its uuid; without one, of the practice's only cash box. */
export const cashOf = (drawerId: string | null) =>
  drawerId ? `cash:${drawerId.replaceAll('-', '')}` : 'cash'

/**
 * Tax collected, apart by tax and rate, as a return to the state asks for it: 19 % of `ust` is `tax:ust_1900`, 0.375 %
 * of `mctd` is `tax:mctd_37_50`. Without a code: a rate entered by hand.
 */
export function taxOf({ code, ratePpm }: { code: string | null; ratePpm: number }): string {
  const finer = ratePpm % 100 === 0 ? '' : `_${ratePpm % 100}`
  return `tax:${code ?? 'rate'}_${Math.floor(ratePpm / 100)}${finer}`
}

/** Where the net amount of a charge goes: earned, or owed as packages and gift cards until they are used. */
export function accountOfKind(kind: ChargeKind): string {
  if (kind === 'package') return PREPAID_PACKAGES
  return kind === 'gift_card' ? GIFT_CARDS : revenueOf(kind)
}

/** Where the money of a tender lies until it is counted, banked or paid out. */
export function accountOfTender(
  tender: Tender,
  provider: string | null,
  drawerId: string | null = null,
): string {
  switch (tender) {
    case 'cash':
      return cashOf(drawerId)
    case 'card_terminal':
      return 'card_terminal'
    case 'bank_transfer':
      return BANK
    case 'cheque':
      return 'cheques'
    case 'online':
      return gatewayOf(provider!)
    case 'other':
      return 'other_tender'
    case 'package':
      return PREPAID_PACKAGES
    case 'gift_card':
      return GIFT_CARDS
  }
}

/** The family of an account. Throws for one that the chart does not know. */
export function familyOf(code: string): Family {
  const [family, part] = code.split(':') as [Family, string | undefined]
  const account: Account | undefined = CHART[family]
  if (!account || (part ? account.part === 'none' : account.part === 'must'))
    throw new Error(`The chart of accounts has no ${code}.`)
  return family
}

/** The type of an account of the chart. Throws for one that the chart does not know. */
export function typeOfAccount(code: string): AccountType {
  return CHART[familyOf(code)].type
}
