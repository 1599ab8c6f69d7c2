import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator'
import type { ICalCalendar, ICalEventData } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { tzlib_get_ical_block, tzlib_get_offset, tzlib_get_timezones } from 'timezones-ical-library'

export interface CalendarPerson {
  name: string
  email: string
}

/** One appointment in a calendar; `zone` is the place's IANA zone, in which the wall time is written. */
interface Happening {
  /** The same for the whole life of the appointment: 'appointment-<id>@<host>'. */
  uid: string
  /** Counts up with each change, or calendars keep the older one. */
  sequence: number
  startsAt: Date
  endsAt: Date
  zone: string
  summary: string
  description?: string
  location?: string
  url?: string
}

export interface CalendarInvite extends Happening {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** When this file was made (DTSTAMP). */
  now: Date
  organizer: CalendarPerson
  /** Absent for PUBLISH: nobody is asked to answer. */
  attendee?: CalendarPerson
}

export interface FeedEvent extends Happening {
  cancelled?: boolean
  /** Asked for, and not agreed to yet. */
  tentative?: boolean
  /** False lets others book over it (a note, a reminder). */
  busy?: boolean
}

export interface CalendarFeed {
  name: string
  zone: string
  now: Date
  /** How often a subscriber should look again. */
  refreshMinutes?: number
}

/** The text of an .ics file that asks (REQUEST), calls off (CANCEL) or shows (PUBLISH) one appointment. */
export function calendarInvite(invite: CalendarInvite): string {
  const calendar = emptyCalendar(invite.method)
  const event = calendar.createEvent({
    ...eventData(invite, invite.now),
    status: invite.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: person(invite.organizer),
  })
  if (invite.attendee && invite.method !== 'PUBLISH') {
    event.createAttendee({
      ...person(invite.attendee),
      role: ICalAttendeeRole.REQ,
      // The appointment stands already; an answer is welcome and not needed.
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })
  }
  return finish(calendar)
}

/** The text of an .ics file with several appointments, to be taken into a calendar at once. */
export function calendarOfMany(events: readonly FeedEvent[], now: Date): string {
  const calendar = emptyCalendar('PUBLISH')
  for (const each of events) calendar.createEvent({ ...eventData(each, now), status: statusOf(each) })
  return finish(calendar)
}

/** A calendar to subscribe to. Feeds travel by secret link: callers put "Busy" or initials into them, never a name. */
export function calendarFeed(feed: CalendarFeed, events: readonly FeedEvent[]): string {
  const calendar = emptyCalendar('PUBLISH')
  calendar.name(oneLine(feed.name))
  calendar.x('X-WR-TIMEZONE', feed.zone)
  calendar.ttl((feed.refreshMinutes ?? 15) * 60)
  for (const each of events) {
    calendar.createEvent({
      ...eventData(each, feed.now),
      status: statusOf(each),
      busystatus: each.busy === false ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    })
  }
  return finish(calendar)
}

function statusOf({ cancelled, tentative }: FeedEvent): ICalEventStatus {
  if (cancelled) return ICalEventStatus.CANCELLED
  return tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

function emptyCalendar(method: CalendarInvite['method']): ICalCalendar {
  const calendar = ical({ prodId: { company: 'Atrium', product: 'Atrium', language: 'EN' } })
  calendar.method(ICalCalendarMethod[method])
  // A zone named on the calendar would make DTSTAMP a floating time, which is invalid: each event names its own.
  calendar.timezone({ name: null, generator: vtimezone })
  return calendar
}

function eventData(event: Happening, now: Date): ICalEventData {
  if (event.endsAt < event.startsAt) throw new RangeError('An appointment cannot end before it starts.')
  const zone = writableZone(event)
  return {
    id: event.uid,
    sequence: event.sequence,
    stamp: now,
    // With a plain Date the library would write the wall time of the process, not of the zone.
    start: zone ? zoned(event.startsAt, zone) : event.startsAt,
    end: zone ? zoned(event.endsAt, zone) : event.endsAt,
    timezone: zone,
    summary: oneLine(event.summary),
    description: event.description === undefined ? null : manyLines(event.description),
    location: event.location === undefined ? null : { title: oneLine(event.location) },
    url: event.url ?? null,
  }
}

function zoned(instant: Date, zone: string) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
}

/**
 * The zone in which both ends can be said without doubt, or null: then they are written in UTC. In the hour that comes
 * twice in autumn readers disagree which pass is meant (RFC 5545, 3.3.5, says the first). And a VTIMEZONE holds one
 * pair of rules for all years, which for some zones is a day wrong in some years: it must agree with the real offset.
 */
function writableZone({ startsAt, endsAt, zone }: Happening): string | null {
  if (zone === 'UTC' || vtimezone(zone) === null) return null
  return [startsAt, endsAt].every((instant) => isClear(instant, zone)) ? zone : null
}

function isClear(instant: Date, zone: string): boolean {
  const real = zoned(instant, zone)
  const wall = real.toPlainDateTime()
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (first.epochMilliseconds !== second.epochMilliseconds) return false
  const written = tzlib_get_offset(
    zone,
    wall.toPlainDate().toString(),
    wall.toPlainTime().toString().slice(0, 5),
  )
  return written === real.offset.replace(':', '')
}

const blocks = new Map<string, string | null>()

function vtimezone(zone: string): string | null {
  const known = blocks.get(zone)
  if (known !== undefined) return known
  // Asked for a zone that it does not have, the library writes to standard error.
  if (!tzlib_get_timezones().includes(zone)) return null
  const [block = null] = tzlib_get_ical_block(zone)
  blocks.set(zone, block)
  return block
}

// The address stands where a calendar address is expected (mailto:…), so it must not be able to say more than that.
function person({ name, email }: CalendarPerson): { name: string; email: string } {
  if (!/^[^\s"<>,;:@\\]+@[^\s"<>,;:@\\]+$/.test(email))
    throw new RangeError('A calendar needs one plain e-mail address.')
  // A quote cannot be escaped inside a quoted parameter (RFC 5545, 3.2): it becomes a typographic one.
  return { name: oneLine(name).replace(/["\\]/g, '\u2019') || email, email }
}

function oneLine(text: string): string {
  return manyLines(text).replace(/\s+/gu, ' ').trim()
}

// All control characters but tab and line feed; a pattern in words keeps the linter and the reader at ease.
const control = /[^\P{Cc}\t\n]/gu

function manyLines(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(control, '')
}

function finish(calendar: ICalCalendar): string {
  return `${calendar.toString().replace(/(\r\n)+$/, '')}\r\n`
}
