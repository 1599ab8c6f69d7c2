import { sql } from 'kysely'
import type { App } from '../app.ts'
import { matrix, operations } from '../app.ts'
import type { Actor, Role } from '../platform/access/actor.ts'
import { permissionsOf } from '../platform/access/actor.ts'
import { SEEDER } from './demo-practice.ts'

/** Lets the people of a practice act through the gate, without a browser. */
export interface Stage {
  practiceId: string
  /** A call as one person; answers the body. Throws the Problem when it is refused. */
  // oxlint-disable-next-line no-explicit-any -- answers of every shape, as a client of the API gets them
  call(who: Actor, path: string, input: object): Promise<Record<string, any>>
  person(name: string): Actor
  visitor: Actor
  byLink(purpose: string, subject: readonly [string, string], clientId: string): Actor
}

/** Reads who works here and makes them actors with exactly the permissions of their roles. */
export async function stageOf(app: App, practiceId: string): Promise<Stage> {
  const people = await app.inPractice({ practiceId, actor: SEEDER, name: 'demo' }, async (ctx) => {
    const { rows } = await sql<{
      id: string
      name: string
      role: Role
      user_id: string
    }>`select id, name, role, user_id from staff where practice_id = ${practiceId}`.execute(ctx.db)
    return rows
  })
  const byPath = new Map(operations.map((each) => [each.path as string, each]))
  return {
    practiceId,
    visitor: { kind: 'public', name: 'Visitor' },
    person: (name) => {
      const found = people.find((each) => each.name === name || each.id === name)!
      return {
        kind: 'staff',
        staffId: found.id,
        userId: found.user_id,
        sessionId: 'simulation',
        name: found.name,
        role: found.role,
        permissions: permissionsOf(matrix, found.role),
        ownClientsOnly: false,
      }
    },
    byLink: (purpose, [subjectType, subjectId], clientId) => ({
      kind: 'link',
      linkId: subjectId,
      purpose,
      subjectType,
      subjectId,
      clientId,
      name: 'Client (by link)',
    }),
    call: async (actor, path, input) => {
      const { body } = await app.perform(byPath.get(path)!, { practiceId, actor, input })
      return body as Awaited<ReturnType<Stage['call']>>
    },
  }
}
