import pg from 'pg'
import type { TheDay } from './the-day.ts'

const ZONE = 'America/New_York'

/**
 * A story can't wait for days: the visit that was booked ahead is put at this very minute, behind the program's back.
 * Answers its id. (Nobody is checked in before the day of the visit.)
 */
export async function letTheDayCome(day: TheDay): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.ATRIUM_TEST_STORY_DATABASE! })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client
    .query<{ id: string }>(
      `update appointment a set starts_at = now(), ends_at = now() + (a.ends_at - a.starts_at), row_version = a.row_version + 1
       from client c, practice p where p.slug = $1 and a.practice_id = p.practice_id and c.practice_id = p.practice_id and c.id = a.client_id
         and c.given_name = $2 and a.state in ('booked', 'confirmed') returning a.id`,
      [day.slug, day.client.given],
    )
    .finally(() => client.end())
  day.visitDay = new Date().toLocaleDateString('en-CA', { timeZone: ZONE })
  return rows[0]!.id
}
