/** Ways to reach a client. `call` is the list of calls that people make; `portal` is the client's own page. */
export const CHANNELS = ['email', 'sms', 'portal', 'call'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * What a message is for. Consent, quiet hours and unsubscribing go by it: `care` and `billing` belong to a visit or a
 * bill that the client asked for; `reminder`, `recall` and `review` may be refused; `marketing` needs a yes first.
 */
export const PURPOSES = ['care', 'reminder', 'billing', 'recall', 'review', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]

const BY_RULE: Record<string, Purpose> = {
  reminder: 'reminder',
  invoice: 'billing',
  receipt: 'billing',
  estimate: 'billing',
  superbill: 'billing',
  dunning: 'billing',
  recall: 'recall',
  review: 'review',
  campaign: 'marketing',
}

/** The purpose of a rule that does not name one. */
export function purposeOf(rule: string): Purpose {
  return BY_RULE[rule] ?? 'care'
}
