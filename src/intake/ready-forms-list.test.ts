import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cast } from '../testing/cast.ts'
import { testApp, type TestApp } from '../testing/harness.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const max = () => app.as(willow.max)
const stateOf = async (key: string) =>
  (await max().get('/ready-forms')).body.items.find((one: { key: string }) => one.key === key)

const formOf = async (key: string) => {
  const { items } = (await max().get('/forms')).body
  return (await max().get(`/forms/${items.find((one: { key: string }) => one.key === key).id}`)).body
}

test('a new ready form is in use at once, one that differs is a draft with what it would add', async () => {
  expect(await stateOf('phq-9')).toMatchObject({ state: 'new', pack: 'mental-health' })
  const added = await max().post('/ready-forms/phq-9', { pack: 'mental-health' })
  expect(added.body).toEqual({ key: 'phq-9', as: 'published' })
  expect(await stateOf('phq-9')).toMatchObject({ state: 'same', newQuestions: [] })

  const { definition } = await formOf('phq-9')
  definition.item[0].item = definition.item[0].item.filter(
    ({ linkId }: { linkId: string }) => linkId !== 'phq.hard',
  )
  await max().put('/forms/phq-9', { definition })
  const differs = await stateOf('phq-9')
  expect(differs.state).toBe('differs')
  expect(differs.newQuestions).toEqual([expect.stringContaining('how difficult have these problems made it')])
  expect((await max().post('/ready-forms/phq-9', { pack: 'mental-health' })).body.as).toBe('draft')
  expect((await formOf('phq-9')).version, 'nobody is asked it before it is published').toBe(2)
  expect((await max().get('/forms/phq-9/draft')).body.draft).toMatchObject({ basedOn: 2, faults: [] })
  expect((await max().post('/ready-forms/phq-9', { pack: 'mental-health' })).status, 'twice is once').toBe(
    200,
  )
  expect((await max().post('/ready-forms/nothing', { pack: 'mental-health' })).status).toBe(404)
  expect((await max().post('/ready-forms/phq-9', { pack: 'nothing' })).status).toBe(404)
  expect((await app.as(willow.fay).get('/ready-forms')).status).toBe(403)
})
