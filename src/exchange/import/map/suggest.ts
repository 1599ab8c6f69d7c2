import { createHash } from 'node:crypto'
import type { Source } from '../../../platform/csv/csv.ts'
import { csvTable } from '../../../platform/csv/csv.ts'
import { readWritten } from '../../../platform/time/index.ts'
import type { Kind } from './map.ts'
import { CLIENT_HEADS, VISIT_HEADS, headKey } from './heads.ts'

/** A mapping to begin with. It may still lack what the file does not say; `unsure` tells what to look at. */
export interface Suggestion {
  map: Record<string, unknown>
  columns: string[]
  /** The first rows, for a person to compare. */
  sample: Record<string, string>[]
  unsure: string[]
  warning: string | null
}

const SAMPLE = 200
const FORMATS = [
  'iso',
  'MMMM d, yyyy h:mm a',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'M/d/yyyy',
  'd/M/yyyy',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'yyyy/MM/dd',
  'MM/dd/yyyy h:mm a',
  'dd/MM/yyyy HH:mm',
  'dd.MM.yyyy HH:mm',
  'M/d/yyyy H:mm',
  'd MMM yyyy',
  'MMM d, yyyy',
  'yyyyMMdd',
  'epoch',
  'epoch-ms',
]

/** Guesses from the names of the columns and the first rows; never from both at once when they could mean two things. */
export async function suggestMap(source: Source, kind: Kind): Promise<Suggestion> {
  const table = await csvTable(source)
  const sample: Record<string, string>[] = []
  for await (const { values, problem } of table.rows) {
    if (!problem) sample.push(values)
    if (sample.length >= SAMPLE) break
  }
  const { columns } = table
  const client = named(columns, CLIENT_HEADS)
  const visit = kind === 'appointments' ? named(columns, VISIT_HEADS) : {}
  const zone = columns.find((each) => /^time ?zone$/i.test(each))
  const { formats, unsure } = formatsOf(sample, [
    client['bornOn'],
    visit['startsAt'],
    visit['day'],
    visit['bookedAt'],
    visit['endsAt'],
  ])
  const map = {
    kind,
    source: sourceOf(columns),
    ...(zone && kind === 'appointments' ? { zone: { column: zone } } : {}),
    formats,
    client: clientPart(client, columns),
    ...(kind === 'appointments' ? { visit: visitPart(visit) } : {}),
  }
  return { map, columns, sample: sample.slice(0, 5), unsure, warning: table.warning?.message ?? null }
}

/** Files of one layout are of one source; numbers of another layout must not be taken for theirs. */
function sourceOf(columns: readonly string[]): string {
  return `file-${createHash('sha256').update(columns.join('\n')).digest('hex').slice(0, 6)}`
}

function named(columns: readonly string[], heads: Record<string, readonly string[]>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [field, names] of Object.entries(heads)) {
    const column = names
      .map((name) => columns.find((each) => headKey(each) === name))
      .find((each) => each !== undefined)
    if (column !== undefined) found[field] = column
  }
  return found
}

function clientPart({ id, ...fields }: Record<string, string>, columns: readonly string[]) {
  const { givenName, familyName, fullName, email, phone, bornOn } = fields
  const people =
    givenName || familyName
      ? { ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}) }
      : { fullName: fullName ?? columns[0]! }
  const key = id
    ? [id]
    : [...Object.values(people), bornOn ?? email ?? phone].filter((each) => each !== undefined)
  const rest = Object.fromEntries(
    ['preferredName', 'email', 'phone', 'bornOn', 'notes'].flatMap((name) =>
      fields[name] ? [[name, fields[name]]] : [],
    ),
  )
  const address = ['street', 'city', 'region', 'postcode'].flatMap((name) => fields[name] ?? [])
  return { key, ...people, ...rest, ...(address.length > 0 ? { address } : {}) }
}

function visitPart({ id, startsAt, day, time, endsAt, endTime, ...fields }: Record<string, string>) {
  const when =
    startsAt && !day
      ? { startsAt, ...(endsAt ? { endsAt } : {}) }
      : { ...(day ? { day } : {}), ...(time ? { time } : {}), ...(endTime ? { endTime } : {}) }
  const { service, practitioner, location, price, bookedAt, minutes } = fields
  const rest = Object.entries({ practitioner, location, price, bookedAt, minutes }).filter(
    ([, column]) => column !== undefined,
  )
  return {
    ...(id ? { key: [id] } : {}),
    ...when,
    service: service ?? { value: 'Visit' },
    ...Object.fromEntries(rest),
  }
}

function formatsOf(sample: readonly Record<string, string>[], fields: readonly (string | undefined)[]) {
  const chosen = new Set<string>()
  const unsure: string[] = []
  for (const column of fields.filter((each) => each !== undefined)) {
    const texts = [...new Set(sample.map((row) => (row[column] ?? '').trim()).filter(Boolean))]
    if (texts.length === 0) continue
    const fitting = FORMATS.filter((format) =>
      texts.every((text) => readWritten(text, [format], { day: true }) !== undefined),
    )
    if (fitting.length === 0)
      unsure.push(`${column}: how the dates are written was not recognised, such as "${texts[0]}".`)
    const turned = fitting.filter((each) => /^(MM\/dd|dd\/MM|M\/d|d\/M)/.test(each))
    if (turned.some((each) => each.startsWith('M')) && turned.some((each) => each.startsWith('d')))
      unsure.push(`${column}: "${texts[0]}" could be day/month or month/day. Month/day was taken.`)
    if (fitting[0]) chosen.add(fitting[0])
  }
  return { formats: chosen.size > 0 ? [...chosen] : ['iso'], unsure }
}
