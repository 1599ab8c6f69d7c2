import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, InstantIn, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import { AppointmentView, presentAppointment } from '../appointment/appointment.ts'
import { requireOverlapRight } from '../appointment/change.ts'
import { Knowingly } from '../appointment/operations.ts'
import { MODES } from '../appointment/states.ts'
import { BOOKING_FAILURES } from '../booking/refusals.ts'
import { bookFromList } from './by-hand.ts'
import { addEntry, editEntry, putBackEntry, WISH_FAILURES, withdrawEntry } from './change-entry.ts'
import { EntryView, findEntry, presentEntry } from './entry.ts'
import { countFreeTimes } from './free-times-for.ts'
import { listEntries } from './list-entries.ts'
import { URGENCIES } from './ranking.ts'

const UNTIL = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const WantedTimeIn = z.strictObject({
  weekday: z.int().min(1).max(7).describe('1 is Monday.'),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day, such as 09:00.'),
  to: z.string().regex(UNTIL, 'Give a time of day, such as 12:00; the day ends at 24:00.'),
})
const Ids = z.array(Id).max(50)

/** What a wish may say; all of it may be left out. */
export const wishFields = {
  practitionerIds: Ids.optional().describe('Empty: with anybody.'),
  locationIds: Ids.optional().describe('Empty: anywhere.'),
  wantedTimes: z
    .array(WantedTimeIn)
    .max(70)
    .optional()
    .describe('By the clock of the location; empty: at any time.'),
  fromDay: Day.nullish(),
  toDay: Day.nullish(),
  urgency: z.enum(URGENCIES).optional(),
  note: text(1000).nullish(),
  durationMinutes: z.int().min(1).max(1440).nullish(),
  minNoticeMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .optional()
    .describe('Not sooner than so many minutes after the offer.'),
  expiresOn: Day.nullish().describe('They wait until the end of this day.'),
}

export const list = operation({
  path: 'GET /waitlist',
  summary: 'The waitlist: the urgent first, then whoever has waited longest',
  allow: 'waitlist.see',
  takes: z.strictObject({
    ...paging,
    state: z.enum(['open', 'waiting', 'offered', 'booked', 'withdrawn', 'expired', 'all']).default('open'),
    clientId: Id.optional(),
    serviceId: Id.optional(),
    practitionerId: Id.optional().describe('Who would take this practitioner.'),
    locationId: Id.optional().describe('Who would come to this location.'),
    urgency: z.enum(URGENCIES).optional(),
    replacesId: Id.optional().describe('The wish for an earlier time of this visit.'),
  }),
  returns: pageOf(EntryView),
  run: async (ctx, filter) => {
    const { items, next } = await listEntries(ctx, filter)
    return { items: items.map((entry) => presentEntry(ctx, entry)), next }
  },
})

export const get = operation({
  path: 'GET /waitlist/entries/{id}',
  summary: 'Open a wish of the waitlist',
  allow: 'waitlist.see',
  takes: z.strictObject({ id: Id }),
  returns: EntryView,
  run: async (ctx, { id }) => presentEntry(ctx, await findEntry(ctx, id)),
})

export const add = operation({
  path: 'POST /waitlist',
  summary: 'Put a client on the waitlist: for a new visit, or for an earlier time of one that is booked',
  allow: 'waitlist.manage',
  takes: z.strictObject({
    clientId: Id,
    serviceId: Id.optional().describe('Left out where a visit is to be moved up: its service.'),
    mode: z.enum(MODES).optional(),
    replacesId: Id.nullish().describe('The later visit that is moved to the freed time.'),
    ...wishFields,
  }),
  returns: EntryView,
  fails: WISH_FAILURES,
  run: async (ctx, wish) => presentEntry(ctx, await addEntry(ctx, wish)),
})

export const edit = operation({
  path: 'PATCH /waitlist/entries/{id}',
  summary: 'Change a wish; the place in the queue stays',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion, ...wishFields }),
  returns: EntryView,
  fails: [...WISH_FAILURES, CHANGED_MEANWHILE],
  run: async (ctx, { id, ...change }) => presentEntry(ctx, await editEntry(ctx, id, change)),
})

export const withdraw = operation({
  path: 'POST /waitlist/entries/{id}/withdrawal',
  summary: 'Take a client off the waitlist; offers that are out end',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id, reason: line(300).optional() }),
  returns: EntryView,
  reason: 'optional',
  fails: ['wrong_state'],
  run: async (ctx, { id, reason }) => presentEntry(ctx, await withdrawEntry(ctx, id, reason ?? null)),
})

export const putBack = operation({
  path: 'POST /waitlist/entries/{id}/return',
  summary: 'Put a client back on the waitlist, at the old place in the queue',
  allow: 'waitlist.manage',
  takes: z.strictObject({ id: Id }),
  returns: EntryView,
  fails: WISH_FAILURES,
  run: async (ctx, { id }) => presentEntry(ctx, await putBackEntry(ctx, id)),
})

export const book = operation({
  path: 'POST /waitlist/entries/{id}/booking',
  summary: 'Book somebody from the waitlist, or move their visit up, without an offer: they are on the phone',
  allow: 'appointments.book',
  takes: z.strictObject({
    id: Id,
    startsAt: InstantIn,
    practitionerId: Id,
    locationId: Id,
    knowingly: Knowingly,
  }),
  returns: AppointmentView,
  fails: [...BOOKING_FAILURES, 'wrong_state'],
  run: async (ctx, { id, ...time }) => {
    requireOverlapRight(ctx, time.knowingly)
    return presentAppointment(ctx, await bookFromList(ctx, id, time))
  },
})

const FreeTime = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  practitionerId: Id,
  practitionerName: z.string(),
  locationId: Id,
})

export const freeTimes = operation({
  path: 'GET /waitlist/free-times',
  summary:
    'For each who waits: how many free times of the next two weeks fit already, on how many days, and the first of each day',
  allow: 'waitlist.see',
  takes: z.strictObject({
    entryId: Id.optional(),
    clientId: Id.optional(),
    first: z.coerce.number().int().min(1).max(20).default(3),
  }),
  returns: z.object({
    items: z.array(z.object({ entryId: Id, count: z.int(), days: z.int(), first: z.array(FreeTime) })),
  }),
  run: async (ctx, ask) => ({ items: await countFreeTimes(ctx, ask) }),
})
