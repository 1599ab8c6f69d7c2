import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../platform/project-root.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp } from '../../testing/harness.ts'
import type { TestApp } from '../../testing/harness.ts'
import { bring } from './test-run.ts'

const folder = join(
  process.env['ATRIUM_SHARED_DATA'] ?? join(projectRoot(), '..', 'shared', 'data'),
  'csv',
  'encoding',
)
const isThere = existsSync(folder)
if (!isThere)
  console.warn(
    `Skipped: the broken sample files are not at ${folder}. Set ATRIUM_SHARED_DATA to the folder that holds csv/.`,
  )

describe.skipIf(!isThere)('files of every make', () => {
  let app: TestApp
  let cast: Cast
  const expected = isThere
    ? (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
        string,
        { expected: unknown }
      >)
    : {}
  const map = (source: string) => ({
    source,
    client: {
      key: ['First Name', 'Last Name'],
      givenName: 'First Name',
      familyName: 'Last Name',
      phone: 'Phone',
      bornOn: 'Date of Birth',
      notes: 'Notes',
    },
  })
  beforeAll(async () => {
    app = await testApp()
    cast = await app.practice()
  })
  afterAll(() => app?.end())

  test.each(['utf8_bom_crlf.csv', 'cp1252_semicolon.csv', 'all_quoted_lf.csv', 'sep_line.csv'])(
    '%s comes in whole',
    async (file) => {
      const source = file.replace(/[^a-z0-9]/g, '-').slice(0, 30)
      const { counts } = await (
        await bring(app, cast, { kind: 'clients', map: map(source), file: join(folder, file) })
      ).run()
      const people = expected[file]!.expected as Record<string, string>[]
      expect(counts).toMatchObject({ rows: people.length, added: people.length, refused: 0 })
      const kept = await app.sql(
        `select given_name, family_name, born_on::text, coalesce(notes, '') as notes from client where practice_id = $1 and starts_with(import_key, $2) order by number`,
        [cast.practiceId, `${source}/`],
      )
      expect(kept).toEqual(
        people.map((each) => ({
          given_name: each['First Name'],
          family_name: each['Last Name'],
          born_on: each['Date of Birth'],
          notes: each['Notes']!.trim(),
        })),
      )
    },
  )

  test('ragged rows are refused by line, the whole one comes in, blank lines are counted', async () => {
    const brought = await bring(app, cast, {
      kind: 'clients',
      map: map('ragged'),
      file: join(folder, 'ragged.csv'),
    })
    const { counts } = await brought.run()
    expect(counts).toMatchObject({ rows: 3, added: 1, refused: 2, blankLines: 1 })
    expect(brought.problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 too_few', '3 too_many'])
  })

  test.each([
    ['empty.csv', 'empty_file'],
    ['no_header.csv', 'no_header'],
  ])('%s is refused as %s before anything is taken', async (file, code) => {
    const brought = await bring(app, cast, { kind: 'clients', map: map('none'), file: join(folder, file) })
    await expect(brought.run()).rejects.toMatchObject({ status: 422, code })
  })

  test('a quote that is never closed is an error with its line, and the rest of the file is read', async () => {
    const small = {
      source: 'quote',
      client: { key: ['First Name', 'Last Name'], givenName: 'First Name', familyName: 'Last Name' },
    }
    const brought = await bring(app, cast, {
      kind: 'clients',
      map: small,
      file: join(folder, 'unterminated_quote.csv'),
    })
    expect((await brought.run()).counts).toMatchObject({ rows: 2, added: 1, refused: 1 })
    expect(brought.problems).toMatchObject([{ line: 2, code: 'quote' }])
  })
})
