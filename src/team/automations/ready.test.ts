import { afterAll, beforeAll, expect, test } from 'vitest'
import { packKeys } from '../../practice/index.ts'
import type { Cast } from '../../testing/cast.ts'
import { testApp, type TestApp } from '../../testing/harness.ts'
import { problemsOf } from './check.ts'
import { Definition } from './definition.ts'
import { readyAutomations } from './ready.ts'

let app: TestApp
let willow: Cast
beforeAll(async () => {
  app = await testApp()
  willow = await app.practice()
})
afterAll(() => app.end())

const pick = (value: unknown, locale: 'en' | 'de'): unknown => {
  if (Array.isArray(value)) return value.map((each) => pick(each, locale))
  if (typeof value !== 'object' || value === null) return value
  if ('en' in value && 'de' in value) return (value as Record<string, unknown>)[locale]
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pick(each, locale)]))
}

test('every ready automation of every profession is right as it stands, in both languages', async () => {
  const who = {
    practiceId: willow.practiceId,
    actor: { kind: 'system' as const, name: 'test' },
    name: 'test',
  }
  for (const pack of packKeys()) {
    const ready = readyAutomations(pack)
    expect(new Set(ready.map(({ key }) => key)).size).toBe(ready.length)
    for (const { key, definition } of ready)
      for (const locale of ['en', 'de'] as const) {
        const problems = await app.inPractice(who, (ctx) =>
          problemsOf(ctx, Definition.parse(pick(definition, locale))),
        )
        expect(problems, `${pack} ${key} ${locale}`).toEqual([])
      }
  }
})

test('the connected workflow stands in the list, can be switched off, and then nobody is told', async () => {
  const list = async () =>
    (await app.as(willow.nora).get('/automations')).body.items as {
      id: string
      key: string
      state: string
      rowVersion: number
    }[]
  const confirm = (await list()).find(({ key }) => key === 'workflow-confirm')!
  expect(confirm.state).toBe('on')
  const book = async (startsAt: string) => {
    const answer = await app.as(willow.fay).post('/appointments', {
      serviceId: willow.treatment.id,
      clientId: willow.mia.id,
      practitionerId: willow.petra.id,
      startsAt,
    })
    await app.settle()
    const { items } = (await app.as(willow.fay).get('/messages', { subjectId: answer.body.id })).body
    return (items as { rule: string }[]).map(({ rule }) => rule).sort()
  }
  expect(await book('2026-03-05T15:00:00Z')).toEqual(['confirmation', 'reminder'])
  const off = await app
    .as(willow.nora)
    .post(`/automations/${confirm.id}/state`, { state: 'off', rowVersion: confirm.rowVersion })
  expect(off.status, JSON.stringify(off.body)).toBe(200)
  expect(await book('2026-03-05T17:00:00Z')).toEqual(['reminder'])
})
