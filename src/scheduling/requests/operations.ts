import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, InstantIn, line } from '../../platform/operation/shapes.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { approveRequest, countRequests, declineRequest, listRequests } from './request.ts'

export const list = operation({
  path: 'GET /appointment-requests',
  summary: 'Requests that wait for the practice, the one that ends first at the top',
  allow: 'appointments.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(AppointmentView) }),
  run: async (ctx) => ({ items: (await listRequests(ctx)).map((visit) => presentAppointment(ctx, visit)) }),
})

export const count = operation({
  path: 'GET /appointment-requests/count',
  summary: 'How many requests wait',
  allow: 'appointments.see',
  takes: z.strictObject({}),
  returns: z.object({ count: z.int() }),
  background: true,
  run: async (ctx) => ({ count: await countRequests(ctx) }),
})

export const approve = operation({
  path: 'POST /appointments/{id}/approval',
  summary: 'Agree to a request; with another time, person or place, propose that instead and book it',
  allow: 'appointments.book',
  takes: z.strictObject({
    id: Id,
    startsAt: InstantIn.optional(),
    practitionerId: Id.optional(),
    locationId: Id.optional(),
    rowVersion: RowVersion.optional(),
  }),
  returns: AppointmentView,
  fails: [
    ...BOOKING_FAILURES,
    'rows_taken',
    'nothing_to_change',
    'parts_hidden',
    'wrong_state',
    CHANGED_MEANWHILE,
  ],
  run: async (ctx, { id, ...approval }) => presentAppointment(ctx, await approveRequest(ctx, id, approval)),
})

export const decline = operation({
  path: 'POST /appointments/{id}/refusal',
  summary: 'Decline a request; the client reads the reason',
  allow: 'appointments.cancel',
  takes: z.strictObject({ id: Id, reason: line(500), rowVersion: RowVersion.optional() }),
  returns: AppointmentView,
  reason: 'required',
  fails: ['wrong_state', CHANGED_MEANWHILE],
  run: async (ctx, { id, ...refusal }) => presentAppointment(ctx, await declineRequest(ctx, id, refusal)),
})
