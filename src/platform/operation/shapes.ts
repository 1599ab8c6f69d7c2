import { z } from 'zod'
import { invalid } from '../problem.ts'

/** A uuid. */
export const Id = z.uuid()

/** A calendar day, 'YYYY-MM-DD', that exists. */
export const Day = z.iso.date()

/** Integer minor units (cents); the currency stands beside it. */
export const Minor = z.int().min(-1_000_000_000_000).max(1_000_000_000_000)

/** An instant in answers: a Date or ISO text becomes ISO text in UTC. */
export const Instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime({ offset: true }),
) as unknown as z.ZodType<string, Date | string>

/** An instant in requests: ISO 8601 with an offset or Z, between the years 1900 and 2200; becomes a Date. */
export const InstantIn = z.iso
  .datetime({ offset: true, message: 'Give an instant with its offset, such as 2026-03-02T10:00:00-05:00.' })
  .refine((text) => /^(19|20|21)\d\d-/.test(text), 'The year must lie between 1900 and 2199.')
  .transform((text) => new Date(text))

/** One line a person typed: trimmed, no control characters, any script. */
export function line(max = 200) {
  return z
    .string()
    .trim()
    .min(1, 'This must not be empty.')
    .max(max)
    .refine(isPlainText, 'This holds characters that cannot be kept (control characters or broken Unicode).')
}

/** Several lines a person typed. */
export function text(max = 10_000) {
  return z
    .string()
    .max(max)
    .refine(
      (value) => isPlainText(value.replace(/[\n\r\t]/g, '')),
      'This holds characters that cannot be kept (control characters or broken Unicode).',
    )
}

/** PostgreSQL cannot keep NUL, and a lone surrogate would not come back as it went in. */
function isPlainText(value: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value) && value.isWellFormed()
}

/** Query fields of a list: `limit` is clamped to 200, `cursor` is what the page before answered as `next`. */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(50)
    .transform((limit) => Math.min(limit, 200)),
  cursor: z.string().max(500).optional(),
}

/** The answer of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Cursors are opaque to callers: the sort values of the last row. */
export function cursorFrom(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The values of a cursor, or 422 when somebody made it up. */
export function valuesOfCursor(cursor: string, count: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.length === count &&
      values.every((v) => v === null || ['string', 'number'].includes(typeof v))
    ) {
      return values
    }
  } catch {
    // falls through to the refusal
  }
  throw invalid('cursor', 'This cursor is not one that a list answered. Start again without it.')
}

/** The first `limit` of `limit + 1` rows, and the cursor of the next page. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  sortValues: (row: Row) => readonly (string | number | null)[],
) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorFrom(sortValues(last)) : null }
}

/** An answer that is a file. */
export interface FileAnswer {
  bytes: Uint8Array
  type: string
  /** Offered as the file's name; always sent as an attachment unless `inline`. */
  name: string
  inline?: boolean
  /** Whoever has this version already is answered 304 without the bytes, and may keep it. */
  etag?: string
}
const fileTypes = new WeakMap<z.ZodType, string>()

/** Declares that an operation answers a file of this media type. */
export function fileAnswer(mediaType: string) {
  const shape = z.custom<FileAnswer>((value) => (value as FileAnswer)?.bytes instanceof Uint8Array)
  fileTypes.set(shape, mediaType)
  return shape
}

/** The media type when the shape is a file, else undefined. */
export function fileTypeOf(shape: z.ZodType): string | undefined {
  return fileTypes.get(shape)
}
