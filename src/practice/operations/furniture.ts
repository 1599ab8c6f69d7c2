import { z } from 'zod'
import { operation } from '../../platform/operation/operation.ts'
import { Id, line } from '../../platform/operation/shapes.ts'
import { addPool, addRoom, addUnit, changePool, changeRoom, changeUnit } from '../places/furniture.ts'

const Name = line(120)
const change = { id: Id, name: Name.optional(), archived: z.boolean().optional() }
const position = z.int().min(0).max(999).optional()
const Done = z.object({})
const Made = z.object({ id: Id })

export const room = operation({
  path: 'POST /locations/{id}/rooms',
  summary: 'Add a room',
  allow: 'settings.manage',
  takes: z.strictObject({ id: Id, name: Name, position }),
  returns: Made,
  run: async (ctx, { id, ...wish }) => ({ id: await addRoom(ctx, { locationId: id, ...wish }) }),
})

export const editRoom = operation({
  path: 'PATCH /rooms/{id}',
  summary: 'Rename, sort or retire a room',
  allow: 'settings.manage',
  takes: z.strictObject({ ...change, position }),
  returns: Done,
  run: async (ctx, { id, ...given }) => {
    await changeRoom(ctx, id, given)
    return {}
  },
})

export const pool = operation({
  path: 'POST /locations/{id}/equipment-pools',
  summary: 'Add equipment: a pool of like units',
  allow: 'settings.manage',
  takes: z.strictObject({ id: Id, name: Name, units: z.array(Name).min(1).max(100) }),
  returns: Made,
  run: async (ctx, { id, ...wish }) => ({ id: await addPool(ctx, { locationId: id, ...wish }) }),
})

export const editPool = operation({
  path: 'PATCH /equipment-pools/{id}',
  summary: 'Rename or retire equipment',
  allow: 'settings.manage',
  takes: z.strictObject(change),
  returns: Done,
  run: async (ctx, { id, ...given }) => {
    await changePool(ctx, id, given)
    return {}
  },
})

export const unit = operation({
  path: 'POST /equipment-pools/{id}/units',
  summary: 'Add a unit to a pool of equipment',
  allow: 'settings.manage',
  takes: z.strictObject({ id: Id, name: Name }),
  returns: Made,
  run: async (ctx, { id, name }) => ({ id: await addUnit(ctx, { poolId: id, name }) }),
})

export const editUnit = operation({
  path: 'PATCH /equipment-units/{id}',
  summary: 'Rename or retire a unit of equipment',
  allow: 'settings.manage',
  takes: z.strictObject(change),
  returns: Done,
  run: async (ctx, { id, ...given }) => {
    await changeUnit(ctx, id, given)
    return {}
  },
})
