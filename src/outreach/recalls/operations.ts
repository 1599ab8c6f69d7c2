import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, Instant, Minor, line, pageOf, paging, text } from '../../platform/operation/shapes.ts'
import type { Context } from '../../platform/operation/context.ts'
import { addRecall, changeRecall, resetDueDay, switchRecall } from './change-recall.ts'
import { listContactsOf, noteRecallCall } from './contacts.ts'
import type { Recall } from './recall.ts'
import { STANDINGS, countRecalls, findRecall, listRecalls } from './recall.ts'
import { remindOf } from './remind.ts'
import { RecallSettings, findRecallSettings, keepRecallSettings } from './settings.ts'

const RecallView = z.object({
  id: Id,
  client: z.object({ id: Id, name: z.string(), number: z.int(), bornOn: Day.nullable() }),
  typeId: Id,
  typeName: z.string(),
  previousOn: Day.nullable(),
  dueOn: Day,
  calculatedDueOn: Day.nullable(),
  months: z.int().nullable(),
  days: z.int().nullable(),
  note: z.string(),
  isUrgent: z.boolean(),
  disabledAt: Instant.nullable(),
  disabledUntil: Day.nullable(),
  disabledUntilBalanceMinor: Minor.nullable(),
  familyBalanceMinor: Minor.nullable().describe('Only where it decides, and for who may see bills.'),
  remindersSent: z.int(),
  remindersPlanned: z.int(),
  remindedAt: Instant.nullable(),
  nextReminderOn: Day.nullable(),
  scheduledAt: Instant.nullable(),
  scheduledId: Id.nullable(),
  bookServiceId: Id.nullable(),
  standing: z.enum(STANDINGS),
  rowVersion: z.int(),
  can: z.object({ edit: z.boolean(), remind: z.boolean() }),
})

function present(ctx: Context, recall: Recall): z.input<typeof RecallView> {
  const { clientId, clientName, clientNumber, bornOn, ...rest } = recall
  return {
    ...rest,
    client: { id: clientId, name: clientName, number: clientNumber, bornOn },
    familyBalanceMinor:
      rest.disabledUntilBalanceMinor !== null && ctx.can('billing.see') ? rest.familyBalanceMinor : null,
    can: { edit: ctx.can('recalls.edit'), remind: ctx.can('recalls.remind') },
  }
}

export const list = operation({
  path: 'GET /recalls',
  summary: 'Who is to come again: by the due day, each with where they stand',
  allow: 'recalls.see',
  takes: z.strictObject({
    ...paging,
    standing: z
      .enum(['on_list', 'at_rest', ...STANDINGS])
      .optional()
      .describe('on_list: who should hear from us now; at_rest: taken out, paused, or owing more.'),
    typeId: Id.optional(),
    clientId: Id.optional(),
    practitionerId: Id.optional().describe('Clients whose usual practitioner this is.'),
    dueFrom: Day.optional(),
    dueTo: Day.optional(),
  }),
  returns: pageOf(RecallView),
  run: async (ctx, filter) => {
    const { items, next } = await listRecalls(ctx, filter)
    return { items: items.map((recall) => present(ctx, recall)), next }
  },
})

export const counts = operation({
  path: 'GET /recalls/counts',
  summary: 'How many recalls stand where; overdue: due and without a visit, of all that are due',
  allow: 'recalls.see',
  takes: z.strictObject({}),
  returns: z.object({ counts: z.record(z.enum(STANDINGS), z.int()), due: z.int(), overdue: z.int() }),
  run: countRecalls,
})

export const get = operation({
  path: 'GET /recalls/{id}',
  summary: 'One recall',
  allow: 'recalls.see',
  takes: z.strictObject({ id: Id }),
  returns: RecallView,
  run: async (ctx, { id }) => present(ctx, await findRecall(ctx, id)),
})

