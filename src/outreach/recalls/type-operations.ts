import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { archiveRecallType, createRecallType, listRecallTypes, updateRecallType } from './recall-type.ts'

const Age = z.int().min(0).max(150).nullable()
const fields = {
  name: line(80),
  months: z.int().min(0).max(240),
  days: z.int().min(0).max(366).describe('A day more than the months, so that nobody is booked too early.'),
  exclusiveGroup: line(40).nullable().describe('Of the kinds of one group a client has only one.'),
  fromAge: Age,
  untilAge: Age,
  triggerServiceIds: z.array(Id).max(100),
  bookServiceId: Id.nullable(),
  firstReminderDays: z.int().min(-180).max(180).describe('Days after the due day; negative: before it.'),
  againAfterDays: z.array(z.int().min(1).max(365)).max(5).describe('Days from each reminder to the next.'),
}
const RecallTypeView = z.object({ id: Id, ...fields, rowVersion: z.int() })

export const listTypes = operation({
  path: 'GET /recall-types',
  summary: 'The kinds of recall',
  allow: 'recalls.see',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(RecallTypeView) }),
  run: async (ctx) => ({ items: await listRecallTypes(ctx) }),
})

export const createType = operation({
  path: 'POST /recall-types',
  summary: 'Make a kind of recall; visits of the past start it at once',
  allow: 'recalls.set_up',
  takes: z.strictObject(fields),
  returns: RecallTypeView,
  run: createRecallType,
})

export const updateType = operation({
  path: 'PATCH /recall-types/{id}',
  summary: 'Change a kind of recall; days that nobody set by hand follow',
  allow: 'recalls.set_up',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion, ...z.object(fields).partial().shape }),
  returns: RecallTypeView,
  fails: [CHANGED_MEANWHILE],
  run: (ctx, { id, ...change }) =>
    updateRecallType(ctx, id, change as Parameters<typeof updateRecallType>[2]),
})

export const archiveType = operation({
  path: 'POST /recall-types/{id}/archiving',
  summary: 'Use a kind of recall no longer',
  allow: 'recalls.set_up',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await archiveRecallType(ctx, id)
    return {}
  },
})
