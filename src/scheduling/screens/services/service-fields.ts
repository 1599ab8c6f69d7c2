import type { Returns, Takes } from '../../../ui/api/index.ts'

export type Service = Returns<'GET /services/{id}'>
type ServiceInput = Takes<'POST /services'>

/** One practitioner's own terms; null: as the service. */
export interface Terms {
  durationMinutes: number | null
  priceMinor: number | null
}

/** A service as its form holds it: spans of hours in hours, forms and rooms as lists of ids. */
export interface ServiceFields extends Record<string, unknown> {
  name: string
  nameDe: string
  category: string
  color: string
  description: string
  durationMinutes: number | null
  bufferBeforeMinutes: number | null
  bufferAfterMinutes: number | null
  priceMinor: number | null
  taxPercent: number | null
  slotIntervalMinutes: string
  bookableOnline: boolean
  requiresApproval: boolean
  clientsOnly: string
  noticeHours: number | null
  horizonDays: number | null
  cancelHours: number | null
  rescheduleHours: number | null
  practitioners: Record<string, Terms>
  locationIds: string[]
  needsRoom: boolean
  roomIds: string[]
  equipmentPoolIds: string[]
  modes: string[]
  formKeys: string[]
  noteTemplateKey: string
  reminders: string[]
  instructions: string
}

/** What a new service begins with. */
export const newFields: ServiceFields = {
  name: '', nameDe: '', category: '', color: 'teal', description: '', durationMinutes: 45, bufferBeforeMinutes: 0, bufferAfterMinutes: 0,
  priceMinor: 0, taxPercent: 0, slotIntervalMinutes: '15', bookableOnline: true, requiresApproval: false, clientsOnly: 'all', noticeHours: 2, horizonDays: 180,
  cancelHours: 24, rescheduleHours: 24, practitioners: {}, locationIds: [], needsRoom: true, roomIds: [], equipmentPoolIds: [],
  modes: ['in_person'], formKeys: [], noteTemplateKey: 'none', reminders: ['1440'], instructions: '',
} // prettier-ignore

export function fieldsOf(service: Service): ServiceFields {
  return {
    name: service.name,
    nameDe: service.translations.de?.name ?? '',
    category: service.category ?? '',
    color: service.color ?? 'gray',
    description: service.description ?? '',
    durationMinutes: service.durationMinutes,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    priceMinor: service.priceMinor,
    taxPercent: service.taxBasisPoints / 100,
    slotIntervalMinutes: String(service.slotIntervalMinutes),
    bookableOnline: service.bookableOnline,
    requiresApproval: service.requiresApproval,
    clientsOnly: service.clientsOnly ?? 'all',
    noticeHours: service.minNoticeMinutes / 60,
    horizonDays: service.horizonDays,
    cancelHours: service.cancelCutoffMinutes / 60,
    rescheduleHours: service.rescheduleCutoffMinutes / 60,
    practitioners: Object.fromEntries(
      service.practitioners.map((who) => [
        who.id,
        { durationMinutes: who.durationMinutes ?? null, priceMinor: who.priceMinor ?? null },
      ]),
    ),
    locationIds: service.locationIds,
    needsRoom: service.needsRoom,
    roomIds: service.roomIds,
    equipmentPoolIds: service.equipmentPoolIds,
    modes: service.modes,
    formKeys: service.formKeys,
    noteTemplateKey: service.noteTemplateKey ?? 'none',
    reminders: service.reminderMinutes.map(String),
    instructions: service.instructions ?? '',
  }
}

/**
 * The form as the API takes it. What the form does not show is kept: other languages, and a practitioner's own
 * buffers (from the service as it was).
 */
export function inputOf(fields: ServiceFields, before: Service | null): ServiceInput {
  const german = fields.nameDe.trim()
  const { de, ...others } = before?.translations ?? {}
  const { name: _name, ...deRest } = de ?? {}
  return {
    name: fields.name.trim(),
    translations: {
      ...others,
      ...(german || Object.keys(deRest).length > 0
        ? { de: { ...deRest, ...(german ? { name: german } : {}) } }
        : {}),
    },
    category: fields.category.trim() || null,
    color: fields.color,
    description: fields.description.trim() || null,
    ...timesOf(fields),
    priceMinor: fields.priceMinor ?? 0,
    taxBasisPoints: Math.round((fields.taxPercent ?? 0) * 100),
    cancelCutoffMinutes: minutes(fields.cancelHours),
    rescheduleCutoffMinutes: minutes(fields.rescheduleHours),
    requiresApproval: fields.requiresApproval,
    clientsOnly: fields.clientsOnly === 'all' ? null : (fields.clientsOnly as 'new' | 'existing'),
    practitioners: Object.entries(fields.practitioners).map(([id, terms]) => ({
      ...buffersOf(before, id),
      id,
      ...terms,
    })),
    formKeys: fields.formKeys,
    noteTemplateKey: fields.noteTemplateKey === 'none' ? null : fields.noteTemplateKey,
    reminderMinutes: fields.reminders.map(Number),
    instructions: fields.instructions.trim() || null,
  }
}

/** What decides over the free times, for the preview. */
export function rulesOf(fields: ServiceFields, before: Service | null) {
  const practitioners = Object.entries(fields.practitioners).map(([id, { durationMinutes }]) => ({
    ...buffersOf(before, id),
    id,
    durationMinutes,
  }))
  return { ...timesOf(fields), practitioners }
}

function timesOf(fields: ServiceFields) {
  return {
    durationMinutes: fields.durationMinutes ?? 0,
    bufferBeforeMinutes: fields.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: fields.bufferAfterMinutes ?? 0,
    slotIntervalMinutes: Number(fields.slotIntervalMinutes),
    minNoticeMinutes: minutes(fields.noticeHours),
    horizonDays: fields.horizonDays ?? 180,
    bookableOnline: fields.bookableOnline,
    modes: fields.modes as ServiceInput['modes'],
    locationIds: fields.locationIds,
    needsRoom: fields.needsRoom,
    roomIds: fields.needsRoom ? fields.roomIds : [],
    equipmentPoolIds: fields.equipmentPoolIds,
  }
}

function minutes(hours: number | null): number {
  return Math.round((hours ?? 0) * 60)
}

function buffersOf(before: Service | null, id: string) {
  const own = before?.practitioners.find((who) => who.id === id)
  return own
    ? {
        bufferBeforeMinutes: own.bufferBeforeMinutes ?? null,
        bufferAfterMinutes: own.bufferAfterMinutes ?? null,
      }
    : {}
}