export const contacts = operation({
  path: 'GET /recalls/{id}/contacts',
  summary: 'When this client was reminded of this, and how',
  allow: 'recalls.see',
  takes: z.strictObject({ id: Id }),
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        nth: z.int(),
        how: z.enum(['message', 'call']),
        dueOn: Day,
        note: z.string(),
        byName: z.string(),
        at: Instant,
        messageState: z.string().nullable(),
      }),
    ),
  }),
  run: async (ctx, { id }) => {
    await findRecall(ctx, id)
    return { items: await listContactsOf(ctx, id) }
  },
})

export const add = operation({
  path: 'POST /clients/{clientId}/recalls',
  summary: 'Begin a recall by hand',
  allow: 'recalls.edit',
  takes: z.strictObject({ clientId: Id, typeId: Id, dueOn: Day, note: text(1000).default('') }),
  returns: RecallView,
  fails: ['recall_exists'],
  run: async (ctx, wish) => present(ctx, await addRecall(ctx, wish)),
})

export const change = operation({
  path: 'PATCH /recalls/{id}',
  summary: 'Change a recall: its day (which then stays), its own interval, a note, a pause',
  allow: 'recalls.edit',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    dueOn: Day.optional(),
    months: z.int().min(0).max(240).nullable().optional(),
    days: z.int().min(0).max(366).nullable().optional(),
    note: text(1000).optional(),
    isUrgent: z.boolean().optional(),
    isDisabled: z.boolean().optional(),
    disabledUntil: Day.nullable().optional(),
    disabledUntilBalanceMinor: Minor.min(0).nullable().optional(),
  }),
  returns: RecallView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => present(ctx, await changeRecall(ctx, id, wish)),
})

export const reset = operation({
  path: 'POST /recalls/{id}/calculated-day',
  summary: 'Let the due day follow the visits again',
  allow: 'recalls.edit',
  takes: z.strictObject({ id: Id, rowVersion: RowVersion }),
  returns: RecallView,
  fails: [CHANGED_MEANWHILE, 'no_visit_yet'],
  run: async (ctx, { id, rowVersion }) => present(ctx, await resetDueDay(ctx, id, rowVersion)),
})

export const switchType = operation({
  path: 'POST /recalls/{id}/switch',
  summary: 'Let another kind of the same group hold for this client',
  allow: 'recalls.edit',
  takes: z.strictObject({ id: Id, typeId: Id }),
  returns: RecallView,
  fails: ['other_group'],
  run: async (ctx, { id, typeId }) => present(ctx, await switchRecall(ctx, id, typeId)),
})

export const remind = operation({
  path: 'POST /recalls/reminders',
  summary: 'Remind of these now; a family in one message',
  allow: 'recalls.remind',
  takes: z.strictObject({ ids: z.array(Id).min(1).max(200) }),
  returns: z.object({
    messages: z.int(),
    recalls: z.int(),
    left: z.array(z.object({ id: Id, standing: z.enum(STANDINGS) })),
  }),
  run: (ctx, { ids }) => remindOf(ctx, ids),
})

export const called = operation({
  path: 'POST /recalls/{id}/calls',
  summary: 'Note a call about a recall; one that counts is a reminder',
  allow: 'recalls.remind',
  takes: z.strictObject({ id: Id, note: line(300), counts: z.boolean().default(true) }),
  returns: RecallView,
  run: async (ctx, { id, note, counts: isReminder }) => {
    await noteRecallCall(ctx, { id, note, counts: isReminder })
    return present(ctx, await findRecall(ctx, id))
  },
})

export const getSettings = operation({
  path: 'GET /recall-settings',
  summary: 'How recalls go out by themselves',
  allow: 'recalls.see',
  takes: z.strictObject({}),
  returns: RecallSettings,
  run: findRecallSettings,
})

export const saveSettings = operation({
  path: 'PUT /recall-settings',
  summary: 'Choose how recalls go out by themselves',
  allow: 'recalls.set_up',
  takes: RecallSettings,
  returns: RecallSettings,
  run: keepRecallSettings,
})
