import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../project-root.ts'
import { calendarFeed, calendarInvite } from './ical.ts'
import type { CalendarInvite } from './ical.ts'

const invite: CalendarInvite = {
  method: 'REQUEST',
  uid: 'appointment-1@willow.example',
  sequence: 0,
  now: new Date('2026-03-01T08:00:00Z'),
  startsAt: new Date('2026-03-02T15:00:00Z'),
  endsAt: new Date('2026-03-02T15:45:00Z'),
  zone: 'America/New_York',
  summary: 'Physiotherapy',
  organizer: { name: 'Willow Lane', email: 'desk@willow.example' },
  attendee: { name: 'Zoë', email: 'zoe@example.org' },
}

/** What another reader understands: each event with its instants, by the VTIMEZONE of the file alone. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const instant = (name: string) => {
      const time = component.getFirstPropertyValue(name) as ICAL.Time
      const id = component.getFirstProperty(name)?.getParameter('tzid')
      const zone = zones.find((one) => one.tzid === id)
      if (id && !zone) throw new Error(`There is no VTIMEZONE for ${String(id)}.`)
      return new Date((zone ? ICAL.Time.fromData(time, zone) : time).toUnixTime() * 1000).toISOString()
    }
    return { event: new ICAL.Event(component), component, starts: instant('dtstart'), ends: instant('dtend') }
  })
}

function readOne(changes: Partial<CalendarInvite> = {}) {
  const [one] = read(calendarInvite({ ...invite, ...changes }))
  if (!one) throw new Error('There is no event.')
  return one
}

/** The starts that another reader sees when these instants are written into one file. */
function readBack(zone: string, instants: Date[]): string[] {
  const events = instants.map((startsAt, index) => {
    const endsAt = new Date(startsAt.getTime() + 45 * 60_000)
    return { uid: `a${index}@willow.example`, sequence: 0, startsAt, endsAt, zone, summary: 'Busy' }
  })
  const found = read(calendarFeed({ name: 'All', zone, now: invite.now }, events))
  for (const [index, { ends }] of found.entries()) expect(ends).toBe(events[index]?.endsAt.toISOString())
  return found.map((one) => one.starts)
}

describe('an invitation', () => {
  test('says when, where, who and how often it was changed', () => {
    const { event, component, starts, ends } = readOne({
      sequence: 3,
      location: '3 Willow Lane, Room 2; first floor',
      description: 'Bring: towel, shoes;\nand time \\ patience.',
      url: 'https://willow.example/v/1',
    })
    expect([starts, ends]).toEqual(['2026-03-02T15:00:00.000Z', '2026-03-02T15:45:00.000Z'])
    expect(event).toMatchObject({
      uid: invite.uid,
      sequence: 3,
      summary: 'Physiotherapy',
      location: '3 Willow Lane, Room 2; first floor',
    })
    expect(event.description).toBe('Bring: towel, shoes;\nand time \\ patience.')
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED')
    expect(component.getFirstPropertyValue('organizer')).toBe('mailto:desk@willow.example')
    expect(component.getFirstProperty('attendee')?.getParameter('cn')).toBe('Zoë')
  })

  test('is a proper file: method, UTC stamp, lines of at most 75 bytes ended by CRLF', () => {
    const text = calendarInvite({ ...invite, description: `${'Grüße 🦷 '.repeat(60)}` })
    expect(text).toContain('\r\nMETHOD:REQUEST\r\n')
    expect(text).toContain('\r\nDTSTAMP:20260301T080000Z\r\n')
    expect(text).toContain('\r\nDTSTART;TZID=America/New_York:20260302T100000\r\n')
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(readOne({ description: 'Grüße 🦷 '.repeat(60) }).event.description).toBe('Grüße 🦷 '.repeat(60))
    expect(calendarInvite(invite)).toBe(calendarInvite(invite))
  })

  test('calls off under the same UID with a higher sequence', () => {
    const text = calendarInvite({ ...invite, method: 'CANCEL', sequence: 1 })
    expect(text).toContain('\r\nMETHOD:CANCEL\r\n')
    const [one] = read(text)
    expect(one?.event).toMatchObject({ uid: invite.uid, sequence: 1 })
    expect(one?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })

  test('shown only, it asks nobody', () => {
    expect(calendarInvite({ ...invite, method: 'PUBLISH' })).not.toContain('ATTENDEE')
  })

  const zones = [
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'America/Sao_Paulo',
    'Pacific/Auckland',
    'UTC',
  ]
  test.each(zones)(
    'in %s it means the same instant on every day of the year, across both changes',
    (zone) => {
      const days = Array.from(
        { length: 366 },
        (_, day) => new Date(Date.UTC(2026, 0, 1, 0, 30) + day * 86_400_000),
      )
      expect(readBack(zone, days)).toEqual(days.map((day) => day.toISOString()))
    },
  )

  test('in the hour that comes twice, both passes stay apart', () => {
    // 1 November 2026, 01:30 in New York: first at 05:30 UTC, again at 06:30 UTC.
    for (const hour of ['05:30', '06:30']) {
      const startsAt = new Date(`2026-11-01T${hour}:00Z`)
      const endsAt = new Date(startsAt.getTime() + 45 * 60_000)
      expect(readOne({ startsAt, endsAt }).starts).toBe(startsAt.toISOString())
      expect(readOne({ startsAt, endsAt }).ends).toBe(endsAt.toISOString())
    }
  })

  test('what a person typed adds no line and no parameter', () => {
    const evil = 'x"\r\nATTENDEE:mailto:all@example.org\r\nX-A;CN="y'
    const text = calendarInvite({
      ...invite,
      summary: evil,
      location: evil,
      description: `${evil}\u2028\u0000BEGIN:VEVENT\rEND:VEVENT`,
      organizer: { name: evil, email: 'desk@willow.example' },
      attendee: { name: evil, email: 'zoe@example.org' },
    })
    const lines = text.replaceAll('\r\n ', '').split('\r\n')
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1)
    expect(lines.filter((line) => /^(BEGIN:VEVENT|X-A)/.test(line))).toEqual(['BEGIN:VEVENT'])
    expect(readOne({ summary: evil }).event.summary).toBe('x" ATTENDEE:mailto:all@example.org X-A;CN="y')
    for (const email of ['a@b.de\r\nX:y', 'a@b.de,c@d.de', 'mailto:a@b.de', 'a']) {
      expect(() => calendarInvite({ ...invite, organizer: { name: 'x', email } })).toThrow('plain e-mail')
    }
  })

  test('cannot end before it starts', () => {
    expect(() => calendarInvite({ ...invite, endsAt: new Date('2026-03-02T14:00:00Z') })).toThrow(
      'before it starts',
    )
  })
})

