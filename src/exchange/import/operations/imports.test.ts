import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast, StaffPerson } from '../../../testing/cast.ts'
import { testApp } from '../../../testing/harness.ts'
import type { TestApp } from '../../../testing/harness.ts'

let app: TestApp
let willow: Cast
let key: string
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
  key = await app.makeKey(willow)
})
afterAll(() => app.end())

const text =
  'Client ID,Client Name,Email,Start,Service\n7,Jane Roe,jane@example.com,2026-02-02T09:00:00-05:00,Massage\n8,Max Power,,not a date,Massage\n'

async function upload(bytes: string | Uint8Array, name = 'visits.csv', kind = 'appointments') {
  const request = new Request(`http://atrium.test/api/imports?${new URLSearchParams({ kind, name })}`, {
    method: 'POST',
    body: bytes as BodyInit,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
  })
  const response = await app.fetch(request)
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { id: string },
  }
}

test('an import from the screen: upload, suggested mapping, dry run, run, list of problems, undo', async () => {
  const owner = app.as(willow.nora)
  const { body: uploaded } = await upload(text)
  expect(uploaded).toMatchObject({
    state: 'uploaded',
    fileName: 'visits.csv',
    map: null,
    can: { map: true, check: false, run: false, undo: false },
  })
  const path = `/imports/${uploaded.id}`
  expect(await owner.post(`${path}/run`)).toMatchObject({ status: 422, body: { code: 'no_map' } })

  const { body: suggestion } = await owner.get(`${path}/suggestion`)
  expect(suggestion).toMatchObject({
    columns: ['Client ID', 'Client Name', 'Email', 'Start', 'Service'],
    map: { visit: { startsAt: 'Start', service: 'Service' } },
  })
  const refused = await owner.put(`${path}/map`, { map: { ...suggestion.map, surprise: 1 } })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'bad_map', fields: [{ field: 'surprise', message: 'there is no such key here.' }] },
  })
  expect(await owner.put(`${path}/map`, { map: { ...suggestion.map, formats: ['iso'] } })).toMatchObject({
    status: 200,
    body: { can: { check: true, run: true } },
  })

  expect((await owner.post(`${path}/check`)).body.state).toBe('checking')
  await app.settle()
  const { body: checked } = await owner.get(path)
  expect(checked).toMatchObject({
    state: 'checked',
    counts: { rows: 2, added: 1, refused: 1, clients: 1, services: 1 },
  })
  expect(
    await app.sql(`select 1 from client where practice_id = $1 and import_key is not null`, [
      willow.practiceId,
    ]),
  ).toEqual([])
  expect((await owner.get(`${path}/problems`)).body.items).toMatchObject([
    { line: 3, kind: 'refused', code: 'bad_date', cells: { 'Client Name': 'Max Power' } },
  ])

  await owner.post(`${path}/run`)
  await app.settle()
  const { body: finished } = await owner.get(path)
  expect(finished).toMatchObject({
    state: 'finished',
    counts: { rows: 2, added: 1, refused: 1 },
    can: { undo: true, map: false },
  })
  const file = await owner.get(`${path}/problems.csv`)
  expect(Buffer.from(file.body).toString('utf8')).toContain('3,refused,bad_date,')
  expect((await owner.get('/imports')).body.items[0]).toMatchObject({
    id: uploaded.id,
    createdBy: 'API key test',
  })

  expect(await owner.post(`${path}/undo`)).toMatchObject({ status: 422, body: { code: 'reason_required' } })
  await owner.post(`${path}/undo`, { reason: 'only a try' })
  await app.settle()
  expect((await owner.get(path)).body.state).toBe('undone')
  expect(
    await app.sql(`select 1 from client where practice_id = $1 and import_key is not null`, [
      willow.practiceId,
    ]),
  ).toEqual([])
})

test('a run that was interrupted goes on behind its last chunk, and counts every row once', async () => {
  const owner = app.as(willow.nora)
  const many = Array.from(
    { length: 1_000 },
    (_, n) => `${n},Person ${n},,2026-01-${String((n % 28) + 1).padStart(2, '0')},Massage`,
  )
  const { body } = await upload(`Client ID,Client Name,Email,Start,Service\n${many.join('\n')}\n`, 'many.csv')
  const { body: suggestion } = await owner.get(`/imports/${body.id}/suggestion`)
  await owner.put(`/imports/${body.id}/map`, { map: suggestion.map })
  await owner.post(`/imports/${body.id}/run`)
  // As if the process had died after the second chunk: its rows are kept, the job comes again.
  await app.settle()
  const [kept] = await app.sql(`select rows_read, counts from import_batch where id = $1`, [body.id])
  expect(kept).toMatchObject({ rows_read: 1_000, counts: { rows: 1_000, added: 1_000 } })
  await app.sql(`delete from import_item where batch_id = $1 and line > 801`, [body.id])
  await app.sql(
    `delete from appointment where practice_id = $1 and import_key like 'file-%' and client_id in (select id from client where given_name = 'Person' and family_name::int >= 800)`,
    [willow.practiceId],
  )
  await app.sql(
    `delete from client where practice_id = $1 and given_name = 'Person' and family_name::int >= 800`,
    [willow.practiceId],
  )
  const behind = { ...(kept!['counts'] as object), rows: 800, added: 800, clients: 800 }
  await app.sql(`update import_batch set state = 'running', rows_read = 800, counts = $2 where id = $1`, [
    body.id,
    JSON.stringify(behind),
  ])
  await app.sql(
    `insert into job (practice_id, id, kind, payload, run_at, created_at) values ($1, gen_random_uuid(), 'import.work', $2, $3, $3)`,
    [willow.practiceId, { batchId: body.id, by: 'tests' }, app.clock.now()],
  )
  await app.settle()
  expect((await owner.get(`/imports/${body.id}`)).body).toMatchObject({
    state: 'finished',
    counts: { rows: 1_000, added: 1_000, known: 0, clients: 1_000 },
  })
})

test('a file that cannot be read is told on the import, and nothing is taken', async () => {
  const owner = app.as(willow.nora)
  const { body } = await upload('Other,Columns\n1,2\n')
  await owner.put(`/imports/${body.id}/map`, {
    map: {
      source: 'x',
      client: { key: ['No'], fullName: 'Name' },
      visit: { startsAt: 'Start', service: 'What' },
    },
  })
  await owner.post(`/imports/${body.id}/run`)
  await app.settle()
  const { body: failed } = await owner.get(`/imports/${body.id}`)
  expect(failed).toMatchObject({ state: 'failed', counts: { added: 0 }, can: { map: true, undo: false } })
  expect(failed.failure).toContain('the file has no column "No"')
})

test('what is no text is refused at the door', async () => {
  expect((await upload(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).status).toBe(422)
  expect((await upload('')).status).toBe(422)
})

test('only owner and manager import; the batches of another practice are not there', async () => {
  const { body } = await upload(text)
  const may: StaffPerson[] = [willow.nora, willow.max]
  for (const person of [willow.nora, willow.max, willow.fay, willow.petra, willow.bill, willow.rita]) {
    expect((await app.as(person).get('/imports')).status, person.name).toBe(may.includes(person) ? 200 : 403)
  }
  const oak = await app.practice('oak-street')
  expect((await app.as(oak.nora).get(`/imports/${body.id}`)).status).toBe(404)
  expect((await app.as(oak.nora).post(`/imports/${body.id}/run`)).status).toBe(404)
})
