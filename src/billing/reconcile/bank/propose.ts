import { daysBetween } from '../../../platform/time/index.ts'
import { namesIn } from './names.ts'

/** A line of the bank that waits. */
export interface WaitingLine {
  id: string
  bookedOn: string
  amountMinor: number
  counterparty: string | null
  purpose: string | null
  reference: string | null
}

export interface OpenInvoice {
  id: string
  number: number
  openMinor: number
  issuedOn: string
  clientId: string
  payerId: string | null
  /** Who may stand as the sender: the client, or the payer and the client. */
  names: string[]
}
export interface Candidate {
  id: string
  amountMinor: number
  day: string
  names: string[]
  reference: string | null
}
/** What the books say that may stand behind a line: owed, entered by hand already, paid out, given back. */
export interface World {
  invoices: OpenInvoice[]
  payments: Candidate[]
  payouts: Candidate[]
  refunds: Candidate[]
}

export const WHYS = ['number', 'amount', 'name', 'reference', 'near_day', 'only_one', 'all_open'] as const
export type Why = (typeof WHYS)[number]
export interface Proposal {
  kind: 'invoices' | 'payment' | 'payout' | 'refund'
  /** The payment, payout or refund; for invoices none. */
  id: string | null
  parts: { invoiceId: string; amountMinor: number }[]
  /** What would become credit of the client. */
  restMinor: number
  /** sure: may be confirmed with others at once. */
  sureness: 'sure' | 'likely' | 'possible'
  why: Why[]
}

const NEAR_DAYS = 14

/**
 * What a line of the bank most probably is, the best first. What was entered by hand already comes before what is owed,
 * or it would be entered twice. Sure is only what two things tell that do not hang together: the amount, and a number or a name.
 */
export function propose(line: WaitingLine, world: World): Proposal[] {
  const found =
    line.amountMinor > 0
      ? [
          ...matches(line, 'payout', world.payouts),
          ...matches(line, 'payment', world.payments),
          ...byNumber(line, world.invoices),
          ...byName(line, world.invoices),
          ...byAmount(line, world.invoices),
        ]
      : [...matches(line, 'refund', world.refunds), ...matches(line, 'payout', world.payouts)]
  const rank = { sure: 0, likely: 1, possible: 2 }
  const best = found.toSorted((a, b) => rank[a.sureness] - rank[b.sureness])
  const seen = new Set<string>()
  return best
    .filter((each) => {
      const key =
        each.id ??
        each.parts
          .map(({ invoiceId }) => invoiceId)
          .sort()
          .join(' ')
      return !seen.has(key) && Boolean(seen.add(key))
    })
    .slice(0, 5)
}

const textOf = ({ counterparty, purpose, reference }: WaitingLine) =>
  [counterparty, purpose, reference].filter(Boolean).join(' ')

/** What stands in the books with the same amount and near the day. */
function matches(
  line: WaitingLine,
  kind: 'payment' | 'payout' | 'refund',
  all: readonly Candidate[],
): Proposal[] {
  const wanted = kind === 'refund' ? -line.amountMinor : line.amountMinor
  const near = all.filter(
    (each) => each.amountMinor === wanted && Math.abs(daysBetween(each.day, line.bookedOn)) <= NEAR_DAYS,
  )
  return near.map((each) => {
    const why: Why[] = ['amount', 'near_day']
    if (namesIn(textOf(line), each.names)) why.push('name')
    if (each.reference && each.reference.length > 3 && textOf(line).includes(each.reference))
      why.push('reference')
    if (near.length === 1) why.push('only_one')
    const isTold = why.includes('name') || why.includes('reference')
    const isSure = isTold && (near.length === 1 || why.includes('reference'))
    return {
      kind,
      id: each.id,
      parts: [],
      restMinor: 0,
      sureness: isSure ? 'sure' : isTold || near.length === 1 ? 'likely' : 'possible',
      why,
    }
  })
}

