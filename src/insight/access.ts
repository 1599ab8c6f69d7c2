/** Who reads figures of the whole practice. Money in them also asks for billing's own word. */
export const permissions = {
  'insight.see': ['owner', 'manager', 'billing', 'read_only'],
} as const

export const MONEY = 'billing.reports'
