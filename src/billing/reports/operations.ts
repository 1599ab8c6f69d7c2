import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { addLocalDays } from '../../platform/time/index.ts'
import { todayOf } from '../invoices/invoice.ts'
import { findPayer } from '../payers/payer.ts'
import { CUTS, balancesOf } from '../ledger/balances.ts'
import { AGED_BY, AGE_BASES, Aging, ageReceivables } from './aging.ts'
import { ClientBalance, balanceOfClient } from './balance.ts'
import { BooksCut, CUT_BY, cutBooks } from './cuts.ts'
import { EntryView, listEntries } from './journal.ts'
import { BillingRatios, findRatios } from './ratios.ts'
import { Statement, writeStatement } from './statement.ts'
import { Takings, takingsOf } from './takings.ts'

export const getReceivables = operation({
  path: 'GET /billing/receivables',
  summary: 'What is owed, by age and client, at the end of any day',
  allow: 'billing.reports',
  takes: z.strictObject({
    asOf: Day.optional(),
    basis: z.enum(AGE_BASES).default('service'),
    by: z.enum(AGED_BY).default('client'),
  }),
  returns: Aging,
  run: async (ctx, { asOf, basis, by }) =>
    ageReceivables(ctx, { asOf: asOf ?? (await todayOf(ctx)), basis, by }),
})

export const getTakings = operation({
  path: 'GET /billing/takings',
  summary: 'The takings of a day by tender, for the end of the day at the desk',
  allow: 'billing.see',
  takes: z.strictObject({ day: Day.optional(), locationId: Id.optional() }),
  returns: Takings,
  run: async (ctx, { day, locationId }) =>
    takingsOf(ctx, { day: day ?? (await todayOf(ctx)), locationId: locationId ?? null }),
})

export const getClientBalance = operation({
  path: 'GET /clients/{id}/balance',
  summary: 'How a client stands: open, overdue, credit, not yet billed',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: ClientBalance,
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return balanceOfClient(ctx, { clientId: id, today: await todayOf(ctx) })
  },
})

export const getJournal = operation({
  path: 'GET /billing/entries',
  summary: 'The journal: the transfers behind any figure',
  allow: 'billing.reports',
  takes: z.strictObject({
    invoiceId: Id.optional(),
    paymentId: Id.optional(),
    clientId: Id.optional(),
    account: z.string().max(60).optional(),
    from: Day.optional(),
    to: Day.optional(),
    ...paging,
  }),
  returns: pageOf(EntryView),
  run: (ctx, question) => listEntries(ctx, question),
})

export const getBalances = operation({
  path: 'GET /billing/balances',
  summary: 'Balances of the ledger at the end of any day, cut as wanted',
  allow: 'billing.reports',
  takes: z.strictObject({
    asOf: Day.optional(),
    account: z.string().max(60).optional(),
    by: z.enum(CUTS).optional(),
  }),
  returns: z.object({
    items: z.array(
      z.object({
        account: z.string(),
        currency: z.string(),
        of: Id.nullable(),
        debitMinor: Minor,
        creditMinor: Minor,
        balanceMinor: Minor,
      }),
    ),
  }),
  run: async (ctx, { asOf, account, by }) => ({
    items: await balancesOf(ctx.db, {
      practiceId: ctx.practiceId,
      ...(asOf ? { asOf } : {}),
      ...(account ? { accounts: [account] } : {}),
      ...(by ? { by } : {}),
    }),
  }),
})

export const getCut = operation({
  path: 'GET /billing/cuts',
  summary: 'Invoiced = paid + open + written off at the end of any day, cut as wanted',
  allow: 'billing.reports',
  takes: z.strictObject({ asOf: Day.optional(), by: z.enum(CUT_BY).default('practitioner') }),
  returns: BooksCut,
  run: async (ctx, { asOf, by }) => cutBooks(ctx, { asOf: asOf ?? (await todayOf(ctx)), by }),
})

export const getRatios = operation({
  path: 'GET /billing/ratios',
  summary:
    'Days in receivables, gross collection rate and average collection period, the last year by itself',
  allow: 'billing.reports',
  takes: z.strictObject({ from: Day.optional(), to: Day.optional() }),
  returns: BillingRatios,
  run: async (ctx, wish) => {
    const to = wish.to ?? (await todayOf(ctx))
    const from = wish.from ?? addLocalDays(to, -364)
    if (to < from) throw invalid('to', 'The last day cannot be before the first.')
    return findRatios(ctx, { from, to })
  },
})

export const getClientStatement = operation({
  path: 'GET /clients/{id}/statement',
  summary: 'A client’s own account between two days, with the balance after each happening',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id, from: Day, to: Day }),
  returns: Statement,
  run: async (ctx, { id, ...period }) => {
    await findClient(ctx, id)
    return writeStatement(ctx, { clientId: id, ...period })
  },
})

export const getPayerStatement = operation({
  path: 'GET /bill-payers/{id}/statement',
  summary: 'A payer’s account between two days, over all clients they pay for',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id, from: Day, to: Day }),
  returns: Statement,
  run: async (ctx, { id, ...period }) => {
    await findPayer(ctx, id)
    return writeStatement(ctx, { payerId: id, ...period })
  },
})
