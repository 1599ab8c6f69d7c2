import { makeBackup } from '../../platform/backup/backup.ts'
import { openFiles } from '../../platform/files/open.ts'
import { defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: 'Write everything into a new folder, while work goes on',
  usage: 'FOLDER [--json]',
  help: `Every table as it was at one moment, the stored files and the secret. The folder is readable by its owner only
and not encrypted: keep it where the data itself may be kept. "restore" reads it back.`,
  words: [1, 1],
  run: async ({ words, open, print, answer }) => {
    const { database, settings } = await open({ migrated: false })
    const manifest = await makeBackup({
      database,
      dataDir: settings.dataDir,
      files: settings.files ? openFiles(settings) : undefined,
      to: words[0]!,
      now: new Date(),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    print(
      `Backed up ${rows} rows of ${manifest.tables.length} tables and ${manifest.files} files to ${words[0]}.`,
    )
    const { missingFiles } = manifest
    for (const sha256 of missingFiles) print(`MISSING in the store of files: ${sha256}`)
    if (missingFiles.length > 0)
      print('The backup is complete but for these. "verify files" says whose they are.')
    answer({
      folder: words[0],
      tables: manifest.tables.length,
      rows,
      files: manifest.files,
      missingFiles,
      auditHeads: manifest.auditHeads,
    })
    return missingFiles.length > 0 ? 1 : 0
  },
})
