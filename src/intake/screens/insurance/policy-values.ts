import type { Policy } from './cover-words.ts'

/** What is typed of a policy; `payer` and `holder` are ids or a word for "by name". */
export type PolicyValues = {
  payer: string
  payerName: string
  memberId: string
  groupNumber: string
  planName: string
  relation: string
  holder: string
  givenName: string
  familyName: string
  bornOn: string | null
  priority: string
  validFrom: string | null
  validTo: string | null
  copayMinor: number | null
}

/** The fields of a policy, or of a new one in the first place that is free. */
export function valuesOf(
  policy: Policy | null,
  words: { otherPayer: string; typedHolder: string; freePlace: number },
): PolicyValues {
  const holder = policy?.holder
  const isTyped = !holder?.clientId && Boolean(holder?.familyName)
  return {
    payer: policy ? (policy.payerId ?? words.otherPayer) : '',
    payerName: policy && !policy.payerId ? policy.payerName : '',
    memberId: policy?.memberId ?? '',
    groupNumber: policy?.groupNumber ?? '',
    planName: policy?.planName ?? '',
    relation: policy?.relation ?? 'self',
    holder: holder?.clientId ?? (isTyped ? words.typedHolder : ''),
    givenName: isTyped ? (holder?.givenName ?? '') : '',
    familyName: isTyped ? (holder?.familyName ?? '') : '',
    bornOn: isTyped ? (holder?.bornOn ?? null) : null,
    priority: String(policy?.priority ?? words.freePlace),
    validFrom: policy?.validFrom ?? null,
    validTo: policy?.validTo ?? null,
    copayMinor: policy?.copayMinor ?? null,
  }
}
