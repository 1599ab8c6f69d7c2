import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'
import { pdfOf } from '../testing/pdf-of.ts'

let app: TestApp
let willow: Cast
const data = join(import.meta.dirname, '../../../shared/data')
const read = (path: string) => JSON.parse(readFileSync(join(data, path), 'utf8'))

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-'
const patient = (path: string) => `http://hl7.org/fhir/StructureDefinition/Patient#Patient.${path}`
const calculated = (expression: string) => ({
  url: `${SDC}calculatedExpression`,
  valueExpression: { language: 'text/fhirpath', expression },
})
const HISTORY = {
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'Everything',
  item: [
    { linkId: 'phone', type: 'string', text: 'Phone', definition: patient('telecom:phone') },
    { linkId: 'pronouns', type: 'string', text: 'Pronouns', definition: patient('pronouns') },
    {
      linkId: 'meds',
      type: 'group',
      repeats: true,
      text: 'Medication',
      item: [
        { linkId: 'name', type: 'string', text: 'Name', required: true },
        { linkId: 'daily', type: 'boolean', text: 'Every day?' },
        {
          linkId: 'often',
          type: 'integer',
          text: 'How often?',
          required: true,
          enableWhen: [{ question: 'daily', operator: '=', answerBoolean: false }],
        },
      ],
    },
    { linkId: 'height', type: 'decimal', text: 'Height (m)' },
    { linkId: 'weight', type: 'decimal', text: 'Weight (kg)' },
    {
      linkId: 'bmi',
      type: 'decimal',
      text: 'Body mass index',
      readOnly: true,
      extension: [
        calculated(
          "(%resource.item.where(linkId='weight').answer.value / %resource.item.where(linkId='height').answer.value.power(2)).round(1)",
        ),
      ],
    },
    {
      linkId: 'scan',
      type: 'attachment',
      text: 'Report',
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/mimeType', valueCode: 'application/pdf' },
        { url: 'http://hl7.org/fhir/StructureDefinition/maxSize', valueDecimal: 1 },
      ],
    },
    {
      linkId: 'tired',
      type: 'choice',
      text: 'Tired?',
      answerOption: [0, 1, 2].map((score) => ({
        valueCoding: { code: `t${score}`, display: `Level ${score}` },
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: score }],
      })),
    },
    {
      linkId: 'score',
      type: 'integer',
      text: 'Score',
      readOnly: true,
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true },
        calculated("%resource.item.where(linkId='tired').answer.value.weight().sum()"),
        {
          url: 'https://atrium.example/fhir/StructureDefinition/score-band',
          extension: [
            { url: 'from', valueDecimal: 2 },
            { url: 'to', valueDecimal: 2 },
            { url: 'text', valueString: 'Very tired' },
          ],
        },
      ],
    },
    { linkId: 'story', type: 'text', text: 'Story' },
  ],
}
const PDF = pdfOf()

beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  await app.as(willow.max).put('/forms/everything', { definition: HISTORY })
})
afterAll(() => app.end())

