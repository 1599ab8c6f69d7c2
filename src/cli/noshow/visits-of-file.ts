import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMap, readVisitFile } from '../../exchange/index.ts'
import type { VisitMap, VisitRow } from '../../exchange/index.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { dayNumber, localDay, startOfDayNumber } from '../../platform/time/index.ts'
import type { NoShowVisit } from '../../scheduling/index.ts'
import { UsageError } from '../command.ts'

/** Without --map: the layout of the public file that the guide speaks of. */
const USUAL_MAP = join('docs', 'guide', 'noshow-map.json')

export interface VisitsOfFile {
  visits: NoShowVisit[]
  rows: number
  refused: number
  /** Without the moment of the booking nothing can be said about the days ahead. */
  notBooked: number
}

/** The mapping of --map, or the usual one. */
export function readMapOption(option: string | boolean | undefined): VisitMap {
  const path = typeof option === 'string' ? option : join(projectRoot(), USUAL_MAP)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`The mapping ${path} can't be read: ${(error as Error).message}`)
  }
  return readMap(value, 'appointments') as VisitMap
}

/** Reads a CSV as an import would, without a database. `now` only decides what still lies ahead. */
export async function visitsOfFile(file: string, map: VisitMap, now: Date): Promise<VisitsOfFile> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  const zone = typeof map.zone === 'string' ? map.zone : 'UTC'
  const { visits, counts } = await readVisitFile(createReadStream(file), map, { now, zone, currency: 'XXX' })
  const known = visits.flatMap((row) => visitOf(row, zone) ?? [])
  return {
    visits: known,
    rows: counts.rows,
    refused: counts.refused,
    notBooked: visits.filter(({ bookedAt }) => !bookedAt).length,
  }
}

const ENDINGS = { done: 'came', arrived: 'came', no_show: 'absent' } as const

function visitOf(row: VisitRow, zone: string): NoShowVisit | null {
  // Cancelled in time: nobody was expected any more.
  if (!row.bookedAt || row.state === 'cancelled') return null
  const day = dayNumber(row.told.day)
  const age = row.facts['age']
  return {
    id: row.importKey,
    personId: row.client.importKey,
    serviceId: row.serviceName,
    bookedAt: row.bookedAt.getTime(),
    bookedDay: dayNumber(localDay(row.bookedAt, zone)),
    day,
    // Where only the day is written, how it ended is known when the day is over.
    knownAt: (row.told.instant ?? startOfDayNumber(day + 1, zone)).getTime(),
    hour: row.told.instant ? hourOf(row.told.instant, zone) : null,
    age: typeof age === 'number' && age >= 0 ? age : ageOf(row, day),
    reminded: row.facts['sms'] === undefined ? null : String(row.facts['sms']) === '1',
    ending: ENDINGS[row.state as keyof typeof ENDINGS] ?? 'ahead',
  }
}

function ageOf({ client }: VisitRow, day: number): number | null {
  return client.bornOn ? Math.floor((day - dayNumber(client.bornOn)) / 365.2425) : null
}

function hourOf(instant: Date, zone: string): number {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const [hours = 0, minutes = 0] = wall.format(instant).split(':').map(Number)
  return hours + minutes / 60
}
