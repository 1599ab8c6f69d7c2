import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { DimensionName, Words } from './measure.ts'

/** How rows are put into groups: a key that stays the same in every language, and the order of the keys. */
export interface Dimension {
  title: Words
  /** The key of a row of `f`. */
  key: RawBuilder<string>
  /** Sorts groups: by a number of the rows, by the key itself, or the largest first. */
  order: RawBuilder<number> | 'key' | 'size'
  /** The key is the id of a row of this table; its name is the label. */
  names?: 'location' | 'staff' | 'service'
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const day = sql.raw('f.day')

export const dimensions: Record<DimensionName, Dimension> = {
  day: { title: { en: 'Day', de: 'Tag' }, key: sql`to_char(${day}, 'YYYY-MM-DD')`, order: 'key' },
  week: { title: { en: 'Week', de: 'Woche' }, key: sql`to_char(${day}, 'IYYY"-W"IW')`, order: 'key' },
  month: { title: { en: 'Month', de: 'Monat' }, key: sql`to_char(${day}, 'YYYY-MM')`, order: 'key' },
  weekday: {
    title: { en: 'Weekday', de: 'Wochentag' },
    key: sql`(array[${sql.raw(WEEKDAYS.map((each) => `'${each}'`).join(', '))}])[extract(isodow from ${day})::int]`,
    order: sql<number>`min(extract(isodow from ${day}))`,
  },
  hour: {
    title: { en: 'Hour', de: 'Stunde' },
    key: sql`case when f.hour is null then 'unknown' else lpad(f.hour::text, 2, '0') end`,
    order: 'key',
  },
  'lead-time': {
    title: { en: 'Days booked ahead', de: 'Vorlauf in Tagen' },
    key: buckets('f.lead_days', [
      [-1, 'negative'],
      [0, '0'],
      [3, '1-3'],
      [7, '4-7'],
      [14, '8-14'],
      [30, '15-30'],
      [60, '31-60'],
      [null, '61+'],
    ]),
    order: sql<number>`min(f.lead_days)`,
  },
  'age-group': {
    title: { en: 'Age', de: 'Alter' },
    key: buckets('f.age', [
      [-1, 'negative'],
      [17, '0-17'],
      [34, '18-34'],
      [49, '35-49'],
      [64, '50-64'],
      [79, '65-79'],
      [null, '80+'],
    ]),
    order: sql<number>`min(f.age)`,
  },
  sex: { title: { en: 'Sex', de: 'Geschlecht' }, key: sql`coalesce(f.sex, 'unknown')`, order: 'key' },
  location: {
    title: { en: 'Location', de: 'Standort' },
    key: sql`coalesce(f.location_id::text, 'none')`,
    order: 'size',
    names: 'location',
  },
  practitioner: {
    title: { en: 'Practitioner', de: 'Fachkraft' },
    key: sql`coalesce(f.practitioner_id::text, 'none')`,
    order: 'size',
    names: 'staff',
  },
  service: {
    title: { en: 'Service', de: 'Leistung' },
    key: sql`coalesce(f.service_id::text, 'none')`,
    order: 'size',
    names: 'service',
  },
  source: { title: { en: 'Source', de: 'Herkunft' }, key: sql`coalesce(f.source, 'unknown')`, order: 'size' },
  tender: {
    title: { en: 'Way of paying', de: 'Zahlungsart' },
    key: sql`coalesce(f.tender, 'unknown')`,
    order: 'size',
  },
}

/** A fact that an import kept with its visits: `fact:sms`. */
export function factDimension(name: string): Dimension {
  const title = name.replaceAll('_', ' ')
  return { title: { en: title, de: title }, key: sql`coalesce(f.facts ->> ${name}, 'unknown')`, order: 'key' }
}

function buckets(
  column: string,
  ends: readonly (readonly [upTo: number | null, key: string])[],
): RawBuilder<string> {
  const cases = ends.map(([upTo, key]) =>
    upTo === null ? `else '${key}'` : `when ${column} <= ${upTo} then '${key}'`,
  )
  return sql.raw<string>(`case when ${column} is null then 'unknown' ${cases.join(' ')} end`)
}
