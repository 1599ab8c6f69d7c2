import { describe, expect, test } from 'vitest'
import { faultsOf, emptyDetails } from './details.ts'
import { addDays, cityOf, dayOfSlot, isElsewhere, partsOf, weekFrom, zoneName } from './days.ts'
import { onThisClock } from './hold-clock.ts'
import { alternativesOf, grouped, type Service, type Slot } from './offer.ts'

const slot = (startsAt: string): Slot => ({
  startsAt,
  endsAt: startsAt,
  zone: 'America/New_York',
  locationId: 'l',
  practitionerId: 'p',
})

describe('days', () => {
  test('count over months, years and clock changes', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(weekFrom('2026-03-06')).toEqual([
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
      '2026-03-09',
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
    ])
  })

  test('a slot belongs to the day of its place, wherever the phone is', () => {
    expect(dayOfSlot(slot('2026-03-02T23:30:00-05:00'))).toBe('2026-03-02')
  })

  test('noon is afternoon, five is evening', () => {
    const slots = ['09:00', '11:45', '12:00', '16:45', '17:00'].map((time) =>
      slot(`2026-03-02T${time}:00-05:00`),
    )
    expect(partsOf(slots).map(([part, list]) => [part, list.length])).toEqual([
      ['morning', 2],
      ['afternoon', 2],
      ['evening', 1],
    ])
    expect(partsOf([slot('2026-03-02T09:00:00-05:00')]).map(([part]) => part)).toEqual(['morning'])
  })

  test('zones are named as people say them, in summer and in winter', () => {
    expect(cityOf('America/New_York')).toBe('New York')
    expect(zoneName('America/New_York', 'en-US', '2026-03-02T12:00:00Z')).toBe('Eastern Standard Time')
    expect(zoneName('America/New_York', 'en-US', '2026-07-02T12:00:00Z')).toBe('Eastern Daylight Time')
    expect(zoneName('Europe/Berlin', 'de-DE', '2026-03-02T12:00:00Z')).toBe('Mitteleuropäische Normalzeit')
  })

  test('a device in the same time elsewhere is not told that it is elsewhere', () => {
    // The tests run in Pacific/Kiritimati.
    expect(isElsewhere('America/New_York', '2026-03-02T12:00:00Z')).toBe(true)
    expect(isElsewhere('Pacific/Kiritimati', '2026-03-02T12:00:00Z')).toBe(false)
  })
})

describe('the offer', () => {
  const service = (name: string, category: string | null) => ({ name, category }) as Service
  test('stands under its headings, what has none first', () => {
    const groups = grouped([service('a', 'X'), service('b', null), service('c', 'X'), service('d', 'Y')])
    expect(groups.map((group) => [group.category, group.services.map((one) => one.name)])).toEqual([
      [null, ['b']],
      ['X', ['a', 'c']],
      ['Y', ['d']],
    ])
  })

  test('a refusal without other times has none', () => {
    expect(alternativesOf(null)).toEqual([])
    expect(alternativesOf({ details: { alternatives: 'soon' } })).toEqual([])
    expect(alternativesOf({ details: { alternatives: [slot('2026-03-02T09:00:00-05:00')] } })).toHaveLength(1)
  })
})

describe('details', () => {
  const whole = { ...emptyDetails, givenName: 'Mia', familyName: 'Rossi', email: 'mia@rossi.example' }
  test('need a name and an address; who books for somebody else says who they are', () => {
    expect(faultsOf(emptyDetails, '2026-03-02').map((fault) => fault.field)).toEqual([
      'givenName',
      'familyName',
      'email',
    ])
    expect(faultsOf(whole, '2026-03-02')).toEqual([])
    expect(faultsOf({ ...whole, whose: 'other' }, '2026-03-02').map((fault) => fault.field)).toEqual([
      'bookerName',
      'bookerRelation',
    ])
  })

  test('nobody is born tomorrow, and an address has an at', () => {
    expect(faultsOf({ ...whole, bornOn: '2026-03-03' }, '2026-03-02')).toMatchObject([{ field: 'bornOn' }])
    expect(faultsOf({ ...whole, bornOn: '2026-03-02' }, '2026-03-02')).toEqual([])
    expect(faultsOf({ ...whole, email: 'mia at rossi' }, '2026-03-02')).toMatchObject([
      { field: 'email', key: 'public.badEmail' },
    ])
  })
})

test('a phone whose clock is wrong counts down from ten minutes, too', () => {
  const now = Date.parse('2026-03-02T14:00:00Z')
  expect(onThisClock('2026-03-02T14:09:58.000Z', now)).toBe('2026-03-02T14:09:58.000Z')
  // The server's clock is four minutes ahead of the phone's, or an hour behind.
  expect(onThisClock('2026-03-02T14:14:00.000Z', now)).toBe('2026-03-02T14:10:00.000Z')
  expect(onThisClock('2026-03-02T13:10:00.000Z', now)).toBe('2026-03-02T14:10:00.000Z')
})
