import type { Returns, Takes } from '../../../ui/api/index.ts'

export type Service = Returns<'GET /services/{id}'>
type ServiceInput = Takes<'POST /services'>

/** One practitioner's own terms; null: as the service. */
export interface Terms {
  durationMinutes: number | null
  priceMinor: number | null
  bufferBeforeMinutes: number | null
  bufferAfterMinutes: number | null
  minNoticeMinutes: number | null
  horizonDays: number | null
  slotIntervalMinutes: number | null
  capacity: number | null
  /** Share of the visits without a wish; null: the usual 100. */
  weight: number | null
  /** A higher one is asked first; null: 0. */
  priority: number | null
}

/** Another length that can be chosen when booking. */
export interface Variant {
  minutes: number | null
  priceMinor: number | null
}

/** A service as its form holds it: spans of hours in hours, forms and rooms as lists of ids. */
export interface ServiceFields extends Record<string, unknown> {
  name: string
  nameDe: string
  category: string
  color: string
  description: string
  seats: string
  capacity: number | null
  scheduledOnly: string
  durationMinutes: number | null
  durationVariants: Variant[]
  bufferBeforeMinutes: number | null
  bufferAfterMinutes: number | null
  homeTravelMinutes: number | null
  slotIntervalMinutes: string
  slotOffsetMinutes: number | null
  maxPerDay: number | null
  maxPerWeek: number | null
  maxMinutesPerDay: number | null
  maxMinutesPerWeek: number | null
  priceMinor: number | null
  taxPercent: number | null
  deposit: string
  depositMinor: number | null
  depositPercent: number | null
  /** 'listed', 'link' (by private link only) or 'none'. */
  online: string
  seriesOnlineMax: number | null
  requiresApproval: boolean
  clientsOnly: string
  continuity: string
  noticeHours: number | null
  horizonDays: number | null
  cancelHours: number | null
  rescheduleHours: number | null
  practitioners: Record<string, Terms>
  assistantIds: string[]
  locationIds: string[]
  needsRoom: boolean
  roomIds: string[]
  equipmentPoolIds: string[]
  modes: string[]
  formKeys: string[]
  noteTemplateKey: string
  reminders: string[]
  instructions: string
  checklist: string
}

/** As the service in every respect. */
export const noTerms: Terms = {
  durationMinutes: null, priceMinor: null, bufferBeforeMinutes: null, bufferAfterMinutes: null, minNoticeMinutes: null,
  horizonDays: null, slotIntervalMinutes: null, capacity: null, weight: null, priority: null,
} // prettier-ignore

/** What a new service begins with. */
export const newFields: ServiceFields = {
  name: '', nameDe: '', category: '', color: 'teal', description: '', seats: 'one', capacity: 8, scheduledOnly: 'open', durationMinutes: 45,
  durationVariants: [], bufferBeforeMinutes: 0, bufferAfterMinutes: 0, homeTravelMinutes: 0, slotIntervalMinutes: '15', slotOffsetMinutes: 0,
  maxPerDay: null, maxPerWeek: null, maxMinutesPerDay: null, maxMinutesPerWeek: null, priceMinor: 0, taxPercent: 0, deposit: 'none', depositMinor: null, depositPercent: null,
  online: 'listed', seriesOnlineMax: null, requiresApproval: false, clientsOnly: 'all', continuity: 'usual_or_last', noticeHours: 2, horizonDays: 180, cancelHours: 24, rescheduleHours: 24,
  practitioners: {}, assistantIds: [], locationIds: [], needsRoom: true, roomIds: [], equipmentPoolIds: [], modes: ['in_person'], formKeys: [],
  noteTemplateKey: 'none', reminders: ['1440'], instructions: '', checklist: '',
} // prettier-ignore

