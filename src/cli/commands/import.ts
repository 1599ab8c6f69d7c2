import { UsageError, defineCommand } from '../command.ts'
import { bringFile } from '../import/bring-file.ts'
import { listImports } from '../import/list-imports.ts'
import { suggestMapping } from '../import/suggest-mapping.ts'
import { undoImport } from '../import/undo-import.ts'

export const command = defineCommand({
  summary: 'Bring in clients and visits from a CSV file of any layout, or take an import back',
  usage: '(appointments|clients) FILE --map MAP [--practice SLUG] [--dry-run] [--errors FILE] [--json]',
  help: `import appointments FILE --map MAP   visits, with the clients and services they name
import clients FILE --map MAP        people
import map (appointments|clients) FILE   prints a mapping to begin with, made from the columns
import list                          what was imported
import undo BATCH [--keep-used]      takes back exactly what an import made

--map        the mapping: which column is what (docs/guide/import.md)
--practice   which practice, when there are several
--dry-run    says what would become of every row, and keeps nothing
--errors     writes the rows that were not taken, or are odd, as CSV with line and reason
--keep-used  undo all but what something was built on since
--create-practice NAME --zone ZONE --country CC --currency CUR [--owner EMAIL]
             makes a practice of the pack "general" first, if there is none of that name

Exit code 1 when rows were refused.`,
  words: [1, 3],
  options: {
    map: { type: 'string' },
    practice: { type: 'string' },
    'dry-run': { type: 'boolean' },
    errors: { type: 'string' },
    'keep-used': { type: 'boolean' },
    'create-practice': { type: 'string' },
    zone: { type: 'string' },
    country: { type: 'string' },
    currency: { type: 'string' },
    owner: { type: 'string' },
  },
  run: (call) => {
    const [what, ...rest] = call.words
    if ((what === 'appointments' || what === 'clients') && rest.length === 1)
      return bringFile(call, { kind: what, file: rest[0]! })
    if (what === 'undo' && rest.length === 1) return undoImport(call, rest[0]!)
    if (what === 'list' && rest.length === 0) return listImports(call)
    const [kind, file] = rest
    if (what === 'map' && (kind === 'appointments' || kind === 'clients') && file)
      return suggestMapping(call, { kind, file })
    throw new UsageError(
      'Say what to import: appointments FILE, clients FILE, map KIND FILE, undo BATCH or list. See `npm run -s atrium -- import --help`.',
    )
  },
})