async function sendFile(token: string, query: string, bytes: Uint8Array) {
  const answer = await app.fetch(
    new Request(`http://atrium.test/api/form/files?${query}`, {
      method: 'POST',
      headers: { authorization: `Link ${token}`, 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    }),
  )
  return (await answer.json()) as Record<string, unknown> & { url: string }
}

/** The words of a PDF, read by another program; nothing where poppler-utils are not installed. */
function textOfPdf(bytes: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-form-'))
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

async function ask(clientId: string, formKey = 'everything') {
  const asked = await app.as(willow.fay).post(`/clients/${clientId}/form-requests`, { formKey })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  const { url } = (await app.as(willow.fay).post(`/form-requests/${asked.body.id}/link`)).body
  const token = url.split('/').at(-1) as string
  return { id: asked.body.id as string, token, link: app.withLink(token) }
}

describe('a form with everything', () => {
  test('works out what it calculates with each save, and keeps scores to itself', async () => {
    const { link } = await ask(willow.leo.id)
    const opened = (await link.get('/form')).body
    expect(JSON.stringify(opened.definition)).not.toContain('weight()')
    expect(JSON.stringify(opened.definition)).not.toContain('Very tired')
    const saved = await link.put('/form/answers', {
      answers: { height: [1.8], weight: [81], tired: ['t2'] },
      rowVersion: 1,
    })
    expect(saved.body.calculated).toEqual({ bmi: [25] })
  })

  test('asks each row of a table by its own answers, and keeps no answer that is not asked', async () => {
    const { id, link } = await ask(willow.leo.id)
    const answers = {
      meds: [2],
      'meds[0]/name': ['Ibuprofen'],
      'meds[0]/daily': [true],
      'meds[0]/often': [3],
      'meds[1]/daily': [false],
      tired: ['t2'],
      score: [0],
    }
    const refused = await link.post('/form/completion', { answers, rowVersion: 1 })
    expect(refused.body.fields).toEqual([
      { field: 'meds[1]/name', message: 'Please answer this question.' },
      { field: 'meds[1]/often', message: 'Please answer this question.' },
    ])
    const whole = { ...answers, 'meds[1]/name': ['Aspirin'], 'meds[1]/often': [2] }
    expect((await link.post('/form/completion', { answers: whole, rowVersion: 1 })).status).toBe(200)
    const seen = (await app.as(willow.paul).get(`/form-requests/${id}`)).body
    expect(seen.answers['meds[0]/often']).toBeUndefined()
    expect(seen.answers.score, 'what is worked out counts, not what was sent').toEqual([2])
    expect(seen.sections[0]).toMatchObject({
      facts: [
        { linkId: 'tired', answer: 'Level 2' },
        { linkId: 'score', answer: '2', note: 'Very tired' },
      ],
      tables: [
        {
          columns: ['Name', 'Every day?', 'How often?'],
          rows: [
            ['Ibuprofen', 'Yes', ''],
            ['Aspirin', 'No', '2'],
          ],
        },
      ],
    })
    const { response } = (await app.as(willow.paul).get(`/form-requests/${id}/response`)).body
    expect(response.item.filter((item: { linkId: string }) => item.linkId === 'meds')).toHaveLength(2)
  })

  test('takes files of the kind it asks for, only its own, and gives them to who may see answers', async () => {
    const { id, link, token } = await ask(willow.leo.id)
    const sent = await sendFile(token, 'name=report.pdf&linkId=scan', PDF)
    expect(sent).toMatchObject({ contentType: 'application/pdf', title: 'report.pdf', size: PDF.length })
    const wrong = await sendFile(token, 'name=a.txt&linkId=scan', Buffer.from('Just words.'))
    expect(wrong).toMatchObject({ status: 422, code: 'file_refused' })
    const long = await sendFile(token, 'name=all.pdf&linkId=scan', pdfOf({ pages: 200 }))
    expect(long).toMatchObject({ status: 422, reason: 'too_many_pages', pages: 200, limit: 100 })
    const other = await ask(willow.mia.id)
    const stolen = await other.link.put('/form/answers', { answers: { scan: [sent] }, rowVersion: 1 })
    expect(stolen.body).toMatchObject({ code: 'answers_invalid', fields: [{ field: 'scan' }] })
    await link.post('/form/completion', { answers: { scan: [sent] }, rowVersion: 1 })
    const path = `/form-requests/${id}/files/${sent.url.slice('urn:uuid:'.length)}`
    expect((await app.as(willow.paul).get(path)).status).toBe(200)
    expect((await app.as(willow.fay).get(path)).status).toBe(403)
    const files = async () => {
      const { sections } = (await app.as(willow.paul).get(`/form-requests/${id}`)).body
      return sections.flatMap((section: { facts: { files: object[] }[] }) =>
        section.facts.flatMap((fact) => fact.files),
      )
    }
    expect(await files()).toMatchObject([{ name: 'report.pdf', scan: 'not_scanned', pages: 1 }])
    await app.sql(`update stored_file set scan = 'infected' where id = '${path.split('/').at(-1)}'`)
    expect(await files()).toMatchObject([{ name: 'report.pdf', scan: 'infected' }])
    expect(await app.as(willow.paul).get(path)).toMatchObject({
      status: 409,
      body: { code: 'file_infected' },
    })
  })

  test('fills what the chart does not know, and lets people decide where it says something else', async () => {
    const { link } = await ask(willow.mia.id)
    await link.post('/form/completion', {
      answers: { phone: ['+1 212 555 0199'], pronouns: ['she/her'] },
      rowVersion: 1,
    })
    await app.settle()
    const changes = async () =>
      (await app.as(willow.fay).get(`/clients/${willow.mia.id}/chart-changes`)).body.items
    const client = async () => (await app.as(willow.fay).get(`/clients/${willow.mia.id}`)).body
    expect((await client()).pronouns).toBe('she/her')
    const open = (await changes()).find((each: { state: string }) => each.state === 'open')
    expect(open).toMatchObject({ field: 'telecom:phone', after: '+1 212 555 0199' })
    const before = (await client()).contacts
    expect(JSON.stringify(before)).not.toContain('2125550199')
    expect(
      (await app.as(willow.fay).post(`/chart-changes/${open.id}/decision`, { take: true })).body.state,
    ).toBe('taken')
    expect(JSON.stringify((await client()).contacts)).toContain('+12125550199')
    const again = await app.as(willow.fay).post(`/chart-changes/${open.id}/decision`, { take: false })
    expect(again.body.code).toBe('decided')
    const second = await ask(willow.mia.id)
    expect((await second.link.get('/form')).body.answers).toMatchObject({
      pronouns: ['she/her'],
      phone: ['+12125550199'],
    })
  })
})

describe('the builder', () => {
  const draft = { ...HISTORY, title: 'Everything, better' }
  test('keeps a draft apart from the version in use, refuses the second of two writers, and publishes', async () => {
    const first = await app
      .as(willow.max)
      .put('/forms/everything/draft', { definition: draft, basedOn: 1, rowVersion: 0 })
    expect(first.body).toMatchObject({ rowVersion: 1, faults: [] })
    const late = await app
      .as(willow.nora)
      .put('/forms/everything/draft', { definition: draft, basedOn: 1, rowVersion: 0 })
    expect(late.body.code).toBe('changed_meanwhile')
    const { items } = (await app.as(willow.max).get('/forms')).body
    expect(items.find((each: { key: string }) => each.key === 'everything').title).toBe('Everything')
    const published = await app.as(willow.max).post('/forms/everything/publication', { rowVersion: 1 })
    expect(published.body).toMatchObject({ version: 2, title: 'Everything, better' })
    expect((await app.as(willow.max).get('/forms/everything/draft')).body.draft).toBeNull()
    const versions = (await app.as(willow.max).get('/forms/everything/versions')).body.items
    expect(
      versions.map((each: { version: number; answered: number }) => [each.version, each.answered > 0]),
    ).toEqual([
      [2, false],
      [1, true],
    ])
    expect(
      (await app.as(willow.paul).put('/forms/everything/draft', { definition: draft, rowVersion: 0 })).status,
    ).toBe(403)
  })

  test('says at which question something is wrong, and publishes nothing broken', async () => {
    const broken = {
      ...draft,
      item: [
        {
          linkId: 'a',
          type: 'integer',
          text: 'A',
          enableWhen: [{ question: 'gone', operator: '=', answerInteger: 1 }],
        },
        { linkId: 'b', type: 'integer', text: 'B', extension: [calculated('1 +')] },
        { linkId: 'c', type: 'nothing', text: 'C' },
      ],
    }
    const kept = await app
      .as(willow.max)
      .put('/forms/broken-one/draft', { definition: broken, rowVersion: 0 })
    expect(kept.body.faults.map((each: { field: string }) => each.field)).toEqual(['c: type'])
    const better = { ...broken, item: broken.item.slice(0, 2) }
    const again = await app
      .as(willow.max)
      .put('/forms/broken-one/draft', { definition: better, rowVersion: 1 })
    expect(again.body.faults).toMatchObject([
      { field: 'a', severity: 'error' },
      { field: 'b', severity: 'warning' },
    ])
    const refused = await app.as(willow.max).post('/forms/broken-one/publication', { rowVersion: 2 })
    expect(refused.body).toMatchObject({ code: 'form_invalid', fields: [{ field: 'a' }] })
  })

  test('tries a form out as the client would see it', async () => {
    const tried = await app.as(willow.max).post('/forms/trial', {
      definition: HISTORY,
      answers: { height: [2], weight: [80], tired: ['t2'] },
    })
    expect(tried.body).toMatchObject({
      calculated: { bmi: [20], score: [2] },
      bands: { score: 'Very tired' },
      answerFaults: [],
    })
  })
})

describe.skipIf(!existsSync(data))('forms and answers of others', () => {
  test('the published example forms come back exactly as they were brought', async () => {
    for (const name of ['3141', 'gcs', 'phq-9-questionnaire', 'zika-virus-exposure-assessment']) {
      const definition = read(`fhir/r4_examples/Questionnaire-${name}.json`)
      const key = name.slice(0, 40)
      const saved = await app.as(willow.max).put(`/forms/${key}`, { definition })
      expect(saved.status, JSON.stringify(saved.body)).toBe(200)
      expect((await app.as(willow.max).get(`/forms/${saved.body.id}`)).body.definition).toEqual(definition)
    }
    const response = read('fhir/r4_examples/QuestionnaireResponse-gcs.json')
    const brought = await app
      .as(willow.max)
      .post(`/clients/${willow.leo.id}/form-responses`, { formKey: 'gcs', response })
    const given = (await app.as(willow.paul).get(`/form-requests/${brought.body.id}/response`)).body.response
    expect(given).toEqual({ ...response, id: brought.body.id })
    const bad = { ...response, item: [{ linkId: '1.1', answer: [{ valueCoding: { code: 'nothing' } }] }] }
    const refused = await app
      .as(willow.max)
      .post(`/clients/${willow.leo.id}/form-responses`, { formKey: 'gcs', response: bad })
    expect(refused.body).toMatchObject({ code: 'answers_invalid', fields: [{ field: '1.1' }] })
  })

  test('every naughty string and name stays what it was: form, response, screen and paper', async () => {
    const naughty: string[] = read('text/naughty_strings.json').flatMap(
      (each: { strings: string[] }) => each.strings,
    )
    const names = readFileSync(join(data, 'text/names_many_scripts.tsv'), 'utf8').trim().split('\n').slice(1)
    const words = [...naughty, ...names.map((line) => line.split('\t')[4]!)].filter(
      (text) => text.isWellFormed() && !text.includes('\u0000') && text !== '',
    )
    const lines = words.map((text) => text.replaceAll(/[\r\n]/g, ' '))
    const { id, link } = await ask(willow.leo.id)
    const answers = {
      story: [words.join('\n').slice(0, 15_000)],
      meds: [150],
      ...Object.fromEntries(lines.slice(0, 150).map((text, row) => [`meds[${row}]/name`, [text]])),
    }
    const saved = await link.put('/form/answers', { answers, rowVersion: 1 })
    expect(saved.status, JSON.stringify(saved.body).slice(0, 500)).toBe(200)
    expect(saved.body.answers).toEqual(answers)
    const done = await link.post('/form/completion', { answers, rowVersion: 2 })
    expect(done.status, JSON.stringify(done.body).slice(0, 500)).toBe(200)
    const seen = (await app.as(willow.paul).get(`/form-requests/${id}`)).body
    expect(seen.answers).toEqual(answers)
    expect(seen.sections[0].facts.at(-1).answer).toBe(answers.story[0])
    expect(seen.sections[0].tables[0].rows.map(([name]: string[]) => name)).toEqual(lines.slice(0, 150))
    const paper = await app.as(willow.paul).get(`/form-requests/${id}/pdf`)
    expect(paper.status).toBe(200)
    const text = textOfPdf(paper.body as unknown as Uint8Array)?.replaceAll(/\s/g, '')
    const plain = names
      .map((line) => line.split('\t'))
      .filter(([, script]) => script === 'Latin' || script === 'Cyrillic')
    const shown = [
      ...plain.map((parts) => parts[4]!),
      '<script>alert(0)</script>',
      '$HOME',
      '{{ "".__class__ }}',
    ]
    for (const name of shown)
      if (text !== undefined && answers.story[0]!.includes(name))
        expect(text).toContain(name.replaceAll(/\s/g, ''))
  })
})
