import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import { notFound } from '../../platform/problem.ts'
import { chargeAgain } from '../charges/from-visit.ts'
import { ChargeView, viewCharge } from '../charges/view.ts'
import { approveDraft, createDraft } from '../invoices/draft.ts'
import { sumDraft } from '../invoices/settle-draft.ts'
import { InvoiceView, viewInvoice } from '../invoices/view.ts'
import { MembershipView, viewMemberships } from '../memberships/view.ts'
import { extendPackage, refundPackage } from './ending.ts'
import { PackageTypeView, listPackageTypes, packageTypeFields, savePackageType } from './package-type.ts'
import { sellPackage } from './package.ts'
import { PackageView, viewPackages } from './view.ts'

export const getPackageTypes = operation({
  path: 'GET /package-types',
  summary: 'The packages that this practice sells',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(PackageTypeView) }),
  run: async (ctx) => ({ items: await listPackageTypes(ctx) }),
})

export const addPackageType = operation({
  path: 'POST /package-types',
  summary: 'Define a package: what it pays for, what it costs, how long it lasts',
  allow: 'billing.set_up',
  takes: z.strictObject(packageTypeFields),
  returns: PackageTypeView,
  run: (ctx, wish) => savePackageType(ctx, wish),
})

export const putPackageType = operation({
  path: 'PUT /package-types/{id}',
  summary: 'Change a package; those that were sold keep their terms',
  allow: 'billing.set_up',
  takes: z.strictObject({
    id: Id,
    ...packageTypeFields,
    archived: z.boolean().default(false),
    rowVersion: RowVersion,
  }),
  returns: PackageTypeView,
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => savePackageType(ctx, wish),
})

export const getPrepaid = operation({
  path: 'GET /clients/{id}/prepaid',
  summary:
    'What a client paid for in advance: packages (relatives’, too, where they may use them) and memberships',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id, running: z.stringbool().default(false) }),
  returns: z.object({ packages: z.array(PackageView), memberships: z.array(MembershipView) }),
  run: async (ctx, { id, running }) => {
    await findClient(ctx, id)
    return {
      packages: await viewPackages(ctx, { clientId: id, running }),
      memberships: await viewMemberships(ctx, { clientId: id, running }),
    }
  },
})

export const sellOnePackage = operation({
  path: 'POST /clients/{id}/packages',
  summary: 'Sell a package: an invoice like any other',
  allow: 'invoices.manage',
  takes: z.strictObject({ id: Id, typeId: Id, locationId: Id.nullish() }),
  returns: InvoiceView,
  fails: ['is_archived', 'nothing_to_bill', 'mixed_currency', 'is_issued'],
  run: async (ctx, { id, typeId, locationId }) => {
    const draft = await createDraft(ctx, { clientId: id, note: null })
    await sellPackage(ctx, { clientId: id, typeId, invoiceId: draft.id, locationId })
    await sumDraft(ctx, draft.id)
    await approveDraft(ctx, draft.id)
    return viewInvoice(ctx, draft.id)
  },
})

async function viewPackage(ctx: Context, id: string) {
  const [found] = await viewPackages(ctx, { id })
  if (!found) throw notFound('This package')
  return found
}

export const getPackage = operation({
  path: 'GET /packages/{id}',
  summary: 'A sold package with its visits',
  allow: 'billing.see',
  takes: z.strictObject({ id: Id }),
  returns: PackageView,
  run: (ctx, { id }) => viewPackage(ctx, id),
})

export const extendOnePackage = operation({
  path: 'POST /packages/{id}/extension',
  summary: 'Give a package more time; without a day it never expires',
  allow: 'invoices.manage',
  reason: 'required',
  takes: z.strictObject({ id: Id, expiresOn: Day.nullable(), reason: line(500) }),
  returns: PackageView,
  fails: ['is_over', 'not_sold'],
  run: async (ctx, { id, ...wish }) => {
    await extendPackage(ctx, id, wish)
    return viewPackage(ctx, id)
  },
})

export const refundOnePackage = operation({
  path: 'POST /packages/{id}/refund',
  summary: 'Give back what is left of a package: it becomes the client’s credit',
  allow: 'payments.refund',
  reason: 'required',
  takes: z.strictObject({ id: Id, reason: line(500) }),
  returns: PackageView,
  fails: ['is_over', 'not_sold', 'is_taxed', 'mixed_currency'],
  run: async (ctx, { id, reason }) => {
    await viewPackage(ctx, id)
    await refundPackage(ctx, id, reason)
    return viewPackage(ctx, id)
  },
})

export const putPrepaidOfVisit = operation({
  path: 'PUT /appointments/{id}/prepaid',
  summary:
    'Pay a charged visit from the client’s package or membership after all, or give the visit back to it',
  allow: 'invoices.void',
  reason: 'required',
  takes: z.strictObject({ id: Id, prepaid: z.boolean(), reason: line(500) }),
  returns: ChargeView,
  fails: [
    'not_done',
    'not_charged',
    'not_covered',
    'already_invoiced',
    'is_void',
    'is_draft',
    'is_used',
    'is_refunded',
    'is_reversed',
    'refund_instead',
    'changed_meanwhile',
    'nothing_to_bill',
    'mixed_currency',
    'too_small',
  ],
  run: async (ctx, { id, ...wish }) => viewCharge(ctx, (await chargeAgain(ctx, id, wish)).id),
})
