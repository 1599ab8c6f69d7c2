import { restoreBackup } from '../../platform/backup/restore.ts'
import { bucketShelf } from '../../platform/files/s3.ts'
import { defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: 'Put a backup into an empty database',
  usage: 'FOLDER [--json]',
  help: `Into a new data folder (ATRIUM_DATA=./restored) or an empty database (DATABASE_URL=…). Everything or nothing: row
counts, checksums and the end of the audit chain are compared before it is kept. Atrium may not be running on it.`,
  words: [1, 1],
  run: async ({ words, open, print, answer }) => {
    const { database, settings } = await open({ migrated: false, alone: true })
    const manifest = await restoreBackup({
      database,
      dataDir: settings.dataDir,
      shelve: settings.files ? bucketShelf(settings.files).save : undefined,
      from: words[0]!,
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    print(
      `Restored ${rows} rows of ${manifest.tables.length} tables and ${manifest.files} files, as of ${manifest.takenAt}.`,
    )
    answer({ tables: manifest.tables.length, rows, files: manifest.files, auditHeads: manifest.auditHeads })
  },
})
