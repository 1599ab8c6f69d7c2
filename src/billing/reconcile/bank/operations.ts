import { z } from 'zod'
import type { Context } from '../../../platform/operation/context.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { Day, Id, Minor, line, pageOf, paging } from '../../../platform/operation/shapes.ts'
import { invalid, notFound } from '../../../platform/problem.ts'
import {
  BankAccountView,
  BankAccountWish,
  findBankAccount,
  listBankAccounts,
  openBankAccount,
} from './account.ts'
import { confirmSure } from './confirm-sure.ts'
import { importFile } from './import-file.ts'
import { undoLine } from './line.ts'
import { REFUSALS, readLines } from './lines.ts'
import { BankMap } from './map.ts'
import { TRANSFER_FROM, settleAsIgnored, settleAsKnown, settleAsPayment, settleAsTransfer } from './settle.ts'
import { suggestMap } from './suggest.ts'
import { columnsOf, readTable } from './table.ts'
import { BankLineView, listLines } from './views.ts'

const MOST_BYTES = 8 * 1024 * 1024
const Accounts = z.object({ items: z.array(BankAccountView) })

export const getBankAccounts = operation({
  path: 'GET /bank-accounts',
  summary: 'Accounts at banks whose files are read, with how many lines wait',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Accounts,
  run: async (ctx) => ({ items: await listBankAccounts(ctx) }),
})

export const addBankAccount = operation({
  path: 'POST /bank-accounts',
  summary: 'Name an account at a bank, to read its files',
  allow: 'bank.reconcile',
  takes: BankAccountWish,
  returns: Accounts,
  run: async (ctx, wish) => {
    await openBankAccount(ctx, wish)
    return { items: await listBankAccounts(ctx) }
  },
})

const RefusalView = z.object({ line: z.int(), why: z.enum(REFUSALS), text: z.string() })
const Sample = z.object({
  bookedOn: Day,
  amountMinor: Minor,
  counterparty: z.string().nullable(),
  purpose: z.string().nullable(),
  reference: z.string().nullable(),
})

export const tryBankFile = operation({
  path: 'POST /bank-accounts/{id}/file-readings',
  summary:
    'Try how a bank’s file (CSV) reads, by these columns, those of the last time, or a guess; nothing is kept',
  allow: 'bank.reconcile',
  upload: { maxBytes: MOST_BYTES },
  takes: z.strictObject({ id: Id, map: z.string().max(4_000).optional() }),
  returns: z.object({
    columns: z.array(z.string()),
    map: BankMap.nullable(),
    /** remembered: the map of the last file of this account fits. */
    from: z.enum(['given', 'remembered', 'guess']),
    unsure: z.array(z.enum(['day_or_month', 'decimal_mark', 'no_day', 'no_amount'])),
    rows: z.int(),
    read: z.int(),
    inMinor: Minor,
    outMinor: Minor,
    sample: z.array(Sample),
    refused: z.array(RefusalView),
  }),
  run: async (ctx, { id, map }) => tryFile(ctx, { id, given: map ? parseMap(map) : null }),
})

async function tryFile(ctx: Context, { id, given }: { id: string; given: BankMap | null }) {
  const account = await findBankAccount(ctx, id)
  const bytes = ctx.upload ?? new Uint8Array()
  const remembered =
    account.map && fits((await readTable(bytes, account.map)).columns, account.map) ? account.map : null
  const chosen = given ?? remembered
  const table = await readTable(bytes, chosen ?? undefined)
  const { country } = await ctx.practice()
  const guess = chosen
    ? null
    : suggestMap(table, { monthFirst: country === 'US', currency: account.currency })
  const map = chosen && fits(table.columns, chosen) ? chosen : (guess?.map ?? null)
  const { lines, refused } = map
    ? readLines(table, { map, currency: account.currency })
    : { lines: [], refused: [] }
  const sum = (sign: 1 | -1) =>
    lines.reduce((all, { amountMinor }) => (amountMinor * sign > 0 ? all + amountMinor : all), 0)
  return {
    columns: table.columns,
    map,
    from: given ? ('given' as const) : remembered ? ('remembered' as const) : ('guess' as const),
    unsure: guess?.unsure ?? [],
    rows: table.rows.length,
    read: lines.length,
    inMinor: sum(1),
    outMinor: sum(-1),
    sample: lines.slice(0, 8),
    refused: refused.slice(0, 20),
  }
}

const fits = (columns: readonly string[], map: BankMap) =>
  columnsOf(map).every((each) => columns.includes(each))

function parseMap(text: string): BankMap {
  try {
    return BankMap.parse(JSON.parse(text))
  } catch {
    throw invalid('map', 'This is not a map of a bank’s columns.')
  }
}

