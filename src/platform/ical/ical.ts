/** Calendar files (RFC 5545, RFC 5546): invitations by mail and feeds to subscribe to. */
export { calendarFeed, calendarInvite, calendarOfMany } from './calendar.ts'
export type { CalendarFeed, CalendarInvite, CalendarPerson, FeedEvent } from './calendar.ts'
