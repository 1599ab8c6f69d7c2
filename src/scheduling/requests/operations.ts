import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, Instant, InstantIn, line } from '../../platform/operation/shapes.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { approveRequest, countRequests, declineRequest, listRequests } from './request.ts'
import type { Asked } from './request.ts'

const RequestView = AppointmentView.extend({
  parts: z
    .array(
      z.object({
        id: Id,
        service: z.string(),
        practitioner: z.object({ id: Id, name: z.string() }).nullable(),
        serviceId: Id,
        startsAt: Instant,
        endsAt: Instant,
      }),
    )
    .describe('Every service that was asked for at once, in order; approving or declining one answers all.'),
})

function presentRequest(ctx: Context, asked: Asked): z.input<typeof RequestView> {
  return {
    ...presentAppointment(ctx, asked[0]),
    parts: asked.map((part) => ({
      id: part.id,
      service: part.service_name,
      serviceId: part.service_id,
      practitioner: part.practitioner_id ? { id: part.practitioner_id, name: part.practitioner_name! } : null,
      startsAt: part.starts_at,
      endsAt: part.ends_at,
    })),
  }
}

export const list = operation({
  path: 'GET /appointment-requests',
  summary:
    'Requests that wait for the practice, the one that ends first at the top; several services in a row are one',
  allow: 'appointments.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(RequestView) }),
  run: async (ctx) => ({ items: (await listRequests(ctx)).map((asked) => presentRequest(ctx, asked)) }),
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
