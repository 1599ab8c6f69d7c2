import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../platform/project-root.ts'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { saveForm } from './form.ts'

let app: TestApp
let willow: Cast
const ASKED = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Said',
  item: [{ linkId: 'said', type: 'string', text: 'Said' }],
}
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system', name: 'tests' },
    name: 'tests',
  } as const
  await app.inPractice(who, (ctx) => saveForm(ctx, 'said', ASKED))
})
afterAll(() => app.end())

/** Emoji, right to left, combining marks, quotes, marks of LIKE and of templates, very long. */
const NAUGHTY: [given: string, family: string][] = [
  ['👩‍👩‍👧‍👦 Ida', '🦊Fuchs'],
  ['محمد', 'الفارسي'],
  ['אֲבִיגַיִל', 'בֶּן־דָּוִד'],
  ['A\u030angstro\u0308m', 'N\u0303andu\u0301'],
  ['Robert"); DROP TABLE client;--', "O’Brien-d'Arc"],
  ['100%', '_under_score\\'],
  ['{{ given }}', '${family}<b>'],
  ['Z̸̡̛͓a̷l̶g̵o̶', 'ﬁligree'],
  ['Wolfeschlegel'.repeat(12).slice(0, 120), 'Hausenbergerdorff'.repeat(10).slice(0, 120)],
]
const lists = join(projectRoot(), '../shared/data/text/names_many_scripts.tsv')
const fromLists = (): [string, string][] =>
  readFileSync(lists, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((row, nth, rows) => row[1] !== rows[nth - 1]?.[1] && row[2] && row[3])
    .filter((_row, nth) => nth % 4 === 0)
    .map(([, , given, family]) => [given!, family!])

/** The words of a PDF, read by another program; nothing where poppler-utils are not installed. */
function textOfPdf(bytes: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-name-'))
  try {
    writeFileSync(join(folder, 'form.pdf'), bytes)
    return execFileSync('pdftotext', ['-layout', join(folder, 'form.pdf'), '-'], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes the client, finds them again, writes to them, has a form filled in under that name, and prints it. */
async function livesWith([given, family]: [string, string], nth: number) {
  const desk = app.as(willow.fay)
  const made = await desk.post('/clients', {
    givenName: given,
    familyName: family,
    contacts: [{ kind: 'email', value: `name${nth}@any.example`, isPreferred: true }],
  })
  expect(made.status, `${given} ${family}: ${JSON.stringify(made.body)}`).toBe(200)
  const { client } = made.body as { client: { id: string } }
  const { id } = client
  expect(client).toMatchObject({ givenName: given, familyName: family })
  for (const q of [
    family,
    `${given} ${family}`,
    `${family} ${given}`,
    family.normalize('NFD'),
    family.toUpperCase(),
  ]) {
    const found = await desk.get('/search', { q })
    expect(found.status, JSON.stringify(found.body)).toBe(200)
    const ids = (found.body.results as { id: string }[]).map((each) => each.id)
    expect(ids, `“${q}” finds ${given} ${family}`).toContain(id)
  }
  await desk.post(`/clients/${id}/messages`, { text: `Dear ${given}` })
  await app.settle()
  const mail = app.mails.at(-1)!
  expect(mail.to.address).toBe(`name${nth}@any.example`)
  expect(mail.text).toContain(`Dear ${given}`)
  const asked = await desk.post(`/clients/${id}/form-requests`, { formKey: 'said' })
  const { url } = (await desk.post(`/form-requests/${asked.body.id}/link`)).body
  const link = app.withLink(/([\w-]+)$/.exec(url)![1]!)
  const { rowVersion } = (await link.get('/form')).body
  const answers = { said: [`${given} ${family}`] }
  expect((await link.post('/form/completion', { answers, rowVersion })).status).toBe(200)
  const kept = await app.as(willow.petra).get(`/form-requests/${asked.body.id}`)
  expect(kept.body.answers).toEqual(answers)
  return { requestId: asked.body.id as string }
}

test('whoever is called something unusual is found, written to, asked and printed, and stays called so', async () => {
  const printed: string[] = []
  for (const [nth, name] of NAUGHTY.entries()) {
    const { requestId } = await livesWith(name, nth)
    if (nth === 0 || nth === 4 || nth === 8) {
      const pdf = await app.as(willow.petra).get(`/form-requests/${requestId}/pdf`)
      expect(pdf.status).toBe(200)
      printed.push(textOfPdf(pdf.body)?.replace(/[\s\u200b]+/g, '') ?? 'no pdftotext')
    }
  }
  if (printed[0] === 'no pdftotext') return
  expect(printed[0]).toContain('Fuchs')
  expect(printed[1]).toContain("O’Brien-d'Arc")
  // Two hundred and forty signs without a space are broken into lines, none is lost.
  expect(printed[2]).toContain(NAUGHTY[8]![0])
  expect(printed[2]).toContain(NAUGHTY[8]![1])
})

test.skipIf(!existsSync(lists))('so is everybody of a list of many scripts', async () => {
  const people = fromLists()
  expect(people.length).toBeGreaterThan(5)
  for (const [nth, name] of people.entries()) await livesWith(name, 100 + nth)
})
