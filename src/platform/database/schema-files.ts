import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../project-root.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { dumpSchema } from './schema-dump.ts'
import { withScratchServer } from './scratch-server.ts'

/** What is generated from the migrated database: path from the project's root → content. */
export type SchemaFiles = Record<string, string>

/** Migrates an empty database of its own and reads schema.sql and the row types from it. */
export async function makeSchemaFiles(): Promise<SchemaFiles> {
  return withScratchServer(async (url) => {
    const database = openDatabase(url)
    try {
      await migrate(database)
      return {
        'schema.sql': await dumpSchema(database.owner),
        'src/platform/database/rows.generated.ts': readRowTypes(url),
      }
    } finally {
      await database.close()
    }
  })
}

/** The names of the generated files that differ from what is in the checkout. */
export function staleFiles(files: SchemaFiles): string[] {
  return Object.entries(files)
    .filter(([path, text]) => readIfAny(join(projectRoot(), path)) !== text)
    .map(([path]) => path)
}

export function writeSchemaFiles(files: SchemaFiles) {
  for (const path of staleFiles(files)) writeFileSync(join(projectRoot(), path), files[path]!)
}

const ROWS_HEAD = '// Generated from the migrated database by `npm run -s atrium -- schema`; do not edit.\n'

/** Row types by kysely-codegen, with the types our parsers give: int8 is a number, a date is text. */
function readRowTypes(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-rows-'))
  const file = join(folder, 'rows.ts')
  const program = join(projectRoot(), 'node_modules/kysely-codegen/dist/cli/bin.js')
  const types = JSON.stringify({ int8: 'number', tstzrange: 'string' })
  try {
    execFileSync(
      process.execPath,
      [
        program,
        '--dialect',
        'postgres',
        '--url',
        url,
        '--date-parser',
        'string',
        '--type-mapping',
        types,
        '--out-file',
        file,
        '--log-level',
        'error',
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    return ROWS_HEAD + readFileSync(file, 'utf8').replace(/^\/\*\*[\s\S]*?\*\/\s*/, '\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readIfAny(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
