import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from '../start-error.ts'

const Manifest = z.object({
  format: z.literal(1),
  /** Atrium's version that made it. */
  atrium: z.string(),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string(),
      rows: z.number(),
      sha256: z.string(),
    }),
  ),
  auditHeads: z.array(z.object({ practiceId: z.string(), seq: z.number(), hash: z.string() })),
  /** How many stored files lie beside the tables. */
  files: z.number(),
  /** Digests of files that rows name and the store did not have. */
  missingFiles: z.array(z.string()).default([]),
})

/** What a backup holds; `manifest.json` is written last, so a folder with one is complete. */
export type Manifest = z.infer<typeof Manifest>

/** Throws StartError when the folder holds no backup that this program understands. */
export function readManifest(folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  } catch (error) {
    throw new StartError(
      `${folder} is not a complete backup of Atrium (its manifest.json is missing or not readable).`,
      error,
    )
  }
}