/** 'Rechnung 1042', 'RE-1042', 'inv. no. 1042 / 1043', '#1042', or bare numbers of three digits and more. */
const NAMED =
  /(?:invoices?|inv|rechnung(?:en)?|rechn|rech|rg|re|rnr|bill|facture|fact|factuur|no|nr|num|number|nummer|#)[\s.:#-]*(?:no|nr|nummer|number)?[\s.:#-]*0*(\d{1,9})(?!\d|[.,]\d)((?:\s*(?:,|;|\/|\+|&|and|und|et)\s*0*\d{1,9}(?!\d|[.,]\d))*)/giu
const BARE = /(?<![\d.,/-])0*(\d{3,9})(?![\d/-]|[.,]\d)/gu

/** Numbers of invoices that somebody wrote beside the money. */
export function numbersIn(text: string): Set<number> {
  const found = new Set<number>()
  for (const [, first, more] of text.matchAll(NAMED)) {
    found.add(Number(first))
    for (const [each] of (more ?? '').matchAll(/\d+/g)) found.add(Number(each))
  }
  for (const [, each] of text.matchAll(BARE)) found.add(Number(each))
  return found
}

function byNumber(line: WaitingLine, invoices: readonly OpenInvoice[]): Proposal[] {
  const numbers = numbersIn(textOf(line))
  const named = invoices.filter((each) => numbers.has(each.number))
  if (named.length === 0) return []
  const open = sumOf(named)
  const hasName = named.some((each) => namesIn(textOf(line), each.names))
  const isExact = open === line.amountMinor
  // A day or a customer number may look like a number of an invoice: alone it says little.
  if (!isExact && !hasName)
    return named.length === 1 ? [spread(line, named, { sureness: 'possible', why: ['number'] })] : []
  const why: Why[] = [
    'number',
    ...(isExact ? (['amount'] as const) : []),
    ...(hasName ? (['name'] as const) : []),
  ]
  return [spread(line, named, { sureness: isExact ? 'sure' : 'likely', why })]
}

function byName(line: WaitingLine, invoices: readonly OpenInvoice[]): Proposal[] {
  const theirs = invoices.filter((each) => namesIn(textOf(line), each.names))
  if (theirs.length === 0) return []
  const exact = theirs.filter((each) => each.openMinor === line.amountMinor)
  const one = exact.map((each) =>
    spread(line, [each], { sureness: exact.length === 1 ? 'sure' : 'likely', why: ['name', 'amount'] }),
  )
  const debtors = new Set(theirs.map((each) => each.payerId ?? each.clientId))
  if (debtors.size > 1) return one
  const isAll = sumOf(theirs) === line.amountMinor && theirs.length > 1
  return [
    ...one,
    spread(line, theirs, {
      sureness: isAll ? 'sure' : 'likely',
      why: isAll ? ['name', 'amount', 'all_open'] : ['name'],
    }),
  ]
}

function byAmount(line: WaitingLine, invoices: readonly OpenInvoice[]): Proposal[] {
  const exact = invoices.filter(
    (each) => each.openMinor === line.amountMinor && each.issuedOn <= line.bookedOn,
  )
  if (exact.length === 0 || exact.length > 3) return []
  const why: Why[] = exact.length === 1 ? ['amount', 'only_one'] : ['amount']
  return exact.map((each) => spread(line, [each], { sureness: 'possible', why }))
}

/** The money over these invoices, the oldest first; what they do not take is credit. */
function spread(
  line: WaitingLine,
  invoices: readonly OpenInvoice[],
  how: Pick<Proposal, 'sureness' | 'why'>,
): Proposal {
  let rest = line.amountMinor
  const parts: Proposal['parts'] = []
  for (const each of invoices.toSorted((a, b) =>
    a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : a.number - b.number,
  )) {
    const amountMinor = Math.min(rest, each.openMinor)
    if (amountMinor > 0) parts.push({ invoiceId: each.id, amountMinor })
    rest -= amountMinor
  }
  return { kind: 'invoices', id: null, parts, restMinor: rest, ...how }
}

const sumOf = (invoices: readonly OpenInvoice[]) => invoices.reduce((sum, each) => sum + each.openMinor, 0)
