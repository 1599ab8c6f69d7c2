import { sql } from 'kysely'
import type { Context } from '../../../platform/operation/context.ts'
import { startOfLocalDay } from '../../../platform/time/index.ts'
import { noteSeenByMany, removeImportedClients } from '../../../clients/index.ts'
import { insertPastAppointments } from '../../../scheduling/index.ts'
import type { PastOutcome, PastVisit } from '../../../scheduling/index.ts'
import type { VisitMap } from '../map/map.ts'
import type { VisitRow } from '../rows/visit-row.ts'
import type { Directory } from './directory.ts'
import { extendDirectory, nameKey } from './directory.ts'
import { noteItems } from './items.ts'
import { keepRows } from './keep-rows.ts'
import type { Failed } from './keep-rows.ts'
import type { Chunk, Readable } from './read-chunk.ts'
import { refuseRow } from './read-chunk.ts'
import { ensureClients, setAsideKnown } from './take-clients.ts'

type VisitOfFile = Readable<VisitRow>
type Placed = VisitOfFile & { visit: Omit<PastVisit, 'clientId'> }
type Fate = PastOutcome | Failed

/** Keeps the visits of a chunk with all they need; answers the directory as it is then. */
export async function takeVisits(
  ctx: Context,
  chunk: Chunk,
  run: { map: VisitMap; known: Directory; batchId: string },
): Promise<Directory> {
  const { map, batchId } = run
  const fresh = await setAsideKnown(ctx, chunk, { rows: chunk.visits, batchId, find: findKnown })
  const { directory, made } = await extendDirectory(ctx, run.known, { rows: fresh, map })
  const placed = fresh.flatMap((each) => placeRow(chunk, each, directory))
  const newClients = new Map<string, { id: string; line: number }>()
  const fates = await keepRows(ctx, placed, (rows) => keepVisits(ctx, rows, { clash: map.clash, newClients }))
  const kept = settle(chunk, placed, fates)
  const clients = await dropUnvisited(ctx, newClients, kept)
  chunk.counts.clients += clients.length
  chunk.counts.services += made.services.length
  chunk.counts.practitioners += made.practitioners.length
  chunk.counts.locations += made.locations.length
  await noteItems(ctx, batchId, [
    ...made.services.map((each) => ({ type: 'service' as const, ...each })),
    ...made.practitioners.map((each) => ({ type: 'staff' as const, ...each })),
    ...made.locations.map((each) => ({ type: 'location' as const, ...each })),
    ...clients.map((each) => ({ type: 'client' as const, ...each })),
    ...kept.map(({ id, line }) => ({ type: 'appointment' as const, id, line })),
  ])
  return directory
}

async function findKnown(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    import_key: string
    id: string
  }>`select a.import_key, a.id from unnest(${[...keys]}::text[]) wanted(key)
    join appointment a on a.practice_id = ${ctx.practiceId} and a.import_key = wanted.key`.execute(ctx.db)
  return new Map(rows.map((row) => [row.import_key, row.id]))
}

function placeRow(chunk: Chunk, each: VisitOfFile, directory: Directory): Placed[] {
  const { row } = each
  const service = directory.services.get(nameKey(row.serviceName))
  const practitionerId = row.practitionerName
    ? directory.practitioners.get(nameKey(row.practitionerName))
    : null
  const location = row.locationName
    ? directory.locations.get(nameKey(row.locationName))
    : directory.usualLocation
  const missing = !service
    ? ['service', row.serviceName]
    : practitionerId === undefined
      ? ['practitioner', row.practitionerName]
      : !location
        ? ['location', row.locationName]
        : null
  if (missing || !service || !location) {
    refuseRow(chunk, each, {
      code: `no_such_${missing?.[0]}`,
      message: `There is no ${missing?.[0]} called "${missing?.[1]}".`,
    })
    return []
  }
  const isCancelled = row.state.startsWith('cancelled')
  const visit: Placed['visit'] = {
    serviceId: service.id,
    practitionerId: practitionerId ?? null,
    locationId: location.id,
    startsAt: row.told.instant ?? startOfLocalDay(row.told.day, location.zone),
    hourKnown: row.told.instant !== null,
    durationMinutes: row.minutes ?? service.minutes,
    state: isCancelled ? 'cancelled' : (row.state as 'booked' | 'done' | 'no_show'),
    source: 'import',
    ...(isCancelled
      ? {
          cancelledBy: row.state === 'cancelled_by_practice' ? ('practice' as const) : ('client' as const),
          cancelledLate: row.state === 'cancelled_late',
        }
      : {}),
    ...(row.bookedAt ? { bookedAt: row.bookedAt } : {}),
    ...(row.cancelledAt ? { cancelledAt: row.cancelledAt } : {}),
    ...(row.priceMinor === null ? {} : { priceMinor: row.priceMinor }),
    notes: row.notes,
    facts: row.facts,
    importKey: row.importKey,
  }
  return [{ ...each, visit }]
}

