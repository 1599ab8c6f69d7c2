import type pg from 'pg'
import { sql } from 'kysely'
import type { Db } from '../platform/database/transaction.ts'
import type { Membership } from '../platform/http/caller.ts'
import type { PracticeFacts } from '../platform/operation/context.ts'

/** What every slice needs to know of the practice it works for. */
export async function findPracticeFacts(db: Db, practiceId: string): Promise<PracticeFacts> {
  const { rows } =
    await sql<PracticeFacts>`select practice_id as id, slug, name, pack, locale, currency, country, zone
    from practice where practice_id = ${practiceId}`.execute(db)
  const found = rows[0]
  if (!found) throw new Error('The practice of this transaction does not exist.')
  return found
}

/** The practices a signed-in person belongs to, the oldest first. Read at every request: a changed role acts at once. */
export async function membershipsOf(
  app: pg.Pool,
  userId: string,
): Promise<(Membership & { practiceName: string; secondFactorRequired: boolean })[]> {
  const { rows } = await app.query({
    name: 'memberships_of',
    text: 'select * from memberships_of($1)',
    values: [userId],
  })
  return rows.map((row) => ({
    practiceId: row.practice_id,
    slug: row.slug,
    practiceName: row.practice_name,
    staffId: row.staff_id,
    name: row.name,
    role: row.role,
    denies: row.denies,
    ownClientsOnly: row.own_clients_only,
    secondFactorRequired: row.second_factor_required,
  }))
}

export async function practiceIdBySlug(app: pg.Pool, slug: string): Promise<string | null> {
  if (!/^[a-z0-9-]{1,50}$/.test(slug)) return null
  const { rows } = await app.query({
    name: 'practice_by_slug',
    text: 'select practice_id from practice_by_slug($1)',
    values: [slug],
  })
  return rows[0]?.practice_id ?? null
}

export async function allPracticeIds(app: pg.Pool): Promise<string[]> {
  const { rows } = await app.query('select all_practice_ids() as id')
  return rows.map((row) => row.id)
}
