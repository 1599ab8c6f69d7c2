import { sql } from 'kysely'
import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, line } from '../../platform/operation/shapes.ts'
import { findOneself } from './find-oneself.ts'
import { findKiosk, listKiosks, pairAgain, pairKiosk, revokeKiosk } from './kiosk.ts'
import { Practice, subjectOf } from './operations.ts'
import { findCheckInSettings } from './settings.ts'

export const kiosk = operation({
  path: 'GET /kiosk',
  summary: 'Where this check-in device stands',
  allow: 'link:kiosk',
  takes: z.strictObject({}),
  returns: z.object({
    practice: Practice,
    locationId: Id,
    locationName: z.string(),
    name: z.string(),
    idleSeconds: z.int(),
  }),
  background: true,
  run: async (ctx) => {
    const { id, ...found } = await findKiosk(ctx, subjectOf(ctx))
    await sql`update kiosk set last_seen_at = ${ctx.now} where practice_id = ${ctx.practiceId} and id = ${id}
      and (last_seen_at is null or last_seen_at < ${new Date(ctx.now.getTime() - 60_000)})`.execute(ctx.db)
    return {
      ...found,
      practice: await ctx.practice(),
      idleSeconds: (await findCheckInSettings(ctx)).idleSeconds,
    }
  },
})

export const search = operation({
  path: 'POST /kiosk/search',
  summary: 'Find one’s own visit of today by name, phone or code, always with the birth date',
  allow: 'link:kiosk',
  takes: z.strictObject({
    familyName: line(150).optional(),
    givenName: line(150).optional(),
    phone: line(40).optional(),
    code: line(300).optional(),
    bornOn: Day,
  }),
  returns: z.object({
    state: z.enum(['found', 'first_name', 'nobody', 'wait']),
    url: z.string().optional(),
    seconds: z.int().optional(),
  }),
  secret: 'answer',
  run: (ctx, wish) => findOneself(ctx, subjectOf(ctx), wish),
})

const KioskView = z.object({
  id: Id,
  name: z.string(),
  locationId: Id,
  locationName: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
const Paired = z.object({ kiosk: KioskView, url: z.string() })

export const kiosks = operation({
  path: 'GET /kiosks',
  summary: 'The check-in devices of the practice',
  allow: 'check_in.manage',
  takes: z.strictObject({}),
  returns: z.object({ items: z.array(KioskView) }),
  run: async (ctx) => ({ items: await listKiosks(ctx) }),
})

export const pair = operation({
  path: 'POST /kiosks',
  summary: 'Pair a check-in device: the answered address is opened on it once',
  allow: 'check_in.manage',
  takes: z.strictObject({ name: line(80), locationId: Id }),
  returns: Paired,
  secret: 'answer',
  run: (ctx, wish) => pairKiosk(ctx, wish),
})

export const renew = operation({
  path: 'POST /kiosks/{id}/link',
  summary: 'Pair a device anew; its earlier pairing ends',
  allow: 'check_in.manage',
  takes: z.strictObject({ id: Id }),
  returns: Paired,
  secret: 'answer',
  run: (ctx, { id }) => pairAgain(ctx, id),
})

export const revoke = operation({
  path: 'POST /kiosks/{id}/revocation',
  summary: 'Switch a check-in device off',
  allow: 'check_in.manage',
  takes: z.strictObject({ id: Id }),
  returns: KioskView,
  run: (ctx, { id }) => revokeKiosk(ctx, id),
})
