import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { Day, Id, Minor } from '../../platform/operation/shapes.ts'

export const CreditNoteView = z.object({
  id: Id,
  number: z.int(),
  /** void: the whole invoice was taken back; part: lines or amounts of it. */
  kind: z.enum(['void', 'part']),
  totalMinor: Minor,
  issuedOn: Day,
  reason: z.string(),
  createdBy: z.string(),
})

/** The credit notes of an invoice, the first one first. */
export async function listCreditNotes(
  ctx: Context,
  invoiceId: string,
): Promise<z.input<typeof CreditNoteView>[]> {
  const { rows } = await sql<
    z.input<typeof CreditNoteView>
  >`select id, number, kind, total_minor as "totalMinor", issued_on as "issuedOn", reason, created_by as "createdBy"
    from credit_note where practice_id = ${ctx.practiceId} and invoice_id = ${invoiceId} order by number`.execute(
    ctx.db,
  )
  return rows
}
