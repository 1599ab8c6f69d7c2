import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, line } from '../../platform/operation/shapes.ts'
import { arriveAlone, confirmDetails, ownCheckIn } from './own-check-in.ts'
import { CheckInSettings, findCheckInSettings, keepCheckInSettings } from './settings.ts'
import { listArrivals } from './arrivals.ts'
import { markReady, readWaitingRoom } from './waiting-room.ts'

export const subjectOf = (ctx: Context) => (ctx.actor.kind === 'link' ? ctx.actor.subjectId : '')
export const Practice = z.object({
  name: z.string(),
  slug: z.string(),
  locale: z.string(),
  country: z.string(),
  zone: z.string(),
})

const OwnCheckIn = z.object({
  practice: Practice,
  firstName: z.string(),
  state: z.enum(['too_early', 'open', 'waiting', 'ready', 'in_room', 'over', 'elsewhere']),
  opensAt: Instant,
  arrivedAt: Instant.nullable(),
  startsAt: Instant,
  endsAt: Instant,
  zone: z.string(),
  serviceName: z.string(),
  practitionerName: z.string().nullable(),
  locationName: z.string(),
  roomName: z.string().nullable(),
  instructions: z.string().nullable(),
  code: z.string(),
  details: z.object({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    confirmedAt: Instant.nullable(),
  }),
  idleSeconds: z.int(),
})

export const own = operation({
  path: 'GET /visit/check-in',
  summary: 'How it stands with the check-in of the visit behind a link',
  allow: 'link:visit',
  takes: z.strictObject({}),
  returns: OwnCheckIn,
  run: (ctx) => ownCheckIn(ctx, subjectOf(ctx)),
})

export const details = operation({
  path: 'POST /visit/check-in/details',
  summary: 'Confirm how one is reached, or say what is right instead',
  allow: 'link:visit',
  takes: z.strictObject({
    email: z.email().max(254).optional(),
    phone: line(40).optional(),
    addressLines: z.array(line(120)).min(1).max(6).optional(),
  }),
  returns: OwnCheckIn,
  fails: ['changed_meanwhile'],
  run: async (ctx, wish) => {
    await confirmDetails(ctx, subjectOf(ctx), wish)
    return ownCheckIn(ctx, subjectOf(ctx))
  },
})

export const arrive = operation({
  path: 'POST /visit/check-in',
  summary: 'I am here',
  allow: 'link:visit',
  takes: z.strictObject({ way: z.enum(['phone', 'kiosk']).default('phone') }),
  returns: OwnCheckIn,
  fails: ['too_early', 'visit_over', 'check_in_blocked', 'wrong_state', 'not_today'],
  run: async (ctx, { way }) => {
    await arriveAlone(ctx, subjectOf(ctx), way)
    return ownCheckIn(ctx, subjectOf(ctx))
  },
})

export const settings = operation({
  path: 'GET /check-in/settings',
  summary: 'From when clients may check in, and what counts as late or a long wait',
  allow: 'waiting_room.see',
  takes: z.strictObject({}),
  returns: CheckInSettings,
  run: (ctx) => findCheckInSettings(ctx),
})

export const keepSettings = operation({
  path: 'PUT /check-in/settings',
  summary: 'Choose from when clients may check in, and what counts as late or a long wait',
  allow: 'check_in.manage',
  takes: CheckInSettings,
  returns: CheckInSettings,
  run: (ctx, wish) => keepCheckInSettings(ctx, wish),
})

export const waitingRoom = operation({
  path: 'GET /waiting-room',
  summary: 'Who waits and since when, who is in a room, who is expected, and what they still owe',
  allow: 'waiting_room.see',
  background: true,
  takes: z.strictObject({ locationId: Id.optional(), practitionerId: Id.optional() }),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        clientId: Id,
        clientName: z.string(),
        serviceName: z.string(),
        practitionerId: Id.nullable(),
        practitionerName: z.string().nullable(),
        locationId: Id,
        roomName: z.string().nullable(),
        zone: z.string(),
        state: z.enum(['booked', 'confirmed', 'arrived', 'in_room']),
        startsAt: Instant,
        arrivedAt: Instant.nullable(),
        inRoomAt: Instant.nullable(),
        readyAt: Instant.nullable(),
        way: z.enum(['phone', 'kiosk', 'desk']).nullable(),
        detailsConfirmedAt: Instant.nullable(),
        overrideReason: z.string().nullable(),
        waitingMinutes: z.int().nullable(),
        isLongWait: z.boolean(),
        isLate: z.boolean(),
        missing: z.array(
          z.object({ kind: z.enum(['form', 'consent']), title: z.string(), blocks: z.boolean() }),
        ),
        can: z.object({ ready: z.boolean(), arrive: z.boolean() }),
      }),
    ),
    settings: CheckInSettings,
  }),
  run: (ctx, ask) => readWaitingRoom(ctx, ask),
})

export const arrivals = operation({
  path: 'GET /waiting-room/arrivals',
  summary: 'Who waits now: a practitioner’s own clients, for everybody else those of the practice',
  allow: 'waiting_room.see',
  background: true,
  takes: z.strictObject({}),
  returns: z.object({
    count: z.int(),
    items: z.array(
      z.object({
        id: Id,
        clientName: z.string(),
        serviceName: z.string(),
        startsAt: Instant,
        zone: z.string(),
        arrivedAt: Instant,
        isMine: z.boolean(),
      }),
    ),
  }),
  run: async (ctx) => {
    const items = await listArrivals(ctx)
    return { count: items.length, items }
  },
})

const readyOperation = (
  path: 'POST /appointments/{id}/ready' | 'DELETE /appointments/{id}/ready',
  isReady: boolean,
) =>
  operation({
    path,
    summary: isReady ? 'The waiting client can be called in' : 'The waiting client is not ready after all',
    allow: 'appointments.check_in',
    takes: z.strictObject({ id: Id }),
    returns: z.object({ id: Id, isReady: z.boolean() }),
    fails: ['wrong_state'],
    run: async (ctx, { id }) => {
      await markReady(ctx, id, isReady)
      return { id, isReady }
    },
  })

export const ready = readyOperation('POST /appointments/{id}/ready', true)
export const notReady = readyOperation('DELETE /appointments/{id}/ready', false)