export const importBankFile = operation({
  path: 'POST /bank-accounts/{id}/imports',
  summary: 'Take the lines of a bank’s file in, each once, however often it or one that overlaps is read',
  allow: 'bank.reconcile',
  upload: { maxBytes: MOST_BYTES },
  takes: z.strictObject({ id: Id, name: line(200), map: z.string().max(4_000).optional() }),
  returns: z.object({
    id: Id,
    rowsRead: z.int(),
    added: z.int(),
    known: z.int(),
    refused: z.array(RefusalView),
  }),
  fails: ['nothing_read'],
  run: async (ctx, { id, name, map }) => {
    const account = await findBankAccount(ctx, id)
    const chosen = map ? parseMap(map) : account.map
    if (!chosen) throw invalid('map', 'Say which column holds what: no file of this account was read before.')
    return importFile(ctx, { account, map: chosen, bytes: ctx.upload ?? new Uint8Array(), name })
  },
})

export const getBankLines = operation({
  path: 'GET /bank-lines',
  summary: 'Lines of the bank, the latest first; those that wait with what they may be',
  allow: 'billing.see',
  takes: z.strictObject({
    state: z.enum(['waiting', 'settled', 'ignored', 'all']).default('waiting'),
    accountId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    q: z.string().max(100).optional(),
    ...paging,
  }),
  returns: pageOf(BankLineView),
  run: (ctx, question) => listLines(ctx, question),
})

export const settleBankLine = operation({
  path: 'POST /bank-lines/{id}/settlement',
  summary:
    'Say what a line of the bank is: payment of invoices, a payment, payout or refund in the books, or a transfer of ours',
  allow: 'bank.reconcile',
  takes: z.strictObject({
    id: Id,
    invoices: z
      .array(z.strictObject({ invoiceId: Id, amountMinor: Minor.min(1) }))
      .max(50)
      .optional(),
    /** Whose credit becomes what the invoices do not take; alone: all of it. */
    restClientId: Id.nullish(),
    known: z.strictObject({ kind: z.enum(['payment', 'payout', 'refund']), id: Id }).optional(),
    transferFrom: z.enum(TRANSFER_FROM).optional(),
  }),
  returns: BankLineView,
  fails: [
    'is_settled',
    'more_than_open',
    'is_draft',
    'is_void',
    'mixed_currency',
    'amount_differs',
    'already_matched',
  ],
  run: async (ctx, { id, invoices, restClientId, known, transferFrom }) => {
    const asPayment = invoices !== undefined || Boolean(restClientId)
    if ([asPayment, known, transferFrom].filter(Boolean).length !== 1)
      throw invalid('invoices', 'Say one thing that it is.')
    if (known) await settleAsKnown(ctx, id, known)
    else if (transferFrom) await settleAsTransfer(ctx, id, transferFrom)
    else await settleAsPayment(ctx, id, { parts: invoices ?? [], restClientId })
    return viewLine(ctx, id)
  },
})

export const ignoreBankLine = operation({
  path: 'POST /bank-lines/{id}/ignoring',
  summary: 'Put a line of the bank aside that is none of billing’s business, and say what it is',
  allow: 'bank.reconcile',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(300) }),
  returns: BankLineView,
  fails: ['is_settled'],
  run: async (ctx, { id, reason }) => {
    await settleAsIgnored(ctx, id, reason)
    return viewLine(ctx, id)
  },
})

export const undoBankLine = operation({
  path: 'POST /bank-lines/{id}/undoing',
  summary: 'Take back what was decided about a line of the bank, with the payments that it entered',
  allow: 'bank.reconcile',
  takes: z.strictObject({ id: Id }),
  returns: BankLineView,
  fails: ['not_settled', 'is_refunded', 'is_reversed', 'changed_meanwhile', 'refund_instead'],
  run: async (ctx, { id }) => {
    await undoLine(ctx, id)
    return viewLine(ctx, id)
  },
})

export const confirmBankLines = operation({
  path: 'POST /bank-lines/confirmations',
  summary: 'Settle every line that is sure in one step; the others stay',
  allow: 'bank.reconcile',
  takes: z.strictObject({ ids: z.array(Id).min(1).max(200) }),
  returns: z.object({ settled: z.int(), totalMinor: Minor, left: z.array(Id) }),
  fails: [
    'is_settled',
    'more_than_open',
    'is_draft',
    'is_void',
    'mixed_currency',
    'amount_differs',
    'already_matched',
  ],
  run: (ctx, { ids }) => confirmSure(ctx, ids),
})

async function viewLine(ctx: Context, id: string) {
  const { items } = await listLines(ctx, { id, limit: 1 })
  if (!items[0]) throw notFound('This line of the bank')
  return items[0]
}
