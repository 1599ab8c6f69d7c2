/** Who sees and may do what with tasks and automations. */
export const permissions = {
  'tasks.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'tasks.edit': ['owner', 'manager', 'practitioner', 'front_desk', 'billing'],
  'automations.see': ['owner', 'manager', 'read_only'],
  'automations.manage': ['owner', 'manager'],
  'webhooks.manage': ['owner'],
} as const

/** Live topic → permission. */
export const topics = {
  task: 'tasks.see',
  automation: 'automations.see',
  automation_run: 'automations.see',
  webhook: 'webhooks.manage',
  webhook_delivery: 'webhooks.manage',
}
