import type { Takes } from '../../../ui/api/index.ts'
import type { BankLine } from './BankTab.tsx'

type Settlement = Takes<'POST /bank-lines/{id}/settlement'>

/** What confirming a proposal sends. */
export function settlementOf(proposal: BankLine['proposals'][number]): Omit<Settlement, 'id'> {
  if (proposal.kind === 'invoices')
    return { invoices: proposal.parts.map(({ invoiceId, amountMinor }) => ({ invoiceId, amountMinor })) }
  return { known: { kind: proposal.kind, id: proposal.id! } }
}
