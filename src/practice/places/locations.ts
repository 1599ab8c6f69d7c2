import { sql } from 'kysely'
import type { Context } from '../../platform/operation/context.ts'
import { changedMeanwhile } from '../../platform/operation/row-version.ts'
import { notFound, problem } from '../../platform/problem.ts'
import type { OpeningSpan } from '../create-practice.ts'

export interface Location {
  id: string
  name: string
  addressLines: string[]
  phone: string | null
  zone: string
  position: number
  archivedAt: Date | null
  rowVersion: number
}

export interface LocationWish {
  name: string
  addressLines?: string[] | undefined
  phone?: string | null | undefined
  zone: string
  position?: number | undefined
}

const COLUMNS = sql.raw(
  `id, name, address_lines as "addressLines", phone, zone, position, archived_at as "archivedAt", row_version as "rowVersion"`,
)

export async function listLocations(
  ctx: Context,
  options: { archived: boolean } = { archived: false },
): Promise<Location[]> {
  const { rows } = await sql<Location>`select ${COLUMNS} from location
    where practice_id = ${ctx.practiceId} and (archived_at is null or ${options.archived}) order by position, name, id`.execute(
    ctx.db,
  )
  return rows
}

export async function findLocation(ctx: Context, id: string): Promise<Location> {
  const { rows } =
    await sql<Location>`select ${COLUMNS} from location where practice_id = ${ctx.practiceId} and id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0]) throw notFound('This location')
  return rows[0]
}

export async function openLocation(ctx: Context, wish: LocationWish): Promise<Location> {
  const id = ctx.newId()
  await sql`insert into location (practice_id, id, name, address_lines, phone, zone, position)
    values (${ctx.practiceId}, ${id}, ${wish.name}, ${wish.addressLines ?? []}, ${wish.phone ?? null}, ${wish.zone}, ${wish.position ?? 0})`.execute(
    ctx.db,
  )
  ctx.record('location.created', { subject: ['location', id], after: wish })
  return findLocation(ctx, id)
}

export async function updateLocation(
  ctx: Context,
  id: string,
  change: Partial<LocationWish> & { rowVersion: number },
): Promise<Location> {
  const { rowVersion, ...given } = change
  const before = await findLocation(ctx, id)
  const after: Location = {
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
  const { rows } =
    await sql`update location set name = ${after.name}, address_lines = ${after.addressLines}, phone = ${after.phone},
      zone = ${after.zone}, position = ${after.position}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id} and row_version = ${rowVersion} returning 1`.execute(
      ctx.db,
    )
  if (rows.length === 0) throw changedMeanwhile(before.rowVersion)
  ctx.record('location.updated', {
    subject: ['location', id],
    data: { fields: Object.keys(given) },
    before,
    after,
  })
  return findLocation(ctx, id)
}

/** Closes a location for good: it is offered no more, its past stays. The last one stays open. */
export async function setLocationArchived(ctx: Context, id: string, archived: boolean): Promise<Location> {
  await findLocation(ctx, id)
  const others = (await listLocations(ctx)).filter((each) => each.id !== id)
  if (archived && others.length === 0)
    throw problem(409, 'last_location', 'A practice has at least one location. Open another one first.')
  await sql`update location set archived_at = ${archived ? ctx.now : null}, row_version = row_version + 1
    where practice_id = ${ctx.practiceId} and id = ${id}`.execute(ctx.db)
  ctx.record(archived ? 'location.archived' : 'location.restored', { subject: ['location', id] })
  return findLocation(ctx, id)
}

export async function listOpening(ctx: Context, locationId: string): Promise<OpeningSpan[]> {
  const { rows } =
    await sql<OpeningSpan>`select weekday, to_char(opens, 'HH24:MI') as opens, to_char(closes, 'HH24:MI') as closes
    from opening_hours where practice_id = ${ctx.practiceId} and location_id = ${locationId} order by weekday, opens`.execute(
      ctx.db,
    )
  return rows
}

/** Makes the opening hours exactly these; 422 where two spans of a day overlap. */
export async function replaceOpening(
  ctx: Context,
  locationId: string,
  spans: readonly OpeningSpan[],
): Promise<OpeningSpan[]> {
  await findLocation(ctx, locationId)
  refuseOverlap(spans)
  const before = await listOpening(ctx, locationId)
  await sql`delete from opening_hours where practice_id = ${ctx.practiceId} and location_id = ${locationId}`.execute(
    ctx.db,
  )
  for (const { weekday, opens, closes } of spans) {
    await sql`insert into opening_hours (practice_id, id, location_id, weekday, opens, closes)
      values (${ctx.practiceId}, ${ctx.newId()}, ${locationId}, ${weekday}, ${opens}, ${closes})`.execute(
      ctx.db,
    )
  }
  ctx.record('location.opening_changed', { subject: ['location', locationId], before, after: spans })
  return listOpening(ctx, locationId)
}

function refuseOverlap(spans: readonly OpeningSpan[]) {
  const sorted = [...spans].sort((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1))
  for (const [index, span] of sorted.entries()) {
    const next = sorted[index + 1]
    if (span.closes <= span.opens)
      throw problem(422, 'invalid', `Closing (${span.closes}) must be later than opening (${span.opens}).`)
    if (next && next.weekday === span.weekday && next.opens < span.closes) {
      throw problem(
        422,
        'invalid',
        `${span.opens}–${span.closes} and ${next.opens}–${next.closes} overlap on the same day.`,
      )
    }
  }
}

export interface Closure {
  id: string
  /** null: the whole practice. */
  locationId: string | null
  startsOn: string
  endsOn: string
  name: string
}

/** Closed days that end on or after a day, the next first. */
export async function listClosures(ctx: Context, from: string): Promise<Closure[]> {
  const { rows } =
    await sql<Closure>`select id, location_id as "locationId", starts_on as "startsOn", ends_on as "endsOn", name from closure
    where practice_id = ${ctx.practiceId} and ends_on >= ${from} order by starts_on, id limit 500`.execute(
      ctx.db,
    )
  return rows
}

export async function addClosure(ctx: Context, wish: Omit<Closure, 'id'>): Promise<string> {
  if (wish.locationId) await findLocation(ctx, wish.locationId)
  if (wish.endsOn < wish.startsOn) throw problem(422, 'invalid', 'The last day must not be before the first.')
  const id = ctx.newId()
  await sql`insert into closure (practice_id, id, location_id, starts_on, ends_on, name)
    values (${ctx.practiceId}, ${id}, ${wish.locationId}, ${wish.startsOn}, ${wish.endsOn}, ${wish.name})`.execute(
    ctx.db,
  )
  ctx.record('closure.added', { subject: closureSubject(ctx, wish), data: { ...wish } })
  return id
}

export async function removeClosure(ctx: Context, id: string) {
  const { rows } = await sql<
    Omit<Closure, 'id'>
  >`delete from closure where practice_id = ${ctx.practiceId} and id = ${id}
    returning location_id as "locationId", starts_on as "startsOn", ends_on as "endsOn", name`.execute(ctx.db)
  const before = rows[0]
  if (!before) throw notFound('This closed day')
  ctx.record('closure.removed', { subject: closureSubject(ctx, before), before })
}

function closureSubject(
  ctx: Context,
  { locationId }: { locationId: string | null },
): readonly [string, string] {
  return locationId ? ['location', locationId] : ['practice', ctx.practiceId]
}
