import type { PermissionMatrix, Role } from '../../platform/access/actor.ts'
import { ROLES, permissionsOf } from '../../platform/access/actor.ts'
import type { Context } from '../../platform/operation/context.ts'
import { forbidden, invalid } from '../../platform/problem.ts'

const connected = new WeakMap<object, PermissionMatrix>()

/** Tells which permission belongs to which roles, over all slices. Called once when the house is put together. */
export function connectRoles(house: { services: object }, matrix: PermissionMatrix) {
  connected.set(house.services, matrix)
}

export function matrixOf(ctx: { services: object }): PermissionMatrix {
  const found = connected.get(ctx.services)
  if (!found) throw new Error('The permission matrix is not connected.')
  return found
}

/** The whole matrix as data: what the settings show and what is checked from outside. */
export function rolesAndPermissions(ctx: Context) {
  const matrix = matrixOf(ctx)
  return {
    roles: ROLES.map((role) => ({ role, permissions: [...permissionsOf(matrix, role)].sort() })),
    permissions: Object.keys(matrix)
      .sort()
      .map((word) => ({ word, roles: [...matrix[word]!] })),
  }
}

/**
 * Nobody hands out more than they have: a manager makes no owner, a narrow key no wide person or key. A manager may
 * appoint every other role, although a practitioner may do some things (sign notes) that a manager may not.
 */
export function refuseMoreThanOwn(ctx: Context, role: Role) {
  if (ctx.actor.kind === 'staff' && role !== 'owner') return
  for (const word of permissionsOf(matrixOf(ctx), role)) {
    if (!ctx.can(word)) throw forbidden('You can give nobody more rights than you have yourself.')
  }
}

export function refuseUnknownWords(ctx: Context, field: string, words: readonly string[]) {
  const unknown = words.find((word) => !Object.hasOwn(matrixOf(ctx), word))
  if (unknown) throw invalid(field, `"${unknown}" is not a permission. GET /api/roles lists them.`)
}
