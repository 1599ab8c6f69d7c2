import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, InstantIn, line, text } from '../../platform/operation/shapes.ts'
import { MODES } from '../appointment/states.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { FreeTimesView, presentTimes, searchFields, startOf } from '../times/operations.ts'
import { releaseHold } from '../appointment/cancel-appointment.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { confirmHold, createVisitLink, findHold, holdTime } from './hold.ts'
import { recogniseClient } from './recognise-client.ts'
import { ClientVisitView, presentToClient, subjectOf } from './client-visit.ts'

const Slug = z.string().max(50)

export const availability = operation({
  path: 'GET /public/{practice}/availability',
  summary: 'Free times that can be booked online, each start once',
  allow: 'anyone',
  takes: z.strictObject({
    practice: Slug,
    serviceId: Id,
    ...searchFields,
    mode: z.enum(MODES).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  returns: FreeTimesView,
  run: async (ctx, { practice: _practice, from, ...ask }) => {
    const start = await startOf(ctx, from)
    return presentTimes(
      await findFreeTimes(ctx, {
        ...ask,
        from: start < ctx.now ? ctx.now : start,
        by: 'client',
        onePerStart: !ask.practitionerId,
      }),
    )
  },
})

export const hold = operation({
  path: 'POST /public/{practice}/holds',
  summary: 'Keep a time for ten minutes while the client gives their details',
  allow: 'anyone',
  takes: z.strictObject({
    practice: Slug,
    serviceId: Id,
    startsAt: InstantIn,
    practitionerId: Id.nullish().describe('Left out: any practitioner.'),
    locationId: Id.nullish(),
    mode: z.enum(MODES).optional(),
  }),
  returns: z.object({ token: z.string(), heldUntil: Instant, visit: ClientVisitView }),
  fails: [...BOOKING_FAILURES, 'too_many_holds'],
  run: async (ctx, { practice: _practice, ...wish }) => {
    const { visit, token } = await holdTime(ctx, wish)
    return { token, heldUntil: visit.held_until!, visit: await presentToClient(ctx, visit) }
  },
})

export const current = operation({
  path: 'GET /holds/current',
  summary: 'The time that is being kept',
  allow: 'link:hold',
  takes: z.strictObject({}),
  returns: z.object({ heldUntil: Instant.nullable(), visit: ClientVisitView }),
  run: async (ctx) => {
    const visit = await findAppointment(ctx, subjectOf(ctx))
    return { heldUntil: visit.held_until, visit: await presentToClient(ctx, visit) }
  },
})

export const release = operation({
  path: 'DELETE /holds/current',
  summary: 'Give a kept time up before its ten minutes are over',
  allow: 'link:hold',
  takes: z.strictObject({}),
  returns: z.object({}),
  fails: ['hold_expired', 'wrong_state'],
  run: async (ctx) => {
    await releaseHold(ctx, await findHold(ctx, subjectOf(ctx)))
    return {}
  },
})

export const confirm = operation({
  path: 'POST /holds/confirmation',
  summary: 'Book the kept time with the details of the client',
  allow: 'link:hold',
  takes: z.strictObject({
    givenName: line(100),
    familyName: line(100),
    email: z.email().max(254),
    phone: line(60).nullish(),
    bornOn: Day.nullish(),
    language: z.enum(['en', 'de']).optional(),
    notes: text(2000).nullish().describe('What the client would like the practice to know.'),
    bookedBy: z
      .strictObject({
        name: line(150),
        relation: z.enum(['parent', 'guardian', 'partner', 'child', 'other']),
      })
      .nullish()
      .describe(
        'Who books, when it is for somebody else. The desk sees it with the visit; it gives no right to a record.',
      ),
    source: line(60).nullish().describe('How the client heard of the practice.'),
  }),
  returns: z.object({ visit: ClientVisitView, token: z.string(), manageUrl: z.string() }),
  fails: [...BOOKING_FAILURES, 'hold_expired', 'wrong_state'],
  run: async (ctx, { notes, source, bookedBy, ...who }) => {
    const held = await findHold(ctx, subjectOf(ctx))
    const client = await recogniseClient(ctx, { ...who, language: who.language ?? ctx.locale })
    const visit = await confirmHold(ctx, held, {
      clientId: client.id,
      notes: withBooker(notes, bookedBy),
      heardFrom: source ?? null,
    })
    const { token, url } = await createVisitLink(ctx, visit)
    return { visit: await presentToClient(ctx, visit), token, manageUrl: url }
  },
})

/** The desk's words about who booked, before what they wrote. */
function withBooker(
  notes: string | null | undefined,
  bookedBy: { name: string; relation: string } | null | undefined,
): string | null {
  const booker = bookedBy ? `Booked by ${bookedBy.name} (${bookedBy.relation}).` : null
  return [booker, notes].filter(Boolean).join('\n') || null
}
