import { z } from 'zod'
import { sayMessages } from '../../platform/i18n/refusals.ts'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, InstantIn, line, text } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { MODES } from '../appointment/states.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { addAttendee, attendeesOf } from './attendees.ts'
import { cancelSession, editSession } from './change-session.ts'
import { moveSession } from './move-session.ts'
import { scheduleSessions } from './schedule-sessions.ts'
import { SessionView, findSession, listSessions, presentSession } from './session.ts'
import { addWaiting, promote, removeWaiting, waitingOf } from './waiting.ts'

const MOST_DAYS = 370

const SessionDetail = SessionView.extend({
  /** Who has a seat, by name; those who cancelled last. */
  attendees: z.array(AppointmentView),
  /** Who waits for one, the first first. */
  waitlist: z.array(
    z.object({
      id: Id,
      clientId: Id,
      clientName: z.string(),
      clientNumber: z.int(),
      notes: z.string().nullable(),
      addedAt: Instant,
    }),
  ),
})

async function detail(ctx: Context, id: string) {
  const session = await findSession(ctx, id)
  const attendees = await attendeesOf(ctx, id)
  return {
    ...presentSession(ctx, session),
    attendees: attendees.map((visit) => presentAppointment(ctx, visit)),
    waitlist: await waitingOf(ctx, id),
  }
}

export const list = operation({
  path: 'GET /sessions',
  summary: 'List the sessions of groups that begin in a span, with their seats',
  allow: 'calendar.see',
  takes: z.strictObject({
    from: InstantIn,
    to: InstantIn,
    practitionerId: Id.optional(),
    locationId: Id.optional(),
    serviceId: Id.optional(),
    cancelled: z.stringbool().default(false),
  }),
  returns: z.object({ items: z.array(SessionView) }),
  run: async (ctx, ask) => {
    const days = (ask.to.getTime() - ask.from.getTime()) / 86_400_000
    if (days <= 0) throw invalid('to', 'The span ends before it begins.')
    if (days > MOST_DAYS) throw invalid('to', `Ask for ${MOST_DAYS} days at most.`)
    return { items: (await listSessions(ctx, ask)).map((row) => presentSession(ctx, row)) }
  },
})

export const get = operation({
  path: 'GET /sessions/{id}',
  summary: 'Open a session: who has a seat, and who waits for one',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: SessionDetail,
  run: (ctx, { id }) => detail(ctx, id),
})

export const schedule = operation({
  path: 'POST /sessions',
  summary: 'Schedule a session of a group, or a class on several dates',
  allow: 'sessions.manage',
  takes: z.strictObject({
    serviceId: Id,
    practitionerId: Id,
    locationId: Id.nullish(),
    roomId: Id.nullish(),
    startsAt: z.array(InstantIn).min(1).max(60),
    durationMinutes: z.int().min(1).max(1440).optional(),
    capacity: z.int().min(1).max(500).optional(),
    mode: z.enum(MODES).optional(),
    title: line(120).nullish(),
    notes: text(4000).nullish(),
    autoPromote: z.boolean().optional(),
    skipRefused: z
      .boolean()
      .optional()
      .describe('Leave out the starts that a rule forbids; else nothing is scheduled when one is.'),
  }),
  returns: z.object({
    items: z.array(SessionView),
    refused: z.array(z.object({ startsAt: Instant, code: z.string(), message: z.string() })),
  }),
  fails: [...BOOKING_FAILURES, 'sessions_refused'],
  run: async (ctx, wish) => {
    const { sessions, refused } = await scheduleSessions(ctx, wish)
    return {
      items: sessions.map((row) => presentSession(ctx, row)),
      refused: sayMessages(ctx.locale, refused),
    }
  },
})

export const edit = operation({
  path: 'PATCH /sessions/{id}',
  summary: 'Change the name, notes, seats and waitlist rule of a session',
  allow: 'sessions.manage',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    title: line(120).nullish(),
    notes: text(4000).nullish(),
    capacity: z.int().min(1).max(500).optional(),
    autoPromote: z.boolean().optional(),
  }),
  returns: SessionView,
  fails: [CHANGED_MEANWHILE, 'wrong_state', 'seats_taken'],
  run: async (ctx, { id, ...change }) => presentSession(ctx, await editSession(ctx, id, change)),
})

export const move = operation({
  path: 'POST /sessions/{id}/move',
  summary: 'Move a session with all its attendees to another time, practitioner, location or room',
  allow: 'sessions.manage',
  takes: z.strictObject({
    id: Id,
    startsAt: InstantIn.optional(),
    practitionerId: Id.optional(),
    locationId: Id.optional(),
    roomId: Id.optional(),
    durationMinutes: z.int().min(1).max(1440).optional(),
    rowVersion: RowVersion.optional(),
  }),
  returns: SessionDetail,
  fails: [...BOOKING_FAILURES, 'wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    await moveSession(ctx, id, wish)
    return detail(ctx, id)
  },
})

export const cancel = operation({
  path: 'POST /sessions/{id}/cancellation',
  summary: 'Cancel a whole session: the visit of each attendee is cancelled, and everybody is told',
  allow: 'sessions.manage',
  takes: z.strictObject({ id: Id, reason: line(500), rowVersion: RowVersion.optional() }),
  returns: SessionDetail,
  fails: ['wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...why }) => {
    await cancelSession(ctx, id, why)
    return detail(ctx, id)
  },
})

export const join = operation({
  path: 'POST /sessions/{id}/attendees',
  summary: 'Give a client a seat in a session',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id, clientId: Id, notes: text(4000).nullish() }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'wrong_state'],
  run: async (ctx, { id, ...wish }) =>
    presentAppointment(ctx, await addAttendee(ctx, id, { ...wish, source: 'staff' })),
})

export const wait = operation({
  path: 'POST /sessions/{id}/waitlist',
  summary: 'Put a client on the waitlist of a session',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id, clientId: Id, notes: line(300).nullish() }),
  returns: SessionDetail,
  fails: ['wrong_state', 'has_seat'],
  run: async (ctx, { id, ...wish }) => {
    await addWaiting(ctx, id, wish)
    return detail(ctx, id)
  },
})

export const giveUp = operation({
  path: 'DELETE /sessions/{id}/waitlist/{waitingId}',
  summary: 'Take somebody off the waitlist of a session',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id, waitingId: Id }),
  returns: SessionDetail,
  run: async (ctx, { id, waitingId }) => {
    await removeWaiting(ctx, id, waitingId)
    return detail(ctx, id)
  },
})

export const seat = operation({
  path: 'POST /sessions/{id}/waitlist/{waitingId}/promotion',
  summary: 'Give somebody who waits a seat in the session',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id, waitingId: Id }),
  returns: SessionDetail,
  fails: [...BOOKING_FAILURES, 'wrong_state'],
  run: async (ctx, { id, waitingId }) => {
    await promote(ctx, id, waitingId)
    return detail(ctx, id)
  },
})
