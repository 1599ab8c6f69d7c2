import { z } from 'zod'
import { line } from '../../../platform/operation/shapes.ts'

const Column = line(200)

/** How a bank's file is read; remembered with the account. */
export const BankMap = z.strictObject({
  /** False: the first row holds data, and columns are called by their place: 'Column 1'. */
  hasHead: z.boolean().default(true),
  day: Column,
  /** Unicode letters: dd.MM.yyyy, M/d/yyyy, or iso. */
  dayFormat: z.string().min(1).max(40),
  /** One column with signed amounts, or one for each way. */
  amount: Column.nullable().default(null),
  credit: Column.nullable().default(null),
  debit: Column.nullable().default(null),
  /** A column that says which way the money went, where amounts have no sign. */
  sign: Column.nullable().default(null),
  mark: z.enum([',', '.']),
  counterparty: Column.nullable().default(null),
  purpose: z.array(Column).max(6).default([]),
  reference: Column.nullable().default(null),
  id: Column.nullable().default(null),
  currency: Column.nullable().default(null),
})
export type BankMap = z.output<typeof BankMap>
