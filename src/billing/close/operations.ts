import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Minor, fileAnswer, line, text } from '../../platform/operation/shapes.ts'
import { MOST_MINOR } from '../charges/price.ts'
import { DayView, closeDay, reopenDay, viewDay } from './day-close.ts'
import {
  CARRIED,
  DrawerView,
  carryCash,
  countDrawer,
  findDrawer,
  listDrawers,
  openDrawer,
  saveDrawer,
} from './drawer.ts'
import { renderSummary } from './summary.ts'

const Amount = Minor.min(0).max(MOST_MINOR)

export const getDrawers = operation({
  path: 'GET /cash-drawers',
  summary: 'Cash drawers with what must lie in them',
  allow: 'billing.see',
  takes: z.strictObject({ locationId: Id.optional() }),
  returns: z.object({ items: z.array(DrawerView) }),
  run: async (ctx, question) => ({ items: await listDrawers(ctx, question) }),
})

export const addDrawer = operation({
  path: 'POST /cash-drawers',
  summary: 'Add a cash drawer to a location',
  allow: 'billing.set_up',
  takes: z.strictObject({ name: line(60), locationId: Id }),
  returns: DrawerView,
  run: (ctx, wish) => saveDrawer(ctx, wish),
})

export const putDrawer = operation({
  path: 'PUT /cash-drawers/{id}',
  summary: 'Rename a cash drawer, or put it away',
  allow: 'billing.set_up',
  takes: z.strictObject({ id: Id, name: line(60), archived: z.boolean().default(false) }),
  returns: DrawerView,
  fails: ['drawer_open'],
  run: async (ctx, wish) =>
    saveDrawer(ctx, { ...wish, locationId: (await findDrawer(ctx, wish.id)).locationId }),
})

const after = async (ctx: Context, id: string, act: Promise<unknown>) => {
  await act
  return findDrawer(ctx, id)
}

export const openOneDrawer = operation({
  path: 'POST /cash-drawers/{id}/opening',
  summary: 'Open a drawer with what lies in it in the morning',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    floatMinor: Amount,
    /** Where the difference to the book came from or went. */
    from: z.enum(['bank', 'difference']).nullable().default(null),
    reason: line(500).nullable().default(null),
  }),
  returns: DrawerView,
  fails: ['drawer_open', 'float_differs'],
  run: async (ctx, { id, ...wish }) => {
    await findDrawer(ctx, id)
    return after(ctx, id, openDrawer(ctx, id, wish))
  },
})

export const carryFromDrawer = operation({
  path: 'POST /cash-drawers/{id}/movements',
  summary: 'Carry cash to the bank, from there, or to another drawer',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    kind: z.enum(CARRIED),
    amountMinor: Amount.min(1),
    toDrawerId: Id.nullable().default(null),
  }),
  returns: DrawerView,
  fails: ['drawer_closed', 'not_enough_cash'],
  run: async (ctx, { id, ...wish }) => {
    await findDrawer(ctx, id)
    return after(ctx, id, carryCash(ctx, id, wish))
  },
})

export const countOneDrawer = operation({
  path: 'POST /cash-drawers/{id}/count',
  summary: 'Count a drawer and close it; a difference is posted with its reason',
  allow: 'payments.take',
  takes: z.strictObject({
    id: Id,
    countedMinor: Amount,
    /** How many of each coin and note, by its value in minor units. */
    counted: z
      .record(z.string().regex(/^\d{1,8}$/), z.int().min(0).max(100_000))
      .nullable()
      .default(null),
    reason: line(500).nullable().default(null),
  }),
  returns: DrawerView,
  fails: ['drawer_closed', 'count_differs'],
  run: async (ctx, { id, ...wish }) => {
    await findDrawer(ctx, id)
    return after(ctx, id, countDrawer(ctx, id, wish))
  },
})

const At = { day: Day, locationId: Id }

export const getDay = operation({
  path: 'GET /day-close',
  summary: 'A day at a location: what was done, charged and taken, what is left to do, and how it was closed',
  allow: 'billing.see',
  takes: z.strictObject(At),
  returns: DayView,
  run: (ctx, at) => viewDay(ctx, at),
})

export const closeOneDay = operation({
  path: 'POST /day-close',
  summary: 'Close a day: its figures are kept as they are',
  allow: 'payments.take',
  takes: z.strictObject({
    ...At,
    /** What the person saw; refused when it has changed. */
    sawTakenMinor: Minor,
    sawChargedMinor: Minor,
    leftOpenReason: line(500).nullable().default(null),
    note: text(2_000).nullable().default(null),
  }),
  returns: DayView,
  fails: ['day_not_over', 'day_closed', 'day_changed', 'day_not_clear', 'drawer_open'],
  run: async (ctx, { day, locationId, ...wish }) => {
    await closeDay(ctx, { day, locationId }, wish)
    return viewDay(ctx, { day, locationId })
  },
})

export const reopenOneDay = operation({
  path: 'DELETE /day-close',
  summary: 'Open a closed day again',
  allow: 'billing.set_up',
  reason: 'required',
  takes: z.strictObject({ ...At, reason: line(500) }),
  returns: DayView,
  fails: ['day_open'],
  run: async (ctx, { reason, ...at }) => {
    await reopenDay(ctx, at, reason)
    return viewDay(ctx, at)
  },
})

export const getDaySummary = operation({
  path: 'GET /day-close/pdf',
  summary: 'The summary of a closed day as PDF',
  allow: 'billing.see',
  takes: z.strictObject(At),
  returns: fileAnswer('application/pdf'),
  fails: ['day_open', 'busy'],
  run: async (ctx, at) => ({ ...(await renderSummary(ctx, at)), type: 'application/pdf' }),
})
