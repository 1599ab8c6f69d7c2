import type { HappenedEvent } from '../platform/events/subscribers.ts'
import { subscriber } from '../platform/events/subscribers.ts'
import { calendarInvite } from '../platform/ical/ical.ts'
import type { Context } from '../platform/operation/context.ts'
import { pickLocale } from '../platform/i18n/i18n.ts'
import { primaryEmailIfAny } from '../clients/index.ts'
import { formatDateTime } from '../platform/time/index.ts'
import { asOneVisit, isSameDay, partsOf } from './coming.ts'
import { listQuietHours, quietFor } from './consent/quiet-hours.ts'
import { cancelPlanned, sendMessage } from './send-message.ts'
import type { TimedReminder } from './timing/time-reminders.ts'
import { timeReminders } from './timing/time-reminders.ts'
import type { VisitFacts } from './visit-facts.ts'
import { findVisitFacts } from './visit-facts.ts'

const ALIVE = ['booked', 'confirmed']
const LINK_DAYS_AFTER_VISIT = 30

/** What a booking, a move or a cancellation tells the client. */
export async function tellOfVisit(ctx: Context, event: HappenedEvent): Promise<void> {
  const visit = await findVisitFacts(ctx, event.subjectId)
  const isOver = visit.startsAt <= ctx.now
  if (event.name === 'appointment.moved' && isSamePlace(event.data, visit)) return
  // A walk-in who stands at the desk, or a visit written up afterwards, needs no mail.
  if (!isOver && event.data.source !== 'import') await tellClient(ctx, visit, event)
}

/** The reminders that follow a booking, a move or a cancellation: `old` only ends those that no longer fit. */
export async function followWithReminders(
  ctx: Context,
  event: HappenedEvent,
  what: 'all' | 'old',
): Promise<void> {
  const visit = await findVisitFacts(ctx, event.subjectId)
  if (event.name === 'appointment.moved' && isSamePlace(event.data, visit)) return
  await replanVisit(ctx, visit, what)
}

/** Both are done by automations (visit-actions.ts); here come only events that were queued before there were any. */
export const visitMessages = subscriber({
  name: 'messages.tellAboutVisit',
  on: [],
  run: async (ctx, event) => {
    await tellOfVisit(ctx, event)
    await followWithReminders(ctx, event, 'all')
  },
})

/** Nobody is reminded of a time that is no longer theirs, whatever the practice does by itself. */
export const endOldReminders = subscriber({
  name: 'messages.endOldReminders',
  on: ['appointment.moved', 'appointment.cancelled'],
  run: (ctx, event) => followWithReminders(ctx, event, 'old'),
})

/** Plans the reminders of a visit anew. Of several services in a row, whatever happens to one may concern that of all. */
export async function replanVisit(ctx: Context, visit: VisitFacts, what: 'all' | 'old' = 'all') {
  const parts = visit.bundleId ? await partsOf(ctx, visit.bundleId) : [visit]
  for (const part of parts) await replanReminders(ctx, part, { parts, plans: what === 'all' })
}

/** A visit that has begun or was missed needs no reminder. */
export const endReminders = subscriber({
  name: 'messages.endReminders',
  on: ['appointment.arrived', 'appointment.done', 'appointment.no_show'],
  run: async (ctx, event) => {
    await cancelPlanned(ctx, {
      subjectId: event.subjectId,
      rules: ['reminder'],
      why: 'The visit has begun or is over.',
    })
  },
})

/** Only the room changed: the client has nothing to know. */
function isSamePlace(
  { before, startsAt, endsAt, practitionerId, locationId }: Record<string, unknown>,
  visit: VisitFacts,
) {
  const was = (before ?? {}) as Record<string, unknown>
  return (
    was.startsAt === startsAt &&
    was.endsAt === endsAt &&
    was.practitionerId === practitionerId &&
    was.locationId === locationId &&
    startsAt === visit.startsAt.toISOString()
  )
}

async function tellClient(
  ctx: Context,
  visit: VisitFacts,
  event: { name: string; data: Record<string, unknown>; actorKind: string },
) {
  // A declined request was no visit yet: request-messages.ts tells of it.
  // Of visits that were booked or changed in one step, many-visits.ts tells once.
  if (event.data.declined || event.data.together) return
  const rule = ruleOf(event)
  const stillTrue = rule === 'cancelled' ? visit.state === 'cancelled' : ALIVE.includes(visit.state)
  if (!stillTrue) return
  await sendMessage(ctx, {
    clientId: visit.clientId,
    template: rule,
    rule,
    why: WHY[rule],
    data: await wordsOfVisit(ctx, visit),
    subject: ['appointment', visit.id],
    appointmentId: visit.id,
    key: `${rule} ${visit.id} ${visit.startsAt.toISOString()} ${visit.sequence}`,
    undo: event.actorKind === 'staff',
    ...(await calendarFile(ctx, visit)),
    ...(rule === 'cancelled' ? {} : { link: visitLink(visit, ctx.now) }),
  })
}

