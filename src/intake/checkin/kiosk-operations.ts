import { sql } from 'kysely'
import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Day, Id, Instant, line } from '../../platform/operation/shapes.ts'
import { findOneself, waysOf } from './find-oneself.ts'
import { findKiosk, listKiosks, pairAgain, pairKiosk, phoneLink, revokeKiosk } from './kiosk.ts'
import { renderPoster } from './poster.ts'
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

const Wish = z.strictObject({
  familyName: line(150).optional(),
  givenName: line(150).optional(),
  phone: line(40).optional(),
  code: line(300).optional(),
  bornOn: Day,
})
const FoundView = z.object({
  state: z.enum(['found', 'first_name', 'nobody', 'wait']),
  url: z.string().optional(),
  seconds: z.int().optional(),
})

export const search = operation({
  path: 'POST /kiosk/search',
  summary: 'Find one’s own visit of today by name, phone or code, always with the birth date',
  allow: 'link:kiosk',
  takes: Wish,
  returns: FoundView,
  secret: 'answer',
  run: (ctx, wish) => findOneself(ctx, { kioskId: subjectOf(ctx), on: 'device' }, wish),
})

export const toPhone = operation({
  path: 'POST /kiosk/phone-link',
  summary: 'The address that this device shows as a code, for whoever checks in on their own phone',
  allow: 'link:kiosk',
  takes: z.strictObject({}),
  returns: z.object({ url: z.string(), validUntil: Instant }),
  background: true,
  secret: 'answer',
  run: (ctx) => phoneLink(ctx, subjectOf(ctx)),
})

export const entrance = operation({
  path: 'GET /entrance',
  summary: 'Which entrance a scanned code belongs to, and by what one finds oneself there',
  allow: 'link:entrance',
  takes: z.strictObject({}),
  returns: z.object({
    practice: Practice,
    locationName: z.string(),
    ways: z.array(z.enum(['name', 'phone', 'code'])),
  }),
  run: async (ctx) => {
    const { kind, locationName } = await findKiosk(ctx, subjectOf(ctx))
    return { practice: await ctx.practice(), locationName, ways: waysOf(kind) }
  },
})

export const searchOnPhone = operation({
  path: 'POST /entrance/search',
  summary: 'Find one’s own visit of today on one’s own phone, after scanning the code at the entrance',
  allow: 'link:entrance',
  takes: Wish,
  returns: FoundView,
  secret: 'answer',
  run: (ctx, wish) => findOneself(ctx, { kioskId: subjectOf(ctx), on: 'phone' }, wish),
})

const KioskView = z.object({
  id: Id,
  kind: z.enum(['device', 'poster']),
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
  summary:
    'Pair a check-in device: the answered address is opened on it once; for a poster it is printed as a code',
  allow: 'check_in.manage',
  takes: z.strictObject({
    name: line(80),
    locationId: Id,
    kind: z.enum(['device', 'poster']).default('device'),
  }),
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

export const poster = operation({
  path: 'POST /kiosks/{id}/poster',
  summary: 'A poster as PDF to print, with a code of its own',
  allow: 'check_in.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ name: z.string(), pdf: z.base64() }),
  secret: 'answer',
  fails: ['wrong_state', 'busy'],
  run: async (ctx, { id }) => {
    const { name, bytes } = await renderPoster(ctx, id)
    return { name, pdf: Buffer.from(bytes).toString('base64') }
  },
})

export const revoke = operation({
  path: 'POST /kiosks/{id}/revocation',
  summary: 'Switch a check-in device off',
  allow: 'check_in.manage',
  takes: z.strictObject({ id: Id }),
  returns: KioskView,
  run: (ctx, { id }) => revokeKiosk(ctx, id),
})
