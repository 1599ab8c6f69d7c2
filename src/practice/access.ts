import type { PermissionMatrix } from '../platform/access/actor.ts'

export const permissions = {
  'settings.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'settings.manage': ['owner', 'manager'],
  'staff.manage': ['owner', 'manager'],
  'keys.manage': ['owner'],
  'jobs.manage': ['owner', 'manager'],
  'audit.see': ['owner', 'manager'],
} as const satisfies PermissionMatrix

/** What a live screen must be allowed to see to be told that one of these changed. */
export const topics = {
  practice: 'settings.see',
  location: 'settings.see',
  room: 'settings.see',
  equipment: 'settings.see',
  staff: 'settings.see',
  api_key: 'keys.manage',
  job: 'jobs.manage',
}
