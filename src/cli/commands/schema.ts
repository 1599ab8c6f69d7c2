import { makeSchemaFiles, staleFiles, writeSchemaFiles } from '../../platform/database/schema-files.ts'
import { defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: 'Write schema.sql and the row types from the migrations',
  usage: '[--check] [--json]',
  help: '--check  writes nothing; exit code 1 when a generated file does not fit the migrations',
  options: { check: { type: 'boolean' } },
  run: async ({ options, print, answer }) => {
    const files = await makeSchemaFiles()
    const stale = staleFiles(files)
    answer({ stale })
    if (options['check']) {
      print(
        stale.length > 0
          ? `Out of date: ${stale.join(', ')}. Run: npm run -s atrium -- schema`
          : 'The generated files fit the migrations.',
      )
      return stale.length > 0 ? 1 : 0
    }
    writeSchemaFiles(files)
    print(stale.length > 0 ? `Written: ${stale.join(', ')}.` : 'Nothing has changed.')
    return 0
  },
})
