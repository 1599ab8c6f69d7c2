import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, line } from '../../platform/operation/shapes.ts'
import { InvoiceView, viewInvoice } from '../invoices/view.ts'
import { ShareView, addShare, listShares, removeShare } from './by-rule.ts'
import { PayerView, listPayers, payerFields, savePayer } from './payer.ts'
import { setPayer, splitDraft } from './split-draft.ts'

const Payers = z.object({ items: z.array(PayerView) })
const Shares = z.object({ items: z.array(ShareView) })

export const getPayers = operation({
  path: 'GET /bill-payers',
  summary: 'Companies, insurers and people who pay for clients, with what they owe',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Payers,
  run: async (ctx) => ({ items: await listPayers(ctx) }),
})

export const addPayer = operation({
  path: 'POST /bill-payers',
  summary: 'Add somebody who pays for clients',
  allow: 'invoices.manage',
  takes: z.strictObject(payerFields),
  returns: z.object({ id: Id, items: z.array(PayerView) }),
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => ({ id: await savePayer(ctx, wish), items: await listPayers(ctx) }),
})

export const putPayer = operation({
  path: 'PUT /bill-payers/{id}',
  summary: 'Change a payer, or put it away; issued invoices stay as they are printed',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    ...payerFields,
    isArchived: z.boolean().default(false),
    rowVersion: z.int(),
  }),
  returns: Payers,
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => {
    await savePayer(ctx, wish)
    return { items: await listPayers(ctx) }
  },
})

export const getShares = operation({
  path: 'GET /clients/{id}/bill-payers',
  summary: 'Who pays which share of what a client owes',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: Shares,
  run: async (ctx, { id }) => ({ items: await listShares(ctx, id) }),
})

export const postShare = operation({
  path: 'POST /clients/{id}/bill-payers',
  summary: 'Let somebody pay a share of what a client owes: in percent, or so much of each invoice',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    payerId: Id,
    shareBasisPoints: z.int().min(1).max(10_000).nullable().default(null),
    amountMinor: Minor.min(1).nullable().default(null),
    validFrom: Day,
    validUntil: Day.nullable().default(null),
    reference: line(60).nullable().default(null),
  }),
  returns: Shares,
  run: async (ctx, { id, ...wish }) => {
    await findClient(ctx, id)
    await addShare(ctx, { clientId: id, ...wish })
    return { items: await listShares(ctx, id) }
  },
})

export const deleteShare = operation({
  path: 'DELETE /payer-shares/{id}',
  summary: 'Somebody no longer pays for a client; invoices that are written stay',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id }),
  returns: Shares,
  run: async (ctx, { id }) => ({ items: await listShares(ctx, await removeShare(ctx, id)) }),
})

export const putPayerOfDraft = operation({
  path: 'PUT /invoices/{id}/payer',
  summary: 'Say who owes a draft: a payer, or (null) the client',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, payerId: Id.nullable() }),
  returns: InvoiceView,
  fails: ['is_issued'],
  run: async (ctx, { id, payerId }) => {
    await setPayer(ctx, id, payerId)
    return viewInvoice(ctx, id)
  },
})

export const splitOneDraft = operation({
  path: 'POST /invoices/{id}/split',
  summary:
    'Split a draft between payers: in percent, by amounts or by lines; without parts, by the client’s rule',
  allow: 'invoices.manage',
  takes: z.strictObject({
    id: Id,
    parts: z
      .array(
        z.strictObject({
          /** Null: the client. */
          payerId: Id.nullable(),
          basisPoints: z.int().min(1).max(10_000).nullish(),
          amountMinor: Minor.min(1).nullish(),
          chargeIds: z.array(Id).max(200).nullish(),
        }),
      )
      .min(2)
      .max(10)
      .optional(),
  }),
  returns: z.object({ items: z.array(InvoiceView) }),
  fails: ['is_issued', 'nothing_to_bill', 'no_rule', 'too_small'],
  run: async (ctx, { id, parts }) => {
    const items = []
    for (const each of await splitDraft(ctx, id, parts)) items.push(await viewInvoice(ctx, each))
    return { items }
  },
})
