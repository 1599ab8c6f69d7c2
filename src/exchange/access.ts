/** Who may bring data in. An import makes clients and visits by the thousand, and can take them back. */
export const permissions = {
  'import.run': ['owner', 'manager'],
} as const

/** Live topic → permission. */
export const topics = { import: 'import.run' }
