import { z } from 'zod'
import { sayRefusal } from '../../../platform/i18n/refusals.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../../platform/operation/row-version.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../../platform/operation/shapes.ts'
import { invalid } from '../../../platform/problem.ts'
import { addDemoPayers, addPayer, changePayer, findPayer, importPayers, listPayers } from '../payers.ts'

const PayerView = z.object({
  id: Id,
  name: z.string(),
  code: z.string().nullable(),
  phone: z.string().nullable(),
  isDemo: z.boolean(),
  retiredAt: Instant.nullable(),
  policies: z.int(),
  rowVersion: z.int(),
})

const fields = {
  name: line(120),
  code: line(80).nullable().default(null),
  phone: line(40).nullable().default(null),
}

export const list = operation({
  path: 'GET /payers',
  summary: 'The payers this practice knows',
  allow: 'insurance.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(PayerView) }),
  run: async (ctx) => ({ items: await listPayers(ctx) }),
})

export const add = operation({
  path: 'POST /payers',
  summary: 'Add a payer',
  allow: 'insurance.manage',
  takes: z.strictObject(fields),
  returns: PayerView,
  fails: ['payer_code_taken'],
  run: async (ctx, wish) => findPayer(ctx, await addPayer(ctx, wish)),
})

export const change = operation({
  path: 'PUT /payers/{id}',
  summary: 'Change a payer, or take it out of use',
  allow: 'insurance.manage',
  takes: z.strictObject({ id: Id, ...fields, isRetired: z.boolean().default(false), rowVersion: RowVersion }),
  returns: PayerView,
  fails: ['payer_code_taken', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    await changePayer(ctx, id, wish)
    return findPayer(ctx, id)
  },
})

export const importList = operation({
  path: 'POST /payers/import',
  summary: 'Read a list of payers from CSV: the number decides who is who, nobody is removed',
  allow: 'insurance.manage',
  takes: z.strictObject({}),
  upload: { maxBytes: 5 * 1024 * 1024 },
  returns: z.object({
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.array(z.object({ line: z.int(), why: z.string() })),
  }),
  fails: ['payer_code_taken', CHANGED_MEANWHILE],
  run: async (ctx) => {
    if (!ctx.upload || ctx.upload.length === 0) throw invalid('file', 'Choose a file.')
    const { refused, ...done } = await importPayers(ctx, ctx.upload)
    return { ...done, refused: refused.map(({ line, why }) => ({ line, why: sayRefusal(ctx.locale, why) })) }
  },
})

export const addDemo = operation({
  path: 'POST /payers/demo',
  summary: 'Add five made-up payers, to try everything out with the practice’s own clearinghouse',
  allow: 'insurance.manage',
  takes: z.strictObject({}),
  returns: z.object({ added: z.int() }),
  fails: ['payer_code_taken'],
  run: async (ctx) => ({ added: await addDemoPayers(ctx) }),
})
