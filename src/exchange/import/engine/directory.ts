import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { addStaff, openLocation } from '../../../practice/index.ts'
import { createService } from '../../../scheduling/index.ts'
import type { VisitMap } from '../map/map.ts'
import type { VisitRow } from '../rows/visit-row.ts'

export interface Service {
  id: string
  minutes: number
}

export interface Place {
  id: string
  zone: string
}

/** What the practice has, by name; made once per run and added to as rows ask for more. */
export interface Directory {
  services: Map<string, Service>
  practitioners: Map<string, string>
  locations: Map<string, Place>
  /** Where visits are of which the file says no place. */
  usualLocation: Place
}

/** What a chunk had to make. */
export interface Made {
  services: { id: string; line: number }[]
  practitioners: { id: string; line: number }[]
  locations: { id: string; line: number }[]
}

export async function readDirectory(ctx: Context): Promise<Directory> {
  const { rows } = await sql<{
    services: [string, string, number][]
    people: [string, string][]
    places: [string, string, string][]
  }>`select
    (select coalesce(json_agg(json_build_array(name, id, duration_minutes) order by archived_at is null, position desc), '[]') from service where practice_id = ${ctx.practiceId}) as services,
    (select coalesce(json_agg(json_build_array(name, id) order by disabled_at is null, id desc), '[]') from staff where practice_id = ${ctx.practiceId} and is_practitioner) as people,
    (select coalesce(json_agg(json_build_array(name, id, zone) order by archived_at is null, position desc), '[]') from location where practice_id = ${ctx.practiceId}) as places`.execute(
    ctx.db,
  )
  const { services, people, places } = rows[0]!
  // Of two with one name the later entry wins: the one in use.
  const usual = places.at(-1)
  if (!usual) throw new Error('The practice has no location.')
  return {
    services: new Map(services.map(([name, id, minutes]) => [nameKey(name), { id, minutes }])),
    practitioners: new Map(people.map(([name, id]) => [nameKey(name), id])),
    locations: new Map(places.map(([name, id, zone]) => [nameKey(name), { id, zone }])),
    usualLocation: { id: usual[1], zone: usual[2] },
  }
}

/** Names are one whatever their case and however their accents are encoded. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * The directory with what these rows name and the practice does not have yet, where the mapping allows to make it. What
 * is made is not told apart in the audit: each leaves its own event.
 */
export async function extendDirectory(
  ctx: Context,
  known: Directory,
  { rows, map }: { rows: readonly { line: number; row: VisitRow }[]; map: VisitMap },
): Promise<{ directory: Directory; made: Made }> {
  const directory: Directory = {
    ...known,
    services: new Map(known.services),
    practitioners: new Map(known.practitioners),
    locations: new Map(known.locations),
  }
  const made: Made = { services: [], practitioners: [], locations: [] }
  const zone = typeof map.zone === 'string' ? map.zone : (await ctx.practice()).zone
  for (const { line, row } of rows) {
    const service = nameKey(row.serviceName)
    if (map.create.services && !directory.services.has(service)) {
      const { id, duration_minutes: minutes } = await makeService(ctx, row, map)
      directory.services.set(service, { id, minutes })
      made.services.push({ id, line })
    }
    if (map.create.locations && row.locationName && !directory.locations.has(nameKey(row.locationName))) {
      const { id } = await openLocation(ctx, {
        name: row.locationName,
        zone,
        position: directory.locations.size,
      })
      directory.locations.set(nameKey(row.locationName), { id, zone })
      made.locations.push({ id, line })
    }
    if (
      map.create.practitioners &&
      row.practitionerName &&
      !directory.practitioners.has(nameKey(row.practitionerName))
    ) {
      const { id } = await addStaff(ctx, {
        name: row.practitionerName,
        role: 'practitioner',
        isPractitioner: true,
        bookableOnline: false,
      })
      directory.practitioners.set(nameKey(row.practitionerName), id)
      made.practitioners.push({ id, line })
    }
  }
  return { directory, made }
}

/** What comes from a file is not offered on the public page until somebody looked at it. */
function makeService(ctx: Context, row: VisitRow, map: VisitMap) {
  return createService(ctx, {
    name: row.serviceName,
    durationMinutes: row.minutes ?? map.create.serviceMinutes,
    priceMinor: row.priceMinor ?? 0,
    bookableOnline: false,
    needsRoom: false,
  })
}
