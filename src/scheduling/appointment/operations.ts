import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, InstantIn, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { AppointmentView, findAppointment, presentAppointment } from './appointment.ts'
import { cancelAppointment, restoreAppointment } from './cancel-appointment.ts'
import { requireOverlapRight } from './change.ts'
import { listAppointments } from './list-appointments.ts'
import { moveAppointment } from './move-appointment.ts'
import { STATES } from './states.ts'
import type { Visit } from './visit-row.ts'
import * as flow from './visit-flow.ts'
import type { Context } from '../../platform/operation/context.ts'

export const Knowingly = z
  .strictObject({ reason: line(300) })
  .optional()
  .describe('Break the rules of the diary knowingly, with this reason.')

export const get = operation({
  path: 'GET /appointments/{id}',
  summary: 'Open an appointment',
  allow: 'appointments.see',
  takes: z.strictObject({ id: Id }),
  returns: AppointmentView,
  run: async (ctx, { id }) => presentAppointment(ctx, await findAppointment(ctx, id)),
})

export const list = operation({
  path: 'GET /appointments',
  summary: 'List appointments, the latest first: of a client, a practitioner, a span or a state',
  allow: 'appointments.see',
  takes: z.strictObject({
    ...paging,
    clientId: Id.optional(),
    practitionerId: Id.optional(),
    state: z.enum(STATES).optional().describe('Left out: all but holds.'),
    from: InstantIn.optional(),
    to: InstantIn.optional(),
  }),
  returns: pageOf(AppointmentView),
  run: async (ctx, ask) => {
    const { items, next } = await listAppointments(ctx, ask)
    return { items: items.map((visit) => presentAppointment(ctx, visit)), next }
  },
})

export const move = operation({
  path: 'POST /appointments/{id}/move',
  summary:
    'Move an appointment to another time, practitioner, location, room, helper or unit of equipment, or give it another length',
  allow: 'appointments.move',
  takes: z.strictObject({
    id: Id,
    startsAt: InstantIn.optional(),
    practitionerId: Id.nullable().optional(),
    locationId: Id.optional(),
    roomId: Id.optional(),
    assistantId: Id.optional().describe('Who helps, where the service needs somebody.'),
    unitIds: z
      .array(Id)
      .max(20)
      .optional()
      .describe('Of each kind of equipment one of these, where one is named.'),
    durationMinutes: z.int().min(1).max(1440).optional(),
    knowingly: Knowingly,
    rowVersion: RowVersion.optional(),
  }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    requireOverlapRight(ctx, wish.knowingly)
    return presentAppointment(ctx, await moveAppointment(ctx, id, { ...wish, by: 'staff' }))
  },
})

export const cancel = operation({
  path: 'POST /appointments/{id}/cancellation',
  summary: 'Cancel an appointment: by whom and why',
  allow: 'appointments.cancel',
  takes: z.strictObject({
    id: Id,
    by: z.enum(['client', 'practice']),
    reason: line(500).optional(),
    rowVersion: RowVersion.optional(),
  }),
  returns: AppointmentView,
  reason: 'optional',
  fails: ['wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, by, reason, rowVersion }) =>
    presentAppointment(ctx, await cancelAppointment(ctx, id, { by, reason: reason ?? null, rowVersion })),
})

export const restore = operation({
  path: 'POST /appointments/{id}/restoration',
  summary: 'Bring a cancelled appointment back, if its time is still free',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id, knowingly: Knowingly, rowVersion: RowVersion.optional() }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => {
    requireOverlapRight(ctx, wish.knowingly)
    return presentAppointment(ctx, await restoreAppointment(ctx, id, wish))
  },
})

export const showToRoom = operation({
  path: 'POST /appointments/{id}/room',
  summary: 'Show the client to the room',
  allow: 'appointments.check_in',
  takes: z.strictObject({ id: Id, roomId: Id.optional() }),
  returns: AppointmentView,
  fails: ['wrong_state', 'check_in_blocked', 'not_today', 'no_room'],
  run: async (ctx, { id, roomId }) => presentAppointment(ctx, await flow.showToRoom(ctx, id, roomId ?? null)),
})

export const editNotes = operation({
  path: 'PATCH /appointments/{id}',
  summary: 'Change the notes of an appointment',
  allow: 'appointments.book',
  takes: z.strictObject({ id: Id, notes: text(4000).nullable(), rowVersion: RowVersion }),
  returns: AppointmentView,
  fails: ['wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...change }) => presentAppointment(ctx, await flow.editNotes(ctx, id, change)),
})

export const confirm = stepOperation('POST /appointments/{id}/confirmation', {
  summary: 'Note that the client will come',
  allow: 'appointments.book',
  take: flow.confirmVisit,
})
export const arrive = operation({
  path: 'POST /appointments/{id}/arrival',
  summary: 'Check the client in; with a reason also where something that blocks check-in is missing',
  allow: 'appointments.check_in',
  takes: z.strictObject({ id: Id, reason: line(300).optional() }),
  returns: AppointmentView,
  reason: 'optional',
  fails: ['wrong_state', 'not_today', 'check_in_blocked'],
  run: async (ctx, { id, reason }) => presentAppointment(ctx, await flow.checkIn(ctx, id, reason ?? null)),
})
export const undoArrival = stepOperation('DELETE /appointments/{id}/arrival', {
  summary: 'Take a check-in back',
  allow: 'appointments.check_in',
  take: flow.undoCheckIn,
})
export const complete = stepOperation('POST /appointments/{id}/completion', {
  summary: 'Note that the visit has taken place',
  allow: 'appointments.check_in',
  take: flow.noteDone,
})
export const noShow = stepOperation('POST /appointments/{id}/no-show', {
  summary: 'Note that the client did not come',
  allow: 'appointments.check_in',
  take: flow.noteNoShow,
})
export const undoNoShow = stepOperation('DELETE /appointments/{id}/no-show', {
  summary: 'Take back that the client did not come',
  allow: 'appointments.check_in',
  take: flow.undoNoShow,
})

interface StepDeclared {
  summary: string
  allow: 'appointments.book' | 'appointments.check_in'
  take(ctx: Context, id: string): Promise<Visit>
}

function stepOperation(path: `${'POST' | 'DELETE'} /${string}`, { summary, allow, take }: StepDeclared) {
  return operation({
    path,
    summary,
    allow,
    takes: z.strictObject({ id: Id }),
    returns: AppointmentView,
    fails: ['wrong_state', 'too_early', 'not_today'],
    run: async (ctx, { id }) => presentAppointment(ctx, await take(ctx, id)),
  })
}
