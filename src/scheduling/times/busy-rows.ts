import type { BusyRow } from './diary-rows.ts'

/**
 * What takes somebody or something up, as the statements answer it: `start,end,before,after,visit,expired,place` with
 * seconds since 1970 and minutes, blanks between. Rows of JSON cost the database four times as much, and there are
 * thousands of them in a month of ten rooms.
 */
export type PackedBusy = [resourceId: string, spans: string][]

/** The rows again. */
export function unpackBusy(packed: PackedBusy): BusyRow[] {
  return packed.flatMap(([resourceId, spans]) => spans.split(' ').map((span) => rowOf(resourceId, span)))
}

function rowOf(resourceId: string, span: string): BusyRow {
  const [startsAt, endsAt, before, after, visitId, expired, place] = span.split(',')
  return [
    resourceId,
    Number(startsAt) * 1_000,
    Number(endsAt) * 1_000,
    Number(before),
    Number(after),
    visitId!,
    expired === '1',
    place || null,
  ]
}
