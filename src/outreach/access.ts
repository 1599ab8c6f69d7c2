/** Who sees and writes what brings people back. */
export const permissions = {
  'recalls.see': ['owner', 'manager', 'practitioner', 'front_desk', 'read_only'],
  'recalls.edit': ['owner', 'manager', 'practitioner', 'front_desk'],
  'recalls.remind': ['owner', 'manager', 'front_desk'],
  'recalls.set_up': ['owner', 'manager'],
  'campaigns.see': ['owner', 'manager', 'front_desk', 'read_only'],
  'campaigns.manage': ['owner', 'manager'],
} as const

/** Live topic → permission. */
export const topics = { recall: 'recalls.see', recall_type: 'recalls.see', campaign: 'campaigns.see' }
