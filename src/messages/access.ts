/** Who sees and may do what with messages. */
export const permissions = {
  'messages.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'messages.send': ['owner', 'manager', 'practitioner', 'front_desk', 'billing'],
  'channels.manage': ['owner', 'manager'],
  'templates.manage': ['owner', 'manager'],
} as const

/** Live topic → permission. */
export const topics = {
  message: 'messages.see',
  conversation: 'messages.see',
  inbound_message: 'messages.see',
  message_settings: 'settings.see',
  message_snippet: 'messages.see',
}
