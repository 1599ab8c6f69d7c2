import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openapi } from '../../app.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { generateApiTypes } from '../../ui/api/generate.ts'
import { defineCommand } from '../command.ts'

export const command = defineCommand({
  summary: 'Write openapi.json and the types of the screens from the operations',
  usage: '[--check] [--json]',
  help: '--check  writes nothing; exit code 1 when a generated file does not fit the operations',
  options: { check: { type: 'boolean' } },
  run: async ({ options, print, answer }) => {
    const document = openapi()
    const files = {
      'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
      'src/ui/api/types.generated.ts': generateApiTypes(document),
    }
    const stale = Object.entries(files).filter(([path, text]) => !isCurrent(path, text))
    answer({ stale: stale.map(([path]) => path) })
    if (options['check']) {
      print(
        stale.length > 0
          ? `Out of date: ${stale.map(([path]) => path).join(', ')}. Run: npm run -s atrium -- openapi`
          : 'The generated files fit the operations.',
      )
      return stale.length > 0 ? 1 : 0
    }
    for (const [path, text] of stale) writeFileSync(join(projectRoot(), path), text)
    print(stale.length > 0 ? `Written: ${stale.map(([path]) => path).join(', ')}.` : 'Nothing has changed.')
    return 0
  },
})

function isCurrent(path: string, text: string): boolean {
  const full = join(projectRoot(), path)
  return existsSync(full) && readFileSync(full, 'utf8') === text
}
