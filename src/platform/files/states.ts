import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../operation/context.ts'

/** What is shown beside a kept file wherever it is named: whether a scanner looked, its bytes, the pages of a PDF. */
export const FileState = z.object({
  scan: z.enum(['not_scanned', 'clean', 'infected', 'failed']),
  size: z.int(),
  pages: z.int().nullable(),
})
export type FileState = z.infer<typeof FileState>

/** The states of kept files by id; ids that are no file of this practice are left out. */
export async function fileStates(
  ctx: Context,
  ids: readonly (string | null)[],
): Promise<Map<string, FileState>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<
    FileState & { id: string }
  >`select id, scan, size::float8 as size, pages from stored_file
    where practice_id = ${ctx.practiceId} and id = any(${wanted}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}
