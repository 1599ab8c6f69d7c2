import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, Instant, InstantIn } from '../../platform/operation/shapes.ts'
import { MODES } from '../appointment/states.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import type { Context } from '../../platform/operation/context.ts'
import type { FreeTimesAsk } from '../times/free-times.ts'
import { findFreeTimes } from '../times/free-times.ts'
import { FreeTimesView, presentTimes, searchFields, startOf } from '../times/operations.ts'
import { releaseHold } from '../appointment/cancel-appointment.ts'
import { findAppointment } from '../appointment/appointment.ts'
import { bookTyped, confirmBooking } from './confirm-booking.ts'
import { createVisitLink, findHolds, holdTime } from './hold.ts'
import { heldByOf } from './held-by.ts'
import { CONFIRMATION_LINK, findToConfirm, forgetToConfirm } from './mail-confirmation.ts'
import { makePuzzle, PuzzleAnswer } from './puzzle.ts'
import { refuseUnlisted } from './private-link.ts'
import { onlineRules } from './rules.ts'
import { thinOut } from './thin-out.ts'
import { Typed } from './typed.ts'
import { subjectOf } from './client-visit.ts'
import { ClientVisitView, presentToClient } from './present-to-client.ts'
import { Also, AlsoText, Length, alsoIn, refuseOtherLengths, timesOfSeveral } from './several.ts'

const Slug = z.string().max(50)
const LinkKey = z
  .string()
  .max(64)
  .nullish()
  .describe('Of a service that is booked by private link: what the link ends with.')
const CONFIRM_FAILURES = [...BOOKING_FAILURES, 'hold_expired', 'wrong_state'] as const

export const availability = operation({
  path: 'GET /public/{practice}/availability',
  summary: 'Free times that can be booked online, each start once; of several services back to back, too',
  allow: 'anyone',
  takes: z.strictObject({
    practice: Slug,
    serviceId: Id,
    ...searchFields,
    mode: z.enum(MODES).optional(),
    durationMinutes: Length,
    also: AlsoText,
    link: LinkKey,
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  returns: FreeTimesView,
  fails: ['not_offered'],
  run: async (ctx, { practice: _practice, from, limit, also, link, durationMinutes, ...ask }) => {
    const begin = await startOf(ctx, from)
    const start = begin < ctx.now ? ctx.now : begin
    const { timesPerDayPart } = await onlineRules(ctx)
    const parts = [{ serviceId: ask.serviceId, durationMinutes }, ...alsoIn(also)]
    await refuseUnlisted(
      ctx,
      parts.map(({ serviceId }) => serviceId),
      link,
    )
    await refuseOtherLengths(ctx, parts)
    // What is left out is chosen from the whole day, so the whole day must be known.
    const search = { ...ask, from: start, limit: timesPerDayPart ? 1000 : limit }
    const items = also
      ? await timesOfSeveral(ctx, { ...search, parts })
      : await timesOfOne(ctx, { ...search, duration: durationMinutes ?? null })
    return { items: timesPerDayPart ? thinOut(items, timesPerDayPart).slice(0, limit) : items }
  },
})

async function timesOfOne(ctx: Context, ask: Omit<FreeTimesAsk, 'by' | 'onePerStart'>) {
  return presentTimes(await findFreeTimes(ctx, { ...ask, by: 'client', onePerStart: !ask.practitionerId }))
    .items
}

export const puzzle = operation({
  path: 'GET /public/{practice}/puzzle',
  summary: 'The puzzle that has to be solved before a time is kept, if one is asked at present',
  allow: 'anyone',
  takes: z.strictObject({ practice: Slug }),
  returns: z.object({
    challenge: z.string().nullable().describe('null: none is needed now.'),
    bits: z.int().describe('SHA-256 of `challenge:answer` must begin with so many zero bits.'),
    expiresAt: Instant.nullable(),
  }),
  run: async (ctx) => makePuzzle(ctx, await onlineRules(ctx), heldByOf(ctx)),
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
    durationMinutes: Length,
    also: Also,
    link: LinkKey,
    puzzle: PuzzleAnswer.nullish().describe(
      'The answer to GET /public/{practice}/puzzle, where one is asked.',
    ),
  }),
  returns: z.object({ token: z.string(), heldUntil: Instant, visit: ClientVisitView }),
  fails: [...BOOKING_FAILURES, 'too_many_holds', 'puzzle_required'],
  run: async (ctx, { practice: _practice, puzzle, link, ...wish }) => {
    await refuseUnlisted(
      ctx,
      [wish, ...wish.also].map(({ serviceId }) => serviceId),
      link,
    )
    const { visit, token } = await holdTime(ctx, wish, puzzle)
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
    for (const held of await findHolds(ctx, subjectOf(ctx))) await releaseHold(ctx, held)
    return {}
  },
})

export const confirm = operation({
  path: 'POST /holds/confirmation',
  summary: 'Book the kept time with the details of the client; a request where the service wants an approval',
  allow: 'link:hold',
  takes: Typed,
  returns: z.object({
    visit: ClientVisitView,
    token: z
      .string()
      .nullable()
      .describe('Opens the visit; null while a mailed link has to be opened first.'),
    manageUrl: z.string().nullable(),
    confirmBy: Instant.nullable().describe(
      'Until then the mailed link must be opened; null: it counts already.',
    ),
  }),
  fails: [
    ...CONFIRM_FAILURES,
    'known_only',
    'looks_automatic',
    'proof_over',
    'too_many_mails',
    'link_used',
    'invitation_other',
  ],
  run: async (ctx, typed) => {
    const held = await findHolds(ctx, subjectOf(ctx))
    const { visit, confirmBy } = await confirmBooking(ctx, held, typed)
    const link = confirmBy ? null : await createVisitLink(ctx, visit)
    return {
      visit: await presentToClient(ctx, visit),
      token: link?.token ?? null,
      manageUrl: link?.url ?? null,
      confirmBy,
    }
  },
})

export const toConfirm = operation({
  path: 'GET /booking-confirmation',
  summary: 'The booking that waits to be confirmed by the mailed link',
  allow: `link:${CONFIRMATION_LINK}`,
  takes: z.strictObject({}),
  returns: z.object({ visit: ClientVisitView, confirmBy: Instant.nullable() }),
  run: async (ctx) => {
    const visit = await findAppointment(ctx, subjectOf(ctx))
    return { visit: await presentToClient(ctx, visit), confirmBy: visit.held_until }
  },
})

export const confirmMailed = operation({
  path: 'POST /booking-confirmation',
  summary: 'Confirm the booking by the mailed link; from now on it counts',
  allow: `link:${CONFIRMATION_LINK}`,
  takes: z.strictObject({}),
  returns: z.object({ visit: ClientVisitView, token: z.string(), manageUrl: z.string() }),
  fails: [...CONFIRM_FAILURES, 'known_only'],
  run: async (ctx) => {
    const held = await findHolds(ctx, subjectOf(ctx))
    const visit = await bookTyped(ctx, held, await findToConfirm(ctx, held[0].id))
    await forgetToConfirm(ctx, held[0].id)
    const { token, url } = await createVisitLink(ctx, visit)
    return { visit: await presentToClient(ctx, visit), token, manageUrl: url }
  },
})
