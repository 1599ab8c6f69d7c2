import { z } from 'zod'
import type { Context } from '../../platform/operation/context.ts'
import { operation } from '../../platform/operation/operation.ts'
import { CHANGED_MEANWHILE, RowVersion } from '../../platform/operation/row-version.ts'
import { Day, Id, Instant, line } from '../../platform/operation/shapes.ts'
import { localDay } from '../../platform/time/index.ts'
import { listPools, listRooms } from '../places/furniture.ts'
import type { Location } from '../places/locations.ts'
import {
  addClosure,
  listClosures,
  listLocations,
  listOpening,
  openLocation,
  removeClosure,
  replaceOpening,
  setLocationArchived,
  updateLocation,
} from '../places/locations.ts'
import { Lines, Zone } from './practice.ts'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 09:30.')
export const OpeningIn = z.strictObject({
  weekday: z.int().min(1).max(7),
  opens: TimeOfDay,
  closes: TimeOfDay,
})

const LocationView = z.object({
  id: Id,
  name: z.string(),
  addressLines: z.array(z.string()),
  phone: z.string().nullable(),
  zone: z.string(),
  position: z.number(),
  archivedAt: Instant.nullable(),
  rowVersion: z.number(),
  opening: z.array(z.object({ weekday: z.number(), opens: z.string(), closes: z.string() })),
  rooms: z.array(
    z.object({ id: Id, name: z.string(), position: z.number(), archivedAt: Instant.nullable() }),
  ),
  equipment: z.array(
    z.object({
      id: Id,
      name: z.string(),
      archivedAt: Instant.nullable(),
      units: z.array(z.object({ id: Id, name: z.string(), archivedAt: Instant.nullable() })),
    }),
  ),
})

export const list = operation({
  path: 'GET /locations',
  summary: 'Locations with their opening hours, rooms and equipment',
  allow: 'settings.see',
  takes: z.strictObject({ show: z.enum(['open', 'all']).default('open') }),
  returns: z.object({ items: z.array(LocationView) }),
  run: async (ctx, { show }) => {
    const options = { archived: show === 'all' }
    const items = []
    for (const location of await listLocations(ctx, options))
      items.push(await present(ctx, location, options))
    return { items }
  },
})

async function present(
  ctx: Context,
  location: Location,
  options: { archived: boolean } = { archived: false },
) {
  const here = (each: { locationId: string }) => each.locationId === location.id
  const pools = (await listPools(ctx, options)).filter(here)
  return {
    ...location,
    opening: await listOpening(ctx, location.id),
    rooms: (await listRooms(ctx, options)).filter(here),
    equipment: pools.map((pool) => ({ ...pool, units: pool.units.map(asUtc) })),
  }
}

// Inside of jsonb an instant is text with the offset of the connection.
function asUtc<T extends { archivedAt: Date | string | null }>(unit: T) {
  return { ...unit, archivedAt: unit.archivedAt && new Date(unit.archivedAt) }
}

const fields = {
  name: line(120),
  addressLines: Lines.optional(),
  phone: line(60).nullish(),
  zone: Zone,
  position: z.int().min(0).max(999).optional(),
}

export const open = operation({
  path: 'POST /locations',
  summary: 'Open a location',
  allow: 'settings.manage',
  takes: z.strictObject({ ...fields, opening: z.array(OpeningIn).max(50).default([]) }),
  returns: LocationView,
  run: async (ctx, { opening, ...wish }) => {
    const location = await openLocation(ctx, wish)
    await replaceOpening(ctx, location.id, opening)
    return present(ctx, location)
  },
})

export const edit = operation({
  path: 'PATCH /locations/{id}',
  summary: 'Change the facts of a location',
  allow: 'settings.manage',
  takes: z.strictObject({
    id: Id,
    rowVersion: RowVersion,
    ...fields,
    name: fields.name.optional(),
    zone: Zone.optional(),
  }),
  returns: LocationView,
  fails: [CHANGED_MEANWHILE],
  run: async (ctx, { id, ...change }) => present(ctx, await updateLocation(ctx, id, change)),
})

export const opening = operation({
  path: 'PUT /locations/{id}/opening-hours',
  summary: 'Say when a location is open, by weekday and wall clock',
  allow: 'settings.manage',
  takes: z.strictObject({ id: Id, opening: z.array(OpeningIn).max(50) }),
  returns: z.object({ opening: LocationView.shape.opening }),
  run: async (ctx, { id, opening: spans }) => ({ opening: await replaceOpening(ctx, id, spans) }),
})

function archiving(path: 'archiving' | 'restoration') {
  return operation({
    path: `POST /locations/{id}/${path}`,
    summary:
      path === 'archiving' ? 'Close a location for good; its past stays' : 'Open a closed location again',
    allow: 'settings.manage',
    takes: z.strictObject({ id: Id }),
    returns: LocationView,
    fails: ['last_location'],
    run: async (ctx, { id }) => present(ctx, await setLocationArchived(ctx, id, path === 'archiving')),
  })
}

export const archive = archiving('archiving')
export const restore = archiving('restoration')

const ClosureView = z.object({
  id: Id,
  locationId: Id.nullable(),
  startsOn: Day,
  endsOn: Day,
  name: z.string(),
})

export const closures = operation({
  path: 'GET /closures',
  summary: 'Closed days from a day on: public holidays, a move, a flood',
  allow: 'settings.see',
  takes: z.strictObject({ from: Day.optional() }),
  returns: z.object({ items: z.array(ClosureView) }),
  run: async (ctx, { from }) => {
    const { zone } = await ctx.practice()
    return { items: await listClosures(ctx, from ?? localDay(ctx.now, zone)) }
  },
})

export const close = operation({
  path: 'POST /closures',
  summary: 'Close the practice, or one location, for some days',
  allow: 'settings.manage',
  takes: z.strictObject({
    locationId: Id.nullable().default(null),
    startsOn: Day,
    endsOn: Day,
    name: line(120),
  }),
  returns: z.object({ id: Id }),
  run: async (ctx, wish) => ({ id: await addClosure(ctx, wish) }),
})

export const reopen = operation({
  path: 'DELETE /closures/{id}',
  summary: 'Take closed days back',
  allow: 'settings.manage',
  takes: z.strictObject({ id: Id }),
  returns: z.object({}),
  run: async (ctx, { id }) => {
    await removeClosure(ctx, id)
    return {}
  },
})
