import { expect, test } from 'vitest'
import type { Service } from './service-fields.ts'
import { fieldsOf, inputOf, newFields, rulesOf } from './service-fields.ts'

const service: Service = {
  id: 's1', name: 'Treatment', translations: { de: { name: 'Behandlung', description: 'Übung' } }, description: null, category: 'Care', color: 'blue',
  durationMinutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 15, homeTravelMinutes: 0, priceMinor: 8000, taxBasisPoints: 1900, billingCode: '97110', modes: ['in_person'],
  minNoticeMinutes: 90, horizonDays: 120, cancelCutoffMinutes: 1440, rescheduleCutoffMinutes: 720, slotIntervalMinutes: 15, bookableOnline: true, linkOnly: false, linkKey: null, seriesOnlineMax: 8,
  clientsOnly: null, needsRoom: true, formKeys: ['intake'], noteTemplateKey: 'soap', instructions: null, reminderMinutes: [2880, 120], position: 3,
  requiresApproval: true, slotOffsetMinutes: 5, capacity: 1, maxPerDay: 4, maxPerWeek: null, maxMinutesPerDay: 180, maxMinutesPerWeek: null, durationVariants: [{ minutes: 60, priceMinor: 10000 }], depositMinor: null,
  depositPercent: 20, checklist: ['Scans', 'Consent'], continuity: 'usual_or_last', assistantIds: ['paul'], scheduledOnly: false,
  archivedAt: null, rowVersion: 4, locationIds: [], roomIds: ['r1'], equipmentPoolIds: [], can: { edit: true },
  practitioners: [{ id: 'petra', name: 'Petra', durationMinutes: 60, priceMinor: null, bufferBeforeMinutes: 10, bufferAfterMinutes: null,
    minNoticeMinutes: null, horizonDays: null, slotIntervalMinutes: 30, capacity: null, weight: 200, priority: 0 }],
} // prettier-ignore

test('a form that nobody touched says what the service says', () => {
  const {
    id: _id,
    billingCode: _code,
    position: _position,
    archivedAt: _at,
    rowVersion: _version,
    can: _can,
    linkKey: _link,
    ...same
  } = service
  expect(inputOf(fieldsOf(service), service)).toEqual({
    ...same,
    practitioners: [
      {
        id: 'petra',
        durationMinutes: 60,
        priceMinor: null,
        bufferBeforeMinutes: 10,
        bufferAfterMinutes: null,
        minNoticeMinutes: null,
        horizonDays: null,
        slotIntervalMinutes: 30,
        capacity: null,
        weight: 200,
        priority: 0,
      },
    ],
  })
})

test('a usual share and priority stay empty', () => {
  const [petra] = service.practitioners
  const usual = { ...service, practitioners: [{ ...petra!, weight: 100, priority: 0 }] }
  expect(fieldsOf(usual).practitioners.petra).toMatchObject({ weight: null, priority: null })
  expect(fieldsOf(service).practitioners.petra).toMatchObject({ weight: 200, priority: null })
})

test('hours are shown, minutes are kept', () => {
  const fields = fieldsOf(service)
  expect(fields).toMatchObject({
    noticeHours: 1.5,
    rescheduleHours: 12,
    taxPercent: 19,
    reminders: ['2880', '120'],
  })
  expect(inputOf({ ...fields, noticeHours: 0.5, taxPercent: 7 }, service)).toMatchObject({
    minNoticeMinutes: 30,
    taxBasisPoints: 700,
  })
})

test('a German name that is emptied goes, what else is German stays', () => {
  expect(inputOf({ ...fieldsOf(service), nameDe: ' ' }, service).translations).toEqual({
    de: { description: 'Übung' },
  })
  expect(inputOf({ ...newFields, name: 'X' }, null).translations).toEqual({})
})

test('the preview asks with the rules alone; without rooms no room decides', () => {
  expect(rulesOf({ ...fieldsOf(service), needsRoom: false })).toMatchObject({
    needsRoom: false,
    roomIds: [],
    bufferAfterMinutes: 15,
  })
  expect(rulesOf(fieldsOf(service))).not.toHaveProperty('name')
})

test('a service for one person has one seat, whatever the group had', () => {
  const group = { ...fieldsOf(service), seats: 'group', capacity: 6, scheduledOnly: 'scheduled' }
  expect(rulesOf(group)).toMatchObject({ capacity: 6, scheduledOnly: true })
  expect(rulesOf({ ...group, seats: 'one' })).toMatchObject({ capacity: 1, scheduledOnly: false })
})

test('of two ways to ask for a deposit only the chosen one is kept', () => {
  const both = { ...fieldsOf(service), depositMinor: 2000, depositPercent: 20 }
  expect(inputOf({ ...both, deposit: 'amount' }, service)).toMatchObject({
    depositMinor: 2000,
    depositPercent: null,
  })
  expect(inputOf({ ...both, deposit: 'none' }, service)).toMatchObject({
    depositMinor: null,
    depositPercent: null,
  })
})

test('a checklist has one thing a line, none twice', () => {
  expect(
    inputOf({ ...fieldsOf(service), checklist: ' Scans \n\nConsent\nScans' }, service).checklist,
  ).toEqual(['Scans', 'Consent'])
})