describe('a feed', () => {
  const feed = { name: 'Mia at Willow Lane', zone: 'Europe/Berlin', now: invite.now }

  test('lists every appointment with its own zone, and each zone once', () => {
    const events = Array.from({ length: 50 }, (_, index) => ({
      uid: `a${index}@willow.example`,
      sequence: index,
      startsAt: new Date(Date.UTC(2026, 2, 1 + index, 9)),
      endsAt: new Date(Date.UTC(2026, 2, 1 + index, 10)),
      zone: index % 2 ? 'Europe/Berlin' : 'America/New_York',
      summary: 'Busy',
      cancelled: index === 7,
      busy: index !== 8,
    }))
    const text = calendarFeed(feed, events)
    const found = read(text)
    expect(found.map((one) => one.starts)).toEqual(events.map((one) => one.startsAt.toISOString()))
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2)
    expect(text).toContain('X-WR-CALNAME:Mia at Willow Lane')
    expect(text).toMatch(/REFRESH-INTERVAL;VALUE=DURATION:PT15M/)
    expect(found[7]?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(found[8]?.component.getFirstPropertyValue('x-microsoft-cdo-busystatus')).toBe('FREE')
  })

  test('may be empty', () => {
    expect(read(calendarFeed(feed, []))).toEqual([])
  })
})

const cases = join(projectRoot(), '..', 'shared', 'data', 'timezones', 'dst_cases.json')
describe.skipIf(!existsSync(cases))('clock changes of the world', () => {
  type Change = { zone: string; utc: string }
  const { transitions, volatile_zones: volatile } = existsSync(cases)
    ? (JSON.parse(readFileSync(cases, 'utf8')) as { transitions: Change[]; volatile_zones: string[] })
    : { transitions: [], volatile_zones: [] }
  const zones = [...new Set(transitions.map((one) => one.zone))].filter((zone) => !volatile.includes(zone))

  test.each(zones)('around each change in %s', (zone) => {
    const instants = transitions
      .filter((one) => one.zone === zone && one.utc >= '2025')
      .flatMap((one) =>
        [-1440, -95, -50, -20, 0, 5, 50, 95, 1440].map(
          (minutes) => new Date(Date.parse(one.utc) + minutes * 60_000),
        ),
      )
    expect(readBack(zone, instants)).toEqual(instants.map((one) => one.toISOString()))
  })
})
