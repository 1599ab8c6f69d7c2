import { join } from 'node:path'
import type { Settings } from '../settings.ts'
import { clamdScanner } from './clamd.ts'
import { createFiles } from './folder.ts'
import { createBucketFiles } from './s3.ts'
import type { Files } from './store.ts'

/** The files of this installation as its settings say: folder or bucket, with or without a scanner. */
export function openFiles({
  dataDir,
  files,
  clamdUrl,
}: Pick<Settings, 'dataDir' | 'files' | 'clamdUrl'>): Files {
  const folder = join(dataDir, 'files')
  const scanner = clamdUrl ? clamdScanner(clamdUrl) : undefined
  return files
    ? createBucketFiles(files, { incoming: join(folder, 'incoming'), scanner })
    : createFiles(folder, scanner)
}
