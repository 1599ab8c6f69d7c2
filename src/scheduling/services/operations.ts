import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Id, InstantIn, Minor, line, text } from '../../platform/operation/shapes.ts'
import { MODES } from '../appointment/states.ts'
import { FreeTimesView, presentTimes } from '../times/operations.ts'
import { archiveService, createService, updateService } from './change-service.ts'
import { renewLink } from './link-key.ts'
import { previewService } from './preview-service.ts'
import {
  DurationVariant,
  ServicePractitioner,
  ServiceView,
  findService,
  listServices,
  presentService,
} from './service.ts'

const Key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
const minutes = (least: number, most: number) => z.int().min(least).max(most)

const fields = {
  name: line(120),
  translations: z
    .partialRecord(
      z.enum(['en', 'de']),
      z.strictObject({ name: line(120).optional(), description: text(4000).optional() }),
    )
    .optional(),
  description: text(4000).nullish(),
  category: line(80).nullish(),
  color: z
    .string()
    .regex(/^(#[0-9a-f]{6}|[a-z]{3,20})$/i, 'Give a colour of the palette, or one such as #0b6e5b.')
    .nullish(),
  durationMinutes: minutes(1, 1440),
  bufferBeforeMinutes: minutes(0, 480).optional(),
  bufferAfterMinutes: minutes(0, 480).optional(),
  homeTravelMinutes: minutes(0, 240).optional(),
  priceMinor: Minor.min(0).optional(),
  taxBasisPoints: z.int().min(0).max(10_000).optional(),
  billingCode: line(40).nullish(),
  modes: z.array(z.enum(MODES)).min(1).max(4).optional(),
  minNoticeMinutes: minutes(0, 525_600).optional(),
  horizonDays: z.int().min(1).max(1095).optional(),
  cancelCutoffMinutes: minutes(0, 525_600).optional(),
  rescheduleCutoffMinutes: minutes(0, 525_600).optional(),
  slotIntervalMinutes: minutes(1, 1440).optional(),
  bookableOnline: z.boolean().optional(),
  linkOnly: z.boolean().optional().describe('Online by its private link only: the page does not list it.'),
  seriesOnlineMax: z
    .int()
    .min(2)
    .max(52)
    .nullish()
    .describe('The most weekly visits that clients book at once online; null: one.'),
  clientsOnly: z.enum(['new', 'existing']).nullish(),
  needsRoom: z.boolean().optional(),
  formKeys: z.array(Key).max(20).optional(),
  noteTemplateKey: Key.nullish(),
  instructions: text(4000).nullish(),
  reminderMinutes: z.array(minutes(5, 129_600)).max(6).optional(),
  position: z.int().min(0).max(10_000).optional(),
  requiresApproval: z.boolean().optional(),
  slotOffsetMinutes: minutes(0, 1439).optional(),
  capacity: z.int().min(1).max(500).optional(),
  maxPerDay: z.int().min(1).max(200).nullish(),
  maxPerWeek: z.int().min(1).max(1000).nullish(),
  maxMinutesPerDay: minutes(1, 1440).nullish(),
  maxMinutesPerWeek: minutes(1, 10_080).nullish(),
  durationVariants: z.array(DurationVariant).max(8).optional(),
  depositMinor: Minor.min(1).nullish(),
  depositPercent: z.int().min(1).max(100).nullish(),
  continuity: z.enum(['usual_or_last', 'usual', 'none']).optional(),
  checklist: z.array(line(200)).max(30).optional(),
  scheduledOnly: z.boolean().optional(),
  practitioners: z.array(ServicePractitioner).max(200).optional(),
  locationIds: z.array(Id).max(100).optional(),
  roomIds: z.array(Id).max(200).optional(),
  equipmentPoolIds: z.array(Id).max(20).optional(),
  assistantIds: z.array(Id).max(200).optional(),
}

export const list = operation({
  path: 'GET /services',
  summary: 'List the services',
  allow: 'services.see',
  takes: z.strictObject({ archived: z.stringbool().default(false) }),
  returns: z.object({ items: z.array(ServiceView) }),
  run: async (ctx, ask) => ({ items: (await listServices(ctx, ask)).map((row) => presentService(ctx, row)) }),
})

export const get = operation({
  path: 'GET /services/{id}',
  summary: 'Open a service',
  allow: 'services.see',
  takes: z.strictObject({ id: Id }),
  returns: ServiceView,
  run: async (ctx, { id }) => presentService(ctx, await findService(ctx, id)),
})

export const create = operation({
  path: 'POST /services',
  summary: 'Create a service',
  allow: 'services.manage',
  takes: z.strictObject(fields),
  returns: ServiceView,
  run: async (ctx, wish) => presentService(ctx, await createService(ctx, wish)),
})

export const edit = operation({
  path: 'PATCH /services/{id}',
  summary: 'Change a service: its rules, who gives it, where and with what',
  allow: 'services.manage',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    ...fields,
    name: fields.name.optional(),
    durationMinutes: fields.durationMinutes.optional(),
  }),
  returns: ServiceView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...wish }) => presentService(ctx, await updateService(ctx, id, wish)),
})

export const preview = operation({
  path: 'POST /services/preview',
  summary: 'The free times a service would have under these rules; nothing is kept',
  allow: 'services.manage',
  takes: z.strictObject({
    id: Id.optional().describe('The service that would be changed; left out: a new one.'),
    ...fields,
    name: fields.name.optional(),
    from: InstantIn,
    days: z.int().min(1).max(14).default(7),
  }),
  returns: FreeTimesView,
  run: async (ctx, { id, from, days, ...wish }) =>
    presentTimes(await previewService(ctx, { id, wish, from, days })),
})

export const archive = operation({
  path: 'POST /services/{id}/archiving',
  summary: 'Offer a service no more; booked visits stay',
  allow: 'services.manage',
  takes: z.strictObject({ id: Id }),
  returns: ServiceView,
  run: async (ctx, { id }) => presentService(ctx, await archiveService(ctx, id, true)),
})

export const renew = operation({
  path: 'POST /services/{id}/link-renewal',
  summary: 'Give a service another private link; those that were given out before open nothing any more',
  allow: 'services.manage',
  takes: z.strictObject({ id: Id }),
  returns: ServiceView,
  run: async (ctx, { id }) => presentService(ctx, await renewLink(ctx, id)),
})

export const restore = operation({
  path: 'POST /services/{id}/restoration',
  summary: 'Offer an archived service again',
  allow: 'services.manage',
  takes: z.strictObject({ id: Id }),
  returns: ServiceView,
  run: async (ctx, { id }) => presentService(ctx, await archiveService(ctx, id, false)),
})