const WHY = {
  confirmation: 'The visit was booked.',
  request_moved: 'The request was booked at another time.',
  moved: 'The visit was moved.',
  cancelled: 'The visit was cancelled.',
} as const

function ruleOf({ name, data }: { name: string; data: Record<string, unknown> }): keyof typeof WHY {
  if (name === 'appointment.moved') return 'moved'
  if (name === 'appointment.cancelled') return 'cancelled'
  return data.otherTime ? 'request_moved' : 'confirmation'
}

/**
 * Plans what is to come and cancels what no longer fits; keyed by the start, so that a move makes new ones. Of several
 * services of one day only the first reminds, of all of them.
 */
async function replanReminders(
  ctx: Context,
  visit: VisitFacts,
  { parts, plans: plansNew }: { parts: readonly VisitFacts[]; plans: boolean },
) {
  const coming = parts.filter((part) => ALIVE.includes(part.state) && isSameDay(part, visit))
  const isAlive = coming[0]?.id === visit.id
  const plans = isAlive
    ? await timeReminders(ctx, {
        visitId: visit.id,
        clientId: visit.clientId,
        serviceId: visit.serviceId,
        startsAt: visit.startsAt,
        bookedAt: visit.bookedAt ?? ctx.now,
        zone: visit.clientZone ?? visit.zone,
        minutesBefore: visit.reminderMinutes,
        quiet: quietFor(await listQuietHours(ctx), 'email', 'reminder'),
      })
    : []
  const others = coming.slice(1).map(({ id, sequence }) => ` ${id.slice(-12)}.${sequence}`)
  const keyOf = ({ minutesBefore, kind }: TimedReminder) =>
    `reminder ${visit.id} ${kind === 'call' ? 'call ' : ''}${minutesBefore} ${visit.startsAt.toISOString()}${others.join('')}`
  await cancelPlanned(ctx, {
    subjectId: visit.id,
    rules: ['reminder'],
    keep: plans.map(keyOf),
    why: whyNoLonger(visit, isAlive),
  })
  for (const plan of plansNew ? plans : []) {
    const { minutesBefore, sendAt, skip, because, channel } = plan
    await sendMessage(ctx, {
      clientId: visit.clientId,
      template: 'reminder',
      rule: 'reminder',
      why: `Reminder ${hours(minutesBefore)} before the visit. ${because}`.trim(),
      data: await wordsOfVisit(ctx, asOneVisit(coming)),
      subject: ['appointment', visit.id],
      appointmentId: visit.id,
      key: keyOf(plan),
      again: true,
      sendAt,
      link: visitLink(visit, ctx.now),
      ...(channel ? { channel } : {}),
      ...(skip ? { skip } : {}),
    })
  }
}

function whyNoLonger({ state }: VisitFacts, isAlive: boolean): string {
  if (isAlive) return 'The visit was moved, or its reminders changed.'
  return ALIVE.includes(state)
    ? 'Another service of the same visit reminds of all of them.'
    : 'The visit was cancelled.'
}

function hours(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}

export function visitLink(visit: VisitFacts, now: Date) {
  const days = Math.max(0, Math.ceil((visit.startsAt.getTime() - now.getTime()) / 86_400_000))
  return {
    purpose: 'visit',
    page: '/visit',
    subject: ['appointment', visit.id] as const,
    validForDays: days + LINK_DAYS_AFTER_VISIT,
  }
}

/** The merge fields of a visit, in the client's language. */
export async function wordsOfVisit(ctx: Context, visit: VisitFacts) {
  const { locale } = await ctx.practice()
  return {
    service_name: visit.serviceName,
    starts: formatDateTime(visit.startsAt, {
      locale: pickLocale(visit.clientLanguage, locale),
      zone: visit.zone,
    }),
    practitioner_name: visit.practitionerName ?? '',
    location_name: visit.locationName,
    location_address: visit.locationAddress,
    instructions: visit.instructions ?? '',
  }
}

async function calendarFile(ctx: Context, visit: VisitFacts) {
  const practice = await ctx.practice()
  const email = await primaryEmailIfAny(ctx, visit.clientId)
  if (!email) return {}
  const host = new URL(ctx.services.settings.publicUrl).hostname
  const method = visit.state === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const)
  const content = calendarInvite({
    uid: `appointment-${visit.id}@${host}`,
    sequence: visit.sequence,
    method,
    now: ctx.now,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    zone: visit.zone,
    // No service name: calendars are shared with families and employers.
    summary: practice.name,
    location: [visit.locationName, visit.locationAddress].filter(Boolean).join(', '),
    organizer: { name: practice.name, email: `no-reply@${host.includes('.') ? host : `${host}.invalid`}` },
    attendee: { name: visit.clientName, email },
  })
  return { ics: { content, method } }
}
