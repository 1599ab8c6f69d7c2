import { z } from 'zod'
import { operation } from '../../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../../platform/operation/row-version.ts'
import { line } from '../../../platform/operation/shapes.ts'
import { CLEARINGHOUSE_KINDS, findClearinghouse, saveClearinghouse } from '../eligibility/clearinghouse.ts'

const Code = z
  .string()
  .regex(/^[A-Z0-9]{1,3}$/, 'A code of one to three letters and digits, such as PT or 98.')
const Qualifier = z.string().regex(/^[A-Z0-9]{2}$/, 'Two letters or digits, such as ZZ.')
/** What fits into the 15 places of an ISA. */
const Address = z
  .string()
  .trim()
  .max(15)
  .regex(/^[A-Za-z0-9 ]*$/, 'Letters and digits only.')

const fields = {
  kind: z.enum(CLEARINGHOUSE_KINDS),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  userName: line(200).nullable(),
  senderQualifier: Qualifier,
  senderId: Address,
  receiverQualifier: Qualifier,
  receiverId: Address,
  isTrial: z.boolean(),
  providerName: z.string().trim().max(60),
  npi: z.string().trim().max(10),
  serviceTypes: z.array(Code).max(20),
  staleDays: z.int().min(1).max(365),
  aheadDays: z.int().min(0).max(30),
}
const View = z.object({
  ...fields,
  url: z.string().nullable(),
  userName: z.string().nullable(),
  hasSecret: z.boolean(),
  rowVersion: z.int(),
})

export const get = operation({
  path: 'GET /clearinghouse',
  summary: 'How this practice asks payers',
  allow: 'insurance.manage',
  takes: z.strictObject({}),
  returns: View,
  run: (ctx) => findClearinghouse(ctx),
})

export const save = operation({
  path: 'PUT /clearinghouse',
  summary: 'Change how this practice asks payers; without `secret` the password stays, with null it goes',
  allow: 'insurance.manage',
  takes: z.strictObject({
    ...fields,
    secret: z.string().min(1).max(500).nullable().optional(),
    rowVersion: RowVersion,
  }),
  returns: View,
  fails: [CHANGED_MEANWHILE],
  secret: 'input',
  run: async (ctx, wish) => {
    await saveClearinghouse(ctx, wish)
    return findClearinghouse(ctx)
  },
})
