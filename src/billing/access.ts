/** Words → roles. A practitioner sees and moves no money; the desk takes it, the biller puts it right. */
export const permissions = {
  'billing.see': ['owner', 'manager', 'front_desk', 'billing', 'read_only'],
  'billing.reports': ['owner', 'manager', 'billing', 'read_only'],
  'billing.set_up': ['owner', 'manager', 'billing'],
  // Whose account the money goes to: with this somebody could send it elsewhere.
  'billing.connect': ['owner', 'manager'],
  'charges.manage': ['owner', 'manager', 'front_desk', 'billing'],
  'invoices.manage': ['owner', 'manager', 'front_desk', 'billing'],
  // Where the practice has bills approved before they go out.
  'invoices.approve': ['owner', 'manager', 'billing'],
  'invoices.void': ['owner', 'manager', 'billing'],
  // One's own time, and everybody's with what it costs.
  'time.log': ['owner', 'manager', 'practitioner', 'billing'],
  'time.manage': ['owner', 'manager', 'billing'],
  // What a visit was for, and how services are coded.
  'codes.use': ['owner', 'manager', 'practitioner', 'billing'],
  'payments.take': ['owner', 'manager', 'front_desk', 'billing'],
  // A fee or a deposit by rule is let go, or a deposit given back against the rule.
  'fees.waive': ['owner', 'manager', 'billing'],
  'payments.refund': ['owner', 'manager', 'billing'],
  'writeoffs.make': ['owner', 'manager', 'billing'],
  // The second person of a write-off above a limit.
  'writeoffs.approve': ['owner', 'manager'],
  'dunning.manage': ['owner', 'manager', 'billing'],
  'bank.reconcile': ['owner', 'manager', 'billing'],
} as const
