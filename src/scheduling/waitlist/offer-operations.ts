import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, InstantIn } from '../../platform/operation/shapes.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { matchesOf, offerByHand, stopOffering, withdrawOffer } from './by-hand.ts'
import { CLAIM_FAILURES, claimOffer, declineOffer, findOffer } from './claim.ts'
import { EntryView, presentEntry } from './entry.ts'
import { listSlots, ScoreView, SlotView } from './list-slots.ts'
import { OFFER_STATES } from './offers.ts'
import { rounded } from './ranking.ts'
import { readReport, ReportView } from './report.ts'
import { findSettings, keepSettings, WaitlistSettings } from './settings.ts'

const gap = {
  practitionerId: Id,
  locationId: Id,
  startsAt: InstantIn,
  endsAt: InstantIn,
}

export const matches = operation({
  path: 'GET /waitlist/matches',
  summary: 'Who on the waitlist fits a free time of a practitioner, the best first, and why',
  allow: 'waitlist.see',
  takes: z.strictObject(gap),
  returns: z.object({
    items: z.array(
      z.object({
        entry: EntryView,
        startsAt: z.iso.datetime(),
        minutes: z.int(),
        otherStarts: z.int().describe('So many other starts would do, too.'),
        score: ScoreView,
        asked: z.enum(OFFER_STATES).nullable().describe('How an earlier offer of this very time stands.'),
      }),
    ),
  }),
  run: async (ctx, wish) => ({
    items: (await matchesOf(ctx, wish)).slice(0, 100).map(({ match, asked }) => ({
      entry: presentEntry(ctx, match.person),
      startsAt: match.starts[0]!.toISOString(),
      minutes: match.minutes,
      otherStarts: match.starts.length - 1,
      score: rounded(match.score),
      asked: asked as (typeof OFFER_STATES)[number] | null,
    })),
  }),
})

export const offer = operation({
  path: 'POST /waitlist/offers',
  summary: 'Offer a free time to people of the waitlist, at once; the first to accept has it',
  allow: 'waitlist.manage',
  takes: z.strictObject({ ...gap, entryIds: z.array(Id).min(1).max(50) }),
  returns: z.object({
    slotId: Id,
    offered: z.array(z.object({ entryId: Id, offerId: Id })),
    skipped: z.array(z.object({ entryId: Id, because: z.enum(['asked_before', 'no_fit', 'not_reachable']) })),
  }),
  run: async (ctx, wish) => offerByHand(ctx, wish),
})

export const slots = operation({
  path: 'GET /waitlist/slots',
  summary: 'Freed times with their offers: in flight, or all of the last days',
  allow: 'waitlist.see',
  takes: z.strictObject({
    show: z.enum(['open', 'recent']).default('open'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  returns: z.object({ items: z.array(SlotView) }),
  run: async (ctx, ask) => ({ items: await listSlots(ctx, ask) }),
})

export const accept = operation({
  path: 'POST /waitlist/offers/{id}/acceptance',
  summary: 'Accept an offer for the client, who said so by phone',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id }),
  returns: AppointmentView,
  fails: CLAIM_FAILURES,
  run: async (ctx, { id }) => presentAppointment(ctx, await claimOffer(ctx, id)),
})

export const decline = operation({
  path: 'POST /waitlist/offers/{id}/refusal',
  summary: 'Note that the client does not want an offer',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id, never: z.boolean().default(false).describe('Not this one again.') }),
  returns: z.object({}),
  fails: CLAIM_FAILURES,
  run: async (ctx, { id, never }) => {
    await declineOffer(ctx, id, { never })
    return {}
  },
})

export const takeBack = operation({
  path: 'POST /waitlist/offers/{id}/withdrawal',
  summary: 'Take back an offer that nobody has answered',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  fails: ['offer_answered'],
  run: async (ctx, { id }) => {
    await findOffer(ctx, id)
    await withdrawOffer(ctx, id)
    return {}
  },
})

export const stop = operation({
  path: 'POST /waitlist/slots/{id}/end',
  summary: 'Offer a freed time to nobody else, and take back what is out',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await stopOffering(ctx, id)
    return {}
  },
})

export const report = operation({
  path: 'GET /waitlist/report',
  summary: 'Freed times: how many were filled, how fast, and the money that saved, by week or service',
  allow: 'waitlist.see',
  takes: z.strictObject({
    from: Day.optional().describe('Left out: twelve weeks back.'),
    to: Day.optional().describe('Left out: today.'),
    by: z.enum(['week', 'service']).default('week'),
  }),
  returns: ReportView,
  run: readReport,
})

export const settings = operation({
  path: 'GET /waitlist/settings',
  summary: 'How freed times are offered',
  allow: 'waitlist.see',
  takes: z.strictObject({}),
  returns: WaitlistSettings,
  run: findSettings,
})

export const setUp = operation({
  path: 'PUT /waitlist/settings',
  summary: 'Decide how freed times are offered',
  allow: 'waitlist.set_up',
  takes: WaitlistSettings,
  returns: WaitlistSettings,
  run: keepSettings,
})
