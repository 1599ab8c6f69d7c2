/** What the session of a signed-in person says: for steps that ask for a fresh password. */
export interface SessionFacts {
  email: string
  lastPasswordAt: Date
  secondFactor: boolean
}

/** Who acts. Screens, API keys, mailed links, the public and our own automations are all actors of the same gate. */
export type Actor =
  | {
      kind: 'staff'
      staffId: string
      userId: string
      sessionId: string
      name: string
      role: Role
      permissions: ReadonlySet<string>
      ownClientsOnly: boolean
      session?: SessionFacts
    }
  | { kind: 'key'; keyId: string; name: string; role: Role; permissions: ReadonlySet<string> }
  | {
      kind: 'link'
      linkId: string
      purpose: string
      subjectType: string
      subjectId: string
      clientId: string | null
      name: string
    }
  | { kind: 'public'; name: string }
  | { kind: 'system'; name: string }

export const ROLES = ['owner', 'manager', 'practitioner', 'front_desk', 'billing', 'read_only'] as const
export type Role = (typeof ROLES)[number]

/** Permission word → the roles that have it by default. */
export type PermissionMatrix = Record<string, readonly Role[]>

/** What a role may do, less what is denied to the person: a denial beats any permission. */
export function permissionsOf(
  matrix: PermissionMatrix,
  role: Role,
  denied: readonly string[] = [],
): Set<string> {
  const words = Object.keys(matrix).filter((word) => matrix[word]!.includes(role))
  return new Set(words.filter((word) => !denied.includes(word)))
}

/** May this actor use the permission? The system may; links and the public never by a permission word. */
export function may(actor: Actor, permission: string): boolean {
  if (actor.kind === 'system') return true
  return (actor.kind === 'staff' || actor.kind === 'key') && actor.permissions.has(permission)
}

/** The id kept in audit and events: staff id, key id or link id; null for the public and the system. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'staff') return actor.staffId
  if (actor.kind === 'key') return actor.keyId
  return actor.kind === 'link' ? actor.linkId : null
}
