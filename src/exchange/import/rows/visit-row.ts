import { createHash } from 'node:crypto'
import { invalid } from '../../../platform/problem.ts'
import { parseMoney } from '../../../platform/money/money.ts'
import { isValidZone, startOfLocalDay } from '../../../platform/time/index.ts'
import type { Field, VISIT_STATES, VisitMap } from '../map/map.ts'
import { RowRefusal, cell, holds, readField, shown } from './cells.ts'
import type { Values } from './cells.ts'
import type { ClientRow, Oddities } from './client-row.ts'
import { factsOf, readClientRow } from './client-row.ts'
import type { Told } from './times.ts'
import { readDayAndTime, readMoment } from './times.ts'

type MapState = (typeof VISIT_STATES)[number]

/** A visit as a row tells of it; names are not looked up yet. */
export interface VisitRow {
  importKey: string
  client: ClientRow
  told: Told
  /** Null: as long as the service. */
  minutes: number | null
  bookedAt: Date | null
  cancelledAt: Date | null
  state: MapState
  serviceName: string
  practitionerName: string | null
  locationName: string | null
  priceMinor: number | null
  notes: string | null
  facts: Record<string, string | number>
}

export interface Surroundings {
  now: Date
  today: string
  /** Of the practice; for files that say nothing of a zone. */
  zone: string
  currency: string
  odd: Oddities
}

/** Reads the visit of a row. Throws RowRefusal; strange but possible things go to `odd`. */
export function readVisitRow(values: Values, map: VisitMap, around: Surroundings): VisitRow {
  const zone = zoneOf(values, map, around)
  const reading = { map, zone }
  const part = map.visit
  const client = readClientRow(values, map, around)
  const told =
    part.startsAt === undefined
      ? readDayAndTime(values, { day: part.day!, time: part.time }, reading)
      : readMoment(values, part.startsAt, reading)
  if (!told) throw new RowRefusal('no_date', 'This row says no day.')
  if (told.unsure)
    around.odd.set('clock_change', 'The clock was changed in this hour; the usual reading was taken.')
  const serviceName = readField(values, part.service)
  if (serviceName === '') throw new RowRefusal('no_service', 'This row says no service.')
  const booked = readMoment(values, part.bookedAt, reading)
  if (booked && booked.day > told.day)
    around.odd.set(
      'booked_after_the_day',
      `Booked on ${booked.day}, after the day of the visit (${told.day}).`,
    )
  const row = {
    client,
    told,
    minutes: minutesOf(values, map, { told, zone }),
    bookedAt: pointOf(booked, zone),
    cancelledAt: pointOf(readMoment(values, part.cancelledAt, reading), zone),
    state: stateOf(values, map, { told, ...around }),
    serviceName: serviceName.slice(0, 200),
    practitionerName: readField(values, part.practitioner).slice(0, 200) || null,
    locationName: readField(values, part.location).slice(0, 200) || null,
    priceMinor: priceOf(values, part.price, { map, currency: around.currency }),
    notes: readField(values, part.notes).slice(0, 4000) || null,
    facts: factsOf(values, part.facts),
  }
  return { ...row, importKey: keyOf(values, map, row) }
}

function zoneOf(values: Values, map: VisitMap, around: Surroundings): string {
  if (map.zone === undefined) return around.zone
  if (typeof map.zone === 'string') return map.zone
  const named = cell(values, map.zone.column)
  if (named === '') return around.zone
  if (!isValidZone(named))
    throw new RowRefusal('bad_zone', `"${shown(named)}" in ${map.zone.column} is no IANA time zone.`)
  return named
}

function pointOf(told: Told | undefined, zone: string): Date | null {
  return told ? (told.instant ?? startOfLocalDay(told.day, zone)) : null
}

function minutesOf(
  values: Values,
  map: VisitMap,
  { told, zone }: { told: Told; zone: string },
): number | null {
  const part = map.visit
  const text = readField(values, part.minutes)
  const ends = text === '' ? endOf(values, map, { told, zone }) : undefined
  if (text === '' && !ends?.instant) return null
  if (text !== '' && !/^\d{1,4}$/.test(text))
    throw new RowRefusal('bad_length', `"${shown(text)}" is no number of minutes.`)
  const minutes =
    text === '' ? Math.round((ends!.instant!.getTime() - told.instant!.getTime()) / 60_000) : Number(text)
  if (minutes < 1) throw new RowRefusal('ends_before_it_starts', 'This visit ends before it starts.')
  if (minutes > 1440) throw new RowRefusal('bad_length', 'This visit is longer than a day.')
  return minutes
}

function endOf(
  values: Values,
  map: VisitMap,
  { told, zone }: { told: Told; zone: string },
): Told | undefined {
  const part = map.visit
  if (told.instant === null) return undefined
  if (part.endsAt !== undefined) return readMoment(values, part.endsAt, { map, zone })
  if (part.endTime === undefined) return undefined
  const day = part.endDay ?? part.day
  return day === undefined ? undefined : readDayAndTime(values, { day, time: part.endTime }, { map, zone })
}

function stateOf(
  values: Values,
  map: VisitMap,
  { told, now, today, odd }: Surroundings & { told: Told },
): MapState {
  const { rules = [], otherwise = 'by_time' } = map.visit.state ?? {}
  const said = rules.find(({ when }) => holds(values, when))?.state ?? otherwise
  const isAhead = told.instant ? told.instant > now : told.day > today
  if (said === 'refuse')
    throw new RowRefusal('no_state', 'Nothing in this row tells whether the visit took place.')
  if (said === 'by_time') return isAhead ? 'booked' : 'done'
  if (isAhead && (said === 'done' || said === 'no_show'))
    odd.set('over_before_its_day', `The file says ${said.replace('_', ' ')}, but ${told.day} lies ahead.`)
  return said
}

function priceOf(
  values: Values,
  field: Field | undefined,
  { map, currency }: { map: VisitMap; currency: string },
): number | null {
  const text = readField(values, field)
  if (text === '') return null
  try {
    const minor = parseMoney(text, { currency, locale: map.language })
    if (minor < 0) throw invalid('price', 'A price is not below nothing.')
    return minor
  } catch {
    throw new RowRefusal('bad_price', `"${shown(text)}" is no price in ${currency}.`)
  }
}

function keyOf(values: Values, map: VisitMap, row: Omit<VisitRow, 'importKey'>): string {
  const named = (map.visit.key ?? []).map((column) => cell(values, column))
  if (named.some((each) => each !== '')) return `${map.source}/${named.join('|')}`
  const facts = [
    row.client.importKey,
    row.told.instant?.toISOString() ?? row.told.day,
    row.serviceName,
    row.practitionerName ?? '',
    row.locationName ?? '',
  ]
  return `${map.source}/#${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 40)}`
}
