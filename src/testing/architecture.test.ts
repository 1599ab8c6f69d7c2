import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import { findViolations, readSources, tableOwners } from './architecture.ts'

const root = join(projectRoot(), 'src')
const owners = tableOwners(root)

test('the house keeps its floor plan', () => {
  const files = readSources(root)
  expect(files.length).toBeGreaterThan(80)
  expect(owners.size).toBeGreaterThan(25)
  expect(findViolations(files, owners)).toEqual([])
})

const violationsOf = (path: string, text: string, others: { path: string; text: string }[] = []) =>
  findViolations([{ path, text }, ...others], owners)

test.each([
  ['the platform imports a slice', 'platform/jobs/x.ts', `import { a } from '../../clients/index.ts'`],
  ['a slice imports a later one', 'clients/x.ts', `import { a } from '../billing/index.ts'`],
  ['a slice enters another by the window', 'billing/x.ts', `import { a } from '../clients/client.ts'`],
  ['a slice imports its later ones lazily', 'clients/x.ts', `const a = await import('../billing/index.ts')`],
  ['a slice re-exports from a later one', 'clients/x.ts', `export { a } from '../billing/index.ts'`],
  ['a screen imports server code', 'billing/screens/X.tsx', `import { a } from '../invoice.ts'`],
  [
    'a screen imports another slice’s screen',
    'billing/screens/X.tsx',
    `import { a } from '../../clients/screens/Y.tsx'`,
  ],
  ['server code imports a screen', 'billing/x.ts', `import { a } from './screens/Y.tsx'`],
  ['the interface imports server code', 'ui/x.ts', `import { a } from '../platform/problem.ts'`],
  ['somebody imports the wiring', 'clients/x.ts', `import { a } from '../app.ts'`],
  ['a slice writes another’s table', 'billing/x.ts', 'sql`update client set family_name = ${a}`'],
  [
    'a slice inserts into another’s table',
    'billing/x.ts',
    'sql`insert into appointment (practice_id) values (1)`',
  ],
  ['a slice deletes another’s rows', 'billing/x.ts', 'sql`delete from client where true`'],
  ['the query builder writes another’s table', 'billing/x.ts', `db.updateTable('client').set({})`],
  ['a file is too long', 'billing/x.ts', 'a\n'.repeat(251)],
  ['a name says nothing', 'billing/helpers/x.ts', ''],
])('it is noticed when %s', (_what, path, text) => {
  expect(violationsOf(path, text)).toHaveLength(1)
})

test('it is noticed when files import each other in a circle', () => {
  expect(
    violationsOf('billing/a.ts', `import { b } from './b.ts'`, [
      { path: 'billing/b.ts', text: `import { a } from './a.ts'` },
    ]),
  ).toEqual(['cycle: billing/a.ts → billing/b.ts → billing/a.ts'])
})

test('what is allowed is not noticed', () => {
  const text = `import { a } from '../clients/index.ts'\nimport type { b } from '../platform/problem.ts'\nsql\`select * from client for update\``
  expect(violationsOf('billing/x.ts', text)).toEqual([])
})
