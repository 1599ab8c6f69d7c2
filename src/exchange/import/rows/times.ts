import type { Written } from '../../../platform/time/index.ts'
import { offsetAt, readWall, readWritten } from '../../../platform/time/index.ts'
import type { Field, ImportMap } from '../map/map.ts'
import type { Values } from './cells.ts'
import { RowRefusal, nameOf, readField, shown } from './cells.ts'

/** A point in time as the file tells it: with an hour, or the day alone. */
export interface Told {
  day: string
  /** Null when only the day is known. */
  instant: Date | null
  /** The clock skipped or repeated this wall time; the usual reading was taken. */
  unsure: boolean
}

interface Reading {
  map: ImportMap
  zone: string
}

/** Reads a field that holds a date with or without a time; undefined when it is empty. */
export function readMoment(values: Values, field: Field | undefined, reading: Reading): Told | undefined {
  const text = readField(values, field)
  if (field === undefined || text === '') return undefined
  return momentOf(writtenIn(text, field, reading.map, { day: true }), reading.zone)
}

/** The calendar day of a field as it is written, whatever hour stands beside it. */
export function readDay(values: Values, field: Field | undefined, map: ImportMap): string | undefined {
  const text = readField(values, field)
  return field === undefined || text === '' ? undefined : writtenIn(text, field, map, { day: true }).day!
}

/** A day and a time from two fields; without a time the day alone. */
export function readDayAndTime(
  values: Values,
  fields: { day: Field; time: Field | undefined },
  reading: Reading,
): Told | undefined {
  const day = readDay(values, fields.day, reading.map)
  if (day === undefined) return undefined
  const text = readField(values, fields.time)
  if (fields.time === undefined || text === '') return { day, instant: null, unsure: false }
  const { time } = writtenIn(text, fields.time, reading.map, { time: true })
  return momentOf({ day, time: time! }, reading.zone)
}

function writtenIn(
  text: string,
  field: Field,
  map: ImportMap,
  want: { day?: boolean; time?: boolean },
): Written {
  const formats = (typeof field === 'object' && field.formats) || [
    ...map.formats,
    ...(want.time ? ['iso', 'h:mm a'] : []),
  ]
  const written = readWritten(text, formats, { ...want, language: map.language })
  if (!written)
    throw new RowRefusal(
      want.time ? 'bad_time' : 'bad_date',
      `"${shown(text)}" in ${nameOf(field)} is not written as ${formats.join(' or ')}.`,
    )
  const year = Number(written.day?.slice(0, 4) ?? 2000)
  if (year < 1900 || year > 2199)
    throw new RowRefusal(
      'bad_date',
      `"${shown(text)}" in ${nameOf(field)} is not between the years 1900 and 2199.`,
    )
  return written
}

function momentOf({ day, time, offsetMinutes }: Written, zone: string): Told {
  if (time === undefined) return { day: day!, instant: null, unsure: false }
  if (offsetMinutes !== undefined) {
    const instant = new Date(Date.parse(`${day}T${time}:00Z`) - offsetMinutes * 60_000)
    const shownDay = new Date(instant.getTime() + offsetAt(zone, instant.getTime()))
      .toISOString()
      .slice(0, 10)
    return { day: shownDay, instant, unsure: false }
  }
  const reading = readWall(`${day}T${time}`, zone)
  if (reading.kind === 'once') return { day: day!, instant: reading.instant, unsure: false }
  // As calendars do: an hour that the clock skips is taken later, one that comes twice is taken the first time.
  return { day: day!, instant: reading.kind === 'skipped' ? reading.later : reading.earlier, unsure: true }
}
