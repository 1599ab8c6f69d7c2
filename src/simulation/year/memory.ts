import { sql } from 'kysely'
import type { Db } from '../../platform/database/transaction.ts'

/** A visit as it was last acknowledged to somebody. */
export interface Promised {
  startsAt: string
  practitionerId: string | null
  state: string
}

/** What people were told, kept outside of the database: whatever it says, they will come at that time. */
export interface Memory {
  /** Remembers the answer of an operation that made or changed a visit. */
  keep(visit: VisitAnswer): void
  get(id: string): Promised | undefined
  /** Visits that somebody counts on, from one instant to another. */
  alive(from: Date, to: Date): string[]
  count(): number
  /** What the database says otherwise. */
  differences(db: Db, practiceId: string): Promise<string[]>
}

export interface VisitAnswer {
  id: string
  startsAt: string | Date
  practitioner: { id: string } | null
  state: string
}

const OVER = new Set(['cancelled', 'expired', 'no_show', 'done'])

export function memoryOf(): Memory {
  const visits = new Map<string, Promised>()
  return {
    keep: ({ id, startsAt, practitioner, state }) =>
      void visits.set(id, {
        startsAt: new Date(startsAt).toISOString(),
        practitionerId: practitioner?.id ?? null,
        state,
      }),
    get: (id) => visits.get(id),
    alive: (from, to) =>
      [...visits].flatMap(([id, { startsAt, state }]) => {
        const start = new Date(startsAt)
        return start >= from && start < to && !OVER.has(state) ? [id] : []
      }),
    count: () => visits.size,
    differences: async (db, practiceId) => {
      const { rows } = await sql<{
        id: string
        starts_at: Date
        practitioner_id: string | null
        state: string
      }>`
        select id, starts_at, practitioner_id, state from appointment where practice_id = ${practiceId}`.execute(
        db,
      )
      const kept = new Map(rows.map((row) => [row.id, row]))
      return [...visits].flatMap(([id, promised]) => {
        const row = kept.get(id)
        if (!row) return [`visit ${id} was acknowledged and is not there`]
        const is = {
          startsAt: row.starts_at.toISOString(),
          practitionerId: row.practitioner_id,
          state: row.state,
        }
        return JSON.stringify(is) === JSON.stringify(promised)
          ? []
          : [`visit ${id} was acknowledged as ${JSON.stringify(promised)} and is ${JSON.stringify(is)}`]
      })
    },
  }
}
