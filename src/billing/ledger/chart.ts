/** What an account is; debits raise assets and expenses, credits raise liabilities and income. */
export type AccountType = 'asset' | 'liability' | 'income' | 'expense'

export const TENDERS = ['cash', 'card_terminal', 'bank_transfer', 'cheque', 'online', 'other'] as const
export type Tender = (typeof TENDERS)[number]

export const CHARGE_KINDS = ['service', 'product', 'fee', 'other'] as const
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
/** Tax collected for the state. */
export const TAX = 'tax'

export const revenueOf = (kind: ChargeKind) => `revenue:${kind}`
export const writeOffOf = (reason: WriteOffReason) => `write_off:${reason}`

/** Where the money of a tender lies until it is counted, banked or paid out. */
export function accountOfTender(tender: Tender, provider: string | null): string {
  switch (tender) {
    case 'cash':
      return 'cash'
    case 'card_terminal':
      return 'card_terminal'
    case 'bank_transfer':
      return 'bank'
    case 'cheque':
      return 'cheques'
    case 'online':
      return `gateway:${provider}`
    case 'other':
      return 'other_tender'
  }
}

/** Accounts that hold money received: their debits are the takings of a day. */
export const MONEY_ACCOUNTS = ['cash', 'card_terminal', 'bank', 'cheques', 'other_tender'] as const

const TYPES: Record<string, AccountType> = {
  receivable: 'asset',
  cash: 'asset',
  card_terminal: 'asset',
  bank: 'asset',
  cheques: 'asset',
  other_tender: 'asset',
  gateway: 'asset',
  client_credit: 'liability',
  tax: 'liability',
  revenue: 'income',
  write_off: 'expense',
}

/** The type of an account of the chart (docs/guide/chart-of-accounts.md). Throws for one that the chart does not know. */
export function typeOfAccount(code: string): AccountType {
  const type = TYPES[code.split(':')[0]!]
  if (!type) throw new Error(`The chart of accounts has no ${code}.`)
  return type
}