export function fieldsOf(service: Service): ServiceFields {
  return {
    name: service.name,
    nameDe: service.translations.de?.name ?? '',
    category: service.category ?? '',
    color: service.color ?? 'gray',
    description: service.description ?? '',
    seats: service.capacity > 1 ? 'group' : 'one',
    capacity: service.capacity > 1 ? service.capacity : 8,
    scheduledOnly: service.scheduledOnly ? 'scheduled' : 'open',
    durationMinutes: service.durationMinutes,
    durationVariants: service.durationVariants,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    homeTravelMinutes: service.homeTravelMinutes,
    slotIntervalMinutes: String(service.slotIntervalMinutes),
    slotOffsetMinutes: service.slotOffsetMinutes,
    maxPerDay: service.maxPerDay,
    maxPerWeek: service.maxPerWeek,
    maxMinutesPerDay: service.maxMinutesPerDay,
    maxMinutesPerWeek: service.maxMinutesPerWeek,
    priceMinor: service.priceMinor,
    taxPercent: service.taxBasisPoints / 100,
    deposit: service.depositMinor ? 'amount' : service.depositPercent ? 'share' : 'none',
    depositMinor: service.depositMinor,
    depositPercent: service.depositPercent,
    online: service.bookableOnline ? (service.linkOnly ? 'link' : 'listed') : 'none',
    requiresApproval: service.requiresApproval,
    seriesOnlineMax: service.seriesOnlineMax,
    clientsOnly: service.clientsOnly ?? 'all',
    continuity: service.continuity,
    noticeHours: service.minNoticeMinutes / 60,
    horizonDays: service.horizonDays,
    cancelHours: service.cancelCutoffMinutes / 60,
    rescheduleHours: service.rescheduleCutoffMinutes / 60,
    practitioners: Object.fromEntries(service.practitioners.map((who) => [who.id, termsOf(who)])),
    assistantIds: service.assistantIds,
    locationIds: service.locationIds,
    needsRoom: service.needsRoom,
    roomIds: service.roomIds,
    equipmentPoolIds: service.equipmentPoolIds,
    modes: service.modes,
    formKeys: service.formKeys,
    noteTemplateKey: service.noteTemplateKey ?? 'none',
    reminders: service.reminderMinutes.map(String),
    instructions: service.instructions ?? '',
    checklist: service.checklist.join('\n'),
  }
}

function termsOf(who: Service['practitioners'][number]): Terms {
  const { id: _id, name: _name, weight, priority, ...terms } = who
  // What is as usual stays empty.
  return {
    ...noTerms,
    ...terms,
    weight: weight === 100 ? null : (weight ?? null),
    priority: priority || null,
  }
}

/** The form as the API takes it. What the form does not show is kept: other languages. */
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
    ...rulesOf(fields),
    ...moneyOf(fields),
    durationVariants: fields.durationVariants.flatMap(({ minutes, priceMinor }) =>
      minutes === null ? [] : [{ minutes, priceMinor: priceMinor ?? 0 }],
    ),
    requiresApproval: fields.requiresApproval,
    seriesOnlineMax: fields.online === 'none' ? null : fields.seriesOnlineMax,
    continuity: fields.continuity as ServiceInput['continuity'],
    cancelCutoffMinutes: minutes(fields.cancelHours),
    rescheduleCutoffMinutes: minutes(fields.rescheduleHours),
    clientsOnly: fields.clientsOnly === 'all' ? null : (fields.clientsOnly as 'new' | 'existing'),
    formKeys: fields.formKeys,
    noteTemplateKey: fields.noteTemplateKey === 'none' ? null : fields.noteTemplateKey,
    reminderMinutes: fields.reminders.map(Number),
    instructions: fields.instructions.trim() || null,
    checklist: linesOf(fields.checklist),
  }
}

function moneyOf(fields: ServiceFields) {
  return {
    priceMinor: fields.priceMinor ?? 0,
    taxBasisPoints: Math.round((fields.taxPercent ?? 0) * 100),
    depositMinor: fields.deposit === 'amount' ? fields.depositMinor : null,
    depositPercent: fields.deposit === 'share' ? fields.depositPercent : null,
  }
}

/** What decides over the free times; the preview asks with it alone. */
export function rulesOf(fields: ServiceFields) {
  const isGroup = fields.seats === 'group'
  return {
    durationMinutes: fields.durationMinutes ?? 0,
    bufferBeforeMinutes: fields.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: fields.bufferAfterMinutes ?? 0,
    homeTravelMinutes: fields.homeTravelMinutes ?? 0,
    slotIntervalMinutes: Number(fields.slotIntervalMinutes),
    slotOffsetMinutes: fields.slotOffsetMinutes ?? 0,
    capacity: isGroup ? (fields.capacity ?? 2) : 1,
    scheduledOnly: isGroup && fields.scheduledOnly === 'scheduled',
    maxPerDay: fields.maxPerDay,
    maxPerWeek: fields.maxPerWeek,
    maxMinutesPerDay: fields.maxMinutesPerDay,
    maxMinutesPerWeek: fields.maxMinutesPerWeek,
    minNoticeMinutes: minutes(fields.noticeHours),
    horizonDays: fields.horizonDays ?? 180,
    bookableOnline: fields.online !== 'none',
    linkOnly: fields.online === 'link',
    modes: fields.modes as ServiceInput['modes'],
    locationIds: fields.locationIds,
    needsRoom: fields.needsRoom,
    roomIds: fields.needsRoom ? fields.roomIds : [],
    equipmentPoolIds: fields.equipmentPoolIds,
    assistantIds: fields.assistantIds,
    practitioners: Object.entries(fields.practitioners).map(([id, { weight, priority, ...terms }]) => ({
      id,
      ...terms,
      weight: weight ?? 100,
      priority: priority ?? 0,
    })),
  }
}

/** One thing a line; empty lines are none. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

function minutes(hours: number | null): number {
  return Math.round((hours ?? 0) * 60)
}
