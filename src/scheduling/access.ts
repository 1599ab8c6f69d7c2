import type { PermissionMatrix } from '../platform/access/actor.ts'

/** Who may do what in the diary. */
export const permissions = {
  'services.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'services.manage': ['owner', 'manager'],
  'hours.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'hours.manage': ['owner', 'manager'],
  // Practitioners enter their own hours, leave and meetings.
  'hours.manage_own': ['owner', 'manager', 'practitioner'],
  // Block a part of a day in the calendar: one’s own, or anybody’s at the desk.
  'time.block': ['owner', 'manager', 'practitioner', 'front_desk'],
  'time.block_others': ['owner', 'manager', 'front_desk'],
  // Leave that somebody asked for; one's own only as the owner.
  'leave.decide': ['owner', 'manager'],
  'leave.decide_own': ['owner'],
  'calendar.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'appointments.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'appointments.book': ['owner', 'manager', 'practitioner', 'front_desk'],
  'appointments.move': ['owner', 'manager', 'practitioner', 'front_desk'],
  'appointments.cancel': ['owner', 'manager', 'practitioner', 'front_desk'],
  // Schedule, change and cancel sessions of groups.
  'sessions.manage': ['owner', 'manager', 'practitioner', 'front_desk'],
  // Arrived, in the room, done, did not come.
  'appointments.check_in': ['owner', 'manager', 'practitioner', 'front_desk'],
  // Break a rule of the diary knowingly: double-book, book outside of hours. Each time with a reason.
  'appointments.overlap': ['owner', 'manager', 'front_desk'],
  // A lost day or room: new times for many visits at once, approved together.
  'replanning.see': ['owner', 'manager', 'front_desk'],
  'replanning.manage': ['owner', 'manager', 'front_desk'],
  'capacity.see': ['owner', 'manager', 'front_desk'],
  // The chance that somebody stays away: for staff only, it refuses nobody anything.
  'no_shows.see': ['owner', 'manager', 'practitioner', 'front_desk'],
  'no_shows.manage': ['owner', 'manager'],
  // Online booking: its rules, what clients read about practitioners.
  'online.see': ['owner', 'manager', 'practitioner', 'front_desk'],
  'online.manage': ['owner', 'manager'],
  // Addresses of calendars to subscribe to; practitioners make their own.
  'feeds.manage': ['owner', 'manager'],
  'feeds.manage_own': ['owner', 'manager', 'practitioner'],
  'waitlist.see': ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'],
  'waitlist.manage': ['owner', 'manager', 'practitioner', 'front_desk'],
  'waitlist.set_up': ['owner', 'manager'],
} as const satisfies PermissionMatrix
