import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, line } from '../../platform/operation/shapes.ts'
import {
  ExemptionView,
  TaxView,
  addExemption,
  listExemptions,
  listTaxes,
  removeExemption,
  removeTax,
  saveTax,
  taxFields,
} from './tax.ts'

const Taxes = z.object({ items: z.array(TaxView) })
const Exemptions = z.object({ items: z.array(ExemptionView) })

export const getTaxes = operation({
  path: 'GET /billing/taxes',
  summary: 'The taxes of the practice, with their places and days',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Taxes,
  run: async (ctx) => ({ items: await listTaxes(ctx) }),
})

export const addTax = operation({
  path: 'POST /billing/taxes',
  summary: 'Add a tax; a new rate of a tax is a new row from its day on',
  allow: 'billing.set_up',
  takes: z.strictObject(taxFields),
  returns: Taxes,
  fails: ['tax_overlaps', 'changed_meanwhile'],
  run: async (ctx, wish) => {
    await saveTax(ctx, wish)
    return { items: await listTaxes(ctx) }
  },
})

export const putTax = operation({
  path: 'PUT /billing/taxes/{id}',
  summary: 'Change a tax, or end it; what is charged already keeps its taxes',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id, ...taxFields, rowVersion: z.int() }),
  returns: Taxes,
  fails: ['tax_overlaps', 'changed_meanwhile'],
  run: async (ctx, wish) => {
    await saveTax(ctx, wish)
    return { items: await listTaxes(ctx) }
  },
})

export const deleteTax = operation({
  path: 'DELETE /billing/taxes/{id}',
  summary: 'Take a tax away that was entered by mistake',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id }),
  returns: Taxes,
  run: async (ctx, { id }) => {
    await removeTax(ctx, id)
    return { items: await listTaxes(ctx) }
  },
})

export const getExemptions = operation({
  path: 'GET /billing/tax-exemptions',
  summary: 'Who and what is not taxed, and why',
  allow: 'billing.see',
  takes: z.strictObject({ clientId: Id.optional() }),
  returns: Exemptions,
  run: async (ctx, question) => ({ items: await listExemptions(ctx, question) }),
})

export const postExemption = operation({
  path: 'POST /billing/tax-exemptions',
  summary: 'Exempt a client or a service from taxes; the reason is printed on invoices',
  allow: 'billing.set_up',
  takes: z.strictObject({
    clientId: Id.nullable().default(null),
    serviceId: Id.nullable().default(null),
    taxCode: z.string().max(20).nullable().default(null),
    reason: line(200),
    validFrom: Day,
    validUntil: Day.nullable().default(null),
  }),
  returns: Exemptions,
  run: async (ctx, wish) => {
    await addExemption(ctx, wish)
    return { items: await listExemptions(ctx, {}) }
  },
})

export const deleteExemption = operation({
  path: 'DELETE /billing/tax-exemptions/{id}',
  summary: 'Take an exemption away',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id }),
  returns: Exemptions,
  run: async (ctx, { id }) => {
    await removeExemption(ctx, id)
    return { items: await listExemptions(ctx, {}) }
  },
})
