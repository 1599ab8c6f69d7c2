import { z } from 'zod'
import { findClient } from '../../clients/index.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, line, pageOf, paging } from '../../platform/operation/shapes.ts'
import { invalid } from '../../platform/problem.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { billTime } from './bill.ts'
import { addEntry, changeEntry, removeEntry, writeDown } from './entry.ts'
import { listEpisodesOf } from './episode.ts'
import { RateView, addRate, listRates, rateFields, removeRate } from './rates.ts'
import { TimeRule, findTimeRule, saveTimeRule } from './rule.ts'
import { ENTRY_STATES, EntryView, listEntries, viewEntry } from './view.ts'

const Minutes = z.int().min(1).max(1_440)
const narrative = line(500)
const Rates = z.object({ items: z.array(RateView) })

export const getTimeEntries = operation({
  path: 'GET /time-entries',
  summary: 'Time that was worked, the latest first; without time.manage only one’s own',
  allow: 'time.log',
  takes: z.strictObject({
    staffId: Id.optional(),
    clientId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    state: z.enum(ENTRY_STATES).optional(),
    ...paging,
  }),
  returns: pageOf(EntryView),
  run: (ctx, question) => listEntries(ctx, question),
})

export const addTimeEntry = operation({
  path: 'POST /time-entries',
  summary: 'Write down time that was worked for a client',
  allow: 'time.log',
  takes: z.strictObject({
    /** Without one: whoever acts. */
    staffId: Id.optional(),
    clientId: Id,
    episodeId: Id.nullable().default(null),
    workedOn: Day,
    minutes: Minutes,
    narrative,
    isBillable: z.boolean().default(true),
    rateMinor: Minor.min(0).max(MOST_MINOR).nullable().optional(),
  }),
  returns: EntryView,
  run: async (ctx, wish) => {
    const staffId = wish.staffId ?? (ctx.actor.kind === 'staff' ? ctx.actor.staffId : null)
    if (!staffId) throw invalid('staffId', 'Say whose time it is.')
    return viewEntry(ctx, await addEntry(ctx, { ...wish, staffId }))
  },
})

export const changeTimeEntry = operation({
  path: 'PATCH /time-entries/{id}',
  summary: 'Change time that is not billed yet',
  allow: 'time.log',
  takes: z.strictObject({
    id: Id,
    rowVersion: z.int(),
    clientId: Id.optional(),
    episodeId: Id.nullable().optional(),
    workedOn: Day.optional(),
    minutes: Minutes.optional(),
    narrative: narrative.optional(),
    isBillable: z.boolean().optional(),
    rateMinor: Minor.min(0).max(MOST_MINOR).nullable().optional(),
  }),
  returns: EntryView,
  fails: ['is_billed', 'changed_meanwhile'],
  run: async (ctx, wish) => {
    await changeEntry(ctx, wish)
    return viewEntry(ctx, wish.id)
  },
})

export const removeTimeEntry = operation({
  path: 'DELETE /time-entries/{id}',
  summary: 'Take time back that is not billed',
  allow: 'time.log',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ removed: z.literal(true) }),
  fails: ['is_billed'],
  run: async (ctx, { id }) => {
    await removeEntry(ctx, id)
    return { removed: true as const }
  },
})

export const writeTimeDown = operation({
  path: 'PUT /time-entries/{id}/write-down',
  summary: 'Take an amount off time before it is billed, with the reason; null takes it back',
  allow: 'time.manage',
  reason: 'required',
  takes: z.strictObject({ id: Id, amountMinor: Minor.min(1).max(MOST_MINOR).nullable(), reason: line(200) }),
  returns: EntryView,
  fails: ['is_billed'],
  run: async (ctx, wish) => {
    await writeDown(ctx, wish)
    return viewEntry(ctx, wish.id)
  },
})

export const billTimeOf = operation({
  path: 'POST /time-entries/bill',
  summary: 'Put a client’s time on a draft, a line for each entry',
  allow: 'time.manage',
  takes: z.strictObject({
    clientId: Id,
    ids: z.array(Id).min(1).max(200).optional(),
    until: Day.optional(),
  }),
  returns: z.object({ invoiceId: Id, billed: z.int(), withoutRate: z.array(Id) }),
  fails: ['nothing_to_bill', 'is_issued'],
  run: (ctx, wish) => billTime(ctx, wish),
})

export const getEpisodes = operation({
  path: 'GET /clients/{id}/open-episodes',
  summary: 'The open matters of a client that time can be for',
  allow: 'time.log',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ items: z.array(z.object({ id: Id, title: z.string() })) }),
  run: async (ctx, { id }) => {
    await findClient(ctx, id)
    return { items: await listEpisodesOf(ctx, id) }
  },
})

export const getRates = operation({
  path: 'GET /time-rates',
  summary: 'What hours cost: by role, person, client and matter',
  allow: 'billing.see',
  takes: z.strictObject({}),
  returns: Rates,
  run: async (ctx) => ({ items: await listRates(ctx) }),
})

export const addOneRate = operation({
  path: 'POST /time-rates',
  summary: 'Say what an hour costs; the rate that says most wins',
  allow: 'billing.set_up',
  takes: z.strictObject({ ...rateFields, rateMinor: Minor.min(0).max(MOST_MINOR) }),
  returns: Rates,
  run: async (ctx, wish) => {
    await addRate(ctx, wish)
    return { items: await listRates(ctx) }
  },
})

export const removeOneRate = operation({
  path: 'DELETE /time-rates/{id}',
  summary: 'Take a rate away; time that is written keeps its own',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id }),
  returns: Rates,
  run: async (ctx, { id }) => {
    await removeRate(ctx, id)
    return { items: await listRates(ctx) }
  },
})

export const getTimeRule = operation({
  path: 'GET /time-rule',
  summary: 'How time is rounded before it is billed',
  allow: 'time.log',
  takes: z.strictObject({}),
  returns: TimeRule,
  run: (ctx) => findTimeRule(ctx),
})

export const putTimeRule = operation({
  path: 'PUT /time-rule',
  summary: 'Change how time is rounded',
  allow: 'billing.set_up',
  takes: z.strictObject(TimeRule.shape),
  returns: TimeRule,
  fails: ['changed_meanwhile'],
  run: (ctx, wish) => saveTimeRule(ctx, wish),
})