async function keepVisits(
  ctx: Context,
  rows: readonly Placed[],
  { clash, newClients }: { clash: 'refuse' | 'keep'; newClients: Map<string, { id: string; line: number }> },
): Promise<PastOutcome[]> {
  const { ids, made } = await ensureClients(
    ctx,
    rows.map(({ line, row }) => ({ line, row: row.client })),
  )
  const visits = rows.map(({ row, visit }): PastVisit => ({
    ...visit,
    clientId: ids.get(row.client.importKey)!,
  }))
  const outcomes = await insertPastAppointments(ctx, visits, { overlaps: clash })
  // A visit that lost its client's time may have kept its practitioner from the next: those try again, one by one.
  const taken = outcomes.flatMap((each, index) => (each.is === 'taken' ? [index] : []))
  if (taken.length > 1)
    for (const index of taken)
      outcomes[index] = (await insertPastAppointments(ctx, [visits[index]!], { overlaps: clash }))[0]!
  await tellOfVisits(ctx, visits, outcomes)
  for (const each of made) newClients.set(each.importKey, each)
  return outcomes
}

/** Visits that are still to come are told, so that they are reminded of; what is over leaves no event of its own. */
async function tellOfVisits(ctx: Context, visits: readonly PastVisit[], outcomes: readonly PastOutcome[]) {
  const kept = visits.flatMap((visit, index) => {
    const outcome = outcomes[index]!
    return outcome.is === 'kept' ? [{ id: outcome.id, visit }] : []
  })
  const met = kept.flatMap(({ visit }) =>
    visit.practitionerId && visit.state !== 'cancelled'
      ? [{ clientId: visit.clientId, practitionerId: visit.practitionerId }]
      : [],
  )
  await noteSeenByMany(ctx, met)
  for (const { id, visit } of kept) {
    if (visit.state !== 'booked' || visit.startsAt <= ctx.now || visit.hourKnown === false) continue
    const { serviceId, practitionerId, locationId, startsAt, durationMinutes = 0 } = visit
    const endsAt = new Date(startsAt.getTime() + durationMinutes * 60_000)
    ctx.record('appointment.booked', {
      subject: ['appointment', id],
      clientId: visit.clientId,
      data: { serviceId, practitionerId, locationId, startsAt, endsAt, source: 'import' },
    })
  }
}

function settle(
  chunk: Chunk,
  placed: readonly Placed[],
  fates: readonly Fate[],
): { id: string; line: number; clientKey: string }[] {
  return placed.flatMap((each, index) => {
    const fate = fates[index]!
    if (fate.is === 'kept') {
      chunk.counts.added += 1
      if (fate.overlaps) chunk.counts.clashesKept += 1
      return [{ id: fate.id, line: each.line, clientKey: each.row.client.importKey }]
    }
    if (fate.is === 'known') chunk.counts.known += 1
    else if (fate.is === 'failed') refuseRow(chunk, each, { code: 'database_refused', message: fate.message })
    else
      refuseRow(chunk, each, {
        code: 'clash',
        message: 'At this time the practitioner or the client is elsewhere already.',
      })
    return []
  })
}

/** A client whose only rows were refused is not made. */
async function dropUnvisited(
  ctx: Context,
  made: Map<string, { id: string; line: number }>,
  kept: readonly { clientKey: string }[],
) {
  const visited = new Set(kept.map((each) => each.clientKey))
  const idle = [...made].filter(([key]) => !visited.has(key)).map(([, { id }]) => id)
  if (idle.length > 0) await removeImportedClients(ctx, idle)
  return [...made].filter(([key]) => visited.has(key)).map(([, { id, line }]) => ({ id, line }))
}
