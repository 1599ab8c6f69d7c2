import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id } from '../../platform/operation/shapes.ts'
import { todayOf } from '../invoices/invoice.ts'
import { CODE_KINDS, CodeView, ImportReport, importCodes, searchCodes } from './codes.ts'
import {
  Diagnosis,
  ServiceCoding,
  codingFields,
  listCodings,
  listDiagnoses,
  saveCoding,
  saveDiagnoses,
} from './coding.ts'

const Codings = z.object({ items: z.array(ServiceCoding) })
const Diagnoses = z.object({ items: z.array(z.object({ code: z.string(), label: z.string().nullable() })) })

export const getCodes = operation({
  path: 'GET /billing-codes',
  summary: 'Codes of the practice’s own code sets that count today, by their beginning or their text',
  allow: 'codes.use',
  takes: z.strictObject({ kind: z.enum(CODE_KINDS), q: z.string().max(60).default('') }),
  returns: z.object({ items: z.array(CodeView) }),
  run: async (ctx, wish) => ({ items: await searchCodes(ctx, { ...wish, day: await todayOf(ctx) }) }),
})

export const importCodeSet = operation({
  path: 'POST /billing-codes/import',
  summary: 'Take in a code set of the practice’s own licence from CSV: code, text, valid from, valid to',
  allow: 'billing.set_up',
  upload: { maxBytes: 24 * 1024 * 1024 },
  takes: z.strictObject({ kind: z.enum(CODE_KINDS) }),
  returns: ImportReport,
  run: (ctx, { kind }) => importCodes(ctx, kind),
})

export const getCodings = operation({
  path: 'GET /service-codings',
  summary: 'How services are coded on superbills',
  allow: 'codes.use',
  takes: z.strictObject({}),
  returns: Codings,
  run: async (ctx) => ({ items: await listCodings(ctx) }),
})

export const putCoding = operation({
  path: 'PUT /services/{id}/coding',
  summary: 'Say how a service is coded on superbills: code, modifiers, place of service, units',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id, ...codingFields }),
  returns: Codings,
  run: async (ctx, { id, ...wish }) => {
    await saveCoding(ctx, id, wish)
    return { items: await listCodings(ctx) }
  },
})

export const getDiagnoses = operation({
  path: 'GET /appointments/{id}/diagnoses',
  summary: 'What a visit was for, as codes',
  allow: 'codes.use',
  takes: z.strictObject({ id: Id }),
  returns: Diagnoses,
  run: async (ctx, { id }) => ({ items: await listDiagnoses(ctx, id) }),
})

export const putDiagnoses = operation({
  path: 'PUT /appointments/{id}/diagnoses',
  summary: 'Say what a visit was for, the main diagnosis first',
  allow: 'codes.use',
  takes: z.strictObject({ id: Id, items: z.array(Diagnosis).max(12) }),
  returns: Diagnoses,
  run: async (ctx, { id, items }) => {
    await saveDiagnoses(ctx, id, items)
    return { items: await listDiagnoses(ctx, id) }
  },
})
