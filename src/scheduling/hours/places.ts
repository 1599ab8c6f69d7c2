import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { invalid } from '../../platform/problem.ts'

/** A location as hours need it. */
export interface Place {
  id: string
  name: string
  zone: string
  archived: boolean
}

export type Places = ReadonlyMap<string, Place>

/** All locations of the practice by id, closed ones included: old hours name them. */
export async function readPlaces(ctx: Context): Promise<Places> {
  const { rows } =
    await sql<Place>`select id, name, zone, archived_at is not null as archived from location where practice_id = ${ctx.practiceId}`.execute(
      ctx.db,
    )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The place of new hours; 422 at the field for one that does not exist or is closed for good. */
export function requirePlace(places: Places, id: string, field: string): Place {
  const place = places.get(id)
  if (!place) throw invalid(field, 'This is no location of the practice. Choose one of the list.')
  if (place.archived)
    throw invalid(
      field,
      `${place.name} is closed for good. Choose another location, or reopen it in the settings.`,
    )
  return place
}
